//! All messages go out here, at the [`pace`] that Telegram allows, and whatever can go wrong with one is dealt with here.

pub mod pace;

use std::collections::HashMap;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use backon::BackoffBuilder;
use bot_core::hosting::insisting::pauses;
use parking_lot::Mutex;
use serde::Deserialize;
use serde_json::json;
use teloxide::payloads::{DeleteMessage, EditMessageText, EditMessageTextSetters, SendMessage, SendMessageSetters};
use teloxide::types::{ChatId, InlineKeyboardMarkup, MessageId, ParseMode, ReplyParameters, ThreadId};
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use crate::api::{Api, Failure, Refusal};
use crate::showing::Shown;
use crate::showing::inline::NO_PREVIEW;
use pace::{Pace, Urgency};

/// A message that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    /// Its number in the chat.
    pub id: i32,
    /// Whether it is a picture: that cannot be changed into a text.
    pub picture: bool,
}

/// What is read of a message that Telegram tells back.
#[derive(Debug, Default, Deserialize)]
struct Told {
    message_id: i32,
}

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
/// How often a send is tried again while the server is not reached or has a fault: with the longest pauses, about a day.
/// Meanwhile the update stands in the store.
const MOST_TRIES: usize = 3_000;

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

    /// Sends a message.
    ///
    /// # Errors
    /// It was not sent, or nobody knows: what could be done about it has been tried.
    pub async fn send(&self, spot: &Spot, shown: &Shown, urgency: Urgency) -> Result<Sent, Failure> {
        let mut sent = self.deliver(spot, urgency, |chat, marks| self.post(spot, chat, shown, marks)).await;
        let no_pictures = |failure: &Failure| failure.refusal == Refusal::NoPermission && shown.picture.is_some();
        let mut picture = shown.picture.is_some();
        if sent.as_ref().is_err_and(no_pictures) {
            let shown = &shown.without_picture();
            picture = false;
            sent = self.deliver(spot, urgency, |chat, marks| self.post(spot, chat, shown, marks)).await;
        }
        let sent = sent?;
        Ok(Sent { id: sent.message_id, picture })
    }

    /// Changes a message that was sent into another of its kind, with or without a picture.
    ///
    /// # Errors
    /// It was not changed, or nobody knows.
    pub async fn edit(&self, spot: &Spot, message: i32, shown: &Shown) -> Result<(), Failure> {
        let edited = self.deliver(spot, Urgency::Answer, |chat, marks| self.change(spot, chat, message, shown, marks)).await;
        fine_as_it_is(edited)
    }

    /// Takes a message away; one that cannot be is left.
    pub async fn delete(&self, spot: &Spot, message: i32) {
        if self.moved.lock().contains_key(&spot.chat) {
            return;
        }
        self.pace.whenever(Urgency::Answer).await;
        let delete = DeleteMessage::new(ChatId(spot.chat), MessageId(message));
        if let Err(failure) = self.api.call(&delete).await {
            info!(chat = spot.chat, %failure, "a message is not taken away");
        }
    }

    async fn post(&self, spot: &Spot, chat: i64, shown: &Shown, marks: Marks) -> Result<Told, Failure> {
        // Its topics and messages are the other chat's.
        let same = chat == spot.chat;
        let mut message = SendMessage::new(ChatId(chat), text(shown, marks)).link_preview_options(NO_PREVIEW);
        message.parse_mode = marks.mode();
        message.message_thread_id = spot.topic.filter(|_| same).map(|topic| ThreadId(MessageId(topic)));
        let reply = |id| ReplyParameters::new(MessageId(id)).allow_sending_without_reply();
        message.reply_parameters = spot.reply_to.filter(|_| same).map(reply);
        message.reply_markup = marks.keyboard(shown).map(Into::into);
        let Some(picture) = &shown.picture else { return self.api.call_for(&message).await };
        let mut parameters = serde_json::to_value(&message).map_err(|_| Failure::unsendable())?;
        if let Some(fields) = parameters.as_object_mut() {
            let caption = fields.remove("text").unwrap_or_default();
            fields.insert("caption".to_owned(), caption);
            fields.remove("link_preview_options");
        }
        self.api.upload("sendPhoto", &parameters, "photo", &picture.png).await
    }

    async fn change(&self, spot: &Spot, chat: i64, message: i32, shown: &Shown, marks: Marks) -> Result<Told, Failure> {
        if chat != spot.chat {
            // The other chat numbers its messages anew.
            return Err(Failure::too_late());
        }
        let (chat, message, mode) = (ChatId(chat), MessageId(message), marks.mode());
        if let Some(picture) = &shown.picture {
            let mut media = json!({ "type": "photo", "media": "attach://picture", "caption": text(shown, marks) });
            if let Some(mode) = mode {
                media["parse_mode"] = json!(mode);
            }
            let mut parameters = json!({ "chat_id": chat, "message_id": message.0, "media": media });
            if let Some(keyboard) = marks.keyboard(shown) {
                parameters["reply_markup"] = json!(keyboard);
            }
            return self.api.upload("editMessageMedia", &parameters, "picture", &picture.png).await;
        }
        let mut edit = EditMessageText::new(chat, message, text(shown, marks)).link_preview_options(NO_PREVIEW);
        edit.parse_mode = mode;
        edit.reply_markup = marks.keyboard(shown);
        self.api.call_for(&edit).await
    }

    /// Tries until it is sent or there is nothing more to try. The chat's turn is kept meanwhile, so that its order holds.
    async fn deliver<F: Future<Output = Result<Told, Failure>>>(
        &self,
        spot: &Spot,
        urgency: Urgency,
        attempt: impl Fn(i64, Marks) -> F,
    ) -> Result<Told, Failure> {
        let mut chat = self.moved.lock().get(&spot.chat).copied().unwrap_or(spot.chat);
        let mut turn = self.pace.turn(chat, spot.crowd).await;
        let mut waits = pauses().with_max_times(MOST_TRIES).build();
        let (mut marks, mut doubtful) = (Marks::All, false);
        loop {
            turn.ready(&self.pace, urgency).await;
            let failure = match attempt(chat, marks).await {
                Ok(sent) => return Ok(sent),
                Err(failure) => failure,
            };
            match failure.refusal {
                Refusal::SlowDown(pause) => {
                    warn!(chat, seconds = pause.as_secs(), "slowed down");
                    turn.freeze(pause);
                    if pause > LONGEST_FREEZE {
                        return given_up(chat, failure);
                    }
                }
                Refusal::Moved(to) if to != chat => {
                    self.moved(chat, to);
                    chat = to;
                    turn = self.pace.turn(chat, spot.crowd).await;
                }
                Refusal::ServerFault | Refusal::Unreachable => {
                    let Some(pause) = waits.next() else { return given_up(chat, failure) };
                    info!(chat, %failure, "trying again");
                    tokio::time::sleep(pause).await;
                }
                // A question without an answer is worse than one with two; of a post nobody misses a second one.
                Refusal::Ambiguous if urgency == Urgency::Answer && !doubtful => {
                    info!(chat, %failure, "nobody knows whether it was sent; once more");
                    doubtful = true;
                }
                Refusal::Ours if marks != Marks::None => {
                    warn!(chat, %failure, "refused as it is; once more with less");
                    marks = marks.less();
                }
                Refusal::TokenDead => {
                    // Never ends: the update must not count as handled, for it is answered with the next token.
                    self.token_refused.cancel();
                    std::future::pending::<()>().await;
                }
                Refusal::NotModified | Refusal::TooLate => return Err(failure),
                _ => return given_up(chat, failure),
            }
        }
    }
}

fn given_up(chat: i64, failure: Failure) -> Result<Told, Failure> {
    warn!(chat, %failure, refusal = ?failure.refusal, "not sent");
    Err(failure)
}

fn fine_as_it_is(edited: Result<Told, Failure>) -> Result<(), Failure> {
    match edited {
        Err(failure) if failure.refusal != Refusal::NotModified => Err(failure),
        _ => Ok(()),
    }
}

fn text(shown: &Shown, marks: Marks) -> &str {
    if marks == Marks::All { &shown.html } else { &shown.plain }
}

/// How much of a message is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marks {
    /// All of it.
    All,
    /// Its words and its buttons.
    Buttons,
    /// Its words alone.
    None,
}

impl Marks {
    fn less(self) -> Self {
        if self == Self::All { Self::Buttons } else { Self::None }
    }

    fn mode(self) -> Option<ParseMode> {
        (self == Self::All).then_some(ParseMode::Html)
    }

    fn keyboard(self, shown: &Shown) -> Option<InlineKeyboardMarkup> {
        shown.keyboard.clone().filter(|_| self != Self::None)
    }
}
