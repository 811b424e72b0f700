//! Which messages answer which, so that a changed question changes its answer. In memory only: a question that is older
//! than the bot's start keeps the answer that it has.

use std::hash::{DefaultHasher, Hash, Hasher};

use moka::policy::EvictionPolicy;
use moka::sync::Cache;

/// So many answers are remembered.
const MOST: u64 = 10_000;

/// An answer.
#[derive(Clone)]
pub(super) struct Answer {
    /// A mark of the words that were asked, which are not kept.
    pub(super) asked: u64,
    /// Its messages.
    pub(super) messages: Vec<u64>,
    /// Whether the conversation has a turn by it.
    pub(super) turn: bool,
}

/// The answers by question.
pub(super) struct Answered {
    answers: Cache<u64, Answer>,
    /// By channel: the question that the conversation knows as its latest.
    latest: Cache<u64, u64>,
}

impl Default for Answered {
    fn default() -> Self {
        let latest = Cache::builder().eviction_policy(EvictionPolicy::lru()).max_capacity(MOST).build();
        Self { answers: Cache::builder().eviction_policy(EvictionPolicy::lru()).max_capacity(MOST).build(), latest }
    }
}

impl Answered {
    /// The answer of a question, if it has one.
    pub(super) fn of(&self, question: u64) -> Option<Answer> {
        self.answers.get(&question)
    }

    /// Remembers the answer of a question, the latest of its channel.
    pub(super) fn remember(&self, channel: u64, question: u64, answer: Answer) {
        self.latest.insert(channel, question);
        self.answers.insert(question, answer);
    }

    /// Whether a question is the latest of its channel.
    pub(super) fn is_latest(&self, channel: u64, question: u64) -> bool {
        self.latest.get(&channel) == Some(question)
    }

    /// Something else was asked in a channel.
    pub(super) fn passed_over(&self, channel: u64) {
        self.latest.invalidate(&channel);
    }
}

/// A mark of words.
pub(super) fn mark(words: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}
