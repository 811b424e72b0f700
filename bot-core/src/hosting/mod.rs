//! What both bots need around the core to run as a service: what they are as programs, settings that are secret, logs, a
//! stop signal, pauses between tries, fairness, lines in which work waits, and the conversations of many chats. The console needs none of it, so it stands behind the
//! feature `hosting`.

pub mod conversations;
pub mod fairness;
pub mod insisting;
pub mod latest_answers;
pub mod lines;
pub mod logs;
pub mod program;
pub mod secret;
pub mod stop;
