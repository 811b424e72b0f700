//! The fake Discord: its REST API and its gateway, and the people who use Discord.
//!
//! [`FakeDiscord::start`] gives a server with its own state. A bot is pointed at [`FakeDiscord::url`] with
//! [`FakeDiscord::token`]; the test speaks for the people, waits until the bot is done and reads what they see.

mod channel;
mod check;
mod clock;
mod dialogue;
mod failure;
mod faults;
mod gateway;
mod guild;
mod http;
mod interaction;
mod journal;
mod message;
mod methods;
mod objects;
mod people;
mod permissions;
mod person;
mod pings;
mod rate;
mod records;
mod request;
mod route;
mod server;
mod settings;
mod transcript;
mod waiting;
mod world;

pub use channel::{Channel, ChannelKind};
pub use dialogue::{Dialogue, Stage};
pub use faults::{Fault, FaultKind, Scope};
pub use guild::Guild;
pub use interaction::{Asked, Choice};
pub use journal::{Answered, Call};
pub use message::{Author, Message, Upload};
pub use people::Say;
pub use permissions::bits;
pub use person::Person;
pub use pings::Ping;
pub use rate::Limits;
pub use server::FakeDiscord;
pub use world::TOKEN;
