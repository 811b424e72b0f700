//! Tests of the fakes themselves, by plain calls.

#[path = "tests/discord/mod.rs"]
mod discord;
#[path = "tests/telegram/mod.rs"]
mod telegram;
