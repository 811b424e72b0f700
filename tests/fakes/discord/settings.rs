//! How the fake is set up and made to misbehave.

use std::time::Duration;

use tokio::time::Instant;

use super::channel::Channel;
use super::faults::Fault;
use super::guild::Guild;
use super::person::Person;
use super::rate::Limits;
use super::server::FakeDiscord;
use super::world::World;
use crate::listening::lock;

impl FakeDiscord {
    /// Does something to the state and wakes whoever waits for it.
    pub(crate) fn act<T>(&self, deed: impl FnOnce(&mut World) -> T) -> T {
        let done = {
            let mut world = self.inner.world();
            world.last_change = Instant::now();
            deed(&mut world)
        };
        self.inner.changed.notify_waiters();
        done
    }

    /// Adds a person, and with it the channel with the bot alone, which `dm` gives.
    pub fn add_person(&self, person: Person) -> u64 {
        self.act(|world| world.add_person(person))
    }

    /// Adds a server with its channels, without an event.
    pub fn add_guild(&self, guild: Guild) -> u64 {
        self.act(|world| world.add_guild(guild))
    }

    /// Adds a channel to a server, without an event.
    pub fn add_channel(&self, guild: u64, channel: Channel) -> u64 {
        self.act(|world| world.add_channel(Some(guild), channel))
    }

    /// Adds a private channel of people among themselves.
    pub fn add_private_group(&self, channel: Channel) -> u64 {
        self.act(|world| world.add_channel(None, channel))
    }

    /// Adds a thread to a channel, without an event.
    pub fn add_thread(&self, channel: u64, name: &str) -> u64 {
        self.act(|world| {
            let guild = world.channel(channel).guild;
            world.add_channel(guild, Channel { parent: Some(channel), ..Channel::thread(name) })
        })
    }

    /// What somebody may do in a channel, in place of what the server gives.
    pub fn set_person_permissions(&self, channel: u64, person: u64, bits: u64) {
        self.act(|world| world.channel(channel).people_may.insert(person, bits));
    }

    /// The permissions that the bot lacks in a channel from now on.
    pub fn set_bot_lacks(&self, channel: u64, bits: u64) {
        self.act(|world| world.channel(channel).bot_lacks = bits);
    }

    /// Whether the bot may write to somebody.
    pub fn set_takes_dms(&self, person: u64, takes: bool) {
        self.act(|world| {
            world.persons.entry(person).and_modify(|p| p.takes_dms = takes);
        });
    }

    /// Whether somebody has installed the app, to be used everywhere.
    pub fn set_installed(&self, person: u64, installed: bool) {
        self.act(|world| {
            world.persons.entry(person).and_modify(|p| p.installed = installed);
        });
    }

    /// Switches the limits on how fast the bot may call. They are on at first.
    pub fn set_rate_limits(&self, on: bool) {
        self.act(|world| world.rate.on = on);
    }

    /// Other limits than the usual ones.
    pub fn set_limits(&self, limits: Limits) {
        self.act(|world| world.rate.limits = limits);
    }

    /// How long the first reaction to an interaction may take, which is three seconds.
    pub fn set_interaction_window(&self, window: Duration) {
        self.act(|world| world.interactions.window = window);
    }

    /// How long the token of an interaction can be used, which is 15 minutes.
    pub fn set_token_life(&self, life: Duration) {
        self.act(|world| world.interactions.token_life = life);
    }

    /// How long nothing may happen before `settled` believes that the bot is done.
    pub fn set_quiet(&self, quiet: Duration) {
        *lock(&self.inner.quiet) = quiet;
    }

    /// Lets calls go wrong.
    pub fn fault(&self, fault: Fault) {
        self.act(|world| world.faults.armed.push(fault));
    }

    /// Lets everything go well again. Calls that hang go on hanging.
    pub fn clear_faults(&self) {
        self.act(|world| world.faults.armed.clear());
    }

    /// Makes the token worthless: calls are answered with 401, and the gateway closes with 4004.
    pub fn revoke_token(&self) {
        self.act(|world| world.me.revoked = true);
        self.close_gateway(4004);
    }
}
