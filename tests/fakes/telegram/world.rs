//! Everything that the fake Telegram knows, behind one lock that no await is made under.

use std::collections::{BTreeMap, HashMap};

use bytes::Bytes;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::chat::{Chat, ChatKind};
use super::faults::Faults;
use super::flood::Flood;
use super::journal::Journal;
use super::message::{Body, Message};
use super::person::Person;
use super::query::Queries;
use super::queue::Queue;
use super::transcript;
use super::webhook::Webhook;

/// The token that the bot has to use.
pub const TOKEN: &str = "7000000001:AAFakeTokenForLoopbackOnly_0123456789";

/// The bot itself.
pub(crate) struct Me {
    pub(crate) id: i64,
    pub(crate) first_name: String,
    pub(crate) username: String,
    /// Privacy mode off.
    pub(crate) reads_all: bool,
    pub(crate) inline: bool,
    pub(crate) revoked: bool,
}

impl Me {
    pub(crate) fn user(&self) -> Value {
        json!({ "id": self.id, "is_bot": true, "first_name": self.first_name, "username": self.username })
    }
}

pub(crate) struct World {
    pub(crate) me: Me,
    pub(crate) persons: BTreeMap<i64, Person>,
    pub(crate) chats: HashMap<i64, Chat>,
    /// The ids of the chats as they came to be.
    pub(crate) order: Vec<i64>,
    /// Private chats and basic groups count their messages together.
    pub(crate) last_plain_message: i64,
    /// The unix time of the next message.
    pub(crate) clock: i64,
    pub(crate) queue: Queue,
    pub(crate) queries: Queries,
    pub(crate) webhook: Webhook,
    pub(crate) commands: BTreeMap<(String, String), Vec<Value>>,
    /// Names and descriptions, by field and language.
    pub(crate) profile: BTreeMap<(&'static str, String), String>,
    pub(crate) files: HashMap<String, Bytes>,
    pub(crate) inline_messages: HashMap<String, (i64, i64)>,
    /// The lines of what happens outside of chats.
    pub(crate) inline_lines: Vec<String>,
    pub(crate) flood: Flood,
    pub(crate) faults: Faults,
    pub(crate) journal: Journal,
    pub(crate) last_change: Instant,
    next_id: i64,
}

impl World {
    pub(crate) fn new() -> Self {
        let me = Me {
            id: 7_000_000_001,
            first_name: "Icmal".to_owned(),
            username: "icmal_bot".to_owned(),
            reads_all: false,
            inline: true,
            revoked: false,
        };
        Self {
            me,
            persons: BTreeMap::new(),
            chats: HashMap::new(),
            order: Vec::new(),
            last_plain_message: 0,
            clock: 1_788_940_800,
            queue: Queue::default(),
            queries: Queries::default(),
            webhook: Webhook::default(),
            commands: BTreeMap::new(),
            profile: BTreeMap::new(),
            files: HashMap::new(),
            inline_messages: HashMap::new(),
            inline_lines: Vec::new(),
            flood: Flood::default(),
            faults: Faults::default(),
            journal: Journal::default(),
            last_change: Instant::now(),
            next_id: 1000,
        }
    }

    /// A number that was not given out before.
    pub(crate) fn fresh(&mut self) -> i64 {
        self.next_id += 1;
        self.next_id
    }

    /// One second later than before.
    pub(crate) fn tick(&mut self) -> i64 {
        self.clock += 1;
        self.clock
    }

    pub(crate) fn add_person(&mut self, mut person: Person) -> i64 {
        if person.id == 0 {
            person.id = self.fresh();
        }
        let id = person.id;
        let mut chat = Chat::private(id, &person.first_name);
        chat.username.clone_from(&person.username);
        self.persons.insert(id, person);
        self.add_chat(chat)
    }

    pub(crate) fn add_chat(&mut self, mut chat: Chat) -> i64 {
        if chat.id == 0 {
            let number = self.fresh();
            chat.id = if chat.counts_alone() { -1_002_000_000_000 - number } else { -4_000_000_000 - number };
        }
        let id = chat.id;
        let topics = chat.take_new_topics();
        self.order.push(id);
        self.chats.insert(id, chat);
        for topic in topics {
            self.plant_topic(id, &topic);
        }
        id
    }

    /// The `User` object of somebody, also of somebody unknown.
    pub(crate) fn user(&self, id: i64) -> Value {
        if id == self.me.id {
            return self.me.user();
        }
        self.persons.get(&id).map_or_else(|| json!({ "id": id, "is_bot": false, "first_name": "Somebody" }), Person::json)
    }

    /// A chat that a test speaks of; not there is a mistake of the test.
    pub(crate) fn chat(&mut self, id: i64) -> &mut Chat {
        self.chats.get_mut(&id).unwrap_or_else(|| panic!("the test speaks of chat {id}, which does not exist"))
    }

    pub(crate) fn message(&self, chat: i64, id: i64) -> Option<&Message> {
        self.chats.get(&chat)?.messages.get(&id).filter(|m| !m.deleted)
    }

    /// How many messages the bot ever wrote in a chat.
    pub(crate) fn bot_messages_ever(&self, chat: i64) -> usize {
        let messages = self.chats.get(&chat).into_iter().flat_map(|c| c.messages.values());
        messages.filter(|m| m.author == super::message::Author::Bot && !m.is_service()).count()
    }

    /// Puts a message into a chat and into its transcript.
    pub(crate) fn post(&mut self, chat: i64, mut message: Message) -> i64 {
        message.date = self.tick();
        let (alone, own_last) = {
            let chat = self.chat(chat);
            chat.said += 1;
            message.number = chat.said;
            (chat.counts_alone(), chat.messages.last_key_value().map_or(0, |(id, _)| *id))
        };
        message.id = if alone { own_last + 1 } else { self.last_plain_message + 1 };
        if !alone {
            self.last_plain_message = message.id;
        }
        let id = message.id;
        self.chat(chat).messages.insert(id, message);
        transcript::said(self, chat, id);
        id
    }

    /// Whether Telegram shows a message to the bot, privacy mode considered.
    pub(crate) fn shows(&self, chat: i64, message: &Message) -> bool {
        use super::chat::Role::{Administrator, Creator, Kicked, Left};
        let Some(room) = self.chats.get(&chat) else { return false };
        match room.kind {
            ChatKind::Private => return room.bot != Kicked,
            ChatKind::Channel => return matches!(room.bot, Administrator | Creator),
            _ if matches!(room.bot, Left | Kicked) => return false,
            _ => {}
        }
        if let super::message::Author::Person(id) = message.author
            && self.persons.get(&id).is_some_and(|p| p.is_bot)
            && !message.is_service()
        {
            // Bots do not see each other, whatever their rights are.
            return false;
        }
        let to_the_bot = || {
            let target = message.reply_to.and_then(|id| self.message(chat, id));
            target.is_some_and(|m| m.author == super::message::Author::Bot)
        };
        self.me.reads_all
            || matches!(room.bot, Administrator | Creator)
            || message.is_service()
            || message.via_bot
            || to_the_bot()
            || self.is_command_for_bot(message)
    }

    fn is_command_for_bot(&self, message: &Message) -> bool {
        let opens = message.entities.iter().any(|e| e["type"] == "bot_command" && e["offset"] == 0);
        let first = message.text.split_whitespace().next().unwrap_or_default();
        opens && first.split_once('@').is_none_or(|(_, name)| name.eq_ignore_ascii_case(&self.me.username))
    }

    /// Queues the update of a new or edited message, if the bot gets to see it.
    pub(crate) fn deliver_message(&mut self, chat: i64, id: i64, edited: bool) {
        let Some(message) = self.message(chat, id) else { return };
        if !self.shows(chat, message) {
            return;
        }
        let post = self.chats[&chat].kind == ChatKind::Channel;
        let kind = match (post, edited) {
            (false, false) => "message",
            (false, true) => "edited_message",
            (true, false) => "channel_post",
            (true, true) => "edited_channel_post",
        };
        let payload = message.json(chat, self);
        self.queue.push(kind, payload, chat);
    }

    /// Posts a service message of somebody and queues its update.
    pub(crate) fn serve(&mut self, chat: i64, by: i64, topic: Option<i64>, fields: Value) -> i64 {
        let Value::Object(fields) = fields else { return 0 };
        let author = if by == self.me.id { super::message::Author::Bot } else { super::message::Author::Person(by) };
        let message = Message { body: Body::Service(fields), topic, ..Message::new(author) };
        let id = self.post(chat, message);
        if by != self.me.id {
            self.deliver_message(chat, id, false);
        }
        id
    }
}
