//! How the fake is set up and made to misbehave.

use std::time::Duration;

use tokio::time::Instant;

use super::chat::Chat;
use super::faults::Fault;
use super::flood::Limits;
use super::person::Person;
use super::server::{FakeTelegram, lock};
use super::world::World;

impl FakeTelegram {
    /// Does something to the state and wakes whoever waits for it.
    pub(crate) fn act<T>(&self, deed: impl FnOnce(&mut World) -> T) -> T {
        let done = {
            let mut world = self.inner.world();
            world.last_change = Instant::now();
            deed(&mut world)
        };
        self.inner.changed.notify_waiters();
        self.inner.queue_changed.notify_waiters();
        done
    }

    /// Adds a person, and with it a private chat of the same id that the person has not begun yet.
    pub fn add_person(&self, person: Person) -> i64 {
        self.act(|world| world.add_person(person))
    }

    /// Adds a chat without an update.
    pub fn add_chat(&self, chat: Chat) -> i64 {
        self.act(|world| world.add_chat(chat))
    }

    /// Lets the bot read everything in groups, or not. Not is the default.
    pub fn set_reads_all(&self, reads_all: bool) {
        self.act(|world| world.me.reads_all = reads_all);
    }

    /// Switches the limits on how fast the bot may write. They are on at first.
    pub fn set_flood_limits(&self, on: bool) {
        self.act(|world| world.flood.on = on);
    }

    /// Other limits than those that Telegram states.
    pub fn set_limits(&self, limits: Limits) {
        self.act(|world| world.flood.limits = limits);
    }

    /// The unix time of the latest message; each new one is a second later.
    pub fn set_clock(&self, unix_time: i64) {
        self.act(|world| world.clock = unix_time);
    }

    /// How long a pressed button or an inline query can be answered.
    pub fn set_query_lifetime(&self, lifetime: Duration) {
        self.act(|world| world.queries.lifetime = lifetime);
    }

    /// The pause after the first failure of a webhook call, which doubles with each.
    pub fn set_webhook_pause(&self, pause: Duration) {
        self.act(|world| world.webhook.pause = pause);
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

    /// Makes the token worthless: everything is answered with 401.
    pub fn revoke_token(&self) {
        self.act(|world| {
            world.me.revoked = true;
            world.queue.end_polls("token revocation");
        });
    }
}
