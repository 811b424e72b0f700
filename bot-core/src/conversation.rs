//! What a chat talked about lately, so that "and in Berlin?" can be understood.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::dataset::FactId;
use crate::question::Question;

/// One question and what it was answered with.
#[derive(Debug, Clone)]
pub struct Turn {
    /// The question, completed from the turns before.
    pub question: Arc<Question>,
    /// The facts of the answer; empty for a decline.
    pub facts: Vec<FactId>,
}

/// The latest turns of one chat, the newest last. A follow-up takes over what it needs from the turn before it; the older
/// ones are there for those who come back to them.
#[derive(Debug, Clone, Default)]
pub struct Conversation {
    turns: VecDeque<Turn>,
    /// How often something was remembered.
    remembered: u64,
}

/// So many turns are remembered: as far as people scroll back.
const MOST_TURNS: usize = 6;

impl Conversation {
    /// Remembers a turn.
    pub fn remember(&mut self, turn: Turn) {
        if self.turns.len() == MOST_TURNS {
            self.turns.pop_front();
        }
        self.turns.push_back(turn);
        self.remembered += 1;
    }

    /// How many turns it has had: more than before if the latest message added one.
    pub fn count(&self) -> u64 {
        self.remembered
    }

    /// Whether nothing was said yet.
    pub fn is_empty(&self) -> bool {
        self.turns.is_empty()
    }

    /// The turns, the latest first.
    pub fn turns(&self) -> impl Iterator<Item = &Turn> {
        self.turns.iter().rev()
    }

    /// Forgets the latest turn: its question was changed and is asked anew.
    pub fn forget_latest(&mut self) {
        self.turns.pop_back();
    }

    /// The person chose one of several readings of the latest question; false if those were of an earlier one.
    pub fn settle(&mut self, fact: FactId) -> bool {
        let offered = self.turns.back_mut().filter(|turn| turn.facts.contains(&fact));
        offered.is_some_and(|turn| {
            turn.facts = vec![fact];
            true
        })
    }
}
