//! Events, and which session gets to see which.

use serde_json::{Value, json};

use super::super::channel::ChannelKind;
use super::super::world::World;
use super::{Gateway, Out, Session, intents};

impl Gateway {
    /// Gives an event to a session; without a connection it is kept for a resume.
    pub(crate) fn dispatch(&mut self, at: usize, name: &str, data: &Value) {
        let silent = self.silent;
        let session = &mut self.sessions[at];
        session.sequence += 1;
        let text = json!({ "op": 0, "t": name, "s": session.sequence, "d": data }).to_string();
        session.log.push((session.sequence, text.clone()));
        if let Some(connection) = session.connection.filter(|_| !silent) {
            self.send(connection, Out::Text(text));
        }
    }

    /// The sessions that an event of a server (or of none) goes to, if they asked for it.
    fn addressed(&self, guild: Option<u64>, intent: u64) -> Vec<usize> {
        let fits = |s: &Session| {
            let shard = guild.map_or(0, |g| (g >> 22) % s.shard.1.max(1));
            !s.ended && s.shard.0 == shard && (intent == 0 || s.intents & intent != 0)
        };
        (0..self.sessions.len()).filter(|at| fits(&self.sessions[*at])).collect()
    }
}

impl World {
    fn dispatch_all(&mut self, name: &str, guild: Option<u64>, intent: u64, data: &Value) {
        for at in self.gateway.addressed(guild, intent) {
            self.gateway.dispatch(at, name, data);
        }
    }

    /// Whether the bot hears of a channel, and by which intents of messages.
    fn hearing(&self, channel: u64) -> Option<(Option<u64>, u64)> {
        let found = self.channels.get(&channel)?;
        match found.kind {
            ChannelKind::Dm => Some((None, intents::DIRECT_MESSAGES)),
            ChannelKind::PrivateGroup => None,
            _ => self.seen(channel).ok().map(|c| (c.guild, intents::GUILD_MESSAGES)),
        }
    }

    /// `MESSAGE_CREATE` and `MESSAGE_UPDATE`, each session as much of it as it may see.
    pub(crate) fn dispatch_message(&mut self, name: &str, channel: u64, message: u64) {
        let Some((guild, intent)) = self.hearing(channel) else { return };
        let Some(found) = self.message(channel, message) else { return };
        let shown_anyway = found.shown_anyway(self);
        let (full, stripped) = (found.dispatched(self, true), found.dispatched(self, false));
        for at in self.gateway.addressed(guild, intent) {
            let sees = shown_anyway || self.gateway.sessions[at].intents & intents::MESSAGE_CONTENT != 0;
            self.gateway.dispatch(at, name, if sees { &full } else { &stripped });
        }
    }

    /// An event of a channel that is no message: its end, or that of a message.
    pub(crate) fn dispatch_in(&mut self, name: &str, channel: u64, data: &Value) {
        let Some((guild, messages)) = self.hearing(channel) else { return };
        let intent = if name.starts_with("MESSAGE") { messages } else { intents::GUILDS };
        self.dispatch_all(name, guild, intent, data);
    }

    /// An event of a server.
    pub(crate) fn dispatch_to_guild(&mut self, name: &str, guild: u64, data: &Value) {
        self.dispatch_all(name, Some(guild), intents::GUILDS, data);
    }

    /// An event that needs no intent, as `INTERACTION_CREATE` or one that a test makes up.
    pub(crate) fn dispatch_raw(&mut self, name: &str, guild: Option<u64>, data: &Value) {
        self.dispatch_all(name, guild, 0, data);
    }
}
