//! Every call that came in, and what it was answered with.

use serde_json::Value;
use tokio::time::Instant;

/// How a call ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Answered {
    /// With this status and body; the body is null if there was none.
    Ok(u16, Value),
    /// With this status and body.
    Refused(u16, Value),
    /// With the HTML page of a proxy.
    Html,
    /// The connection was closed without an answer.
    Cut,
    /// Never.
    Hung,
}

/// A call of the bot.
#[derive(Clone, Debug)]
pub struct Call {
    /// When it came.
    pub at: Instant,
    /// Its readable name, as `create_message`; empty if there is no such address.
    pub method: &'static str,
    /// The verb and the address, without tokens.
    pub path: String,
    /// The channel that it is about.
    pub channel: Option<u64>,
    /// Its body, without uploaded files.
    pub body: Value,
    /// The names of uploaded files.
    pub files: Vec<String>,
    /// What it was answered with.
    pub answered: Answered,
    /// Whether a fault of the test struck it.
    pub faulted: bool,
}

impl Call {
    /// The status that it was answered with; none for a broken connection.
    pub fn status(&self) -> Option<u16> {
        match self.answered {
            Answered::Ok(status, _) | Answered::Refused(status, _) => Some(status),
            Answered::Html => Some(502),
            Answered::Cut | Answered::Hung => None,
        }
    }
}

/// The calls so far and those under way.
#[derive(Default)]
pub(crate) struct Journal {
    pub(crate) calls: Vec<Call>,
    pub(crate) under_way: usize,
}
