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

use super::answered::{Answer, mark};
use super::{Answering, Asker, Core};
use crate::api::{Call, Failure, Refusal};
use crate::incoming::{Message, id};
use crate::showing::{self, Shown};

/// How long an answer is tried: within this time Discord knows a message again that is sent twice.
const TRYING: Duration = Duration::from_mins(2);
const ONE_TRY: Duration = Duration::from_secs(10);

impl Answering {
    /// Answers a message, if it is meant for the bot. One that was changed gets its answer changed.
    pub(super) async fn answer(self: Arc<Self>, message: Message) {
        let Some(words) = message.said_to(self.me) else { return };
        let asked = mark(&words);
        let before = self.answered.of(message.id);
        // An older one may have an answer that is not known any more.
        let known_or_new = before.as_ref().map_or(message.written_at() >= self.started, |answer| answer.asked != asked);
        if message.edited && !known_or_new {
            return;
        }
        let askers = [Asker::Person(message.person), Asker::Channel(message.channel)];
        let reply = match self.fairness.hear(&askers) {
            Hearing::Hear => {
                if before.is_some() && self.answered.is_latest(message.channel, message.id) {
                    self.core.conversations.of(message.channel).lock().forget_latest();
                }
                self.reply(&message, words).await
            }
            Hearing::Tell => notices::too_fast(self.fairness.a_minute(), PAUSE, (self.core.ways.now)()),
            Hearing::Ignore => return,
        };
        let messages = self.show(&message, asked, &reply, before.map_or(Vec::new(), |answer| answer.messages)).await;
        debug!(channel = message.channel, messages = messages.len(), outcome = reply.outcome.name(), "answered");
        self.answered.remember(message.channel, message.id, Answer { asked, messages });
    }

    /// Shows a reply: changes the messages of an earlier one, posts what there is more of, takes away what there is less of.
    async fn show(&self, to: &Message, asked: u64, reply: &Reply, before: Vec<u64>) -> Vec<u64> {
        let mut messages = Vec::new();
        let mut old = before.into_iter();
        for (number, shown) in showing::messages(reply, &self.core.bot.dataset).iter().enumerate() {
            let sent = match old.next() {
                Some(message) => self.change(to.channel, message, shown).await,
                None => self.post(to, &format!("{}-{number}-{:x}", to.id, asked & 0xFF), shown).await,
            };
            match sent {
                Ok(sent) => messages.extend(id(&sent, "id")),
                // The rest would make no sense without it.
                Err(failure) => {
                    self.note("an answer to a message", failure);
                    break;
                }
            }
        }
        for message in old {
            let call = Call::new(Method::DELETE, format!("channels/{}/messages/{message}", to.channel));
            if let Err(failure) = self.api.call(&call).await {
                self.note("taking a message away", failure);
            }
        }
        messages
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
    async fn post(&self, to: &Message, nonce: &str, shown: &Shown) -> Result<Value, Failure> {
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
        let sent = self.api.call(&call(shown.body(), nonce.to_owned()).picture(picture)).await;
        if sent.as_ref().is_err_and(|failure| failure.refusal == Refusal::Ours) {
            error!("an answer is refused as it is; once more in plain words");
            return self.api.call(&call(shown.plain_body(), format!("{nonce}p"))).await;
        }
        sent
    }

    async fn change(&self, channel: u64, message: u64, shown: &Shown) -> Result<Value, Failure> {
        let picture = shown.picture.as_ref().map(|picture| picture.png.clone());
        let call = Call::new(Method::PATCH, format!("channels/{channel}/messages/{message}")).body(shown.body()).picture(picture);
        self.api.call(&call.until(Instant::now() + TRYING, ONE_TRY)).await
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
