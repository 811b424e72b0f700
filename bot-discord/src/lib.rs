//! The Discord adapter: events in, the core's replies out. It decides nothing and writes no sentence; it translates, and
//! keeps to what Discord allows.
//!
//! Data flows one way: [`gateway`] hands on what happens, [`incoming`] reads it, [`answering`] asks the core, [`showing`]
//! renders, and [`api`] carries it to Discord. [`registering`] tells Discord which commands there are.

pub mod answering;
pub mod api;
pub mod gateway;
pub mod incoming;
pub mod registering;
pub mod running;
pub mod settings;
pub mod showing;
