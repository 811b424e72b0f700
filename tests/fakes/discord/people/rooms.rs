//! What people do with servers, channels and threads, and with the bot's place in them.

use serde_json::{Value, json};

use super::super::channel::Channel;
use super::super::server::FakeDiscord;
use super::super::transcript::{note, note_in_guild};
use super::super::world::World;

fn thread(world: &mut World, id: u64, change: impl FnOnce(&mut Channel)) {
    change(world.channel(id));
    let object = world.channels[&id].json(world);
    world.dispatch_in("THREAD_UPDATE", id, &object);
}

impl FakeDiscord {
    /// Somebody adds the bot to a server.
    pub fn add_bot(&self, guild: u64) {
        self.act(|world| {
            world.guilds.entry(guild).and_modify(|g| g.bot_in = true);
            note_in_guild(world, guild, "(Icmal is added to the server)");
            let created = world.guild_create(guild);
            world.dispatch_to_guild("GUILD_CREATE", guild, &created);
        });
    }

    /// Somebody throws the bot out of a server.
    pub fn remove_bot(&self, guild: u64) {
        self.act(|world| {
            note_in_guild(world, guild, "(Icmal is removed from the server)");
            world.guilds.entry(guild).and_modify(|g| g.bot_in = false);
            world.dispatch_to_guild("GUILD_DELETE", guild, &json!({ "id": guild.to_string() }));
        });
    }

    /// The server is away for a while, or back: no reason to forget it.
    pub fn set_outage(&self, guild: u64, away: bool) {
        self.act(|world| {
            if away {
                let gone = json!({ "id": guild.to_string(), "unavailable": true });
                world.dispatch_to_guild("GUILD_DELETE", guild, &gone);
            } else {
                let created = world.guild_create(guild);
                world.dispatch_to_guild("GUILD_CREATE", guild, &created);
            }
        });
    }

    /// Somebody joins a server.
    pub fn join(&self, guild: u64, person: u64) {
        self.act(|world| {
            world.guilds.entry(guild).and_modify(|g| {
                g.members.insert(person, super::super::permissions::bits::MEMBER);
            });
        });
    }

    /// Somebody makes a channel in a server.
    pub fn create_channel(&self, guild: u64, channel: Channel) -> u64 {
        self.act(|world| {
            let id = world.add_channel(Some(guild), channel);
            let object = world.channels[&id].json(world);
            world.dispatch_in("CHANNEL_CREATE", id, &object);
            id
        })
    }

    /// Somebody deletes a channel or a thread, and with a channel its threads.
    pub fn delete_channel(&self, channel: u64) {
        self.act(|world| {
            note(world, channel, "(the channel is deleted)");
            let object = world.channels[&channel].json(world);
            let parent = world.channels[&channel].parent;
            let name = if parent.is_some() { "THREAD_DELETE" } else { "CHANNEL_DELETE" };
            let gone: Value = match parent {
                Some(parent) => json!({
                    "id": object["id"], "guild_id": object["guild_id"], "parent_id": parent.to_string(), "type": object["type"],
                }),
                None => object,
            };
            world.dispatch_in(name, channel, &gone);
            for room in world.channels.values_mut().filter(|c| c.id == channel || c.parent == Some(channel)) {
                room.deleted = true;
            }
        });
    }

    /// Somebody archives a thread, or opens it again.
    pub fn archive(&self, id: u64, archived: bool) {
        self.act(|world| {
            note(world, id, if archived { "(the thread is archived)" } else { "(the thread is opened again)" });
            thread(world, id, |t| t.archived = archived);
        });
    }

    /// Somebody locks a thread, which archives it too, or unlocks it.
    pub fn lock(&self, id: u64, locked: bool) {
        self.act(|world| {
            note(world, id, if locked { "(the thread is locked)" } else { "(the thread is unlocked)" });
            thread(world, id, |t| (t.locked, t.archived) = (locked, locked));
        });
    }

    /// Somebody takes permissions from the bot in a channel, or gives them back.
    pub fn deny_bot(&self, channel: u64, bits: u64, denied: bool) {
        self.act(|world| {
            let room = world.channel(channel);
            if denied {
                room.bot_lacks |= bits;
            } else {
                room.bot_lacks &= !bits;
            }
            let object = world.channels[&channel].json(world);
            world.dispatch_in("CHANNEL_UPDATE", channel, &object);
        });
    }
}
