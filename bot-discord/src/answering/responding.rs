//! An interaction is answered: within the three seconds that Discord gives, whatever the answer takes.

use std::sync::Arc;
use std::time::Duration;

use bot_core::answers::notices;
use bot_core::hosting::fairness::{Hearing, PAUSE};
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
    /// Only who asked sees it.
    pub(super) ephemeral: bool,
    /// The message under which was pressed is changed, in place of a new one.
    pub(super) in_place: bool,
}

impl Response {
    /// A reply for all, or, if it says what was wrong, for who asked.
    pub(super) fn of(reply: Reply) -> Self {
        Self { ephemeral: reply.outcome == Outcome::Error, reply, in_place: false }
    }

    pub(super) fn ephemeral(reply: Reply) -> Self {
        Self { reply, ephemeral: true, in_place: false }
    }
}

impl Answering {
    /// Does what an interaction asks for.
    pub(super) async fn interact(self: Arc<Self>, interaction: Interaction) {
        let interaction = Arc::new(interaction);
        if let Asked::Typing { name, field } = &interaction.asked {
            let choices = self.completed(name, field);
            let body = json!({ "type": CHOICES, "data": { "choices": choices } });
            return self.first_answer(&interaction, body, "completing").await.map_or((), drop);
        }
        let a_minute = self.fairness.a_minute();
        if self.hearing(&interaction) != Hearing::Hear {
            // Also who was told so already: Discord would say that the bot does not respond.
            let response = Response::ephemeral(notices::too_fast(a_minute, PAUSE, (self.core.ways.now)()));
            return self.respond(&interaction, response).await;
        }
        self.answered.passed_over(interaction.channel);
        let (answering, asked) = (self.clone(), interaction.clone());
        // In a task of its own: a panic costs this one answer, and one that takes long is announced.
        let mut thinking = tokio::task::spawn_blocking(move || answering.core.response(&asked));
        let announce_at = interaction.came + ANNOUNCED_AFTER;
        let thought = tokio::time::timeout_at(announce_at, &mut thinking).await;
        let (thought, announced) = if let Ok(thought) = thought {
            (thought, false)
        } else {
            let announced = self.announce(&interaction).await;
            (thinking.await, announced)
        };
        let response = thought.unwrap_or_else(|_| {
            error!(interaction = interaction.id, "answering an interaction broke off");
            Response::ephemeral(notices::went_wrong())
        });
        if announced { self.respond_later(&interaction, response).await } else { self.respond(&interaction, response).await }
    }

    /// Tells Discord that the answer takes a while; false if there is nothing to follow.
    async fn announce(&self, interaction: &Interaction) -> bool {
        let body = if matches!(interaction.asked, Asked::Press(_)) && self.core.changes_in_place(interaction) {
            json!({ "type": CHANGE_LATER })
        } else {
            let flags = if command::is_private(interaction) { EPHEMERAL } else { 0 };
            json!({ "type": MESSAGE_LATER, "data": { "flags": flags } })
        };
        self.first_answer(interaction, body, "announcing an answer").await.is_some()
    }

    /// The first message as the answer itself, what is left as messages that follow.
    async fn respond(&self, interaction: &Interaction, response: Response) {
        let messages = showing::messages(&response.reply, &self.core.bot.dataset);
        let (kind, flags) = match response {
            Response { in_place: true, .. } => (CHANGE, 0),
            Response { ephemeral: true, .. } => (MESSAGE, EPHEMERAL),
            _ => (MESSAGE, 0),
        };
        let Some((first, others)) = messages.split_first() else { return };
        let call = |data: Value| {
            let call = callback(interaction, json!({ "type": kind, "data": with_flags(data, flags) }));
            call.picture(first.picture.as_ref().map(|picture| picture.png.clone()))
        };
        if self.shown("an answer", first, &call).await {
            debug!(interaction = interaction.id, messages = messages.len(), outcome = response.reply.outcome.name(), "answered");
            self.follow(interaction, others, flags).await;
        }
    }

    /// The same where the answer was announced.
    async fn respond_later(&self, interaction: &Interaction, response: Response) {
        let messages = showing::messages(&response.reply, &self.core.bot.dataset);
        let flags = if response.ephemeral { EPHEMERAL } else { 0 };
        let Some((first, others)) = messages.split_first() else { return };
        let call = |data: Value| {
            let call = Call::new(Method::PATCH, format!("{}/messages/@original", self.webhook(interaction))).body(data);
            call.picture(first.picture.as_ref().map(|picture| picture.png.clone()))
                .until(Instant::now() + FOLLOWING, ONE_TRY_LATER)
        };
        if self.shown("an announced answer", first, &call).await {
            self.follow(interaction, others, flags).await;
        }
    }

    async fn follow(&self, interaction: &Interaction, others: &[Shown], flags: u64) {
        let most = if interaction.bot_is_there { others.len() } else { others.len().min(MOST_ELSEWHERE) };
        for shown in &others[..most] {
            let call = |data: Value| {
                let call = Call::new(Method::POST, self.webhook(interaction)).body(with_flags(data, flags)).once();
                call.until(Instant::now() + FOLLOWING, ONE_TRY_LATER)
            };
            if !self.shown("what follows on an answer", shown, &call).await {
                break;
            }
        }
    }

    /// Sends a message; if Discord does not take it as it is, its words alone.
    async fn shown(&self, what: &str, shown: &Shown, call: &(dyn Fn(Value) -> Call + Sync)) -> bool {
        let mut sent = self.api.call(&call(shown.body())).await;
        if sent.as_ref().is_err_and(|failure| failure.refusal == Refusal::Ours) {
            error!(what, "refused as it is; once more in plain words");
            sent = self.api.call(&call(shown.plain_body()).picture(None)).await;
        }
        self.went_well(what, &sent)
    }

    /// A first answer that is no message.
    async fn first_answer(&self, interaction: &Interaction, body: Value, what: &str) -> Option<()> {
        let sent = self.api.call(&callback(interaction, body)).await;
        self.went_well(what, &sent).then_some(())
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

fn with_flags(mut data: Value, flags: u64) -> Value {
    if flags != 0 {
        data["flags"] = flags.into();
    }
    data
}
