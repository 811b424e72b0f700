//! An unfinished text, finished: for lists that change with each letter that is typed.

use super::Reader;
use crate::language::{Familiarity, Language, fold};

/// A beginning of fewer letters says too little.
const SHORTEST: usize = 3;

impl Reader {
    /// The text with its last word completed, where that is only the beginning of a known word.
    pub fn completed(&self, text: &str, language: &Language) -> String {
        let before = text.trim_end_matches(|c: char| !c.is_whitespace());
        let last = fold(&text[before.len()..]);
        let whole =
            last.chars().count() < SHORTEST || self.spelling.knows(&last) || language.familiarity(&last) == Familiarity::Common;
        match self.spelling.complete(&last).filter(|_| !whole) {
            Some(word) => format!("{before}{word}"),
            None => text.to_owned(),
        }
    }
}
