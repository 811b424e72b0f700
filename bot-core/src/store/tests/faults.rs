//! Databases that fail: each failure has its own words, and nothing is said to be saved that is not.

use super::super::{StoreError, USUAL, is_known, shown};
use super::*;

on_both![a_newer_version_was_here, an_older_version_was_here];

async fn a_newer_version_was_here(home: &Home) {
    let store = home.open().await;
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
        SELECT 9999, 'later', success, checksum, 0 FROM _sqlx_migrations WHERE version = 1";
    store.database.execute(newer, vec![]).await.expect("written");
    store.close().await.expect("closed");
    let problem = Store::open(&home.url()).await.expect_err("it is newer");
    assert!(matches!(problem, StoreError::Newer(9999)), "{problem}");
}

async fn an_older_version_was_here(home: &Home) {
    let store = home.open().await;
    let note = super::super::KnownAnswer { chat: 1, question: 2, messages: Some("3".to_owned()) };
    store.note_answers(&[note]).await.expect("noted");
    for older in [
        "DROP TABLE subscriptions",
        "DROP TABLE posts",
        "DROP TABLE conversations",
        "DROP TABLE holds",
        "DELETE FROM _sqlx_migrations WHERE version > 2",
    ] {
        store.database.execute(older, vec![]).await.expect("said");
    }
    store.close().await.expect("closed");
    let store = home.open().await;
    store.put(&baku(1), march(7, 0, 0)).await.expect("kept");
    assert_eq!(store.answer(1, 2).await.expect("read").as_deref(), Some("3"));
}

#[tokio::test]
async fn other_urls() {
    for url in ["mysql://localhost", "icmal.db", ""] {
        assert!(matches!(Store::open(url).await, Err(StoreError::Url)), "{url}");
    }
    for url in ["sqlite:///no/such/folder/icmal.db", "postgres://nobody@127.0.0.1:1/none"] {
        assert!(matches!(Store::open(url).await, Err(StoreError::CannotOpen(_))), "{url}");
    }
}

#[test]
fn no_password_is_printed() {
    for url in
        ["postgres://me:secret@db.example:5433/icmal?sslmode=require", "postgres://db.example:5433/icmal?user=me&password=secret"]
    {
        assert_eq!(shown(url), "postgres://db.example:5433/icmal");
    }
    assert_eq!(shown("mysql://me:secret@db.example"), "of DATABASE_URL");
    assert_eq!(shown(USUAL), USUAL);
    assert!(is_known(USUAL) && is_known("postgresql://db.example") && !is_known("mysql://db.example"));
}

#[tokio::test]
async fn a_file_that_is_none() {
    let home = Home::file();
    let path = home.url().replace("sqlite://", "");
    std::fs::write(&path, "no database, but long enough to be looked at as if it were one: ".repeat(100)).expect("written");
    assert!(matches!(Store::open(&home.url()).await, Err(StoreError::Corrupt(_))));
}

#[tokio::test]
async fn a_damaged_file() {
    let home = Home::file();
    let store = home.open().await;
    for chat in 1..=500 {
        store.put(&baku(chat), march(7, 0, 0)).await.expect("kept");
    }
    store.close().await.expect("closed");
    let path = home.url().replace("sqlite://", "");
    let mut bytes = std::fs::read(&path).expect("read");
    bytes.iter_mut().skip(4_096).for_each(|byte| *byte = 0xa5);
    std::fs::write(&path, bytes).expect("written");
    let failed = async { Store::open(&home.url()).await?.get(baku(1).place).await };
    let problem = failed.await.expect_err("it is damaged");
    assert!(matches!(problem, StoreError::Corrupt(_)), "{problem}");
}

#[tokio::test]
async fn a_file_that_is_read_only() {
    let home = Home::file();
    home.open().await.close().await.expect("closed");
    let reader = Store::open(&format!("{}?mode=ro", home.url())).await;
    let failed = async { reader?.put(&baku(1), march(7, 0, 0)).await };
    let problem = failed.await.expect_err("nothing can be written");
    assert!(matches!(problem, StoreError::ReadOnly(_)), "{problem}");
}

#[tokio::test]
async fn a_full_disk() {
    let home = Home::file();
    let store = home.open().await;
    store.database.rows::<(i64,)>("PRAGMA max_page_count = 40", vec![]).await.expect("set");
    let mut saved = 0;
    let problem = loop {
        let chat = saved + 1;
        match store.put(&baku(chat), march(7, 0, 0)).await {
            Ok(_) => saved = chat,
            Err(problem) => break problem,
        }
    };
    assert!(matches!(problem, StoreError::DiskFull(_)), "{problem}");
    assert!(store.claim(Platform::Telegram, "a", march(7, 4, 30), LEASE, 10_000).await.is_err(), "nothing is given");
    store.close().await.expect("closed");
    let store = home.open().await;
    for chat in 1..=saved {
        assert!(store.get(baku(chat).place).await.expect("read").is_some(), "what was said to be saved is");
    }
    assert_eq!(store.get(baku(saved + 1).place).await.expect("read"), None);
    assert_eq!(store.posts_by_state(Platform::Telegram).await.expect("read"), []);
}

#[tokio::test]
async fn a_server_that_ends_connections() {
    let Some(home) = Home::server().await else { return };
    let store = home.open().await;
    store.put(&baku(1), march(7, 0, 0)).await.expect("kept");
    let mut work = store.database.begin().await.expect("begun");
    let (backend,): (i32,) = work.row("SELECT pg_backend_pid()", vec![]).await.expect("read").expect("a row");
    work.execute("DELETE FROM subscriptions", vec![]).await.expect("said");
    home.admin(&format!("SELECT pg_terminate_backend({backend}, 5000)")).await;
    let problem = work.commit().await.expect_err("there is nobody to commit to");
    assert!(matches!(problem, StoreError::Lost(_)) && problem.may_pass(), "{problem}");
    assert!(store.get(baku(1).place).await.expect("read over another connection").is_some());
    let (backend,): (i32,) = store.database.row("SELECT pg_backend_pid()", vec![]).await.expect("read").expect("a row");
    home.admin(&format!("SELECT pg_terminate_backend({backend}, 5000)")).await;
    store.put(&baku(2), march(7, 0, 0)).await.expect("kept over another connection");
    home.clear().await;
}

#[tokio::test]
async fn a_server_that_refuses() {
    let Some(home) = Home::server().await else { return };
    let store = home.open().await;
    for (code, sentence) in [
        ("53100", "the disk of the database is full"),
        ("XX001", "the database is damaged"),
        ("25006", "the database is read-only"),
        ("57P01", "the connection to the database was lost"),
    ] {
        let Home::Server { schema, .. } = &home else { return };
        home.admin(&format!(
            "CREATE OR REPLACE FUNCTION {schema}.refused() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{code}'; END $$;
            CREATE OR REPLACE TRIGGER refused BEFORE INSERT ON {schema}.subscriptions
                FOR EACH ROW EXECUTE FUNCTION {schema}.refused()"
        ))
        .await;
        let problem = store.put(&baku(1), march(7, 0, 0)).await.expect_err("it is refused").to_string();
        assert!(problem.starts_with(sentence), "{code}: {problem}");
        assert_eq!(store.get(baku(1).place).await.expect("read"), None);
    }
    home.clear().await;
}

#[tokio::test]
async fn a_server_that_takes_no_writes() {
    let Some(home) = Home::server().await else { return };
    home.open().await.close().await.expect("closed");
    let reader = Store::open(&format!("{}&options[default_transaction_read_only]=on", home.url())).await;
    let failed = async { reader?.put(&baku(1), march(7, 0, 0)).await };
    let problem = failed.await.expect_err("nothing can be written");
    assert!(matches!(problem, StoreError::ReadOnly(_)), "{problem}");
    home.clear().await;
}
