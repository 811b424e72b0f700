//! Waiting for the bot.

use std::time::Duration;

use super::server::FakeDiscord;
use super::world::World;
use crate::listening::lock;
use crate::patience;

impl FakeDiscord {
    async fn until(&self, at_most: Duration, holds: impl Fn(&World) -> bool) -> bool {
        patience::until(&self.inner.changed, at_most, || holds(&self.inner.world())).await
    }

    /// Waits until every interaction has its reaction or is over, nobody sees the bot think, no call is under way, and all
    /// has been quiet for a moment (`set_quiet`).
    ///
    /// A bot must begin to answer a message within that moment.
    pub async fn settled(&self, at_most: Duration) -> bool {
        let state = || {
            let world = self.inner.world();
            let calm = world.interactions.pending == 0 && world.thinking == 0 && world.journal.under_way == 0;
            (calm, world.last_change)
        };
        let quiet = *lock(&self.inner.quiet);
        patience::settled(&self.inner.changed, quiet, at_most, state).await
    }

    /// Waits until sessions are ready for all shards.
    pub async fn connected(&self, at_most: Duration) -> bool {
        self.until(at_most, |world| world.gateway.is_ready()).await
    }

    /// Waits until no connection of the gateway is open.
    pub async fn disconnected(&self, at_most: Duration) -> bool {
        self.until(at_most, |world| world.gateway.connections.is_empty()).await
    }

    /// Waits until the bot has registered commands.
    pub async fn registered(&self, at_most: Duration) -> bool {
        self.until(at_most, |world| !world.commands.is_empty()).await
    }

    /// Waits until the bot has written so many messages in a channel, counted from the beginning.
    pub async fn answers(&self, channel: u64, count: usize, at_most: Duration) -> bool {
        self.until(at_most, |world| world.channels.get(&channel).is_some_and(|c| c.said_by_bot >= count)).await
    }

    /// Waits until a method was called so often, answered or not.
    pub async fn called(&self, method: &str, count: usize, at_most: Duration) -> bool {
        let calls = |world: &World| world.journal.calls.iter().filter(|c| c.method == method).count();
        self.until(at_most, |world| calls(world) >= count).await
    }

    /// Waits until the bot has identified so often.
    pub async fn identified(&self, count: u64, at_most: Duration) -> bool {
        self.until(at_most, |world| world.gateway.identifies >= count).await
    }

    /// Waits until the bot has tried to resume so often.
    pub async fn resumed(&self, count: u64, at_most: Duration) -> bool {
        self.until(at_most, |world| world.gateway.resumes >= count).await
    }
}
