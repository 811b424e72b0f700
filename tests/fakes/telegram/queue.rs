//! The updates that wait for the bot.

use std::collections::VecDeque;

use serde_json::{Map, Value, json};
use tokio::time::Instant;

/// What is not sent unless it is asked for.
const ON_REQUEST: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];

pub(crate) struct Waiting {
    pub(crate) id: i64,
    /// What keeps its order: a chat, or a person who writes inline.
    pub(crate) lane: i64,
    pub(crate) update: Value,
    /// Given to the bot at least once.
    pub(crate) shown: bool,
    /// A webhook call with it is under way.
    pub(crate) in_flight: bool,
    pub(crate) failures: u32,
    pub(crate) not_before: Option<Instant>,
}

pub(crate) struct Queue {
    pub(crate) waiting: VecDeque<Waiting>,
    /// The kinds that the bot asked for; empty means the usual ones.
    pub(crate) allowed: Vec<String>,
    pub(crate) last_id: i64,
    /// Grows whenever a newer `getUpdates` or a webhook ends the older call.
    pub(crate) generation: u64,
    pub(crate) ended_by: &'static str,
    /// Polls under way.
    pub(crate) polls: usize,
    /// Whether the bot has ever asked for updates.
    pub(crate) polled: bool,
}

impl Default for Queue {
    fn default() -> Self {
        Self {
            waiting: VecDeque::new(),
            allowed: Vec::new(),
            last_id: 700_000_000,
            generation: 0,
            ended_by: "",
            polls: 0,
            polled: false,
        }
    }
}

impl Queue {
    fn allows(&self, kind: &str) -> bool {
        if self.allowed.is_empty() { !ON_REQUEST.contains(&kind) } else { self.allowed.iter().any(|k| k == kind) }
    }

    /// Queues an update; without a word of it if the bot does not want that kind.
    pub(crate) fn push(&mut self, kind: &str, payload: Value, lane: i64) {
        if self.allows(kind) {
            self.push_raw(Value::Object(Map::from_iter([(kind.to_owned(), payload)])), lane);
        }
    }

    /// Queues whatever it is and gives it an id.
    pub(crate) fn push_raw(&mut self, mut update: Value, lane: i64) -> i64 {
        self.last_id += 1;
        let id = self.last_id;
        if let Some(fields) = update.as_object_mut() {
            fields.insert("update_id".to_owned(), json!(id));
        }
        self.waiting.push_back(Waiting { id, lane, update, shown: false, in_flight: false, failures: 0, not_before: None });
        id
    }

    /// Takes one out.
    pub(crate) fn take(&mut self, id: i64) {
        if let Some(at) = self.waiting.iter().position(|waiting| waiting.id == id) {
            self.waiting.remove(at);
        }
    }

    /// What an offset means: all before it are confirmed; a negative one keeps the last few.
    pub(crate) fn confirm(&mut self, offset: i64) {
        if offset > 0 {
            while self.waiting.front().is_some_and(|w| w.id < offset) {
                self.waiting.pop_front();
            }
        } else if offset < 0 {
            let kept = usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX);
            let surplus = self.waiting.len().saturating_sub(kept);
            self.waiting.drain(..surplus);
        }
    }

    pub(crate) fn remember_allowed(&mut self, kinds: Option<Vec<Value>>) {
        if let Some(kinds) = kinds {
            self.allowed = kinds.iter().filter_map(|k| k.as_str().map(str::to_owned)).collect();
        }
    }

    /// Ends the calls of `getUpdates` that are under way.
    pub(crate) fn end_polls(&mut self, by: &'static str) -> u64 {
        self.generation += 1;
        self.ended_by = by;
        self.generation
    }
}
