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
use bot_core::hosting::fairness::Fairness;
use bot_core::hosting::latest_answers::LatestAnswers;
use bot_core::hosting::lines::Lines;
use bot_core::moment::Moment;
use bot_core::reply::Reply;
use tokio_util::sync::CancellationToken;
use tracing::{debug, info, warn};

use crate::api::{Api, Failure, MOST_INVALID, Refusal};
use crate::incoming::{self, Incoming, Interaction, Me, Message};
use answered::Answered;

/// How a question in plain words is answered.
pub type Ask = Arc<dyn Fn(&Bot, &str, &mut Conversation, Moment) -> Reply + Send + Sync>;

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
    lines: Lines<u64, (Arc<Answering>, Message)>,
    token_refused: CancellationToken,
}

/// What answers are thought up from.
struct Core {
    bot: Arc<Bot>,
    ways: Ways,
    conversations: Conversations<u64>,
    latest_answers: LatestAnswers<()>,
}

impl Core {
    /// The core's answer to a question in plain words, in the conversation of a channel.
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
        let lines = Lines::new(Arc::new(|(answering, message): (Arc<Self>, Message)| {
            Box::pin(async move { answering.answer(message).await })
        }));
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
                let channel = message.channel;
                if self.lines.push(channel, (self.clone(), message)).is_err() {
                    warn!(channel, "too much waits in this channel: a message is passed over");
                }
            }
            None => debug!(kind, "an event that is passed over"),
        }
    }

    /// Waits until nothing is under way.
    pub async fn idle(&self) {
        self.lines.idle().await;
    }

    fn hearing(&self, interaction: &Interaction) -> bot_core::hosting::fairness::Hearing {
        self.fairness.hear(&[Asker::Person(interaction.person), Asker::Channel(interaction.channel)])
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
