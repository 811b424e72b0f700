//! What has to outlive a restart, in a database of one file. Behind the feature `hosting`.

mod answers;
mod interface;
mod ledger;
mod updates;

use std::str::FromStr;
use std::time::Duration;

use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

pub use answers::KnownAnswer;
pub use interface::{Kept, Moved};
pub use ledger::{Claim, Claimed, Outcome, PostKey, PostRow, PostState, Ticket};
pub use updates::KeptUpdate;

/// Where the store is unless told otherwise.
pub const USUAL: &str = "sqlite://icmal.db";

/// How long a write waits for another one.
const BUSY: Duration = Duration::from_secs(5);

/// The database.
#[derive(Debug, Clone)]
pub struct Store {
    pool: SqlitePool,
}

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// It cannot be opened, read or written.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// Its tables are of a version that this program does not know.
    #[error(transparent)]
    Tables(#[from] sqlx::migrate::MigrateError),
}

impl Store {
    /// Opens the database that a URL names (`sqlite://icmal.db`, `sqlite::memory:`), makes the file if there is none, and
    /// brings its tables up to date.
    ///
    /// # Errors
    /// The URL is none of `SQLite`, or the file cannot be opened or upgraded.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        // WAL without a flush at every commit: nothing is lost when the process dies, only when the power fails.
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .pragma("secure_delete", "on")
            .busy_timeout(BUSY);
        // SQLite has one writer at a time anyway.
        let pool = SqlitePoolOptions::new().max_connections(1).idle_timeout(None).max_lifetime(None);
        let pool = pool.connect_with(options).await?;
        sqlx::migrate!("migrations/sqlite").run(&pool).await?;
        Ok(Self { pool })
    }

    /// Empties the log of the latest writes into the database, so that nothing that was deleted is left in it.
    pub(crate) async fn empty_log(&self) -> Result<(), StoreError> {
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&self.pool).await?;
        Ok(())
    }

    /// Ends the use of the database.
    ///
    /// # Errors
    /// Its log could not be emptied; nothing is lost by that.
    pub async fn close(&self) -> Result<(), StoreError> {
        self.empty_log().await?;
        self.pool.close().await;
        Ok(())
    }
}
