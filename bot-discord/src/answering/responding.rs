//! An interaction is answered: within the three seconds that Discord gives, whatever the answer takes.

use std::sync::Arc;
use std::time::Duration;

use bot_core::answers::notices;
use bot_core::dataset::Dataset;
use bot_core::hosting::fairness::Hearing;
use bot_core::hosting::secret::ExposeSecret;
use bot_core::reply::{Outcome, Reply};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::time::Instant;
use tracing::{debug, error};

use super::{Answering, command};
use crate::api::{Call, Failure, Refusal};
use crate::incoming::{Asked, Interaction};
use crate::showing::{self, Shown};

/// What Discord gives, less what the way may take.
const FIRST_ANSWER: Duration = Duration::from_millis(2_700);
/// An answer that takes longer is announced.
const ANNOUNCED_AFTER: Duration = Duration::from_millis(1_200);
/// How long one try of the first answer may take: short, so that there is time for others.
const ONE_TRY: Duration = Duration::from_millis(900);
/// How long what follows on the first answer is tried. Discord takes it for fifteen minutes.
const FOLLOWING: Duration = Duration::from_mins(2);
const ONE_TRY_LATER: Duration = Duration::from_secs(10);
/// So many further messages Discord takes where the bot itself is not.
const MOST_ELSEWHERE: usize = 5;

/// Kinds of answers, as Discord numbers them.
const MESSAGE: u8 = 4;
const MESSAGE_LATER: u8 = 5;
const CHANGE_LATER: u8 = 6;
const CHANGE: u8 = 7;
const CHOICES: u8 = 8;
/// Only who asked sees it.
const EPHEMERAL: u64 = 1 << 6;

/// What an interaction is answered with.
pub(super) struct Response {
    pub(super) reply: Reply,
    /// The question, where others do not see it.
    pub(super) question: Option<String>,
    /// Only who asked sees it.
    pub(super) ephemeral: bool,
    /// The message under which was pressed is changed, in place of a new one.
    pub(super) in_place: bool,
}

impl Response {
    /// A reply for all, or, if it says what was wrong, for who asked.
    pub(super) fn of(reply: Reply) -> Self {
        Self { ephemeral: reply.outcome == Outcome::Error, reply, question: None, in_place: false }
    }

    pub(super) fn ephemeral(reply: Reply) -> Self {
        Self { ephemeral: true, ..Self::of(reply) }
    }

    /// The same with the question above it.
    pub(super) fn to(self, question: &str) -> Self {
        Self { question: Some(question.to_owned()), ..self }
    }

    fn messages(&self, dataset: &Dataset) -> Vec<Shown> {
        let mut messages = showing::messages(&self.reply, dataset);
        if let (Some(question), Some(first)) = (&self.question, messages.first_mut()) {
            first.put_above(question);
        }
        messages
    }

    fn flags(&self) -> u64 {
        if self.ephemeral { EPHEMERAL } else { 0 }
    }
}

/// How an answer was announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Announced {
    /// As a message that follows, for all or for who asked.
    Message { ephemeral: bool },
    /// As a change of the message under which was pressed.
    Change,
}

impl Answering {
    /// Does what an interaction asks for.
    pub(super) async fn interact(self: Arc<Self>, interaction: Interaction) {
        let interaction = Arc::new(interaction);
        if matches!(interaction.asked, Asked::Typing { .. }) {
            return self.complete(interaction).await;
        }
        match self.hearing(interaction.person, interaction.channel) {
            Hearing::Hear => {}
            // Also who was told so already: Discord would say that the bot does not respond.
            Hearing::Tell(told) | Hearing::Ignore(told) => {
                let notice = notices::too_fast(told.a_minute, told.pause, (self.core.ways.now)());
                return self.respond(&interaction, Response::ephemeral(notice)).await;
            }
        }
        self.answered.passed_over(interaction.channel);
        let (answering, asked) = (self.clone(), interaction.clone());
        // In a task of its own: a panic costs this one answer, and one that takes long is announced.
        let mut thinking = tokio::task::spawn_blocking(move || answering.core.response(&asked));
        let thought = tokio::time::timeout_at(interaction.came + ANNOUNCED_AFTER, &mut thinking).await;
        let (thought, announced) = if let Ok(thought) = thought {
            (thought, None)
        } else {
            let announced = self.announce(&interaction).await;
            (thinking.await, announced)
        };
        let response = thought.unwrap_or_else(|_| {
            error!(interaction = interaction.id, "answering an interaction broke off");
            Response::ephemeral(notices::went_wrong())
        });
        match announced {
            Some(announced) => self.respond_later(&interaction, &response, announced).await,
            None => self.respond(&interaction, response).await,
        }
    }

    /// Offers what an option may become. Whatever happens: a list that is empty is better than none.
    async fn complete(self: Arc<Self>, interaction: Arc<Interaction>) {
        let (answering, asked) = (self.clone(), interaction.clone());
        let choices = tokio::task::spawn_blocking(move || match &asked.asked {
            Asked::Typing { name, field } => answering.completed(name, field),
            _ => Vec::new(),
        });
        let body = json!({ "type": CHOICES, "data": { "choices": choices.await.unwrap_or_default() } });
        let sent = self.api.call(&callback(&interaction, body)).await;
        self.went_well("completing", &sent);
    }

    /// Tells Discord that the answer takes a while; nothing if there is nothing that could follow.
    async fn announce(&self, interaction: &Interaction) -> Option<Announced> {
        let (announced, body) = if self.core.changes_in_place(interaction) {
            (Announced::Change, json!({ "type": CHANGE_LATER }))
        } else {
            let ephemeral = command::is_private(interaction);
            let flags = if ephemeral { EPHEMERAL } else { 0 };
            (Announced::Message { ephemeral }, json!({ "type": MESSAGE_LATER, "data": { "flags": flags } }))
        };
        let sent = self.api.call(&callback(interaction, body)).await;
        // If nobody knows, it may stand there, and something has to follow.
        let may_stand = sent.as_ref().is_err_and(|failure| failure.refusal == Refusal::Ambiguous);
        (may_stand || self.went_well("announcing an answer", &sent)).then_some(announced)
    }

    /// The first message as the answer itself, what is left as messages that follow.
    async fn respond(&self, interaction: &Interaction, response: Response) {
        let messages = response.messages(&self.core.bot.dataset);
        let kind = if response.in_place && !response.ephemeral { CHANGE } else { MESSAGE };
        let Some((first, others)) = messages.split_first() else { return };
        let call = |data: Value| callback(interaction, json!({ "type": kind, "data": with_flags(data, response.flags()) }));
        let sent = self.send(first, &call).await;
        if sent.as_ref().is_err_and(|failure| failure.refusal == Refusal::Ambiguous) {
            // Too late for another first answer; if one stands there, it is made sure what it says.
            let announced = if kind == CHANGE { Announced::Change } else { Announced::Message { ephemeral: response.ephemeral } };
            return self.respond_later(interaction, &response, announced).await;
        }
        if self.went_well("an answer", &sent) {
            debug!(interaction = interaction.id, messages = messages.len(), outcome = response.reply.outcome.name(), "answered");
            self.follow(interaction, others, response.flags()).await;
        }
    }

    /// The same where the answer was announced. What is for one person alone does not go where all see it.
    async fn respond_later(&self, interaction: &Interaction, response: &Response, announced: Announced) {
        let messages = response.messages(&self.core.bot.dataset);
        let original = format!("{}/messages/@original", self.webhook(interaction));
        if response.ephemeral && announced != (Announced::Message { ephemeral: true }) {
            // First: what follows on an announcement that stands takes its place, and all see it.
            if announced != Announced::Change {
                let taken = self.api.call(&later(Call::new(Method::DELETE, original))).await;
                self.went_well("taking an announcement away", &taken);
            }
            self.follow(interaction, &messages, EPHEMERAL).await;
            return;
        }
        let Some((first, others)) = messages.split_first() else { return };
        let call = |data: Value| later(Call::new(Method::PATCH, original.as_str()).body(data));
        let sent = self.send(first, &call).await;
        if self.went_well("an announced answer", &sent) {
            self.follow(interaction, others, response.flags()).await;
        }
    }

    async fn follow(&self, interaction: &Interaction, others: &[Shown], flags: u64) {
        let most = if interaction.bot_is_there { others.len() } else { others.len().min(MOST_ELSEWHERE) };
        for shown in &others[..most] {
            let call =
                |data: Value| later(Call::new(Method::POST, self.webhook(interaction)).body(with_flags(data, flags)).once());
            let sent = self.send(shown, &call).await;
            if !self.went_well("what follows on an answer", &sent) {
                break;
            }
        }
    }

    /// Sends a message; if Discord does not take it as it is, its words alone.
    async fn send(&self, shown: &Shown, call: &(dyn Fn(Value) -> Call + Sync)) -> Result<Value, Failure> {
        let sent = self.api.call(&call(shown.body()).picture(shown.png())).await;
        if sent.as_ref().is_err_and(|failure| failure.refusal == Refusal::Ours) {
            error!("an answer is refused as it is; once more in plain words");
            return self.api.call(&call(shown.plain_body())).await;
        }
        sent
    }

    /// An answer that Discord has already is one whose first try nobody knew the end of.
    fn went_well(&self, what: &str, sent: &Result<Value, Failure>) -> bool {
        match sent {
            Ok(_) => true,
            Err(failure) if failure.refusal == Refusal::Done => true,
            Err(failure) => {
                self.note(what, *failure);
                false
            }
        }
    }

    fn webhook(&self, interaction: &Interaction) -> String {
        format!("webhooks/{}/{}", self.me.application, interaction.token.expose_secret())
    }
}

/// The call that answers an interaction first.
fn callback(interaction: &Interaction, body: Value) -> Call {
    let path = format!("interactions/{}/{}/callback", interaction.id, interaction.token.expose_secret());
    Call::new(Method::POST, path).body(body).until(interaction.came + FIRST_ANSWER, ONE_TRY)
}

/// A call that follows on the first answer.
fn later(call: Call) -> Call {
    call.until(Instant::now() + FOLLOWING, ONE_TRY_LATER)
}

fn with_flags(mut data: Value, flags: u64) -> Value {
    if flags != 0 {
        data["flags"] = flags.into();
    }
    data
}
