//! The gateway: sessions, connections, and what goes over them.

mod deeds;
mod dispatch;
mod session;
mod socket;

pub(crate) use socket::upgrade;

use std::collections::HashMap;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::mpsc::UnboundedSender;
use tokio::time::Instant;

/// Bits that the bot asks for.
pub(crate) mod intents {
    pub(crate) const GUILDS: u64 = 1;
    pub(crate) const GUILD_MEMBERS: u64 = 1 << 1;
    pub(crate) const GUILD_PRESENCES: u64 = 1 << 8;
    pub(crate) const GUILD_MESSAGES: u64 = 1 << 9;
    pub(crate) const DIRECT_MESSAGES: u64 = 1 << 12;
    pub(crate) const MESSAGE_CONTENT: u64 = 1 << 15;
    pub(crate) const PRIVILEGED: u64 = GUILD_MEMBERS | GUILD_PRESENCES | MESSAGE_CONTENT;
    /// All that exist.
    pub(crate) const KNOWN: u64 = 0x1_ffff | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25;
}

/// What a connection is told to do.
#[derive(Clone, Debug)]
pub(crate) enum Out {
    Text(String),
    /// Close with this code.
    Close(u16),
    /// Close without a word.
    Cut,
    /// Neither read nor write any more.
    Hang,
}

/// A session of the bot, which outlives its connection.
pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) shard: (u64, u64),
    pub(crate) intents: u64,
    pub(crate) sequence: u64,
    /// Everything dispatched so far.
    pub(crate) log: Vec<(u64, String)>,
    pub(crate) connection: Option<u64>,
    pub(crate) ended: bool,
}

/// What becomes of the next attempts to resume.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Resuming {
    Well,
    /// Op 9, and the client may identify on the same connection.
    Refused,
    /// Op 9, and then nothing any more, not even an answer to a close frame.
    Hanging,
}

pub(crate) struct Gateway {
    pub(crate) sessions: Vec<Session>,
    pub(crate) connections: HashMap<u64, UnboundedSender<Out>>,
    pub(crate) next_connection: u64,
    pub(crate) shards: u64,
    pub(crate) max_concurrency: u64,
    pub(crate) heartbeat: Duration,
    /// The pause between identifies of the same bucket.
    pub(crate) identify_pause: Duration,
    /// The privileged intents that the application has.
    pub(crate) privileged: u64,
    pub(crate) identifies: u64,
    pub(crate) resumes: u64,
    pub(crate) last_identify: HashMap<u64, Instant>,
    pub(crate) refuse_upgrades: u32,
    pub(crate) acknowledges: bool,
    pub(crate) silent: bool,
    pub(crate) resuming: (Resuming, u32),
    /// The latest presence that the bot asked for.
    pub(crate) presence: Value,
}

impl Default for Gateway {
    fn default() -> Self {
        Self {
            sessions: Vec::new(),
            connections: HashMap::new(),
            next_connection: 0,
            shards: 1,
            max_concurrency: 1,
            heartbeat: Duration::from_millis(41_250),
            identify_pause: Duration::from_secs(5),
            privileged: 0,
            identifies: 0,
            resumes: 0,
            last_identify: HashMap::new(),
            refuse_upgrades: 0,
            acknowledges: true,
            silent: false,
            resuming: (Resuming::Well, 0),
            presence: Value::Null,
        }
    }
}

impl Gateway {
    /// The flags of the application, which name its privileged intents.
    pub(crate) fn application_flags(&self) -> u64 {
        let flag = |intent: u64, bit: u64| if self.privileged & intent != 0 { 1 << bit } else { 0 };
        flag(intents::GUILD_PRESENCES, 13) | flag(intents::GUILD_MEMBERS, 15) | flag(intents::MESSAGE_CONTENT, 19) | 1 << 23
    }

    /// Sends something over a connection.
    pub(crate) fn send(&self, connection: u64, out: Out) {
        if let Some(sender) = self.connections.get(&connection) {
            let _ = sender.send(out);
        }
    }

    /// Whether sessions are ready for every shard of some number of shards.
    pub(crate) fn is_ready(&self) -> bool {
        let live: Vec<(u64, u64)> =
            self.sessions.iter().filter(|s| s.connection.is_some() && !s.ended).map(|s| s.shard).collect();
        live.iter().any(|(_, count)| (0..*count).all(|number| live.contains(&(number, *count))))
    }
}
