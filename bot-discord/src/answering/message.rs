//! A message in plain words is answered by a reply, where Discord tells its words.

use std::sync::Arc;
use std::time::Duration;

use bot_core::answers::notices;
use bot_core::commands::{self, Audience, Call as Typed, Context, Needs};
use bot_core::conversation::Conversation;
use bot_core::hosting::fairness::Hearing;
use bot_core::reply::Reply;
use reqwest::Method;
use serde_json::{Value, json};
use tokio::time::Instant;
use tracing::{debug, error};

use super::answered::{Answer, mark};
use super::{Answering, Core, Talk};
use crate::api::{Call, Failure, Refusal};
use crate::incoming::{Message, id};
use crate::showing::{self, Shown};

/// How long an answer is tried: within this time Discord knows a message again that is sent twice.
const TRYING: Duration = Duration::from_mins(2);
const ONE_TRY: Duration = Duration::from_secs(10);

/// A message that is meant for the bot.
pub(super) struct Heard {
    pub(super) message: Message,
    words: String,
    hearing: Hearing,
}

/// A reply, and whether the conversation has a turn more by it.
struct Thought {
    reply: Reply,
    turn: bool,
}

impl Answering {
    /// A message as far as it is meant for the bot and is heard, before it waits in line.
    pub(super) fn meant(&self, message: Message) -> Option<Heard> {
        let words = message.said_to(self.me)?;
        let hearing = self.hearing(message.person, message.channel);
        (!matches!(hearing, Hearing::Ignore(_))).then_some(Heard { message, words, hearing })
    }

    /// Answers a message. One that was changed gets its answer changed.
    pub(super) async fn answer(self: Arc<Self>, heard: Heard) {
        let (to, asked) = (heard.message.clone(), mark(&heard.words));
        // Looked up here, behind the answer to what it was before.
        let before = self.answered.of(to.id);
        // An older one may have an answer that is not known any more.
        let is_news = before.as_ref().map_or(to.written_at() >= self.started, |answer| answer.asked != asked);
        if to.edited && !is_news {
            return;
        }
        let Thought { reply, turn } = match heard.hearing {
            Hearing::Hear => self.think(heard, before.clone()).await,
            // The answer that is there is better than a notice in its place.
            Hearing::Tell(_) | Hearing::Ignore(_) if before.is_some() => return,
            Hearing::Tell(told) | Hearing::Ignore(told) => {
                Thought { reply: notices::too_fast(told.a_minute, told.pause, (self.core.ways.now)()), turn: false }
            }
        };
        let messages = self.show(&to, asked, &reply, before.map_or(Vec::new(), |answer| answer.messages)).await;
        debug!(channel = to.channel, messages = messages.len(), outcome = reply.outcome.name(), "answered");
        self.answered.remember(to.channel, to.id, Answer { asked, messages, turn });
    }

    /// In a task of its own, so that a panic costs this one answer.
    async fn think(self: &Arc<Self>, heard: Heard, before: Option<Answer>) -> Thought {
        let (answering, channel) = (self.clone(), heard.message.channel);
        let thought = tokio::task::spawn_blocking(move || answering.thought(&heard, before.as_ref())).await;
        thought.unwrap_or_else(|_| {
            error!(channel, "answering a message broke off");
            Thought { reply: notices::went_wrong(), turn: false }
        })
    }

    fn thought(&self, heard: &Heard, before: Option<&Answer>) -> Thought {
        let message = &heard.message;
        let takes_back = before.is_some_and(|answer| answer.turn) && self.answered.is_latest(message.channel, message.id);
        self.core.talk(Talk::Channel(message.channel), |conversation| {
            if takes_back {
                conversation.forget_latest();
            }
            let turns = conversation.count();
            let reply = self.core.reply(message, &heard.words, conversation);
            Thought { reply, turn: conversation.count() > turns }
        })
    }

    /// Shows a reply: changes the messages of an earlier one, posts what there is more of, takes away what there is less of.
    /// Tells which messages are the answer then.
    async fn show(&self, to: &Message, asked: u64, reply: &Reply, before: Vec<u64>) -> Vec<u64> {
        let mut messages = Vec::new();
        let mut old = before.into_iter();
        for (number, shown) in showing::messages(reply, &self.core.bot.dataset).iter().enumerate() {
            let present = old.next();
            let nonce = format!("{}-{number}-{:x}", to.id, asked & 0xFF);
            match self.place(to, present, &nonce, shown).await {
                Ok(sent) => messages.extend(id(&sent, "id").or(present)),
                // The rest would make no sense without it; what is there stays, and stays known.
                Err(failure) => {
                    self.note("an answer to a message", failure);
                    messages.extend(present.into_iter().chain(old));
                    return messages;
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

    /// Changes a message, or posts it where there is none, or none any more. What Discord does not take as it is goes out once
    /// more in plain words; where the bot may not read what it replies to, or show cards, without those.
    async fn place(&self, to: &Message, present: Option<u64>, nonce: &str, shown: &Shown) -> Result<Value, Failure> {
        if let Some(message) = present {
            let changed = self.change(to.channel, message, shown).await;
            if !changed.as_ref().is_err_and(|failure| failure.refusal == Refusal::TooLate) {
                return changed;
            }
        }
        let sent = self.post(to, shown.body(), shown.png(), nonce, true).await;
        let Err(failure) = sent else { return sent };
        match (failure.refusal, failure.code) {
            (Refusal::Ours, _) => {
                error!("an answer is refused as it is; once more in plain words");
                self.post_plain(to, shown, nonce, true).await
            }
            (Refusal::NoPermission, Some(NO_HISTORY)) => {
                let sent = self.post(to, shown.body(), shown.png(), &format!("{nonce}h"), false).await;
                match sent {
                    Err(Failure { refusal: Refusal::NoPermission, .. }) => self.post_plain(to, shown, nonce, false).await,
                    sent => sent,
                }
            }
            (Refusal::NoPermission, Some(NO_PERMISSION)) => self.post_plain(to, shown, nonce, true).await,
            _ => Err(failure),
        }
    }

    async fn post_plain(&self, to: &Message, shown: &Shown, nonce: &str, replies: bool) -> Result<Value, Failure> {
        self.post(to, shown.plain_body(), None, &format!("{nonce}p"), replies).await
    }

    async fn post(
        &self,
        to: &Message,
        mut body: Value,
        png: Option<Arc<[u8]>>,
        nonce: &str,
        replies: bool,
    ) -> Result<Value, Failure> {
        // Discord gives the same message back for the same nonce, so that a doubtful one can be sent again.
        body["nonce"] = nonce.into();
        body["enforce_nonce"] = true.into();
        if replies {
            body["message_reference"] = json!({ "message_id": to.id.to_string(), "fail_if_not_exists": false });
        }
        let call = Call::new(Method::POST, format!("channels/{}/messages", to.channel)).body(body).picture(png);
        self.api.call(&call.until(Instant::now() + TRYING, ONE_TRY)).await
    }

    async fn change(&self, channel: u64, message: u64, shown: &Shown) -> Result<Value, Failure> {
        let call = |body: Value| {
            let call = Call::new(Method::PATCH, format!("channels/{channel}/messages/{message}")).body(body);
            call.until(Instant::now() + TRYING, ONE_TRY)
        };
        let changed = self.api.call(&call(shown.body()).picture(shown.png())).await;
        if changed.as_ref().is_err_and(|failure| failure.refusal == Refusal::Ours) {
            return self.api.call(&call(shown.plain_body())).await;
        }
        changed
    }
}

/// Discord's codes: the bot may not read what it would reply to, or may not do what it tries.
const NO_HISTORY: u32 = 160_002;
const NO_PERMISSION: u32 = 50_013;

impl Core {
    /// The reply to a message: a command that was typed out, or a question.
    fn reply(&self, message: &Message, words: &str, conversation: &mut Conversation) -> Reply {
        if words.is_empty() {
            return if message.words.is_empty() { notices::no_text() } else { notices::ask_what() };
        }
        match commands::parse(words) {
            Some(call) if call.name == "ask" && call.argument.is_empty() => notices::ask_what(),
            Some(call) if call.name == "ask" => self.ask(&call.argument, conversation),
            Some(call) => as_typed(&call, message).unwrap_or_else(|| {
                let context = Context { bot: &self.bot, moment: (self.ways.now)(), standing: None };
                commands::run(&call, &context, conversation)
            }),
            None => self.ask(words, conversation),
        }
    }
}

/// A typed command comes without what Discord tells of one that is picked: what the person and the bot may do.
fn as_typed(call: &Typed, message: &Message) -> Option<Reply> {
    let command = call.command()?;
    let needs_more = command.needs == Needs::Standing || command.audience == Audience::Admins;
    (needs_more && message.server.is_some()).then(notices::pick_the_command)
}
