//! Words that stand for each other: every group of synonyms is a concept, and any of its words brings it.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::stems::StemMemo;
use crate::language::{Stems, fold};

/// All groups, found by the stems of their words.
#[derive(Default, Serialize, Deserialize)]
pub struct Concepts {
    single: FxHashMap<String, Vec<u32>>,
    phrases: FxHashMap<String, Vec<u32>>,
    /// The most words of a phrase that begins with a stem.
    longest_from: FxHashMap<String, usize>,
    count: u32,
}

/// A concept found in a text, with the words that bring it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConceptMention {
    /// Its number.
    pub concept: u32,
    /// The first word.
    pub start: usize,
    /// How many words.
    pub length: usize,
}

impl Concepts {
    /// Adds groups of words.
    pub fn add_groups(&mut self, groups: &[Vec<String>], stems: &Stems, memo: &mut StemMemo) {
        for group in groups {
            for entry in group {
                let key: Vec<String> = fold(entry).split(' ').map(|w| memo.stem(w, stems).to_owned()).collect();
                let longest = self.longest_from.entry(key[0].clone()).or_default();
                *longest = key.len().max(*longest);
                let map = if key.len() == 1 { &mut self.single } else { &mut self.phrases };
                let concepts = map.entry(key.join(" ")).or_default();
                if !concepts.contains(&self.count) {
                    concepts.push(self.count);
                }
            }
            self.count += 1;
        }
    }

    /// The concepts of a text, given the stems of its words.
    pub fn find(&self, stems: &[String]) -> Vec<ConceptMention> {
        let mut found = Vec::new();
        for start in 0..stems.len() {
            let mention = |length| move |concept: &u32| ConceptMention { concept: *concept, start, length };
            found.extend(self.single.get(&stems[start]).into_iter().flatten().map(mention(1)));
            let longest = self.longest_from.get(&stems[start]).copied().unwrap_or(0);
            for length in 2..=longest.min(stems.len() - start) {
                let key = stems[start..start + length].join(" ");
                found.extend(self.phrases.get(&key).into_iter().flatten().map(mention(length)));
            }
        }
        found
    }
}
