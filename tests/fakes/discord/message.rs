//! A message, and the object that the API makes of it.

use bytes::Bytes;
use serde_json::{Value, json};

use super::channel::ChannelKind;
use super::clock;
use super::guild::member;
use super::objects::add;
use super::pings;
use super::world::World;

/// Who speaks in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// The bot under test.
    Bot,
    /// A person, or another bot.
    Person(u64),
}

/// An uploaded file.
#[derive(Clone, Debug, PartialEq)]
pub struct Upload {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub bytes: Bytes,
}

/// A file of a message.
#[derive(Clone, Debug)]
pub(crate) struct Attachment {
    pub(crate) id: u64,
    pub(crate) upload: Upload,
    pub(crate) description: Option<String>,
}

/// A message as the fake stores it.
#[derive(Clone, Debug)]
pub struct Message {
    /// Its id.
    pub id: u64,
    /// Its number within the channel, from 1, as in transcripts.
    pub number: usize,
    /// The channel it stands in.
    pub channel: u64,
    /// Who speaks.
    pub author: Author,
    /// The text with its markup.
    pub content: String,
    /// The embeds as the bot gave them.
    pub embeds: Vec<Value>,
    /// The rows of buttons and selects.
    pub components: Vec<Value>,
    /// The flags, as 64 for those that only one person sees.
    pub flags: u64,
    /// The message that it answers.
    pub reply_to: Option<u64>,
    /// The only person who sees it.
    pub only_for: Option<u64>,
    /// Whether people see that the bot thinks, and no words yet.
    pub thinking: bool,
    /// The interaction that it answers.
    pub interaction: Option<u64>,
    /// The reactions of the bot.
    pub reactions: Vec<String>,
    /// How often it was edited.
    pub edits: u32,
    /// Whether it was deleted since.
    pub deleted: bool,
    /// The mark by which the bot knows it again.
    pub nonce: Option<Value>,
    pub(crate) attachments: Vec<Attachment>,
    /// Whether a reply pings whom it answers.
    pub(crate) pings_replied: bool,
    pub(crate) edited: Option<i64>,
    /// Put last of all: fields of things that the fake does not know, as stickers.
    pub(crate) more: Value,
}

impl Message {
    pub(crate) fn new(author: Author) -> Self {
        Self {
            id: 0,
            number: 0,
            channel: 0,
            author,
            content: String::new(),
            embeds: Vec::new(),
            components: Vec::new(),
            flags: 0,
            reply_to: None,
            only_for: None,
            thinking: false,
            interaction: None,
            reactions: Vec::new(),
            edits: 0,
            deleted: false,
            nonce: None,
            attachments: Vec::new(),
            pings_replied: false,
            edited: None,
            more: Value::Null,
        }
    }

    /// The uploaded files.
    pub fn uploads(&self) -> Vec<Upload> {
        self.attachments.iter().map(|a| a.upload.clone()).collect()
    }

    /// Everything in its rows, as the bot gave it.
    pub fn controls(&self) -> Vec<Value> {
        let rows = self.components.iter().filter_map(|row| row["components"].as_array());
        rows.flatten().cloned().collect()
    }

    /// The labels of its buttons, row by row.
    pub fn buttons(&self) -> Vec<Vec<String>> {
        let label = |b: &Value| b["label"].as_str().unwrap_or_default().to_owned();
        let rows = self.components.iter().filter_map(|row| row["components"].as_array());
        rows.map(|row| row.iter().filter(|c| c["type"] == 2).map(label).collect()).collect()
    }

    fn attachment_objects(&self) -> Vec<Value> {
        let object = |a: &Attachment| {
            let name = &a.upload.name;
            let url = format!("https://cdn.discordapp.com/attachments/{}/{}/{name}", self.channel, a.id);
            let mut object = json!({
                "id": a.id.to_string(), "filename": name, "size": a.upload.bytes.len(), "url": url, "proxy_url": url,
                "content_type": "application/octet-stream", "content_scan_version": 0, "flags": 0,
            });
            if let Some(description) = &a.description {
                object["description"] = json!(description);
            }
            object
        };
        self.attachments.iter().map(object).collect()
    }

    /// The embeds as Discord gives them back.
    fn embed_objects(&self) -> Vec<Value> {
        let shown = |embed: &Value| {
            let mut embed = embed.clone();
            embed["type"] = json!("rich");
            embed["content_scan_version"] = json!(0);
            for place in ["image", "thumbnail"] {
                let Some(name) = embed[place]["url"].as_str().and_then(|u| u.strip_prefix("attachment://")) else { continue };
                let found = self.attachments.iter().find(|a| a.upload.name == name).map_or(0, |a| a.id);
                embed[place]["url"] = json!(format!("https://cdn.discordapp.com/attachments/{}/{found}/{name}", self.channel));
            }
            embed.as_object_mut().into_iter().for_each(|e| e.retain(|_, v| !v.is_null()));
            embed
        };
        self.embeds.iter().map(shown).collect()
    }

    fn kind(&self, world: &World) -> u8 {
        let asked = self.interaction.and_then(|i| world.interactions.asked.get(&i));
        match asked {
            Some(asked) if asked.kind == 2 && asked.command_type == 1 => 20,
            Some(asked) if asked.kind == 2 => 23,
            _ if self.reply_to.is_some() => 19,
            _ => 0,
        }
    }

    /// The `Message` object as REST gives it.
    pub(crate) fn json(&self, world: &World) -> Value {
        let mut message = self.bare_json(world);
        if let Some(target) = self.reply_to {
            let found = world.message(self.channel, target).map(|m| m.bare_json(world));
            message["referenced_message"] = json!(found);
        }
        message
    }

    fn bare_json(&self, world: &World) -> Value {
        let author = match self.author {
            Author::Bot => world.me.user(),
            Author::Person(id) => world.user(id),
        };
        let mentioned = pings::mentioned(world, self);
        let mut message = json!({
            "id": self.id.to_string(), "channel_id": self.channel.to_string(), "type": self.kind(world), "author": author,
            "content": self.content, "timestamp": clock::written(self.id), "edited_timestamp": self.edited.map(clock::iso),
            "tts": false, "pinned": false, "flags": self.flags, "embeds": self.embed_objects(), "mentions": mentioned.users,
            "mention_roles": mentioned.roles, "mention_everyone": mentioned.everyone, "attachments": self.attachment_objects(),
            "components": numbered(&self.components),
        });
        if self.thinking {
            message["flags"] = json!(self.flags | 128);
        }
        if let Some(target) = self.reply_to {
            let mut reference = json!({ "type": 0, "channel_id": self.channel.to_string(), "message_id": target.to_string() });
            if let Some(guild) = world.channels.get(&self.channel).and_then(|c| c.guild) {
                reference["guild_id"] = json!(guild.to_string());
            }
            message["message_reference"] = reference;
        }
        if let Some(asked) = self.interaction.and_then(|i| world.interactions.asked.get(&i)) {
            message["application_id"] = json!(world.me.id.to_string());
            message["webhook_id"] = json!(world.me.id.to_string());
            message["interaction_metadata"] = asked.metadata(world);
            if asked.kind == 2 {
                let user = world.user(asked.person);
                message["interaction"] = json!({ "id": asked.id.to_string(), "type": 2, "name": asked.name, "user": user });
            }
        }
        if !self.reactions.is_empty() {
            let reaction = |emoji: &String| {
                json!({
                    "emoji": { "id": null, "name": emoji }, "count": 1, "count_details": { "burst": 0, "normal": 1 },
                    "burst_colors": [], "me_burst": false, "burst_me": false, "me": true, "burst_count": 0,
                })
            };
            message["reactions"] = json!(self.reactions.iter().map(reaction).collect::<Vec<_>>());
        }
        add(&mut message, self.more.clone());
        message
    }

    /// The object as the gateway sends it; `sees`: whether the bot gets to see what is said.
    pub(crate) fn dispatched(&self, world: &World, sees: bool) -> Value {
        let mut message = self.json(world);
        if let Some(channel) = world.channels.get(&self.channel) {
            message["channel_type"] = json!(channel.number(world));
            if let Some(guild) = channel.guild {
                message["guild_id"] = json!(guild.to_string());
                message["member"] = member(guild);
            }
        }
        if let Some(nonce) = &self.nonce {
            message["nonce"] = nonce.clone();
        }
        if !sees {
            message["content"] = json!("");
            for emptied in ["embeds", "attachments", "components"] {
                message[emptied] = json!([]);
            }
        }
        message
    }

    /// Whether a bot without the intent for content sees what is said.
    pub(crate) fn shown_anyway(&self, world: &World) -> bool {
        let private = world.channels.get(&self.channel).is_none_or(|c| c.kind == ChannelKind::Dm);
        private || self.author == Author::Bot || pings::mentioned(world, self).bot
    }
}

/// Components get numbers when Discord stores them.
fn numbered(rows: &[Value]) -> Vec<Value> {
    fn number(part: &mut Value, next: &mut u32) {
        if part.get("id").is_none_or(Value::is_null) {
            part["id"] = json!(*next);
        }
        *next += 1;
        for below in part.get_mut("components").and_then(Value::as_array_mut).into_iter().flatten() {
            number(below, next);
        }
    }
    let (mut rows, mut next) = (rows.to_vec(), 1);
    for row in &mut rows {
        number(row, &mut next);
    }
    rows
}
