//! What the bot knows and decides: no platform, no network, no clock but in [`moment`].
//!
//! A tour in reading order: [`dataset`] is what the review says; [`language`] is what is true of words; [`question`]
//! reads a text and finds facts; [`answers`] makes a [`reply`] of them; [`commands`] are the slash commands;
//! [`bot`] puts it together: a text in, a reply out. `hosting` and `store`, behind the feature `hosting`, are what the
//! two bots need around it.

pub mod answers;
pub mod bot;
pub mod commands;
pub mod conversation;
pub mod dataset;
#[cfg(feature = "hosting")]
pub mod hosting;
pub mod language;
pub mod moment;
pub mod prepared;
pub mod press;
pub mod question;
pub mod reply;
pub mod standing;
#[cfg(feature = "hosting")]
pub mod store;
pub mod subscriptions;
pub mod when;
