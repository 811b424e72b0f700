//! Events as they come, read leniently: only what is needed of them, from the raw JSON. What Discord adds tomorrow (a
//! kind of component, of channel, of option) is passed over and costs no question.

mod interaction;
mod message;

use serde_json::Value;

pub use interaction::{Asked, Field, Interaction};
pub use message::Message;

/// The bot itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Me {
    /// Its user.
    pub user: u64,
    /// Its application.
    pub application: u64,
}

/// What happened.
pub enum Incoming {
    /// Somebody used a command, pressed something, or types in an option.
    Interaction(Box<Interaction>),
    /// A message was written.
    Message(Message),
    /// A message as it is after somebody changed it.
    Edited(Message),
}

/// Reads an event of a kind; `None` for one that is not looked at, or that is not as documented.
pub fn read(kind: &str, event: &str) -> Option<Incoming> {
    let parse = || serde_json::from_str::<Value>(event).ok();
    match kind {
        "INTERACTION_CREATE" => Interaction::read(&parse()?).map(|interaction| Incoming::Interaction(Box::new(interaction))),
        "MESSAGE_CREATE" => Message::read(&parse()?).map(Incoming::Message),
        "MESSAGE_UPDATE" => Message::read(&parse()?).filter(|message| message.edited).map(Incoming::Edited),
        _ => None,
    }
}

/// An id, which Discord writes as text.
pub fn id(object: &Value, name: &str) -> Option<u64> {
    let id = object.get(name)?;
    id.as_str().and_then(|id| id.parse().ok()).or_else(|| id.as_u64())
}

fn text(object: &Value, name: &str) -> Option<String> {
    object.get(name)?.as_str().map(str::to_owned)
}
