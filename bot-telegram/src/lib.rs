//! The Telegram adapter: translates, and decides nothing that the core could decide.
//!
//! A tour in the order in which an update walks: [`receiving`] gets it from Telegram, by polling or by webhook, and
//! remembers it until it is handled; [`incoming`] reads it; it lines up behind the others of its chat;
//! [`answering`] asks the core; [`showing`] makes HTML and buttons of the reply; [`sending`] sends it at the pace that
//! Telegram allows, through the [`api`]. [`menu`] registers the commands, [`running`] puts all of it together.

pub mod answering;
pub mod api;
pub mod incoming;
pub mod menu;
pub mod receiving;
pub mod running;
pub mod sending;
pub mod settings;
pub mod showing;
