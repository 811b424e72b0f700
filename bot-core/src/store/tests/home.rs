//! Where a test has its database: a file in a folder of its own, or a schema of its own on a server.

use std::io::Write;
use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use tempfile::TempDir;

use super::Store;

/// Names a server of `PostgreSQL` and a database on it where schemas may be made.
const SERVER: &str = "ICMAL_TEST_POSTGRES";

/// Says it once, past what the harness holds back of tests that pass.
static NOT_RUN: Once = Once::new();
static SCHEMAS: AtomicU32 = AtomicU32::new(0);

pub(super) enum Home {
    File(TempDir),
    Server { server: String, schema: String },
}

impl Home {
    pub(super) fn file() -> Self {
        Self::File(tempfile::tempdir().expect("a folder"))
    }

    pub(super) async fn server() -> Option<Self> {
        let Ok(server) = std::env::var(SERVER) else {
            NOT_RUN.call_once(|| {
                let told = format!(
                    "The tests of the store on PostgreSQL were not run. To run them: {SERVER}=postgres://user@127.0.0.1/postgres cargo test\n"
                );
                std::io::stderr().write_all(told.as_bytes()).expect("written");
            });
            return None;
        };
        let schema = format!("icmal_test_{}_{}", std::process::id(), SCHEMAS.fetch_add(1, Ordering::Relaxed));
        let home = Self::Server { server, schema: schema.clone() };
        home.admin(&format!("CREATE SCHEMA {schema}")).await;
        Some(home)
    }

    pub(super) fn url(&self) -> String {
        match self {
            Self::File(folder) => format!("sqlite://{}", folder.path().join("icmal.db").display()),
            Self::Server { server, schema } => {
                let more = if server.contains('?') { '&' } else { '?' };
                format!("{server}{more}options[search_path]={schema}")
            }
        }
    }

    pub(super) async fn open(&self) -> Store {
        Store::open(&self.url()).await.expect("a store")
    }

    /// Says something to the server as its operator.
    pub(super) async fn admin(&self, sql: &str) {
        if let Self::Server { server, .. } = self {
            let mut connection = PgConnection::connect(server).await.expect("a server");
            connection.execute(AssertSqlSafe(sql.to_owned())).await.expect("done");
            connection.close().await.expect("closed");
        }
    }

    pub(super) async fn clear(&self) {
        if let Self::Server { schema, .. } = self {
            self.admin(&format!("DROP SCHEMA {schema} CASCADE")).await;
        }
    }
}
