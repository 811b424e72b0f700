//! Statements on either database.

use std::borrow::Cow;
use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{AssertSqlSafe, FromRow, PgPool, Postgres, Sqlite, SqlitePool, Transaction};

use super::StoreError;

/// The database, one of two.
#[derive(Debug, Clone)]
pub(super) enum Database {
    /// A file.
    Sqlite(SqlitePool),
    /// A server.
    Postgres(PgPool),
}

/// Statements that hold together or not at all. Dropped before `commit`, none of them was made.
pub(super) enum Work {
    /// In a file.
    Sqlite(Transaction<'static, Sqlite>),
    /// On a server.
    Postgres(Transaction<'static, Postgres>),
}

/// A value that a statement is given.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Arg {
    /// A number.
    Number(Option<i64>),
    /// A text.
    Text(Option<String>),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// A row as either database tells it.
pub(super) trait Row: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

impl<T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin> Row for T {}

/// The arguments of a statement, as `$1`, `$2` and so on.
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::store::database::Arg::from($value)),*] };
}
pub(super) use args;

/// The same for a connection of either kind: the statement with its arguments, and where it runs.
macro_rules! on {
    ($on:expr, $sql:expr, $args:expr, |$text:ident, $arguments:ident, $connection:ident| $run:expr) => {{
        match $on {
            Self::Sqlite($connection) => {
                let ($text, $arguments) = (AssertSqlSafe(in_sqlite($sql)), arguments::<SqliteArguments>($args)?);
                $run
            }
            Self::Postgres($connection) => {
                let ($text, $arguments) = (AssertSqlSafe(in_postgres($sql)), arguments::<PgArguments>($args)?);
                $run
            }
        }
    }};
}

impl Database {
    /// Runs one statement; how many rows it wrote. Repeated after a lost connection: only for what may be said twice.
    pub(super) async fn execute(&self, sql: &'static str, args: Vec<Arg>) -> Result<u64, StoreError> {
        let once = || async {
            let args = args.clone();
            Ok(on!(self, sql, args, |text, arguments, pool| {
                sqlx::query_with(text, arguments).execute(pool).await?.rows_affected()
            }))
        };
        again(once).await
    }

    /// The rows that one statement yields. Repeated after a lost connection.
    pub(super) async fn rows<T: Row>(&self, sql: &'static str, args: Vec<Arg>) -> Result<Vec<T>, StoreError> {
        let once = || async {
            let args = args.clone();
            Ok(on!(self, sql, args, |text, arguments, pool| sqlx::query_as_with(text, arguments).fetch_all(pool).await?))
        };
        again(once).await
    }

    /// The row that one statement yields, if there is one. Repeated after a lost connection.
    pub(super) async fn row<T: Row>(&self, sql: &'static str, args: Vec<Arg>) -> Result<Option<T>, StoreError> {
        Ok(self.rows(sql, args).await?.into_iter().next())
    }

    /// Begins statements that hold together. In a file they have the right to write from the start: a reader that turns
    /// into a writer could only fail when another one wrote meanwhile.
    pub(super) async fn begin(&self) -> Result<Work, StoreError> {
        Ok(match self {
            Self::Sqlite(pool) => Work::Sqlite(pool.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Work::Postgres(pool.begin().await?),
        })
    }
}

impl Work {
    /// Runs one statement; how many rows it wrote.
    pub(super) async fn execute(&mut self, sql: &'static str, args: Vec<Arg>) -> Result<u64, StoreError> {
        let run = async {
            Ok(on!(self, sql, args, |text, arguments, transaction| {
                sqlx::query_with(text, arguments).execute(&mut **transaction).await?.rows_affected()
            }))
        };
        Box::pin(run).await
    }

    /// The rows that one statement yields.
    pub(super) async fn rows<T: Row>(&mut self, sql: &'static str, args: Vec<Arg>) -> Result<Vec<T>, StoreError> {
        let run = async {
            Ok(on!(self, sql, args, |text, arguments, transaction| {
                sqlx::query_as_with(text, arguments).fetch_all(&mut **transaction).await?
            }))
        };
        Box::pin(run).await
    }

    /// The row that one statement yields, if there is one.
    pub(super) async fn row<T: Row>(&mut self, sql: &'static str, args: Vec<Arg>) -> Result<Option<T>, StoreError> {
        Ok(self.rows(sql, args).await?.into_iter().next())
    }

    /// Makes all of it true, on disk when this returns.
    pub(super) async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(transaction) => transaction.commit().await?,
            Self::Postgres(transaction) => transaction.commit().await?,
        }
        Ok(())
    }
}

/// Does it again, a few times within two seconds, when the connection was lost. It may have been done although nobody heard
/// of it: only for what may be done twice.
pub(super) async fn again<T, F: Future<Output = Result<T, StoreError>>>(what: impl FnMut() -> F) -> Result<T, StoreError> {
    let pauses = ExponentialBuilder::default().with_min_delay(Duration::from_millis(100)).with_max_times(4).with_jitter();
    // Either database's way to the end makes it a large future, which stands in those of all who wait for it.
    Box::pin(what.retry(pauses).when(StoreError::may_pass)).await
}

/// What differs in words only: the current second, the elements of a JSON array, and rows that are locked until the end of
/// the transaction, waited for or left to others. In a file, whoever writes has all of it.
fn in_sqlite(sql: &'static str) -> String {
    let sql = spelled(sql, "{now}", "unixepoch()");
    let sql = spelled(sql, "{each}", "json_each($1) AS each");
    spelled(spelled(sql, " {locked}", ""), " {unlocked}", "").into_owned()
}

fn in_postgres(sql: &'static str) -> String {
    let sql = spelled(sql, "{now}", "CAST(extract(epoch FROM now()) AS BIGINT)");
    let sql = spelled(sql, "{each}", "json_array_elements(CAST($1 AS json)) AS each (value)");
    spelled(spelled(sql, "{locked}", "FOR UPDATE"), "{unlocked}", "FOR UPDATE SKIP LOCKED").into_owned()
}

fn spelled<'a>(sql: impl Into<Cow<'a, str>>, word: &str, spelling: &str) -> Cow<'a, str> {
    let sql = sql.into();
    if sql.contains(word) { sql.replace(word, spelling).into() } else { sql }
}

fn arguments<A>(args: Vec<Arg>) -> Result<A, StoreError>
where
    A: sqlx::Arguments,
    Option<i64>: for<'q> sqlx::Encode<'q, A::Database> + sqlx::Type<A::Database>,
    Option<String>: for<'q> sqlx::Encode<'q, A::Database> + sqlx::Type<A::Database>,
    Vec<u8>: for<'q> sqlx::Encode<'q, A::Database> + sqlx::Type<A::Database>,
{
    let mut arguments = A::default();
    for arg in args {
        let added = match arg {
            Arg::Number(number) => arguments.add(number),
            Arg::Text(text) => arguments.add(text),
            Arg::Bytes(bytes) => arguments.add(bytes),
        };
        added.map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(Some(number))
    }
}

impl From<Option<i64>> for Arg {
    fn from(number: Option<i64>) -> Self {
        Self::Number(number)
    }
}

impl From<Timestamp> for Arg {
    fn from(at: Timestamp) -> Self {
        Self::Number(Some(at.as_second()))
    }
}

impl From<Option<Timestamp>> for Arg {
    fn from(at: Option<Timestamp>) -> Self {
        Self::Number(at.map(Timestamp::as_second))
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(Some(text))
    }
}

impl From<Option<&str>> for Arg {
    fn from(text: Option<&str>) -> Self {
        Self::Text(text.map(str::to_owned))
    }
}

impl From<Date> for Arg {
    fn from(day: Date) -> Self {
        Self::Text(Some(day.to_string()))
    }
}

impl From<Option<Date>> for Arg {
    fn from(day: Option<Date>) -> Self {
        Self::Text(day.map(|day| day.to_string()))
    }
}

impl From<&[u8]> for Arg {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(bytes.to_owned())
    }
}
