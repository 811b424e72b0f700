//! The fake Telegram Bot API server, and the people who use Telegram.
//!
//! [`FakeTelegram::start`] gives a server with its own state. A bot is pointed at [`FakeTelegram::url`] with
//! [`FakeTelegram::token`]; the test speaks for the people, waits until the bot is done and reads what they see.

mod chat;
mod dialogue;
mod entities;
mod failure;
mod faults;
mod flood;
mod http;
mod journal;
mod message;
mod methods;
mod people;
mod person;
mod polling;
mod query;
mod queue;
mod records;
mod request;
mod server;
mod settings;
mod transcript;
mod waiting;
mod webhook;
mod world;

pub use chat::{Chat, ChatKind, Role};
pub use dialogue::{Dialogue, Stage};
pub use faults::{Fault, FaultKind};
pub use flood::Limits;
pub use journal::{Answered, Call};
pub use message::{Author, Message};
pub use people::{Content, Say};
pub use person::Person;
pub use query::InlineAnswer;
pub use server::FakeTelegram;
pub use world::TOKEN;
