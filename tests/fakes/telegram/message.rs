//! A message, and the object that the Bot API makes of it.

use bytes::Bytes;
use serde_json::{Map, Value, json};

use super::person::{ANONYMOUS_ADMIN, CHANNEL_SPEAKER};
use super::world::World;

/// Who speaks in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// The bot under test.
    Bot,
    /// A person, or another bot.
    Person(i64),
    /// A chat: the group itself (an anonymous administrator), a channel in a group, or the channel of a post.
    Chat(i64),
}

/// What a message is besides its words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Body {
    Text,
    /// Fields such as `photo` or `dice`; the words are their caption.
    Media(Map<String, Value>),
    /// Fields such as `new_chat_members`; there are no words.
    Service(Map<String, Value>),
}

/// A message as the fake stores it.
#[derive(Clone, Debug)]
pub struct Message {
    /// Its id within the chat.
    pub id: i64,
    /// Its number within the chat, from 1, as in transcripts.
    pub number: usize,
    /// Who speaks.
    pub author: Author,
    /// The text or the caption as people see it, without markup.
    pub text: String,
    /// The entities of the text, with those that Telegram finds by itself.
    pub entities: Vec<Value>,
    /// The inline keyboard or another reply markup.
    pub markup: Option<Value>,
    /// What the bot asked for.
    pub link_preview_options: Option<Value>,
    /// The message it answers.
    pub reply_to: Option<i64>,
    /// The topic it stands in.
    pub topic: Option<i64>,
    /// What was uploaded with it.
    pub upload: Option<Bytes>,
    /// Whether it makes no sound.
    pub silent: bool,
    /// Whether it was sent by a person through the bot's inline mode.
    pub via_bot: bool,
    /// By what the bot edits it, if it was sent inline.
    pub inline_id: Option<String>,
    /// How often it was edited.
    pub edits: u32,
    /// Whether it was deleted since.
    pub deleted: bool,
    pub(crate) body: Body,
    pub(crate) date: i64,
    pub(crate) edited: Option<i64>,
}

impl Message {
    pub(crate) fn new(author: Author) -> Self {
        Self {
            id: 0,
            number: 0,
            author,
            text: String::new(),
            entities: Vec::new(),
            markup: None,
            link_preview_options: None,
            reply_to: None,
            topic: None,
            upload: None,
            silent: false,
            via_bot: false,
            inline_id: None,
            edits: 0,
            deleted: false,
            body: Body::Text,
            date: 0,
            edited: None,
        }
    }

    /// The fields besides the words, such as `photo` or `new_chat_members`; empty in a text.
    pub fn content(&self) -> Map<String, Value> {
        match &self.body {
            Body::Text => Map::new(),
            Body::Media(fields) | Body::Service(fields) => fields.clone(),
        }
    }

    pub(crate) fn is_service(&self) -> bool {
        matches!(self.body, Body::Service(_))
    }

    /// The labels of its inline keyboard, row by row.
    pub fn buttons(&self) -> Vec<Vec<String>> {
        let rows = self.markup.iter().filter_map(|m| m["inline_keyboard"].as_array()).flatten();
        let label = |b: &Value| b["text"].as_str().unwrap_or_default().to_owned();
        rows.map(|row| row.as_array().into_iter().flatten().map(label).collect()).collect()
    }

    /// The `Message` object.
    pub(crate) fn json(&self, chat: i64, world: &World) -> Value {
        let mut message = self.bare_json(chat, world);
        if let Some(target) = self.reply_to.and_then(|id| world.chats.get(&chat)?.messages.get(&id))
            && !target.deleted
        {
            message["reply_to_message"] = target.bare_json(chat, world);
        }
        message
    }

    /// The same without the message that it answers, of which Telegram never shows two levels.
    fn bare_json(&self, chat: i64, world: &World) -> Value {
        let mut message = json!({ "message_id": self.id, "date": self.date });
        message["chat"] = world.chats.get(&chat).map_or_else(|| json!({ "id": chat }), super::chat::Chat::json);
        self.put_author(&mut message, chat, world);
        if let Some(topic) = self.topic {
            message["message_thread_id"] = json!(topic);
            message["is_topic_message"] = json!(true);
        }
        if let Some(edited) = self.edited {
            message["edit_date"] = json!(edited);
        }
        if self.via_bot {
            message["via_bot"] = world.me.user();
        }
        let (words, entities) = match &self.body {
            Body::Text => ("text", "entities"),
            Body::Media(_) | Body::Service(_) => ("caption", "caption_entities"),
        };
        if !self.text.is_empty() {
            message[words] = json!(self.text);
        }
        if !self.entities.is_empty() {
            message[entities] = json!(self.entities);
        }
        for (name, value) in self.content() {
            message[name] = value;
        }
        // Only inline keyboards belong to a message; the other markups belong to the reader's screen.
        if let Some(markup) = self.markup.as_ref().filter(|m| m["inline_keyboard"].is_array()) {
            message["reply_markup"] = markup.clone();
        }
        if let Some(options) = &self.link_preview_options {
            message["link_preview_options"] = options.clone();
        }
        message
    }

    fn put_author(&self, message: &mut Value, chat: i64, world: &World) {
        let special =
            |id: i64, name: &str, username: &str| json!({ "id": id, "is_bot": true, "first_name": name, "username": username });
        match self.author {
            Author::Bot if world.chats.get(&chat).is_some_and(|c| c.word() == "channel") => {
                message["sender_chat"] = message["chat"].clone();
            }
            Author::Bot => message["from"] = world.me.user(),
            Author::Person(id) => message["from"] = world.user(id),
            Author::Chat(id) => {
                message["sender_chat"] = world
                    .chats
                    .get(&id)
                    .map_or_else(|| json!({ "id": id, "type": "channel", "title": "?" }), super::chat::Chat::json);
                if id != chat {
                    message["from"] = special(CHANNEL_SPEAKER, "Channel", "Channel_Bot");
                } else if message["chat"]["type"] != "channel" {
                    message["from"] = special(ANONYMOUS_ADMIN, "Group", "GroupAnonymousBot");
                }
            }
        }
    }
}
