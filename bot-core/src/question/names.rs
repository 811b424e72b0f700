//! The names that a text holds: the review's entities, and names of the world that the review does not know.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::stems::StemMemo;
use crate::dataset::{Dataset, EntityId};
use crate::language::{Language, OutsideName, Stems, Word, fold, words};

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Named {
    /// Somebody or something that the review names.
    Entity(EntityId),
    /// A name that the review does not have, by its place in [`Language::outside`].
    Outside(u32),
}

/// A name found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// Whose name it is.
    pub named: Named,
    /// The first word of it.
    pub start: usize,
    /// How many words it has.
    pub length: usize,
}

/// A name before an ending has at least so many letters, and the ending at most so many.
const SHORTEST_NAME: usize = 4;
const LONGEST_ENDING: usize = 5;

/// All names, found by the stems of their words.
#[derive(Serialize, Deserialize)]
pub struct Names {
    by_stems: FxHashMap<String, Named>,
    /// The most words of a name that begins with a stem.
    longest_from: FxHashMap<String, usize>,
}

impl Names {
    /// The review's names; names of the world that are spelled the same as one of these are left out.
    pub fn new(dataset: &Dataset, language: &Language, memo: &mut StemMemo) -> Self {
        let mut names = Self { by_stems: FxHashMap::default(), longest_from: FxHashMap::default() };
        for (id, entity) in dataset.entities_with_ids() {
            for name in entity.names() {
                names.add(name, Named::Entity(id), &language.stems, memo);
            }
        }
        for (i, name) in language.outside.iter().enumerate() {
            let OutsideName { name, aliases, .. } = name;
            // A country that the review has under another spelling is the review's: none of its other names is outside.
            let ours = std::iter::once(name).chain(aliases).any(|n| names.is_entity(n, &language.stems, memo));
            // One or two letters are too often something else.
            let telling = |alias: &&String| !ours && fold(alias).chars().count() > 2;
            for alias in std::iter::once(name).chain(aliases).filter(telling) {
                names.add(alias, Named::Outside(i as u32), &language.stems, memo);
            }
        }
        names
    }

    fn is_entity(&self, name: &str, stems: &Stems, memo: &mut StemMemo) -> bool {
        matches!(self.by_stems.get(&key(&words(name), stems, memo)), Some(Named::Entity(_)))
    }

    fn add(&mut self, name: &str, named: Named, stems: &Stems, memo: &mut StemMemo) {
        let words = words(name);
        if words.is_empty() {
            return;
        }
        let key = key(&words, stems, memo);
        let first = key.split(' ').next().unwrap_or(&key);
        let longest = self.longest_from.entry(first.to_owned()).or_default();
        *longest = words.len().max(*longest);
        self.by_stems.entry(key).or_insert(named);
    }

    /// The longest name that begins at a word.
    pub fn at(&self, stems_of_words: &[String], start: usize) -> Option<Mention> {
        let longest = self.longest_from.get(&stems_of_words[start])?;
        let most = (*longest).min(stems_of_words.len() - start);
        (1..=most).rev().find_map(|length| {
            let key = stems_of_words[start..start + length].join(" ");
            self.by_stems.get(&key).map(|named| Mention { named: *named, start, length })
        })
    }

    /// The one-word name that a word is with an ending of its language behind it: `Suriyadan`.
    pub fn without_ending<'a>(&self, stem: &'a str) -> Option<&'a str> {
        let letters = stem.chars().count();
        let cuts = stem
            .char_indices()
            .map(|(at, _)| at)
            .enumerate()
            .filter(|(i, _)| *i >= SHORTEST_NAME && letters - i <= LONGEST_ENDING);
        cuts.map(|(_, at)| &stem[..at]).filter(|bare| self.by_stems.contains_key(*bare)).last()
    }

    /// All names of a text, from left to right without overlap.
    pub fn find(&self, stems_of_words: &[String]) -> Vec<Mention> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < stems_of_words.len() {
            match self.at(stems_of_words, at) {
                Some(mention) => {
                    at += mention.length;
                    found.push(mention);
                }
                None => at += 1,
            }
        }
        found
    }
}

/// The stem by which a word of a name is compared, whatever the script.
pub fn name_stem(word: &str, stems: &Stems) -> String {
    let cyrillic = word.chars().any(|c| ('а'..='я').contains(&c));
    if cyrillic { stems.russian(word) } else { stems.english(word) }
}

fn key(words: &[Word], stems: &Stems, memo: &mut StemMemo) -> String {
    let stems: Vec<String> = words.iter().map(|w| memo.stem(&w.text, stems).to_owned()).collect();
    stems.join(" ")
}
