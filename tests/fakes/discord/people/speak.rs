//! Messages of people.

use serde_json::Value;

use super::super::clock;
use super::super::message::{Attachment, Author, Message, Upload};
use super::super::server::FakeDiscord;
use super::super::transcript;
use super::super::world::World;

/// How something is said; the default is plainly.
#[derive(Clone, Debug, Default)]
pub struct Say {
    /// The message that it answers.
    pub reply_to: Option<u64>,
    /// Whether the reply makes no sound for whom it answers.
    pub without_ping: bool,
    /// Names of files that come with it.
    pub files: Vec<String>,
    /// Fields that the fake does not know, such as `sticker_items`.
    pub more: Value,
}

impl Say {
    /// In answer to a message, with a ping.
    pub fn reply(message: u64) -> Self {
        Self { reply_to: Some(message), ..Self::default() }
    }

    /// In answer to a message, without a ping.
    pub fn quiet_reply(message: u64) -> Self {
        Self { without_ping: true, ..Self::reply(message) }
    }
}

/// Mentions as Discord's client writes them: `@Name` becomes an id, for the bot, people, roles and `#channels`.
fn typed(world: &World, channel: u64, text: &str) -> String {
    let guild = world.channels.get(&channel).and_then(|c| c.guild);
    let mut names: Vec<(String, String)> = vec![(format!("@{}", world.me.name), format!("<@{}>", world.me.id))];
    names.extend(world.persons.values().map(|p| (format!("@{}", p.name), format!("<@{}>", p.id))));
    let roles = guild.and_then(|g| world.guilds.get(&g)).into_iter().flat_map(|g| g.roles.iter());
    names.extend(roles.map(|(id, (name, _))| (format!("@{name}"), format!("<@&{id}>"))));
    let rooms = world.channels.values().filter(|c| guild.is_some() && c.guild == guild);
    names.extend(rooms.map(|c| (format!("#{}", c.name), format!("<#{}>", c.id))));
    // The longest name first, for one can begin another.
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    names.iter().fold(text.to_owned(), |text, (name, mention)| text.replace(name, mention))
}

impl FakeDiscord {
    /// Somebody says something in a channel; `@Icmal` mentions the bot. Answers with the message's id.
    pub fn say(&self, channel: u64, person: u64, text: &str, how: &Say) -> u64 {
        self.act(|world| {
            let content = typed(world, channel, text);
            let file = |name: &String| Upload { name: name.clone(), bytes: bytes::Bytes::from_static(b"a file") };
            let attachments = how.files.iter().map(file);
            let attachments = attachments.map(|upload| Attachment { id: world.fresh(), upload, description: None }).collect();
            let message = Message {
                content,
                attachments,
                reply_to: how.reply_to,
                pings_replied: how.reply_to.is_some() && !how.without_ping,
                more: how.more.clone(),
                ..Message::new(Author::Person(person))
            };
            world.reopen(channel);
            world.post(channel, message)
        })
    }

    /// Somebody writes to the bot alone.
    pub fn tell(&self, person: u64, text: &str) -> u64 {
        self.say(self.dm(person), person, text, &Say::default())
    }

    /// Somebody changes a message of people.
    pub fn edit(&self, channel: u64, message: u64, text: &str) {
        self.act(|world| {
            let content = typed(world, channel, text);
            if let Some(found) = world.message_mut(channel, message) {
                found.content = content;
                found.edited = Some(clock::now());
                found.edits += 1;
                world.changed(channel, message, false);
            }
        });
    }

    /// Somebody deletes a message, also one of the bot.
    pub fn delete_message(&self, channel: u64, person: u64, message: u64) {
        self.act(|world| world.remove(channel, message, Author::Person(person)));
    }

    /// An event of any name just as it is, for a server's shard or the first one.
    pub fn dispatch(&self, name: &str, guild: Option<u64>, data: &Value) {
        self.act(|world| world.dispatch_raw(name, guild, data));
    }

    /// A line in the transcript, to say what a test does.
    pub fn note(&self, channel: u64, line: &str) {
        self.act(|world| transcript::note(world, channel, line));
    }

    /// The JSON that an event about this message holds, if the bot sees all of it.
    pub fn message_json(&self, channel: u64, message: u64) -> Option<Value> {
        let world = self.inner.world();
        Some(world.message(channel, message)?.dispatched(&world, true))
    }
}
