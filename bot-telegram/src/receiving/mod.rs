//! How updates come in: by [`polling`] or by [`webhook`]. The [`ledger`] knows which are under way; the [`intake`] reads
//! each and lines it up.
//!
//! An update is confirmed to Telegram when it is handled. One that takes long (its chat is slowed down, or hangs) is kept
//! in the store and confirmed then, since Telegram tells nothing newer until the oldest is confirmed.

pub mod intake;
pub mod ledger;
pub mod polling;
pub mod webhook;

use std::time::Duration;

/// So long an update may take before it is kept in the store.
const PATIENCE: Duration = Duration::from_millis(250);

/// How long updates under way may take when the bot stops; then they are kept.
const ENDING: Duration = Duration::from_secs(5);
/// How long the last confirmation may take.
const CONFIRMING: Duration = Duration::from_secs(2);
