//! Which messages answer which question, so that a changed question changes its answer: the latest in memory, all of two
//! days in the store.

use std::time::Duration;

use bot_core::store::{KnownAnswer, Store};
use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use parking_lot::Mutex;
use tokio_util::sync::CancellationToken;
use tracing::error;

use crate::sending::Sent;

/// So many answers are remembered in memory.
const ANSWERS: u64 = 10_000;
/// How often new ones are written down: what a sudden end may cost.
const NOTED_EVERY: Duration = Duration::from_secs(1);
/// How often old ones are forgotten, in turns of noting.
const FORGOTTEN_EVERY: u32 = 3_600;

/// The answers of questions.
pub struct Answered {
    latest: Cache<(i64, i32), Vec<Sent>>,
    unnoted: Mutex<Vec<KnownAnswer>>,
    store: Store,
}

impl Answered {
    /// Those that the store knows.
    pub fn new(store: Store) -> Self {
        let latest = Cache::builder().eviction_policy(EvictionPolicy::lru()).max_capacity(ANSWERS).build();
        Self { latest, unnoted: Mutex::default(), store }
    }

    /// What answers a question; nothing if it has no answer yet.
    pub async fn of(&self, chat: i64, question: i32) -> Vec<Sent> {
        if let Some(known) = self.latest.get(&(chat, question)) {
            return known;
        }
        let noted = self.store.answer(chat, question.into()).await;
        let noted = noted.inspect_err(|error| error!(%error, "the answer of a question cannot be looked up"));
        noted.ok().flatten().map_or(Vec::new(), |messages| read(&messages))
    }

    /// Remembers what answers a question now.
    pub fn remember(&self, chat: i64, question: i32, sent: Vec<Sent>) {
        let messages = (!sent.is_empty()).then(|| written(&sent));
        self.unnoted.lock().push(KnownAnswer { chat, question: question.into(), messages });
        self.latest.insert((chat, question), sent);
    }

    /// Notes what is new again and again, until the bot stops.
    pub async fn keep_noting(&self, stop: &CancellationToken) {
        for turn in 0u32.. {
            if turn % FORGOTTEN_EVERY == 0
                && let Err(error) = self.store.forget_answers().await
            {
                error!(%error, "old answers cannot be forgotten");
            }
            if stop.run_until_cancelled(tokio::time::sleep(NOTED_EVERY)).await.is_none() {
                return;
            }
            self.note().await;
        }
    }

    /// Notes what is new.
    pub async fn note(&self) {
        let new = std::mem::take(&mut *self.unnoted.lock());
        if new.is_empty() {
            return;
        }
        if let Err(error) = self.store.note_answers(&new).await {
            error!(%error, answers = new.len(), "answers cannot be noted; changed questions may be answered twice");
        }
    }
}

/// `12 13p`: numbers, with a mark behind those of pictures.
fn written(sent: &[Sent]) -> String {
    let mark = |message: &Sent| format!("{}{}", message.id, if message.picture { "p" } else { "" });
    sent.iter().map(mark).collect::<Vec<_>>().join(" ")
}

fn read(messages: &str) -> Vec<Sent> {
    let one = |word: &str| {
        let number = word.strip_suffix('p');
        Some(Sent { id: number.unwrap_or(word).parse().ok()?, picture: number.is_some() })
    };
    messages.split(' ').filter_map(one).collect()
}
