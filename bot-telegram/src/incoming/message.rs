//! A message: whose it is, where it stands, and its words.

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::text;

/// A message.
#[derive(Debug, Clone, Deserialize)]
pub struct Message {
    /// Its number in the chat.
    #[serde(rename = "message_id")]
    pub id: i32,
    /// The chat.
    pub chat: Chat,
    /// When it was sent, in seconds since 1970.
    #[serde(default, deserialize_with = "lenient")]
    pub date: Option<i64>,
    /// When it was changed last, in seconds since 1970.
    #[serde(rename = "edit_date", default, deserialize_with = "lenient")]
    pub edited: Option<i64>,
    /// Who wrote it; nobody in a channel.
    #[serde(default, deserialize_with = "lenient")]
    pub from: Option<Person>,
    /// The chat in whose name it was written.
    #[serde(default, deserialize_with = "lenient")]
    pub sender_chat: Option<Sender>,
    /// The thread: a topic, or the comments on a post.
    #[serde(rename = "message_thread_id", default, deserialize_with = "lenient")]
    pub thread: Option<i32>,
    #[serde(rename = "is_topic_message", default, deserialize_with = "lenient")]
    in_topic: Option<bool>,
    /// The bot through which it was sent.
    #[serde(default, deserialize_with = "lenient")]
    pub via_bot: Option<Person>,
    /// Whether it is a channel's post, put by itself into the group where it is discussed.
    #[serde(default, deserialize_with = "lenient")]
    pub is_automatic_forward: Option<bool>,
    /// The album to which it belongs.
    #[serde(default, deserialize_with = "lenient")]
    pub media_group_id: Option<String>,
    /// The group became a supergroup of this id.
    #[serde(default, deserialize_with = "lenient")]
    pub migrate_to_chat_id: Option<i64>,
    /// The supergroup was a group of this id.
    #[serde(default, deserialize_with = "lenient")]
    pub migrate_from_chat_id: Option<i64>,
    /// Its words, of whatever kind the message is.
    #[serde(skip)]
    pub text: Option<String>,
    /// The message that it replies to.
    #[serde(skip)]
    pub reply_to: Option<Box<Message>>,
    /// Ranges of the text, in bytes, that name a person or a bot by an @ or a link: the name, or the id.
    #[serde(skip)]
    pub mentions: Vec<text::Mention>,
    /// Whether it has a photo.
    #[serde(skip)]
    pub has_photo: bool,
    /// Whether it tells of something that happened in the chat, rather than what somebody sent.
    #[serde(skip)]
    pub is_service: bool,
}

/// A chat.
#[derive(Debug, Clone, Deserialize)]
pub struct Chat {
    /// Its id.
    pub id: i64,
    /// What it is.
    #[serde(rename = "type", default)]
    pub kind: ChatKind,
    /// Whether it has topics.
    #[serde(default)]
    pub is_forum: bool,
}

/// What a chat is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChatKind {
    /// One person and the bot.
    Private,
    /// A small group.
    Group,
    /// A group of any size, maybe with topics.
    Supergroup,
    /// A channel.
    Channel,
    /// Anything else.
    #[default]
    #[serde(other)]
    Other,
}

/// A person or a bot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Person {
    /// Their id.
    pub id: i64,
    /// Whether it is a bot.
    #[serde(default)]
    pub is_bot: bool,
}

/// A chat in whose name something was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Sender {
    /// Its id.
    pub id: i64,
}

/// The fields by which a message tells of something that happened in the chat, rather than what somebody sent.
const SERVICE: &[&str] = &[
    "new_chat_members",
    "left_chat_member",
    "new_chat_title",
    "new_chat_photo",
    "delete_chat_photo",
    "group_chat_created",
    "supergroup_chat_created",
    "channel_chat_created",
    "message_auto_delete_timer_changed",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "pinned_message",
    "successful_payment",
    "refunded_payment",
    "users_shared",
    "chat_shared",
    "connected_website",
    "write_access_allowed",
    "proximity_alert_triggered",
    "boost_added",
    "chat_background_set",
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_closed",
    "forum_topic_reopened",
    "general_forum_topic_hidden",
    "general_forum_topic_unhidden",
    "giveaway_created",
    "giveaway_completed",
    "video_chat_scheduled",
    "video_chat_started",
    "video_chat_ended",
    "video_chat_participants_invited",
    "web_app_data",
];

impl Message {
    /// Reads a message, and the one that it replies to.
    pub fn read(raw: &Value) -> Option<Self> {
        let mut message = Self::deserialize(raw).ok()?;
        let words = text::of(raw);
        message.is_service = SERVICE.iter().any(|kind| raw.get(kind).is_some());
        message.has_photo = raw.get("photo").is_some();
        message.mentions = words.as_ref().map(|words| text::mentions(raw, words)).unwrap_or_default();
        message.text = words;
        message.reply_to = raw.get("reply_to_message").and_then(Self::read).map(Box::new);
        Some(message)
    }

    /// The topic to answer in. Threads of comments have a number too, but cannot be written to by it.
    pub fn topic(&self) -> Option<i32> {
        self.thread.filter(|_| self.in_topic == Some(true))
    }

    /// Whether it was written in the name of the chat itself: by an admin who stays anonymous, or as a post.
    pub fn is_of_the_chat(&self) -> bool {
        self.sender_chat.is_some_and(|sender| sender.id == self.chat.id)
    }
}

/// A field that is not as documented is as if it were not there.
fn lenient<'de, D: Deserializer<'de>, T: for<'a> Deserialize<'a>>(deserializer: D) -> Result<Option<T>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    Ok(T::deserialize(value).ok())
}
