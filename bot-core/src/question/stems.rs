//! Stems that were found before: the texts of a dataset say the same words again and again.

use rustc_hash::FxHashMap;

use super::names::name_stem;
use crate::language::Stems;

/// Remembers the stem of each word that it was asked for. Lives only while a dataset is read.
#[derive(Default)]
pub struct StemMemo {
    known: FxHashMap<String, String>,
}

impl StemMemo {
    /// The stem of a folded word.
    pub fn stem(&mut self, word: &str, stems: &Stems) -> &str {
        if !self.known.contains_key(word) {
            self.known.insert(word.to_owned(), name_stem(word, stems));
        }
        &self.known[word]
    }
}
