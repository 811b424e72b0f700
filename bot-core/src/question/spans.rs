//! Which words of a text are small talk, and where the question itself begins.

use crate::language::{TalkKind, Word};

/// The small talk of a text.
pub struct Spans {
    talk: Vec<bool>,
    opening: usize,
}

impl Spans {
    /// Marks the sayings, given as kind, first word and number of words.
    pub fn new(words: &[Word], sayings: &[(TalkKind, usize, usize)]) -> Self {
        let mut talk = vec![false; words.len()];
        for (_, start, length) in sayings {
            talk[*start..start + length].fill(true);
        }
        let opening = talk.iter().position(|t| !t).unwrap_or(words.len());
        Self { talk, opening }
    }

    /// Whether a word belongs to a saying.
    pub fn is_talk(&self, at: usize) -> bool {
        self.talk.get(at).copied().unwrap_or(false)
    }

    /// The first word that is none.
    pub fn opening(&self) -> usize {
        self.opening
    }
}
