//! How the gateway is set up and made to misbehave, and what is counted of it.

use std::time::Duration;

use serde_json::Value;

use super::super::server::FakeDiscord;
use super::{Gateway, Out, Resuming, intents};

impl FakeDiscord {
    fn gateway<T>(&self, deed: impl FnOnce(&mut Gateway) -> T) -> T {
        self.act(|world| deed(&mut world.gateway))
    }

    fn to_all(&self, out: &Out) {
        self.gateway(|gateway| gateway.connections.values().for_each(|c| drop(c.send(out.clone()))));
    }

    /// How many shards `GET /gateway/bot` recommends, and how many may identify at once.
    pub fn set_shards(&self, shards: u64, max_concurrency: u64) {
        self.gateway(|g| (g.shards, g.max_concurrency) = (shards, max_concurrency));
    }

    /// The heartbeat interval of connections to come.
    pub fn set_heartbeat(&self, interval: Duration) {
        self.gateway(|g| g.heartbeat = interval);
    }

    /// The pause that an identify must keep from the one before it in its bucket.
    pub fn set_identify_pause(&self, pause: Duration) {
        self.gateway(|g| g.identify_pause = pause);
    }

    /// Gives the application the intent for the content of messages, or takes it. At first it has none that is privileged.
    pub fn set_message_content(&self, allowed: bool) {
        self.gateway(|g| g.privileged = if allowed { intents::MESSAGE_CONTENT } else { 0 });
    }

    /// Gives the application these privileged intents, and no others.
    pub fn set_privileged_intents(&self, bits: u64) {
        self.gateway(|g| g.privileged = bits & intents::PRIVILEGED);
    }

    /// Cuts all connections without a close frame; the sessions can be resumed.
    pub fn cut_gateway(&self) {
        self.to_all(&Out::Cut);
    }

    /// Closes all connections with a code.
    pub fn close_gateway(&self, code: u16) {
        self.to_all(&Out::Close(code));
    }

    /// Asks all clients to reconnect: op 7.
    pub fn ask_reconnect(&self) {
        self.to_all(&Out::Text(r#"{"op":7,"d":null}"#.to_owned()));
    }

    /// Asks all clients for a heartbeat: op 1.
    pub fn ask_heartbeat(&self) {
        self.to_all(&Out::Text(r#"{"op":1,"d":null}"#.to_owned()));
    }

    /// Calls all sessions invalid: op 9. If they cannot be resumed they are over.
    pub fn invalidate_sessions(&self, resumable: bool) {
        self.to_all(&Out::Text(format!(r#"{{"op":9,"d":{resumable}}}"#)));
        if !resumable {
            self.gateway(|gateway| gateway.sessions.iter_mut().for_each(|s| s.ended = true));
        }
    }

    /// Forgets all sessions without telling, so that a resume comes too late.
    pub fn forget_sessions(&self) {
        self.gateway(|gateway| gateway.sessions.iter_mut().for_each(|s| s.ended = true));
    }

    /// Whether heartbeats are acknowledged.
    pub fn set_acknowledging(&self, acknowledges: bool) {
        self.gateway(|g| g.acknowledges = acknowledges);
    }

    /// Silence: no events and no acknowledgements, while the connections stay open. Events are kept for a resume.
    pub fn set_gateway_silent(&self, silent: bool) {
        self.gateway(|g| g.silent = silent);
    }

    /// The next attempts to resume get op 9.
    pub fn refuse_resumes(&self, times: u32) {
        self.gateway(|g| g.resuming = (Resuming::Refused, times));
    }

    /// The next attempts to resume get op 9 and then nothing any more, not even an answer to a close frame.
    pub fn hang_resumes(&self, times: u32) {
        self.gateway(|g| g.resuming = (Resuming::Hanging, times));
    }

    /// The next attempts to connect to the gateway are answered with 503.
    pub fn refuse_upgrades(&self, times: u32) {
        self.gateway(|g| g.refuse_upgrades = times);
    }

    /// How many identifies there were, refused ones too.
    pub fn identifies(&self) -> u64 {
        self.inner.world().gateway.identifies
    }

    /// How many attempts to resume there were.
    pub fn resumes(&self) -> u64 {
        self.inner.world().gateway.resumes
    }

    /// How many connections of the gateway are open now.
    pub fn gateway_connections(&self) -> usize {
        self.inner.world().gateway.connections.len()
    }

    /// How many there ever were.
    pub fn gateway_connections_ever(&self) -> u64 {
        self.inner.world().gateway.next_connection
    }

    /// The latest presence that the bot asked for.
    pub fn presence(&self) -> Value {
        self.inner.world().gateway.presence.clone()
    }

    /// The intents of the sessions that have a connection.
    pub fn intents(&self) -> Vec<u64> {
        let world = self.inner.world();
        world.gateway.sessions.iter().filter(|s| s.connection.is_some()).map(|s| s.intents).collect()
    }
}
