//! Tests of the fakes themselves, by plain calls.

#[path = "tests/telegram/mod.rs"]
mod telegram;
