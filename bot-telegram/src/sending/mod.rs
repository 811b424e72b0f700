//! All messages go out here, at the [`pace`] that Telegram allows, and whatever can go wrong with one is dealt with here.

pub mod pace;

use std::collections::HashMap;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use backon::BackoffBuilder;
use parking_lot::Mutex;
use serde_json::{Value, json};
use teloxide::payloads::{
    DeleteMessage, EditMessageCaption, EditMessageCaptionSetters, EditMessageText, EditMessageTextSetters, SendMessage,
    SendMessageSetters,
};
use teloxide::types::{ChatId, MessageId, ParseMode, ReplyParameters, ThreadId};
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use crate::api::{Api, CALLING, Failure, Refusal};
use crate::running::waits;
use crate::showing::Shown;
use crate::showing::inline::NO_PREVIEW;
use pace::{Pace, Urgency};

/// Where something is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The chat.
    pub chat: i64,
    /// Whether more than one person reads there: Telegram allows less then.
    pub crowd: bool,
    /// The topic.
    pub topic: Option<i32>,
    /// The message that is replied to.
    pub reply_to: Option<i32>,
}

/// A chat that is slowed down for longer than this is given up: nobody waits for an answer that long.
const LONGEST_FREEZE: Duration = Duration::from_hours(1);
/// How often a send is tried again while the server has a fault or is not reached; with the growing pauses, some minutes.
const MOST_TRIES: usize = 12;

/// What sends.
pub struct Outbox {
    api: Arc<Api>,
    pace: Pace,
    /// Groups that became supergroups.
    moved: Mutex<HashMap<i64, i64>>,
    token_refused: CancellationToken,
}

impl Outbox {
    /// Sends through an API; `token_refused` is cancelled when the token turns out to be dead.
    pub fn new(api: Arc<Api>, pace: Pace, token_refused: CancellationToken) -> Self {
        Self { api, pace, moved: Mutex::default(), token_refused }
    }

    /// A group became a supergroup: what is for the one goes to the other.
    pub fn moved(&self, from: i64, to: i64) {
        info!(chat = from, to, "a group became a supergroup");
        self.moved.lock().insert(from, to);
    }

    /// Sends a message; tells its number.
    ///
    /// # Errors
    /// It was not sent, or nobody knows: what could be done about it has been tried.
    pub async fn send(&self, spot: &Spot, shown: &Shown, urgency: Urgency) -> Result<i32, Failure> {
        let mut sent = self.deliver(spot, urgency, |chat, plain| self.post(spot, chat, shown, plain)).await;
        let no_pictures = |failure: &Failure| failure.refusal == Refusal::NoPermission && shown.picture.is_some();
        if sent.as_ref().is_err_and(no_pictures) {
            let shown = &shown.without_picture();
            sent = self.deliver(spot, urgency, |chat, plain| self.post(spot, chat, shown, plain)).await;
        }
        let sent = sent?;
        Ok(sent.get("message_id").and_then(Value::as_i64).and_then(|id| i32::try_from(id).ok()).unwrap_or_default())
    }

    /// Changes a message that was sent.
    ///
    /// # Errors
    /// It was not changed, or nobody knows.
    pub async fn edit(&self, spot: &Spot, message: i32, shown: &Shown) -> Result<(), Failure> {
        let edited = self.deliver(spot, Urgency::Answer, |chat, plain| self.change(chat, message, shown, plain)).await;
        fine_as_it_is(edited)
    }

    /// Changes a message that somebody sent through inline mode.
    ///
    /// # Errors
    /// It was not changed, or nobody knows.
    pub async fn edit_inline(&self, message: &str, shown: &Shown) -> Result<(), Failure> {
        self.pace.whenever(Urgency::Answer).await;
        // teloxide's payload has not learned of the preview's options.
        let mut edit = json!({
            "inline_message_id": message,
            "text": shown.html,
            "parse_mode": ParseMode::Html,
            "link_preview_options": NO_PREVIEW,
        });
        if let Some(keyboard) = &shown.keyboard {
            edit["reply_markup"] = json!(keyboard);
        }
        let edited = self.api.call_raw("editMessageText", &edit, CALLING).await;
        fine_as_it_is(edited.map(|_| Value::Null))
    }

    /// Takes a message away; one that cannot be is left.
    pub async fn delete(&self, spot: &Spot, message: i32) {
        self.pace.whenever(Urgency::Answer).await;
        let delete = DeleteMessage::new(ChatId(spot.chat), MessageId(message));
        if let Err(failure) = self.api.call(&delete).await {
            info!(chat = spot.chat, %failure, "a message is not taken away");
        }
    }

    async fn post(&self, spot: &Spot, chat: i64, shown: &Shown, plain: bool) -> Result<Value, Failure> {
        // Its topics and messages are the other chat's.
        let same = chat == spot.chat;
        let mut message = SendMessage::new(ChatId(chat), text(shown, plain)).link_preview_options(NO_PREVIEW);
        message.parse_mode = (!plain).then_some(ParseMode::Html);
        message.message_thread_id = spot.topic.filter(|_| same).map(|topic| ThreadId(MessageId(topic)));
        let reply = |id| ReplyParameters::new(MessageId(id)).allow_sending_without_reply();
        message.reply_parameters = spot.reply_to.filter(|_| same).map(reply);
        message.reply_markup = shown.keyboard.clone().map(Into::into);
        let Some(picture) = &shown.picture else { return self.api.call(&message).await };
        let mut parameters = serde_json::to_value(&message).map_err(|_| Failure::unsendable())?;
        if let Some(fields) = parameters.as_object_mut() {
            let caption = fields.remove("text").unwrap_or_default();
            fields.insert("caption".to_owned(), caption);
            fields.remove("link_preview_options");
        }
        self.api.upload("sendPhoto", &parameters, "photo", &picture.png).await
    }

    async fn change(&self, chat: i64, message: i32, shown: &Shown, plain: bool) -> Result<Value, Failure> {
        let (chat, message, mode) = (ChatId(chat), MessageId(message), (!plain).then_some(ParseMode::Html));
        if shown.picture.is_some() {
            let mut edit = EditMessageCaption::new(chat, message).caption(text(shown, plain));
            edit.parse_mode = mode;
            edit.reply_markup.clone_from(&shown.keyboard);
            return self.api.call(&edit).await;
        }
        let mut edit = EditMessageText::new(chat, message, text(shown, plain)).link_preview_options(NO_PREVIEW);
        edit.parse_mode = mode;
        edit.reply_markup.clone_from(&shown.keyboard);
        self.api.call(&edit).await
    }

    /// Tries until it is sent or there is nothing more to try. The chat's turn is kept meanwhile, so that its order holds.
    async fn deliver<F: Future<Output = Result<Value, Failure>>>(
        &self,
        spot: &Spot,
        urgency: Urgency,
        attempt: impl Fn(i64, bool) -> F,
    ) -> Result<Value, Failure> {
        let mut chat = self.moved.lock().get(&spot.chat).copied().unwrap_or(spot.chat);
        let mut turn = self.pace.turn(chat, spot.crowd).await;
        let mut pauses = waits().with_max_times(MOST_TRIES).build();
        let (mut plain, mut doubtful) = (false, false);
        loop {
            turn.ready(&self.pace, urgency).await;
            let failure = match attempt(chat, plain).await {
                Ok(sent) => return Ok(sent),
                Err(failure) => failure,
            };
            match failure.refusal {
                Refusal::SlowDown(pause) if pause <= LONGEST_FREEZE => {
                    warn!(chat, seconds = pause.as_secs(), "slowed down");
                    turn.freeze(pause);
                }
                Refusal::Moved(to) if to != chat => {
                    self.moved(chat, to);
                    chat = to;
                    turn = self.pace.turn(chat, spot.crowd).await;
                }
                Refusal::ServerFault | Refusal::Unreachable => {
                    let Some(pause) = pauses.next() else { return given_up(chat, failure) };
                    info!(chat, %failure, "trying again");
                    tokio::time::sleep(pause).await;
                }
                // A question without an answer is worse than one with two; of a post nobody misses a second one.
                Refusal::Ambiguous if urgency == Urgency::Answer && !doubtful => {
                    info!(chat, %failure, "nobody knows whether it was sent; once more");
                    doubtful = true;
                }
                Refusal::Ours if !plain => {
                    warn!(chat, %failure, "refused as it is; once more without marks");
                    plain = true;
                }
                Refusal::TokenDead => {
                    self.token_refused.cancel();
                    return Err(failure);
                }
                Refusal::NotModified | Refusal::TooLate => return Err(failure),
                _ => return given_up(chat, failure),
            }
        }
    }
}

fn given_up(chat: i64, failure: Failure) -> Result<Value, Failure> {
    warn!(chat, %failure, refusal = ?failure.refusal, "not sent");
    Err(failure)
}

fn fine_as_it_is(edited: Result<Value, Failure>) -> Result<(), Failure> {
    match edited {
        Err(failure) if failure.refusal != Refusal::NotModified => Err(failure),
        _ => Ok(()),
    }
}

fn text(shown: &Shown, plain: bool) -> &str {
    if plain { &shown.plain } else { &shown.html }
}
