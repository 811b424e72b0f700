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
    /// By length in letters.
    shelves: Vec<Shelf>,
    /// The shelf and the place of a word.
    by_word: FxHashMap<String, (usize, usize)>,
}

/// Words of one length.
#[derive(Default, Serialize, Deserialize)]
struct Shelf {
    /// What is looked at first, close together: most words are passed over by their shape.
    shapes: Vec<Shape>,
    words: Vec<Known>,
}

#[derive(Serialize, Deserialize)]
struct Known {
    word: String,
    uses: u32,
}

#[derive(Serialize, Deserialize)]
struct Shape {
    letters: u64,
    start: Option<char>,
}

impl Shape {
    fn of(word: &str) -> Self {
        Self { letters: letters(word), start: word.chars().next() }
    }
}

/// The shortest word that is corrected at all: in three letters, any other word is near.
const SHORTEST: usize = 4;
/// From this length on, two letters may be wrong.
const TWO_MISTAKES_FROM: usize = 6;

impl Spelling {
    /// Adds one use of a word; what is used more is preferred among equally near words.
    pub fn add(&mut self, word: &str) {
        if let Some(&(length, place)) = self.by_word.get(word) {
            self.shelves[length].words[place].uses += 1;
            return;
        }
        let length = word.chars().count();
        if length >= SHORTEST - 1 && word.chars().all(char::is_alphabetic) {
            if self.shelves.len() <= length {
                self.shelves.resize_with(length + 1, Shelf::default);
            }
            let same_length = &mut self.shelves[length];
            self.by_word.insert(word.to_owned(), (length, same_length.words.len()));
            same_length.words.push(Known { word: word.to_owned(), uses: 1 });
            same_length.shapes.push(Shape::of(word));
        }
    }

    /// Whether the word is known as it stands.
    pub fn knows(&self, word: &str) -> bool {
        self.by_word.contains_key(word)
    }

    /// The known word that is used most of those that begin so.
    pub fn complete(&self, start: &str) -> Option<&str> {
        let length = start.chars().count();
        let longer = self.shelves.iter().skip(length + 1).flat_map(|shelf| &shelf.words);
        let fits = longer.filter(|known| known.word.starts_with(start));
        fits.max_by_key(|known| (known.uses, std::cmp::Reverse(known.word.len()))).map(|known| known.word.as_str())
    }

    /// The nearest known word, if one is near enough.
    pub fn correct(&self, word: &str) -> Option<Correction> {
        let length = word.chars().count();
        if length < SHORTEST || !word.chars().all(char::is_alphabetic) {
            return None;
        }
        let typed = Shape::of(word);
        let most = if length >= TWO_MISTAKES_FROM { 2 } else { 1 };
        let shelves = self.shelves.iter().enumerate().skip(length - most).take(2 * most + 1);
        let near = shelves.flat_map(|(shelf_length, shelf)| {
            let longer = shelf_length.abs_diff(length);
            shelf.shapes.iter().zip(&shelf.words).filter_map(move |(shape, known)| {
                // People rarely miss the first letter; two mistakes and another beginning is another word.
                let most = if shape.start == typed.start { most } else { 1 };
                let may_be = longer <= most && (shape.letters ^ typed.letters).count_ones() as usize <= 2 * most;
                may_be.then_some((known, shape.start == typed.start, most))
            })
        });
        let scored = near.filter_map(|(known, same_start, most)| {
            let distance = osa_distance(&known.word, word);
            // A word broken off or with a letter too many at its end is likelier than another of the same distance.
            let broken_off = known.word.starts_with(word) || word.starts_with(&known.word);
            let rank = (distance, !same_start, !broken_off, u32::MAX - known.uses);
            (distance <= most).then_some((rank, known))
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
