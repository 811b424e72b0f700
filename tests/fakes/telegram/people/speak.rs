//! Messages of people: new and edited, of words or of other content.

use serde_json::{Map, Value, json};

use super::super::chat::{ChatKind, Role};
use super::super::entities::Words;
use super::super::message::{Author, Body, Message};
use super::super::server::FakeTelegram;
use super::super::transcript;
use super::super::world::World;

/// How something is said; the default is plainly.
#[derive(Clone, Debug, Default)]
pub struct Say {
    /// The message that it answers.
    pub reply_to: Option<i64>,
    /// The topic that it is said in.
    pub topic: Option<i64>,
    /// Entities besides those that Telegram finds.
    pub entities: Vec<Value>,
    /// In the name of the group, as an anonymous administrator.
    pub anonymous: bool,
    /// In the name of this channel.
    pub as_channel: Option<i64>,
}

impl Say {
    /// In answer to a message.
    pub fn reply(message: i64) -> Self {
        Self { reply_to: Some(message), ..Self::default() }
    }

    /// In a topic.
    pub fn topic(topic: i64) -> Self {
        Self { topic: Some(topic), ..Self::default() }
    }
}

/// Content other than a text.
#[derive(Clone, Debug)]
pub enum Content {
    /// A sticker for this emoji.
    Sticker(String),
    /// A photo with a caption, which may be empty.
    Photo(String),
    /// A file with a caption, which may be empty.
    Document(String),
    /// A voice message.
    Voice,
    /// A place.
    Location(f64, f64),
    /// A die that shows this.
    Dice(u8),
    /// Fields that no bot knows yet, or other ones.
    Other(Map<String, Value>),
}

impl Content {
    fn fields(&self, number: i64) -> Map<String, Value> {
        let file = format!("AgACperson{number}");
        let file = |more: Value| {
            let mut file = json!({ "file_id": file, "file_unique_id": format!("AQ{number}") });
            for (name, value) in more.as_object().into_iter().flatten() {
                file[name] = value.clone();
            }
            file
        };
        let (kind, value) = match self {
            Self::Sticker(emoji) => {
                let look = json!({ "type": "regular", "width": 512, "height": 512, "is_animated": false, "is_video": false, "emoji": emoji });
                ("sticker", file(look))
            }
            Self::Photo(_) => ("photo", json!([file(json!({ "width": 1280, "height": 720, "file_size": 90_000 }))])),
            Self::Document(_) => {
                ("document", file(json!({ "file_name": "paper.pdf", "mime_type": "application/pdf", "file_size": 5000 })))
            }
            Self::Voice => ("voice", file(json!({ "duration": 3, "mime_type": "audio/ogg", "file_size": 9000 }))),
            Self::Location(latitude, longitude) => ("location", json!({ "latitude": latitude, "longitude": longitude })),
            Self::Dice(value) => ("dice", json!({ "emoji": "🎲", "value": value })),
            Self::Other(fields) => return fields.clone(),
        };
        Map::from_iter([(kind.to_owned(), value)])
    }

    fn caption(&self) -> &str {
        match self {
            Self::Photo(caption) | Self::Document(caption) => caption,
            _ => "",
        }
    }
}

/// In whose name somebody speaks.
fn author(world: &World, chat: i64, person: i64, how: &Say) -> Author {
    match how.as_channel {
        Some(channel) => Author::Chat(channel),
        None if how.anonymous || world.chats.get(&chat).is_some_and(|c| c.kind == ChatKind::Channel) => Author::Chat(chat),
        None => Author::Person(person),
    }
}

/// Puts a message of a person into a chat and delivers it.
fn utter(world: &mut World, chat: i64, person: i64, words: Words, body: Body, how: &Say) -> i64 {
    let room = world.chat(chat);
    if room.kind == ChatKind::Private && room.bot == Role::Left {
        // Whoever writes first opens the chat to the bot.
        room.bot = Role::Member;
    }
    let topic = how.topic.or_else(|| world.message(chat, how.reply_to?)?.topic);
    let mut words = words;
    words.entities.extend(how.entities.iter().cloned());
    let Words { text, entities } = words;
    // In a topic, what answers nothing formally answers the message that opened it.
    let reply_to = how.reply_to.or(topic);
    let author = author(world, chat, person, how);
    let id = world.post(chat, Message { text, entities, reply_to, topic, body, ..Message::new(author) });
    world.deliver_message(chat, id, false);
    id
}

/// A text as somebody types it.
pub(super) fn typed(text: &str) -> Words {
    let mut words = Words { text: text.to_owned(), entities: Vec::new() };
    words.trim();
    words.detect();
    words
}

impl FakeTelegram {
    /// Somebody says something; in a channel it is a post. Answers with the id of the message.
    pub fn say(&self, chat: i64, person: i64, text: &str, how: &Say) -> i64 {
        self.act(|world| utter(world, chat, person, typed(text), Body::Text, how))
    }

    /// Somebody writes to the bot in private.
    pub fn tell(&self, person: i64, text: &str) -> i64 {
        self.say(person, person, text, &Say::default())
    }

    /// Somebody opens the bot by a link with a start parameter.
    pub fn start_link(&self, person: i64, parameter: &str) -> i64 {
        self.tell(person, format!("/start {parameter}").trim_end())
    }

    /// Somebody sends something other than a text.
    pub fn show(&self, chat: i64, person: i64, content: &Content, how: &Say) -> i64 {
        self.act(|world| {
            let fields = content.fields(world.fresh());
            utter(world, chat, person, typed(content.caption()), Body::Media(fields), how)
        })
    }

    /// Somebody sends several photos as one album; each has a caption, which may be empty.
    pub fn album(&self, chat: i64, person: i64, captions: &[&str], how: &Say) -> Vec<i64> {
        self.act(|world| {
            let group = world.fresh().to_string();
            let mut photo = |caption: &&str| {
                let mut fields = Content::Photo(String::new()).fields(world.fresh());
                fields.insert("media_group_id".to_owned(), json!(group));
                utter(world, chat, person, typed(caption), Body::Media(fields), how)
            };
            captions.iter().map(&mut photo).collect()
        })
    }

    /// Somebody changes the text or the caption of a message of people.
    pub fn edit(&self, chat: i64, message: i64, text: &str) {
        self.act(|world| {
            let now = world.tick();
            let Words { text, entities } = typed(text);
            if let Some(message) = world.chat(chat).messages.get_mut(&message) {
                (message.text, message.entities, message.edited) = (text, entities, Some(now));
                message.edits += 1;
            }
            transcript::edited(world, chat, message, false);
            world.deliver_message(chat, message, true);
        });
    }

    /// An update just as it is, but for its id, which is given out here.
    pub fn raw(&self, update: Value) -> i64 {
        self.act(|world| {
            let mut kinds = update.as_object().into_iter().flatten();
            let chat = kinds.find_map(|(_, v)| v["chat"]["id"].as_i64().or_else(|| v["from"]["id"].as_i64()));
            world.queue.push_raw(update, chat.unwrap_or(0))
        })
    }

    /// Gives the bot an update that it has confirmed already once more, with the same id.
    pub fn repeat(&self, update: Value, update_id: i64) {
        self.act(|world| {
            let last = world.queue.last_id;
            world.queue.last_id = update_id - 1;
            world.queue.push_raw(update, 0);
            world.queue.last_id = last;
        });
    }

    /// The JSON that an update about this message holds.
    pub fn message_json(&self, chat: i64, message: i64) -> Option<Value> {
        let world = self.inner.world();
        Some(world.message(chat, message)?.json(chat, &world))
    }
}
