//! Fake platforms on loopback, with state and with faults, against which the bots are run.

pub mod discord;
mod listening;
mod parts;
mod patience;
pub mod questions;
pub mod telegram;
