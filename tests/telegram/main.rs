//! The Telegram bot against a fake Telegram on loopback, over real HTTP.
//!
//! `dialogues`: what people see, from files, with snapshots; `receiving`: how updates come in; `menu`: what is registered;
//! `pictures`: replies with one; `same_answers`: all case files, beside the console; `load`: many chats at once, some of them broken, and a restart in
//! the middle; `program`: the binary from outside, its exit codes and its logs.

mod bot;
mod dialogues;
mod load;
mod menu;
mod pictures;
mod program;
mod receiving;
mod same_answers;
