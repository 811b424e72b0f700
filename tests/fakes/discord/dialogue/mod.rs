//! Conversations in files: who is there, and what they do, step by step.

mod deeds;
mod meddling;
mod script;
mod stage;

pub use script::Dialogue;
pub use stage::Stage;
