//! What people do, each with the update that Telegram makes of it.

mod buttons;
mod inline;
mod membership;
mod rooms;
mod speak;

pub use speak::{Content, Say};
