//! Updates as they come, read leniently: only what is needed of them, from the raw JSON. What Telegram adds tomorrow (a
//! kind of entity, of content, of update) is passed over and costs no question.

mod message;
mod text;

use serde::Deserialize;
use serde_json::Value;

pub use message::{Chat, ChatKind, Message, Person};
pub use text::Mention;

/// The bot itself, as `getMe` tells.
#[derive(Debug, Clone, Deserialize)]
pub struct Me {
    /// Its id.
    pub id: i64,
    /// Its name behind an @.
    pub username: String,
    /// Whether it hears all messages of groups, which is called privacy mode turned off.
    #[serde(default)]
    pub can_read_all_group_messages: bool,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Incoming {
    /// A message, in a chat or as a post in a channel.
    Message(Message),
    /// A message as it is after it was changed.
    Edited(Message),
    /// A button was pressed.
    Press(Press),
    /// Somebody types behind the bot's name, in any chat.
    Inline(InlineQuery),
    /// The bot came into a chat, left it, or may do more or less in it.
    Membership(Membership),
}

/// A button that was pressed.
#[derive(Debug, Clone, Deserialize)]
pub struct Press {
    /// The id to answer it by.
    pub id: String,
    /// Who pressed.
    pub from: Person,
    /// What stands behind the button.
    #[serde(default)]
    pub data: String,
    /// The message under which it stands; results of inline mode have no such buttons.
    pub message: Option<Message>,
}

/// What somebody types behind the bot's name.
#[derive(Debug, Clone, Deserialize)]
pub struct InlineQuery {
    /// The id to answer it by.
    pub id: String,
    /// Who types.
    pub from: Person,
    /// What was typed so far.
    #[serde(default)]
    pub query: String,
}

/// A change of what the bot is in a chat.
#[derive(Debug, Clone, Deserialize)]
pub struct Membership {
    /// The chat.
    pub chat: Chat,
    /// What it was.
    pub old_chat_member: Member,
    /// What it is.
    pub new_chat_member: Member,
}

/// What somebody is in a chat.
#[derive(Debug, Clone, Deserialize)]
pub struct Member {
    /// `member`, `administrator`, `left`, …
    #[serde(default)]
    pub status: String,
    /// Of somebody restricted: whether they are in the chat.
    #[serde(default)]
    pub is_member: bool,
}

impl Member {
    /// Whether they are in the chat.
    pub fn is_in(&self) -> bool {
        matches!(self.status.as_str(), "creator" | "administrator" | "member") || (self.status == "restricted" && self.is_member)
    }

    /// Whether they manage the chat.
    pub fn manages(&self) -> bool {
        matches!(self.status.as_str(), "creator" | "administrator")
    }
}

/// The kinds of updates that are asked for.
pub const KINDS: [&str; 7] =
    ["message", "edited_message", "channel_post", "edited_channel_post", "callback_query", "inline_query", "my_chat_member"];

/// Reads an update; `None` for one of a kind that is not asked for, or that is not as documented.
pub fn read(update: &Value) -> Option<Incoming> {
    let part = |name: &str| update.get(name);
    let message = |name: &str| part(name).and_then(Message::read);
    message("message")
        .or_else(|| message("channel_post"))
        .map(Incoming::Message)
        .or_else(|| message("edited_message").or_else(|| message("edited_channel_post")).map(Incoming::Edited))
        .or_else(|| part("callback_query").and_then(press).map(Incoming::Press))
        .or_else(|| part("inline_query").and_then(|q| InlineQuery::deserialize(q).ok()).map(Incoming::Inline))
        .or_else(|| part("my_chat_member").and_then(|m| Membership::deserialize(m).ok()).map(Incoming::Membership))
}

/// The message of a press is read as leniently as any other.
fn press(query: &Value) -> Option<Press> {
    let mut query = query.clone();
    let message = query.as_object_mut()?.remove("message");
    let press = Press::deserialize(query).ok()?;
    Some(Press { message: message.as_ref().and_then(Message::read), ..press })
}
