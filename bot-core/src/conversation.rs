//! What a chat talked about lately, so that "and in Berlin?" can be understood.

use crate::dataset::FactId;
use crate::question::Question;

/// One question and what it was answered with.
#[derive(Debug, Clone)]
pub struct Turn {
    /// The question, completed from the turns before.
    pub question: Question,
    /// The facts of the answer; empty for a decline.
    pub facts: Vec<FactId>,
}

/// The latest turn of one chat. A follow-up takes over what it needs from it, so that no older one is needed.
#[derive(Debug, Clone, Default)]
pub struct Conversation {
    turn: Option<Turn>,
}

impl Conversation {
    /// Remembers a turn in place of the one before, which its question has taken in.
    pub fn remember(&mut self, turn: Turn) {
        self.turn = Some(turn);
    }

    /// The latest turn.
    pub fn latest(&self) -> Option<&Turn> {
        self.turn.as_ref()
    }

    /// The person chose one of several readings of the latest question.
    pub fn settle(&mut self, fact: FactId) {
        if let Some(turn) = &mut self.turn {
            turn.facts = vec![fact];
        }
    }
}
