//! Why the store cannot be used, in words that tell an operator what to do.

use std::io;

use sqlx::error::DatabaseError;
use sqlx::migrate::MigrateError;

/// Why the store cannot be used. In no case is anything said to be saved that is not.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The URL is of no database that is known here.
    #[error("DATABASE_URL must begin with sqlite: or postgres://, for example sqlite://icmal.db")]
    Url,
    /// It cannot be opened.
    #[error(
        "the database cannot be opened ({0}): see whether its folder exists and belongs to this user, or whether the server \
         runs and the name, the password and the database in DATABASE_URL are right"
    )]
    CannotOpen(#[source] sqlx::Error),
    /// It can be read only.
    #[error(
        "the database is read-only ({0}): make its file and its folder writable for this user, or name the server that takes writes"
    )]
    ReadOnly(#[source] sqlx::Error),
    /// There is no room left.
    #[error("the disk of the database is full ({0}): make room there; nothing that was saved is lost")]
    DiskFull(#[source] sqlx::Error),
    /// The connection was lost, or the server does not answer.
    #[error("the connection to the database was lost ({0}): the bot goes on as soon as the server answers again")]
    Lost(#[source] sqlx::Error),
    /// Others write for too long.
    #[error(
        "the database is locked by another program ({0}): end it, or let only one bot use the file; several need postgres://"
    )]
    Locked(#[source] sqlx::Error),
    /// The database is damaged.
    #[error("the database is damaged, or is none ({0}): move it away and bring back a copy, or begin with an empty one")]
    Corrupt(#[source] sqlx::Error),
    /// Its tables were made by a newer version of this program.
    #[error(
        "the database was used by a newer version of this program (its tables are of version {0}): run that version or a newer one"
    )]
    Newer(i64),
    /// Its tables are not as this program makes them.
    #[error(
        "the tables of the database are not as this program makes them ({0}): bring back a copy from before they were changed"
    )]
    Tables(#[source] MigrateError),
    /// It holds a value that this program does not know.
    #[error(
        "the table {table} of the database holds what this program does not know ({what}): it was changed by hand or by a newer version"
    )]
    Strange {
        /// The table.
        table: &'static str,
        /// Of which row, and what.
        what: String,
    },
    /// Another failure.
    #[error("the database failed: {0}")]
    Other(#[source] sqlx::Error),
}

impl StoreError {
    /// Whether the same may go well a moment later: the connection was lost, or two transactions stood in each other's way.
    pub fn may_pass(&self) -> bool {
        // Who waited for a connection in vain has waited long enough.
        matches!(self, Self::Lost(error) if !matches!(error, sqlx::Error::PoolTimedOut))
    }

    /// What went wrong at the start, before anything could be read.
    pub(super) fn at_opening(error: sqlx::Error) -> Self {
        match Self::from(error) {
            Self::Lost(error) | Self::Other(error) => Self::CannotOpen(error),
            other => other,
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(told) => of_database(&**told)(error),
            sqlx::Error::Io(told) if told.kind() == io::ErrorKind::StorageFull => Self::DiskFull(error),
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::BeginFailed => Self::Lost(error),
            _ => Self::Other(error),
        }
    }
}

impl From<MigrateError> for StoreError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(version) => Self::Newer(version),
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
            other => Self::Tables(other),
        }
    }
}

/// What a code of either database means. `SQLite` has numbers, whose last eight bits are the kind; `PostgreSQL` has five
/// letters and digits, of which two are the class.
fn of_database(error: &dyn DatabaseError) -> fn(sqlx::Error) -> StoreError {
    let code = error.code().unwrap_or_default();
    if error.try_downcast_ref::<sqlx::sqlite::SqliteError>().is_some() {
        return match code.parse::<i64>().map_or(0, |code| code & 0xff) {
            5 | 6 => StoreError::Locked,
            8 => StoreError::ReadOnly,
            11 | 26 => StoreError::Corrupt,
            13 => StoreError::DiskFull,
            14 => StoreError::CannotOpen,
            _ => StoreError::Other,
        };
    }
    match &*code {
        "25006" => StoreError::ReadOnly,
        "53100" => StoreError::DiskFull,
        "XX001" | "XX002" => StoreError::Corrupt,
        // Ended by the operator, crashed, starting up; too many connections; two that stood in each other's way.
        "57P01" | "57P02" | "57P03" | "57P05" | "53300" | "40001" | "40P01" => StoreError::Lost,
        "3D000" => StoreError::CannotOpen,
        code if code.starts_with("08") => StoreError::Lost,
        code if code.starts_with("28") => StoreError::CannotOpen,
        _ => StoreError::Other,
    }
}
