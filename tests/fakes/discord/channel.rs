//! Channels: their kind, where they stand, who may write, and what was said.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::message::Message;
use super::objects::add;
use super::permissions::bits;
use super::world::World;

/// What kind a channel is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChannelKind {
    /// A text channel of a server.
    Text,
    /// An announcement channel of a server.
    Announcement,
    /// A public thread of a channel.
    Thread,
    /// With the bot alone.
    Dm,
    /// Several people without the bot.
    PrivateGroup,
}

/// A channel, before and after it is given to the fake.
#[derive(Clone, Debug)]
pub struct Channel {
    pub(crate) id: u64,
    pub(crate) kind: ChannelKind,
    pub(crate) name: String,
    pub(crate) guild: Option<u64>,
    /// The channel of a thread.
    pub(crate) parent: Option<u64>,
    /// Who is in a private channel.
    pub(crate) people: Vec<u64>,
    /// The permissions that the bot lacks here.
    pub(crate) bot_lacks: u64,
    /// What somebody may do here, if it is not what the server says.
    pub(crate) people_may: BTreeMap<u64, u64>,
    pub(crate) archived: bool,
    pub(crate) locked: bool,
    pub(crate) deleted: bool,
    pub(crate) messages: BTreeMap<u64, Message>,
    /// Messages so far, which numbers them in transcripts.
    pub(crate) said: usize,
    /// Messages of the bot so far.
    pub(crate) said_by_bot: usize,
    pub(crate) lines: Vec<String>,
    /// Threads to be made as soon as the channel is given to the fake.
    pub(crate) new_threads: Vec<Channel>,
}

impl Channel {
    pub(crate) fn new(kind: ChannelKind, name: &str) -> Self {
        Self {
            id: 0,
            kind,
            name: name.to_owned(),
            guild: None,
            parent: None,
            people: Vec::new(),
            bot_lacks: 0,
            people_may: BTreeMap::new(),
            archived: false,
            locked: false,
            deleted: false,
            messages: BTreeMap::new(),
            said: 0,
            said_by_bot: 0,
            lines: Vec::new(),
            new_threads: Vec::new(),
        }
    }

    /// A text channel, for a server.
    pub fn text(name: &str) -> Self {
        Self::new(ChannelKind::Text, name)
    }

    /// An announcement channel, for a server.
    pub fn announcement(name: &str) -> Self {
        Self::new(ChannelKind::Announcement, name)
    }

    /// A thread, for a channel of a server.
    pub fn thread(name: &str) -> Self {
        Self::new(ChannelKind::Thread, name)
    }

    /// People among themselves, without the bot.
    pub fn private_group(name: &str, people: &[u64]) -> Self {
        Self { people: people.to_vec(), ..Self::new(ChannelKind::PrivateGroup, name) }
    }

    /// With this id in place of one that the fake chooses.
    #[must_use]
    pub fn id(mut self, id: u64) -> Self {
        self.id = id;
        self
    }

    /// With a thread in it.
    #[must_use]
    pub fn with_thread(mut self, name: &str) -> Self {
        self.new_threads.push(Self::thread(name));
        self
    }

    /// Where the bot lacks these permissions.
    #[must_use]
    pub fn bot_lacks(mut self, bits: u64) -> Self {
        self.bot_lacks = bits;
        self
    }

    pub(crate) fn take_new_threads(&mut self) -> Vec<Self> {
        std::mem::take(&mut self.new_threads)
    }

    pub(crate) fn is_private(&self) -> bool {
        matches!(self.kind, ChannelKind::Dm | ChannelKind::PrivateGroup)
    }

    /// The number of its kind in the API.
    pub(crate) fn number(&self, world: &World) -> u8 {
        match self.kind {
            ChannelKind::Text => 0,
            ChannelKind::Dm => 1,
            ChannelKind::PrivateGroup => 3,
            ChannelKind::Announcement => 5,
            ChannelKind::Thread => {
                let parent = self.parent.and_then(|p| world.channels.get(&p));
                if parent.is_some_and(|p| p.kind == ChannelKind::Announcement) { 10 } else { 11 }
            }
        }
    }

    fn thread_metadata(&self) -> Value {
        json!({
            "archived": self.archived, "auto_archive_duration": 4320, "archive_timestamp": super::clock::written(self.id),
            "locked": self.locked, "create_timestamp": super::clock::written(self.id),
        })
    }

    fn overwrites(&self, bot: u64) -> Value {
        if self.bot_lacks == 0 {
            return json!([]);
        }
        json!([{ "id": bot.to_string(), "type": 1, "allow": "0", "deny": self.bot_lacks.to_string() }])
    }

    /// The `Channel` object.
    pub(crate) fn json(&self, world: &World) -> Value {
        let last = self.messages.last_key_value().map(|(id, _)| id.to_string());
        let mut object = json!({ "id": self.id.to_string(), "type": self.number(world), "last_message_id": last, "flags": 0 });
        let people = || self.people.iter().map(|p| world.user(*p)).collect::<Vec<_>>();
        let more = match self.kind {
            ChannelKind::Dm => json!({ "recipients": people() }),
            ChannelKind::PrivateGroup => {
                let owner = self.people.first().map(u64::to_string);
                json!({ "recipients": people(), "name": self.name, "icon": null, "owner_id": owner })
            }
            ChannelKind::Thread => json!({
                "guild_id": self.guild.map(|g| g.to_string()), "parent_id": self.parent.map(|p| p.to_string()), "name": self.name,
                "owner_id": world.me.id.to_string(), "rate_limit_per_user": 0, "message_count": self.said, "member_count": 1,
                "total_message_sent": self.said, "thread_metadata": self.thread_metadata(),
            }),
            ChannelKind::Text | ChannelKind::Announcement => json!({
                "guild_id": self.guild.map(|g| g.to_string()), "name": self.name, "position": 0, "topic": null, "nsfw": false,
                "parent_id": null, "rate_limit_per_user": 0, "permission_overwrites": self.overwrites(world.me.id),
                "last_pin_timestamp": null, "icon_emoji": { "id": null, "name": "👋" }, "theme_color": null,
            }),
        };
        add(&mut object, more);
        object
    }

    /// The partial channel of interactions and of options that name a channel.
    pub(crate) fn partial(&self, world: &World, asker: u64) -> Value {
        let mut object = self.json(world);
        if !self.is_private() {
            object["permissions"] = json!(world.person_permissions(self, asker).to_string());
            object["app_permissions"] = json!(world.bot_permissions(self).to_string());
        }
        for gone in ["permission_overwrites", "recipients"] {
            if let (Some(fields), false) = (object.as_object_mut(), self.is_private()) {
                fields.remove(gone);
            }
        }
        object
    }

    /// The permission that writing here needs.
    pub(crate) fn writing(&self) -> u64 {
        if self.kind == ChannelKind::Thread { bits::SEND_MESSAGES_IN_THREADS } else { bits::SEND_MESSAGES }
    }
}
