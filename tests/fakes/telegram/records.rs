//! What a test reads of the state.

use super::chat::Role;
use super::journal::{Answered, Call};
use super::message::{Author, Message};
use super::server::FakeTelegram;

impl FakeTelegram {
    /// The id of the bot.
    pub fn bot_id(&self) -> i64 {
        self.inner.world().me.id
    }

    /// The messages of a chat in order, deleted ones too.
    pub fn messages(&self, chat: i64) -> Vec<Message> {
        let world = self.inner.world();
        world.chats.get(&chat).map(|c| c.messages.values().cloned().collect()).unwrap_or_default()
    }

    /// A message, also a deleted one.
    pub fn message(&self, chat: i64, id: i64) -> Option<Message> {
        self.inner.world().chats.get(&chat)?.messages.get(&id).cloned()
    }

    /// What the bot wrote in a chat and did not delete.
    pub fn bot_messages(&self, chat: i64) -> Vec<Message> {
        let own = |m: &Message| m.author == Author::Bot && !m.deleted && !m.is_service();
        self.messages(chat).into_iter().filter(own).collect()
    }

    /// How many those are, without copying them.
    pub fn bot_message_count(&self, chat: i64) -> usize {
        let world = self.inner.world();
        let own = |m: &&Message| m.author == Author::Bot && !m.deleted && !m.is_service();
        world.chats.get(&chat).map_or(0, |c| c.messages.values().filter(own).count())
    }

    /// How many the bot ever wrote there.
    pub fn bot_messages_ever(&self, chat: i64) -> usize {
        self.inner.world().bot_messages_ever(chat)
    }

    /// The latest message of the bot in a chat.
    pub fn last_from_bot(&self, chat: i64) -> Option<Message> {
        self.bot_messages(chat).pop()
    }

    /// What the bot is in a chat.
    pub fn bot_role(&self, chat: i64) -> Option<Role> {
        self.inner.world().chats.get(&chat).map(|c| c.bot)
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
        self.read_calls(|calls| calls.iter().filter(|c| c.is(method)).count())
    }

    /// Calls that were refused without any fault of the test: mistakes of the bot, or of its timing.
    pub fn refused(&self) -> Vec<Call> {
        let own = |c: &&Call| !c.faulted && matches!(c.answered, Answered::Refused(..));
        self.read_calls(|calls| calls.iter().filter(own).cloned().collect())
    }

    /// How many calls were too fast and got 429, those by a fault not counted.
    pub fn floods(&self) -> u64 {
        self.inner.world().flood.refused
    }

    /// How many messages came to a chat before the pause that an earlier 429 asked for was over.
    pub fn impatient(&self) -> u64 {
        self.inner.world().flood.impatient
    }

    /// How many calls a fault has struck.
    pub fn faults_struck(&self) -> u64 {
        self.inner.world().faults.struck
    }

    /// The registered commands with their descriptions: scope `default`, `all_group_chats`, `chat 12`, …; language or "".
    pub fn commands(&self, scope: &str, language: &str) -> Vec<(String, String)> {
        let world = self.inner.world();
        let list = world.commands.get(&(scope.to_owned(), language.to_owned()));
        let pair = |c: &serde_json::Value| {
            let text = |name: &str| c[name].as_str().unwrap_or_default().to_owned();
            (text("command"), text("description"))
        };
        list.into_iter().flatten().map(pair).collect()
    }

    /// The registered `name`, `description` or `short_description` in a language or "".
    pub fn profile(&self, field: &str, language: &str) -> Option<String> {
        let world = self.inner.world();
        let found = world.profile.iter().find(|((name, code), _)| *name == field && code == language);
        found.map(|(_, text)| text.clone())
    }

    /// The address of the webhook, if there is one.
    pub fn webhook_url(&self) -> Option<String> {
        let world = self.inner.world();
        Some(world.webhook.url.clone()).filter(|u| !u.is_empty())
    }

    /// The most webhook calls that were under way at once.
    pub fn webhook_peak(&self) -> usize {
        self.inner.world().webhook.most_at_once
    }

    /// Ids of pressed buttons and inline queries that nobody has answered, so that the person still waits.
    pub fn unanswered_queries(&self) -> Vec<String> {
        let world = self.inner.world();
        world.queries.asked.iter().filter(|(_, q)| q.answers == 0).map(|(id, _)| id.clone()).collect()
    }
}
