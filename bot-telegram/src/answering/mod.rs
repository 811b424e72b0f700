//! What is done with each update: the core is asked, and its reply shown where the question was put.

mod addressed;
mod answered;
mod inline;
mod press;
mod question;
mod standing;
pub mod task;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use bot_core::answers::notices;
use bot_core::bot::Bot;
use bot_core::conversation::Conversation;
use bot_core::hosting::conversations::Conversations;
use bot_core::hosting::latest_answers::{self, Ask, LatestAnswers};
use bot_core::moment::Moment;
use bot_core::reply::{Outcome, Reply};
use bot_core::store::Store;
use futures_util::FutureExt;
use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use tokio_util::sync::CancellationToken;
use tracing::{debug, error, info};

use crate::api::Api;
use crate::incoming::Me;
use crate::sending::pace::Urgency;
use crate::sending::{Outbox, Sent, Spot};
use crate::showing::{self, Shown};
use answered::Answered;
use task::Task;

/// An answer that may be shown in many chats.
type Answer = latest_answers::Answer<Vec<Shown>>;

/// What a test may put something else in the place of.
#[derive(Clone)]
pub struct Ways {
    /// The core's answers.
    pub ask: Ask,
    /// The clock.
    pub now: fn() -> Moment,
    /// How often it is looked whether the webhook is still set.
    pub webhook_looked_at_every: Duration,
}

impl Default for Ways {
    fn default() -> Self {
        Self { ask: Arc::new(Bot::ask), now: Moment::now, webhook_looked_at_every: Duration::from_mins(1) }
    }
}

/// So much is remembered of each kind.
const MOST: u64 = 10_000;
/// Telegram lets messages be changed for two days.
const CHANGEABLE: Duration = Duration::from_hours(48);
/// So long it is remembered who manages a chat, and that an album was answered.
const LATELY: Duration = Duration::from_mins(1);

/// A question that comes in so long after it was asked waited for the bot to come back.
const LATE_SECONDS: i64 = 60;

/// Everything that answering needs.
pub struct Answering {
    bot: Arc<Bot>,
    ways: Ways,
    me: Me,
    api: Arc<Api>,
    outbox: Arc<Outbox>,
    conversations: Conversations<(i64, Option<i32>)>,
    latest_answers: LatestAnswers<Vec<Shown>>,
    answered: Answered,
    /// By chat and topic: the question that the conversation knows as its latest.
    latest: Cache<(i64, Option<i32>), i32>,
    /// By chat and person: whether they manage it.
    managers: Cache<(i64, i64), bool>,
    /// Albums that were answered.
    albums: Cache<String, ()>,
}

impl Answering {
    /// Answers as the bot `me`.
    pub fn new(bot: Arc<Bot>, ways: Ways, me: Me, api: Arc<Api>, outbox: Arc<Outbox>, store: Store) -> Self {
        Self {
            bot,
            ways,
            me,
            api,
            outbox,
            conversations: Conversations::default(),
            latest_answers: LatestAnswers::default(),
            answered: Answered::new(store),
            latest: Cache::builder().eviction_policy(EvictionPolicy::lru()).max_capacity(MOST).time_to_live(CHANGEABLE).build(),
            managers: Cache::builder().eviction_policy(EvictionPolicy::lru()).max_capacity(MOST).time_to_live(LATELY).build(),
            albums: Cache::builder().eviction_policy(EvictionPolicy::lru()).max_capacity(MOST).time_to_live(LATELY).build(),
        }
    }

    /// Does what an update asks for. A panic costs this one answer; the person is told.
    pub async fn handle(&self, update: i64, task: Task) {
        let spot = task.spot();
        if AssertUnwindSafe(self.perform(task)).catch_unwind().await.is_err() {
            error!(update, chat = spot.map(|s| s.chat), "answering an update broke off");
            if let Some(spot) = spot {
                self.tell(&spot, &notices::went_wrong()).await;
            }
        }
    }

    /// Notes the answers of questions again and again, until the bot stops.
    pub async fn keep_noting(&self, stop: &CancellationToken) {
        self.answered.keep_noting(stop).await;
    }

    /// Notes the answers of questions that are new.
    pub async fn note(&self) {
        self.answered.note().await;
    }

    /// Whether something was asked so long ago that the bot must have been away, or cut off, in the meantime.
    pub fn is_late(&self, task: &Task) -> bool {
        let age = task.sent().map(|sent| (self.ways.now)().instant.as_second() - sent);
        age.is_some_and(|seconds| seconds > LATE_SECONDS)
    }

    async fn perform(&self, task: Task) {
        match task {
            Task::Answer(question) => self.answer(question).await,
            Task::Correct(question) => self.correct(question).await,
            Task::Press(press) => self.press(press).await,
            Task::Inline(query) => self.complete(query).await,
            Task::NoText { spot, album } => {
                if album.is_none_or(|album| self.is_first_of(&album)) {
                    self.tell(&spot, &notices::no_text()).await;
                }
            }
            Task::Welcome(spot) => {
                info!(chat = spot.chat, "added to a group");
                self.tell(&spot, &notices::how_a_group_asks(&self.bot, &self.me.username)).await;
            }
            Task::Moved { from, to } => self.outbox.moved(from, to),
            Task::TooFast { spot, too_fast } => {
                info!(chat = spot.chat, "somebody asks too fast");
                self.tell(&spot, &notices::too_fast(too_fast.a_minute, too_fast.pause, (self.ways.now)())).await;
            }
        }
    }

    /// Shows a reply; tells its messages. What could not be sent has been logged.
    async fn tell(&self, spot: &Spot, reply: &Reply) -> Vec<Sent> {
        self.show(spot, &showing::messages(reply, &self.bot.dataset), reply.outcome).await
    }

    /// The same with an answer that may have been shown before.
    async fn tell_answer(&self, spot: &Spot, answer: &Answer) -> Vec<Sent> {
        let messages = answer.shown(|reply| showing::messages(reply, &self.bot.dataset));
        self.show(spot, messages, answer.reply.outcome).await
    }

    async fn show(&self, spot: &Spot, messages: &[Shown], outcome: Outcome) -> Vec<Sent> {
        let mut sent = Vec::new();
        for shown in messages {
            match self.outbox.send(spot, shown, Urgency::Answer).await {
                Ok(message) => sent.push(message),
                // The rest would make no sense without it.
                Err(_) => break,
            }
        }
        debug!(chat = spot.chat, messages = sent.len(), outcome = outcome.name(), "answered");
        sent
    }

    /// The core's answer to a question in plain words.
    fn ask(&self, words: &str, conversation: &mut Conversation) -> Arc<Answer> {
        let moment = (self.ways.now)();
        let ask = |conversation: &mut Conversation| (self.ways.ask)(&self.bot, words, conversation, moment);
        self.latest_answers.of(words, conversation, moment, ask)
    }

    fn is_first_of(&self, album: &str) -> bool {
        let first = !self.albums.contains_key(album);
        self.albums.insert(album.to_owned(), ());
        first
    }
}
