//! What a chat talked about lately, so that "and in Berlin?" can be understood.

use std::collections::VecDeque;

use crate::dataset::FactId;
use crate::question::Question;

/// How many turns are remembered.
const REMEMBERED: usize = 6;

/// One question and what it was answered with.
#[derive(Debug, Clone)]
pub struct Turn {
    /// The question, completed from the turns before.
    pub question: Question,
    /// The facts of the answer; empty for a decline.
    pub facts: Vec<FactId>,
}

/// The latest turns of one chat.
#[derive(Debug, Clone, Default)]
pub struct Conversation {
    turns: VecDeque<Turn>,
}

impl Conversation {
    /// Remembers a turn and forgets the oldest.
    pub fn remember(&mut self, turn: Turn) {
        self.turns.push_back(turn);
        if self.turns.len() > REMEMBERED {
            self.turns.pop_front();
        }
    }

    /// The latest turns, the newest first.
    pub fn latest(&self) -> impl Iterator<Item = &Turn> {
        self.turns.iter().rev()
    }

    /// Whether nothing was said yet.
    pub fn is_empty(&self) -> bool {
        self.turns.is_empty()
    }
}
