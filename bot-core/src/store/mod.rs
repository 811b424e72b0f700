//! What has to outlive a restart: subscriptions, the ledger of posts, updates and answers of Telegram, conversations that
//! several instances share. Behind the feature `hosting`.
//!
//! In a file of `SQLite`, or on a server of `PostgreSQL` that several instances or both bots share. Both are behind one
//! type, [`Store`], with an enum of two pools inside (`database`), and not a trait with two implementations: nearly every
//! statement is the same for both (`ON CONFLICT`, `RETURNING`, `UPDATE … FROM`, `->>` of JSON, `$1`), so that it is written
//! once and only three spellings differ. `sqlx::Any` would do the same with less code of our own, but knows no options of
//! either database, and maps values by what it guesses of columns.
//!
//! What is said to be saved is on disk, also if the power fails: with `SQLite` each commit is flushed (`synchronous=FULL`),
//! with `PostgreSQL` that is how a server is unless told otherwise (`synchronous_commit`, which is set here).
//! Measured on a busy disk, a flush makes a commit to a file take 4 ms instead of 0.5 ms; what is written often goes many rows
//! a commit.

mod answers;
mod claiming;
mod conversations;
mod counting;
mod database;
mod errors;
mod forgetting;
mod holds;
mod ledger;
mod moving;
mod opening;
mod planning;
mod rows;
mod settling;
mod subscriptions;
#[cfg(test)]
mod tests;
mod updates;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::subscriptions::Subscription;
use database::Database;

pub use answers::KnownAnswer;
pub use errors::StoreError;
pub use ledger::{Claim, Claimed, Outcome, PostKey, PostRow, PostState, Ticket};
pub use moving::Moved;
pub use opening::{USUAL, is_known, shown};
pub use updates::KeptUpdate;

/// The database.
#[derive(Debug, Clone)]
pub struct Store {
    database: Database,
}

/// A subscription as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The subscription.
    pub subscription: Subscription,
    /// When its next post is planned, and the local day of it; none while it is paused.
    pub next: Option<(Timestamp, Date)>,
}
