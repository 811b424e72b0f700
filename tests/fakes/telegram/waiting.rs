//! Waiting for the bot.

use std::time::Duration;

use super::server::{FakeTelegram, lock};
use super::world::World;
use crate::patience;

impl FakeTelegram {
    async fn until(&self, at_most: Duration, holds: impl Fn(&World) -> bool) -> bool {
        patience::until(&self.inner.changed, at_most, || holds(&self.inner.world())).await
    }

    /// Waits until every update is confirmed, no call is under way and all has been quiet for a moment (`set_quiet`).
    ///
    /// A bot that confirms updates before it has answered them must answer within that moment.
    pub async fn settled(&self, at_most: Duration) -> bool {
        let state = || {
            let world = self.inner.world();
            (world.queue.waiting.is_empty() && world.journal.under_way == 0, world.last_change)
        };
        let quiet = *lock(&self.inner.quiet);
        patience::settled(&self.inner.changed, quiet, at_most, state).await
    }

    /// Waits until the bot fetches updates or has set a webhook.
    pub async fn connected(&self, at_most: Duration) -> bool {
        self.until(at_most, |world| world.queue.polled || world.webhook.is_set()).await
    }

    /// Waits until the bot has written so many messages in a chat, counted from the beginning.
    pub async fn answers(&self, chat: i64, count: usize, at_most: Duration) -> bool {
        self.until(at_most, |world| world.bot_messages_ever(chat) >= count).await
    }

    /// Waits until a method was called so often, answered or not.
    pub async fn called(&self, method: &str, count: usize, at_most: Duration) -> bool {
        let calls = |world: &World| world.journal.calls.iter().filter(|c| c.is(method)).count();
        self.until(at_most, |world| calls(world) >= count).await
    }

    /// How many updates the bot has not confirmed.
    pub fn updates_unconfirmed(&self) -> usize {
        self.inner.world().queue.waiting.len()
    }

    /// How many of those it has seen at least once.
    pub fn updates_shown(&self) -> usize {
        self.inner.world().queue.waiting.iter().filter(|w| w.shown).count()
    }

    /// Whether a `getUpdates` is under way just now.
    pub fn is_polled(&self) -> bool {
        self.inner.world().queue.polls > 0
    }
}
