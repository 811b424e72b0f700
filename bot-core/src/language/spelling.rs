//! Words as they were meant: the nearest known word of one that nobody knows.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use strsim::osa_distance;

/// A known word that is near to what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The known word.
    pub word: String,
    /// How many letters have to change: 1 or 2.
    pub distance: usize,
}

/// Known words, made ready for a search by nearness.
#[derive(Default, Serialize, Deserialize)]
pub struct Spelling {
    known: Vec<Known>,
    by_word: FxHashMap<String, usize>,
}

#[derive(Serialize, Deserialize)]
struct Known {
    word: String,
    letters: u32,
    length: usize,
    uses: u32,
}

/// The shortest word that is corrected at all: in three letters, any other word is near.
const SHORTEST: usize = 4;
/// From this length on, two letters may be wrong.
const TWO_MISTAKES_FROM: usize = 6;

impl Spelling {
    /// Adds one use of a word; what is used more is preferred among equally near words.
    pub fn add(&mut self, word: &str) {
        if let Some(&known) = self.by_word.get(word) {
            self.known[known].uses += 1;
            return;
        }
        let length = word.chars().count();
        if length >= SHORTEST - 1 && word.chars().all(char::is_alphabetic) {
            self.by_word.insert(word.to_owned(), self.known.len());
            self.known.push(Known { word: word.to_owned(), letters: letters(word), length, uses: 1 });
        }
    }

    /// Whether the word is known as it stands.
    pub fn knows(&self, word: &str) -> bool {
        self.by_word.contains_key(word)
    }

    /// The nearest known word, if one is near enough.
    pub fn correct(&self, word: &str) -> Option<Correction> {
        let length = word.chars().count();
        if length < SHORTEST || !word.chars().all(char::is_alphabetic) {
            return None;
        }
        let most = if length >= TWO_MISTAKES_FROM { 2 } else { 1 };
        let mask = letters(word);
        let near =
            |known: &&Known| known.length.abs_diff(length) <= most && (known.letters ^ mask).count_ones() as usize <= 2 * most;
        let scored = self.known.iter().filter(near).filter_map(|known| {
            let distance = osa_distance(&known.word, word);
            // People rarely miss the first letter; two mistakes and another beginning is another word.
            let same_start = known.word.chars().next() == word.chars().next();
            // A word broken off or with a letter too many at its end is likelier than another of the same distance.
            let broken_off = known.word.starts_with(word) || word.starts_with(&known.word);
            let rank = (distance, !same_start, !broken_off, u32::MAX - known.uses);
            (distance <= most && (distance < 2 || same_start)).then_some((rank, known))
        });
        scored.min_by_key(|(rank, _)| *rank).map(|(rank, known)| Correction { word: known.word.clone(), distance: rank.0 })
    }
}

/// Which letters occur: a quick test before the distance is counted.
fn letters(word: &str) -> u32 {
    word.chars().fold(0, |mask, c| mask | 1 << (c as u32 % 32))
}

#[cfg(test)]
mod tests {
    use super::Spelling;

    fn corrected(word: &str) -> Option<String> {
        let mut spelling = Spelling::default();
        for known in ["embassy", "embassies", "memorandum", "harbour", "country", "count"] {
            spelling.add(known);
        }
        spelling.correct(word).map(|c| c.word)
    }

    #[test]
    fn finds_the_word_that_was_meant() {
        for (typed, meant) in
            [("embasy", "embassy"), ("memmorandom", "memorandum"), ("cuontry", "country"), ("harbuor", "harbour")]
        {
            assert_eq!(corrected(typed).as_deref(), Some(meant), "{typed}");
        }
    }

    #[test]
    fn leaves_other_words_alone() {
        for typed in ["cat", "weather", "armband", "4567"] {
            assert_eq!(corrected(typed), None, "{typed}");
        }
    }
}
