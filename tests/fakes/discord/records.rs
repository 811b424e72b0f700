//! What a test reads of the state.

use serde_json::Value;

use super::journal::{Answered, Call};
use super::message::{Author, Message};
use super::pings::Ping;
use super::server::FakeDiscord;

impl FakeDiscord {
    /// The id of the bot, which is also that of its application.
    pub fn bot_id(&self) -> u64 {
        self.inner.world().me.id
    }

    /// The channel of somebody with the bot alone.
    ///
    /// # Panics
    /// If there is no such person.
    pub fn dm(&self, person: u64) -> u64 {
        self.inner.world().dm(person).expect("a person of this fake")
    }

    /// A channel of a server by name, also a thread.
    pub fn channel_named(&self, guild: u64, name: &str) -> Option<u64> {
        let world = self.inner.world();
        let fits = |id: &&u64| world.channels.get(id).is_some_and(|c| c.guild == Some(guild) && c.name == name && !c.deleted);
        world.order.iter().find(fits).copied()
    }

    /// A role of a server by name.
    pub fn role_named(&self, guild: u64, name: &str) -> Option<u64> {
        let world = self.inner.world();
        world.guilds.get(&guild)?.roles.iter().find(|(_, (n, _))| n == name).map(|(id, _)| *id)
    }

    /// The messages of a channel in order, deleted ones too.
    pub fn messages(&self, channel: u64) -> Vec<Message> {
        let world = self.inner.world();
        world.channels.get(&channel).map(|c| c.messages.values().cloned().collect()).unwrap_or_default()
    }

    /// A message, also a deleted one.
    pub fn message(&self, channel: u64, id: u64) -> Option<Message> {
        self.inner.world().channels.get(&channel)?.messages.get(&id).cloned()
    }

    /// What the bot wrote in a channel and did not delete.
    pub fn bot_messages(&self, channel: u64) -> Vec<Message> {
        self.messages(channel).into_iter().filter(|m| m.author == Author::Bot && !m.deleted).collect()
    }

    /// How many the bot ever wrote there.
    pub fn bot_messages_ever(&self, channel: u64) -> usize {
        self.inner.world().channels.get(&channel).map_or(0, |c| c.said_by_bot)
    }

    /// The latest message of the bot in a channel.
    pub fn last_from_bot(&self, channel: u64) -> Option<Message> {
        self.bot_messages(channel).pop()
    }

    /// Whether the bot is in a server.
    pub fn bot_is_in(&self, guild: u64) -> bool {
        self.inner.world().guilds.get(&guild).is_some_and(|g| g.bot_in)
    }

    /// Whether a thread is archived.
    pub fn is_archived(&self, thread: u64) -> bool {
        self.inner.world().channels.get(&thread).is_some_and(|c| c.archived)
    }

    /// Every call so far that has an answer or will never have one, in that order.
    pub fn calls(&self) -> Vec<Call> {
        self.inner.world().journal.calls.clone()
    }

    /// Reads the calls in place, which for thousands of them is cheaper.
    pub fn read_calls<T>(&self, read: impl FnOnce(&[Call]) -> T) -> T {
        read(&self.inner.world().journal.calls)
    }

    /// How many calls of a method there were.
    pub fn call_count(&self, method: &str) -> usize {
        self.read_calls(|calls| calls.iter().filter(|c| c.method == method).count())
    }

    /// Calls that were refused without any fault of the test: mistakes of the bot, or of its timing.
    pub fn refused(&self) -> Vec<Call> {
        let own = |c: &&Call| !c.faulted && matches!(c.answered, Answered::Refused(..));
        self.read_calls(|calls| calls.iter().filter(own).cloned().collect())
    }

    /// How many calls were too fast and got 429, those by a fault not counted.
    pub fn floods(&self) -> u64 {
        self.inner.world().rate.refused
    }

    /// How many calls came before the pause that an earlier 429 asked for was over.
    pub fn impatient(&self) -> u64 {
        self.inner.world().rate.impatient
    }

    /// How many calls count against the limit on invalid requests: 401, 403, and 429 that are not of scope shared.
    pub fn invalid_requests(&self) -> u64 {
        self.inner.world().rate.invalid
    }

    /// How many calls a fault has struck.
    pub fn faults_struck(&self) -> u64 {
        self.inner.world().faults.struck
    }

    /// Who heard a sound because of the bot's messages.
    pub fn pings(&self) -> Vec<Ping> {
        self.inner.world().pings.clone()
    }

    /// The registered commands.
    pub fn commands(&self) -> Vec<Value> {
        self.inner.world().commands.clone()
    }

    /// The tokens of all interactions so far, which nobody but the bot may see.
    pub fn interaction_tokens(&self) -> Vec<String> {
        self.inner.world().interactions.by_token.keys().cloned().collect()
    }

    /// How many interactions wait for their first reaction.
    pub fn pending_interactions(&self) -> usize {
        self.inner.world().interactions.pending
    }
}
