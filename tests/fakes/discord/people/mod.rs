//! What people do, each with the event that Discord makes of it.

mod begin;
mod components;
mod options;
mod rooms;
mod slash;
mod speak;
mod typing;

pub use speak::Say;
