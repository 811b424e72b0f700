//! What is done with each event: the core is asked, and its reply shown where the question was put.

mod answered;
mod command;
mod completing;
mod message;
mod responding;
mod standing;

use std::sync::Arc;

use bot_core::bot::Bot;
use bot_core::conversation::Conversation;
use bot_core::hosting::conversations::Conversations;
use bot_core::hosting::fairness::{Fairness, Hearing};
use bot_core::hosting::latest_answers::{Ask, LatestAnswers};
use bot_core::hosting::lines::Lines;
use bot_core::moment::Moment;
use bot_core::reply::Reply;
use tokio_util::sync::CancellationToken;
use tracing::{debug, info, warn};

use crate::api::{Api, Failure, MOST_INVALID, Refusal};
use crate::incoming::{self, Incoming, Me};
use answered::Answered;
use message::Heard;

/// What a test may put something else in the place of.
#[derive(Clone)]
pub struct Ways {
    /// The core's answers.
    pub ask: Ask,
    /// The clock.
    pub now: fn() -> Moment,
    /// So many refused calls at once are let happen before nothing is called for a while.
    pub most_invalid: u32,
}

impl Default for Ways {
    fn default() -> Self {
        Self { ask: Arc::new(Bot::ask), now: Moment::now, most_invalid: MOST_INVALID }
    }
}

/// Whose questions are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Asker {
    Person(u64),
    Channel(u64),
}

/// Everything that answering needs.
pub struct Answering {
    core: Core,
    me: Me,
    api: Arc<Api>,
    fairness: Fairness<Asker>,
    answered: Answered,
    /// When the bot started, in milliseconds since 1970.
    started: i64,
    /// Messages wait behind others of their channel; interactions, which have their time, do not.
    lines: Lines<u64, (Arc<Answering>, Heard)>,
    token_refused: CancellationToken,
}

/// What answers are thought up from.
struct Core {
    bot: Arc<Bot>,
    ways: Ways,
    conversations: Conversations<Talk>,
    latest_answers: LatestAnswers<()>,
}

/// Who talks where. What is said in a channel is one conversation for all; a command is a person's own, and others may not
/// even see its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Talk {
    /// What is said in a channel, also in private.
    Channel(u64),
    /// The commands of a person in a channel.
    Person(u64, u64),
}

impl Core {
    /// Thinks within a conversation without holding it: somebody else's slow question holds nobody up.
    fn talk<T>(&self, talk: Talk, think: impl FnOnce(&mut Conversation) -> T) -> T {
        let shared = self.conversations.of(talk);
        let mut conversation = shared.lock().clone();
        let thought = think(&mut conversation);
        *shared.lock() = conversation;
        thought
    }

    /// The core's answer to a question in plain words.
    fn ask(&self, words: &str, conversation: &mut Conversation) -> Reply {
        let moment = (self.ways.now)();
        let ask = |conversation: &mut Conversation| (self.ways.ask)(&self.bot, words, conversation, moment);
        self.latest_answers.of(words, conversation, moment, ask).reply.clone()
    }
}

impl Answering {
    /// Answers as the bot `me`; `token_refused` is cancelled when the token turns out to be dead.
    pub fn new(bot: Arc<Bot>, ways: Ways, me: Me, api: Arc<Api>, asks_per_minute: u32, token_refused: CancellationToken) -> Self {
        let started = (ways.now)().instant.as_millisecond();
        let core = Core { bot, ways, conversations: Conversations::default(), latest_answers: LatestAnswers::default() };
        let lines =
            Lines::new(Arc::new(|(answering, heard): (Arc<Self>, Heard)| Box::pin(async move { answering.answer(heard).await })));
        Self {
            core,
            me,
            api,
            fairness: Fairness::new(asks_per_minute),
            answered: Answered::default(),
            started,
            lines,
            token_refused,
        }
    }

    /// Takes in an event as it came.
    pub fn hear(self: &Arc<Self>, kind: &str, event: &str) {
        match incoming::read(kind, event) {
            Some(Incoming::Interaction(interaction)) => {
                let answering = self.clone();
                self.lines.beside(async move { answering.interact(*interaction).await });
            }
            Some(Incoming::Message(message) | Incoming::Edited(message)) => {
                if let Some(heard) = self.meant(message) {
                    let channel = heard.message.channel;
                    if self.lines.push(channel, (self.clone(), heard)).is_err() {
                        warn!(channel, "too much waits in this channel: a message is passed over");
                    }
                }
            }
            None => debug!(kind, "an event that is passed over"),
        }
    }

    /// Waits until nothing is under way.
    pub async fn idle(&self) {
        self.lines.idle().await;
    }

    fn hearing(&self, person: u64, channel: u64) -> Hearing {
        self.fairness.hear(Some(&Asker::Person(person)), Some(&Asker::Channel(channel)))
    }

    /// Notes how a call went wrong; a dead token ends the bot.
    fn note(&self, what: &str, failure: Failure) {
        match failure.refusal {
            Refusal::TokenDead => self.token_refused.cancel(),
            Refusal::TooLate => info!(%failure, "{what}: too late"),
            refusal => warn!(%failure, ?refusal, "{what}: not sent"),
        }
    }
}
