//! Waiting for the bot.

use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use super::server::{FakeTelegram, lock};
use super::world::World;

impl FakeTelegram {
    /// Waits until something holds; false if it still does not when the time is over.
    async fn until(&self, at_most: Duration, holds: impl Fn(&World) -> bool) -> bool {
        let deadline = Instant::now() + at_most;
        loop {
            let news = self.inner.changed.notified();
            tokio::pin!(news);
            news.as_mut().enable();
            if holds(&self.inner.world()) {
                return true;
            }
            if timeout_at(deadline, news).await.is_err() {
                return holds(&self.inner.world());
            }
        }
    }

    /// Waits until every update is confirmed, no call is under way and all has been quiet for a moment (`set_quiet`).
    ///
    /// A bot that confirms updates before it has answered them must answer within that moment.
    pub async fn settled(&self, at_most: Duration) -> bool {
        let calm = |world: &World| world.queue.waiting.is_empty() && world.journal.under_way == 0;
        let deadline = Instant::now() + at_most;
        let quiet = *lock(&self.inner.quiet);
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            if !self.until(left, calm).await {
                return false;
            }
            let since = self.inner.world().last_change;
            let good = since + quiet;
            if Instant::now() < good {
                if good > deadline {
                    return false;
                }
                tokio::time::sleep_until(good).await;
            }
            let world = self.inner.world();
            if world.last_change == since && calm(&world) {
                return true;
            }
        }
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
