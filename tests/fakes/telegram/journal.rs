//! Every call that came in, and what it was answered with.

use serde_json::Value;
use tokio::time::Instant;

/// How a call ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Answered {
    /// With this result.
    Ok(Value),
    /// With this code and description.
    Refused(u16, String),
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
    /// The method as it was written.
    pub method: String,
    /// Its parameters, without uploaded files.
    pub params: Value,
    /// What it was answered with.
    pub answered: Answered,
    /// Whether a fault of the test struck it.
    pub faulted: bool,
}

impl Call {
    /// Whether it calls this method.
    pub fn is(&self, method: &str) -> bool {
        self.method.eq_ignore_ascii_case(method)
    }

    /// The chat in its parameters.
    pub fn chat(&self) -> Option<i64> {
        super::request::whole(self.params.get("chat_id")?)
    }
}

/// The calls so far and those under way.
#[derive(Default)]
pub(crate) struct Journal {
    pub(crate) calls: Vec<Call>,
    pub(crate) under_way: usize,
}
