//! The Discord bot against the fake Discord: everything goes over HTTP and a WebSocket, as it will in earnest.

mod bot;
mod dialogues;
mod gateway;
mod interactions;
mod load;
mod messages;
mod pictures;
mod program;
mod refusals;
mod same_answers;
mod seen;
mod table;
