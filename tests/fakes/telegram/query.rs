//! Queries that wait for an answer: pressed buttons and inline queries.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::Value;
use tokio::time::Instant;

use super::failure::Failure;

/// What the bot gave as the answer of an inline query.
#[derive(Clone, Debug, Default)]
pub struct InlineAnswer {
    /// What was typed.
    pub query: String,
    /// The results, as they were given.
    pub results: Vec<Value>,
    /// How long Telegram may keep them, in seconds.
    pub cache_time: i64,
    /// Whether only this person may see them.
    pub is_personal: bool,
    /// Where the next page begins; empty: there is none.
    pub next_offset: String,
    /// The button above the results.
    pub button: Option<Value>,
}

pub(crate) struct Query {
    /// Where the button was pressed; nowhere if this is an inline query.
    pub(crate) chat: Option<i64>,
    pub(crate) asked: Instant,
    /// What was typed, of an inline query.
    pub(crate) text: String,
    pub(crate) answers: u32,
    pub(crate) results: Option<InlineAnswer>,
}

/// The queries by their id, and how long they can be answered.
pub(crate) struct Queries {
    pub(crate) asked: BTreeMap<String, Query>,
    pub(crate) lifetime: Duration,
}

impl Default for Queries {
    fn default() -> Self {
        Self { asked: BTreeMap::new(), lifetime: Duration::from_secs(15) }
    }
}

impl Queries {
    pub(crate) fn ask(&mut self, number: i64, chat: Option<i64>, text: &str) -> String {
        let id = format!("{}", 4_300_000_000_000_000_000 + number);
        let asked = Instant::now();
        self.asked.insert(id.clone(), Query { chat, asked, text: text.to_owned(), answers: 0, results: None });
        id
    }

    /// A query that can still be answered.
    pub(crate) fn open(&mut self, id: &str, inline: bool) -> Result<&mut Query, Failure> {
        let lifetime = self.lifetime;
        let known = self.asked.get_mut(id).filter(|q| q.chat.is_none() == inline && q.asked.elapsed() < lifetime);
        known.ok_or_else(|| Failure::bad("query is too old and response timeout expired or query ID is invalid"))
    }
}
