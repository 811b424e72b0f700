//! The database is opened and brought up to date, and closed.

use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Executor, PgPool, SqlitePool};

use super::database::{Database, args};
use super::{Store, StoreError};

/// Where the store is unless told otherwise.
pub const USUAL: &str = "sqlite://icmal.db";

/// Whether a URL is of a database that is known here.
pub fn is_known(url: &str) -> bool {
    is_file(url) || is_server(url)
}

/// A URL as it may be printed: of a server, only where it is.
pub fn shown(url: &str) -> String {
    if is_file(url) {
        return url.to_owned();
    }
    let server = PgConnectOptions::from_str(url).ok().filter(|_| is_server(url));
    server.map_or_else(
        || "of DATABASE_URL".to_owned(),
        |server| format!("postgres://{}:{}/{}", server.get_host(), server.get_port(), server.get_database().unwrap_or_default()),
    )
}

fn is_file(url: &str) -> bool {
    url.starts_with("sqlite:")
}

fn is_server(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

/// How long a write waits for another one.
const BUSY: Duration = Duration::from_secs(5);
/// How long a free connection, or a server that does not answer, is waited for.
const PATIENCE: Duration = Duration::from_secs(5);
/// So many connections an instance has to a server; a server takes a hundred unless told otherwise.
const CONNECTIONS: u32 = 8;

/// The tables of a file.
static IN_SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
/// The tables of a server. Instances that start at the same time wait for each other.
static IN_POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

impl Store {
    /// Opens the database that a URL names (`sqlite://icmal.db`, `sqlite::memory:`, `postgres://user:password@host/database`),
    /// makes the file if there is none, and brings its tables up to date.
    ///
    /// # Errors
    /// The URL is of another database, this one cannot be opened or upgraded, is damaged, or was used by a newer version.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let database = if is_file(url) {
            Database::Sqlite(Box::pin(file(url)).await?)
        } else if is_server(url) {
            Database::Postgres(Box::pin(server(url)).await?)
        } else {
            return Err(StoreError::Url);
        };
        Ok(Self { database })
    }

    /// Empties the log of the latest writes into the database, so that nothing that was deleted is left in it. A server
    /// sees to its own log.
    pub(crate) async fn empty_log(&self) -> Result<(), StoreError> {
        if let Database::Sqlite(_) = self.database {
            self.database.rows::<(i64,)>("PRAGMA wal_checkpoint(TRUNCATE)", args![]).await?;
        }
        Ok(())
    }

    /// Ends the use of the database.
    ///
    /// # Errors
    /// Its log could not be emptied; nothing is lost by that.
    pub async fn close(&self) -> Result<(), StoreError> {
        let emptied = self.empty_log().await;
        match &self.database {
            Database::Sqlite(pool) => pool.close().await,
            Database::Postgres(pool) => pool.close().await,
        }
        emptied
    }
}

async fn file(url: &str) -> Result<SqlitePool, StoreError> {
    let options = SqliteConnectOptions::from_str(url)
        .map_err(StoreError::CannotOpen)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("secure_delete", "on")
        .busy_timeout(BUSY);
    // SQLite has one writer at a time anyway, and nothing here reads for long.
    let pool = SqlitePoolOptions::new().max_connections(1).idle_timeout(None).max_lifetime(None);
    let pool = pool.connect_with(options).await.map_err(StoreError::at_opening)?;
    IN_SQLITE.run(&pool).await?;
    Ok(pool)
}

async fn server(url: &str) -> Result<PgPool, StoreError> {
    let options = PgConnectOptions::from_str(url).map_err(StoreError::CannotOpen)?.application_name("icmal");
    let pool = PgPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(PATIENCE).after_connect(|connection, _| {
        Box::pin(async move {
            // Said to be saved only when it is on disk, whatever the server does for others.
            connection.execute("SET synchronous_commit = on").await?;
            Ok(())
        })
    });
    let pool = pool.connect_with(options).await.map_err(StoreError::at_opening)?;
    IN_POSTGRES.run(&pool).await?;
    Ok(pool)
}
