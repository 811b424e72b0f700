//! Everything that the fake Discord knows, behind one lock that no await is made under.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};
use tokio::time::Instant;

use super::channel::{Channel, ChannelKind};
use super::clock::Ids;
use super::faults::Faults;
use super::gateway::Gateway;
use super::guild::Guild;
use super::interaction::Interactions;
use super::journal::Journal;
use super::message::{Author, Message};
use super::person::{Person, user};
use super::pings::Ping;
use super::rate::Rate;
use super::transcript;

/// The token that the bot has to use.
pub const TOKEN: &str = "MTAwMDAwMDAwMDAwMDAwMDAwMQ.GfAkE0.loopback-only-token-of-the-fake-discord";

/// The bot itself, whose id is also that of its application.
pub(crate) struct Me {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) revoked: bool,
}

impl Me {
    pub(crate) fn user(&self) -> Value {
        let mut me = user(self.id, &self.name.to_lowercase(), &self.name);
        me["bot"] = json!(true);
        me["global_name"] = Value::Null;
        me["discriminator"] = json!("0042");
        me["username"] = json!(self.name);
        me
    }
}

pub(crate) struct World {
    pub(crate) me: Me,
    pub(crate) persons: BTreeMap<u64, Person>,
    pub(crate) guilds: BTreeMap<u64, Guild>,
    pub(crate) channels: HashMap<u64, Channel>,
    /// The ids of the channels as they came to be.
    pub(crate) order: Vec<u64>,
    pub(crate) interactions: Interactions,
    pub(crate) gateway: Gateway,
    pub(crate) commands: Vec<Value>,
    /// The messages of enforced nonces, by channel.
    pub(crate) nonces: HashMap<(u64, String), (u64, Instant)>,
    pub(crate) pings: Vec<Ping>,
    pub(crate) rate: Rate,
    pub(crate) faults: Faults,
    pub(crate) journal: Journal,
    pub(crate) last_change: Instant,
    /// Messages on which people see that the bot thinks.
    pub(crate) thinking: usize,
    ids: Ids,
}

impl World {
    pub(crate) fn new() -> Self {
        let me = Me { id: 1_000_000_000_000_000_001, name: "Icmal".to_owned(), revoked: false };
        Self {
            me,
            persons: BTreeMap::new(),
            guilds: BTreeMap::new(),
            channels: HashMap::new(),
            order: Vec::new(),
            interactions: Interactions::default(),
            gateway: Gateway::default(),
            commands: Vec::new(),
            nonces: HashMap::new(),
            pings: Vec::new(),
            rate: Rate::default(),
            faults: Faults::default(),
            journal: Journal::default(),
            last_change: Instant::now(),
            thinking: 0,
            ids: Ids::default(),
        }
    }

    /// An id that was not given out before.
    pub(crate) fn fresh(&mut self) -> u64 {
        self.ids.fresh()
    }

    pub(crate) fn add_person(&mut self, mut person: Person) -> u64 {
        if person.id == 0 {
            person.id = self.fresh();
        }
        let id = person.id;
        let dm = Channel { people: vec![id], ..Channel::new(ChannelKind::Dm, &person.name) };
        self.persons.insert(id, person);
        self.add_channel(None, dm);
        id
    }

    /// Adds a channel and its threads without an event.
    pub(crate) fn add_channel(&mut self, guild: Option<u64>, mut channel: Channel) -> u64 {
        if channel.id == 0 {
            channel.id = self.fresh();
        }
        channel.guild = guild;
        let (id, threads) = (channel.id, channel.take_new_threads());
        self.order.push(id);
        self.channels.insert(id, channel);
        for thread in threads {
            self.add_channel(guild, Channel { parent: Some(id), ..thread });
        }
        id
    }

    /// Adds a server and its channels without an event.
    pub(crate) fn add_guild(&mut self, mut guild: Guild) -> u64 {
        if guild.id == 0 {
            guild.id = self.fresh();
        }
        for role in guild.take_new_roles() {
            let id = self.fresh();
            guild.roles.insert(id, role);
        }
        let (id, channels) = (guild.id, std::mem::take(&mut guild.new_channels));
        self.guilds.insert(id, guild);
        for channel in channels {
            self.add_channel(Some(id), channel);
        }
        id
    }

    /// The `User` object of somebody, also of somebody unknown.
    pub(crate) fn user(&self, id: u64) -> Value {
        if id == self.me.id {
            return self.me.user();
        }
        self.persons.get(&id).map_or_else(|| user(id, "somebody", "Somebody"), Person::json)
    }

    /// A channel that a test speaks of; not there is a mistake of the test.
    pub(crate) fn channel(&mut self, id: u64) -> &mut Channel {
        self.channels.get_mut(&id).unwrap_or_else(|| panic!("the test speaks of channel {id}, which does not exist"))
    }

    /// The channel of somebody with the bot alone.
    pub(crate) fn dm(&self, person: u64) -> Option<u64> {
        let own = |id: &&u64| self.channels.get(id).is_some_and(|c| c.kind == ChannelKind::Dm && c.people == [person]);
        self.order.iter().find(own).copied()
    }

    pub(crate) fn message(&self, channel: u64, id: u64) -> Option<&Message> {
        self.channels.get(&channel)?.messages.get(&id).filter(|m| !m.deleted)
    }

    pub(crate) fn message_mut(&mut self, channel: u64, id: u64) -> Option<&mut Message> {
        self.channels.get_mut(&channel)?.messages.get_mut(&id).filter(|m| !m.deleted)
    }

    /// Whoever writes in an archived thread opens it again.
    pub(crate) fn reopen(&mut self, channel: u64) {
        if std::mem::take(&mut self.channel(channel).archived) {
            let thread = self.channels[&channel].json(self);
            self.dispatch_in("THREAD_UPDATE", channel, &thread);
        }
    }

    /// Puts a message into a channel and into its transcript, and tells the bot.
    pub(crate) fn post(&mut self, channel: u64, mut message: Message) -> u64 {
        message.id = self.fresh();
        message.channel = channel;
        let room = self.channel(channel);
        room.said += 1;
        message.number = room.said;
        if message.author == Author::Bot {
            room.said_by_bot += 1;
        }
        let id = message.id;
        let (thinking, only_for) = (message.thinking, message.only_for);
        room.messages.insert(id, message);
        self.thinking += usize::from(thinking);
        transcript::said(self, channel, id);
        if only_for.is_none() {
            self.dispatch_message("MESSAGE_CREATE", channel, id);
        }
        id
    }

    /// Shows an edited message and tells the bot of it.
    pub(crate) fn changed(&mut self, channel: u64, id: u64, was_thinking: bool) {
        self.thinking -= usize::from(was_thinking);
        transcript::edited(self, channel, id, was_thinking);
        if self.message(channel, id).is_some_and(|m| m.only_for.is_none()) {
            self.dispatch_message("MESSAGE_UPDATE", channel, id);
        }
    }

    /// Takes a message away and tells the bot.
    pub(crate) fn remove(&mut self, channel: u64, id: u64, by: Author) {
        let Some(message) = self.message_mut(channel, id) else { return };
        message.deleted = true;
        let was_thinking = std::mem::take(&mut message.thinking);
        let shown = message.only_for.is_none();
        self.thinking -= usize::from(was_thinking);
        transcript::deleted(self, channel, id, by);
        if shown {
            let guild = self.channels[&channel].guild;
            let mut gone = json!({ "id": id.to_string(), "channel_id": channel.to_string() });
            if let Some(guild) = guild {
                gone["guild_id"] = json!(guild.to_string());
            }
            self.dispatch_in("MESSAGE_DELETE", channel, &gone);
        }
    }

    /// Puts lines into a transcript.
    pub(crate) fn put_lines(&mut self, channel: u64, lines: impl IntoIterator<Item = String>) {
        if let Some(channel) = self.channels.get_mut(&channel) {
            channel.lines.extend(lines);
        }
    }
}
