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
    /// What is looked at first, close together: most words are passed over by their shape.
    shapes: Vec<Shape>,
    words: Vec<Known>,
    by_word: FxHashMap<String, usize>,
}

#[derive(Serialize, Deserialize)]
struct Known {
    word: String,
    uses: u32,
}

#[derive(Serialize, Deserialize)]
struct Shape {
    letters: u64,
    length: u32,
    start: char,
}

impl Shape {
    fn of(word: &str) -> Option<Self> {
        Some(Self { letters: letters(word), length: word.chars().count() as u32, start: word.chars().next()? })
    }

    /// Whether a word of this shape may be one of another with so many mistakes.
    fn may_be(&self, other: &Self, most: u32) -> bool {
        // People rarely miss the first letter; two mistakes and another beginning is another word.
        let most = if self.start == other.start { most } else { 1 };
        self.length.abs_diff(other.length) <= most && (self.letters ^ other.letters).count_ones() <= 2 * most
    }
}

/// The shortest word that is corrected at all: in three letters, any other word is near.
const SHORTEST: u32 = 4;
/// From this length on, two letters may be wrong.
const TWO_MISTAKES_FROM: u32 = 6;

impl Spelling {
    /// Adds one use of a word; what is used more is preferred among equally near words.
    pub fn add(&mut self, word: &str) {
        if let Some(&known) = self.by_word.get(word) {
            self.words[known].uses += 1;
            return;
        }
        let shape = Shape::of(word).filter(|shape| shape.length >= SHORTEST - 1);
        if let Some(shape) = shape.filter(|_| word.chars().all(char::is_alphabetic)) {
            self.by_word.insert(word.to_owned(), self.words.len());
            self.words.push(Known { word: word.to_owned(), uses: 1 });
            self.shapes.push(shape);
        }
    }

    /// Whether the word is known as it stands.
    pub fn knows(&self, word: &str) -> bool {
        self.by_word.contains_key(word)
    }

    /// The nearest known word, if one is near enough.
    pub fn correct(&self, word: &str) -> Option<Correction> {
        let typed = Shape::of(word).filter(|shape| shape.length >= SHORTEST && word.chars().all(char::is_alphabetic))?;
        let most = if typed.length >= TWO_MISTAKES_FROM { 2 } else { 1 };
        let near = self.shapes.iter().zip(&self.words).filter(|(shape, _)| shape.may_be(&typed, most));
        let scored = near.filter_map(|(shape, known)| {
            let distance = osa_distance(&known.word, word);
            let same_start = shape.start == typed.start;
            // A word broken off or with a letter too many at its end is likelier than another of the same distance.
            let broken_off = known.word.starts_with(word) || word.starts_with(&known.word);
            let rank = (distance, !same_start, !broken_off, u32::MAX - known.uses);
            (distance <= most as usize && (distance < 2 || same_start)).then_some((rank, known))
        });
        scored.min_by_key(|(rank, _)| *rank).map(|(rank, known)| Correction { word: known.word.clone(), distance: rank.0 })
    }
}

/// Which letters occur, and which of them twice or more: a quick test before the distance is counted. A letter put in, left
/// out, changed or moved flips two of the bits at most.
fn letters(word: &str) -> u64 {
    word.chars().fold(0, |mask, c| {
        let once = 1 << (c as u32 % 32);
        if mask & once == 0 { mask | once } else { mask | once << 32 }
    })
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
