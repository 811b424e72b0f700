//! A message in plain words is answered by a reply, where Discord tells its words.

use std::sync::Arc;
use std::time::Duration;

use bot_core::answers::notices;
use bot_core::commands::{self, Audience, Call as Typed, Context, Needs};
use bot_core::hosting::fairness::{Hearing, PAUSE};
use bot_core::reply::Reply;
use reqwest::Method;
use serde_json::{Value, json};
use tokio::time::Instant;
use tracing::{debug, error};

use super::{Answering, Asker, Core};
use crate::api::{Call, Failure, Refusal};
use crate::incoming::Message;
use crate::showing::{self, Shown};

/// How long an answer is tried: within this time Discord knows a message again that is sent twice.
const TRYING: Duration = Duration::from_mins(2);
const ONE_TRY: Duration = Duration::from_secs(10);

impl Answering {
    /// Answers a message, if it is meant for the bot.
    pub(super) async fn answer(self: Arc<Self>, message: Message) {
        let Some(words) = message.said_to(self.me) else { return };
        let askers = [Asker::Person(message.person), Asker::Channel(message.channel)];
        let reply = match self.fairness.hear(&askers) {
            Hearing::Hear => self.reply(&message, words).await,
            Hearing::Tell => notices::too_fast(self.fairness.a_minute(), PAUSE.as_secs()),
            Hearing::Ignore => return,
        };
        let messages = showing::messages(&reply, &self.core.bot.dataset);
        for (number, shown) in messages.iter().enumerate() {
            if let Err(failure) = self.post(&message, number, shown).await {
                // The rest would make no sense without it.
                return self.note("an answer to a message", failure);
            }
        }
        debug!(channel = message.channel, messages = messages.len(), outcome = reply.outcome.name(), "answered");
    }

    /// In a task of its own, so that a panic costs this one answer.
    async fn reply(self: &Arc<Self>, message: &Message, words: String) -> Reply {
        let (answering, asked) = (self.clone(), message.clone());
        let thought = tokio::task::spawn_blocking(move || answering.core.reply(&asked, &words)).await;
        thought.unwrap_or_else(|_| {
            error!(channel = message.channel, "answering a message broke off");
            notices::went_wrong()
        })
    }

    /// Posts a reply under a message. What Discord does not take as it is goes out once more in plain words.
    async fn post(&self, to: &Message, number: usize, shown: &Shown) -> Result<Value, Failure> {
        let reference = json!({ "message_id": to.id.to_string(), "fail_if_not_exists": false });
        let call = |mut body: Value, nonce: String| {
            // Discord gives the same message back for the same nonce, so that a doubtful one can be sent again.
            body["nonce"] = nonce.into();
            body["enforce_nonce"] = true.into();
            body["message_reference"] = reference.clone();
            let call = Call::new(Method::POST, format!("channels/{}/messages", to.channel)).body(body);
            call.until(Instant::now() + TRYING, ONE_TRY)
        };
        let picture = shown.picture.as_ref().map(|picture| picture.png.clone());
        let sent = self.api.call(&call(shown.body(), format!("{}-{number}", to.id)).picture(picture)).await;
        if sent.as_ref().is_err_and(|failure| failure.refusal == Refusal::Ours) {
            error!("an answer is refused as it is; once more in plain words");
            return self.api.call(&call(shown.plain_body(), format!("{}-{number}p", to.id))).await;
        }
        sent
    }
}

impl Core {
    /// The reply to a message: a command that was typed out, or a question.
    fn reply(&self, message: &Message, words: &str) -> Reply {
        if words.is_empty() {
            return if message.words.is_empty() { notices::no_text() } else { notices::ask_what() };
        }
        let conversation = self.conversations.of(message.channel);
        let mut conversation = conversation.lock();
        match commands::parse(words) {
            Some(call) if call.name == "ask" && call.argument.is_empty() => notices::ask_what(),
            Some(call) if call.name == "ask" => self.ask(&call.argument, &mut conversation),
            Some(call) => match as_typed(&call, message) {
                Some(reply) => reply,
                None => commands::run(
                    &call,
                    &Context { bot: &self.bot, moment: (self.ways.now)(), standing: None },
                    &mut conversation,
                ),
            },
            None => self.ask(words, &mut conversation),
        }
    }
}

/// A typed command comes without what Discord tells of one that is picked: what the person and the bot may do.
fn as_typed(call: &Typed, message: &Message) -> Option<Reply> {
    let command = call.command()?;
    let needs_more = command.needs == Needs::Standing || command.audience == Audience::Admins;
    (needs_more && message.server.is_some()).then(notices::pick_the_command)
}
