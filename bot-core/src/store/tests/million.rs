//! What a million subscriptions need on `PostgreSQL`. Not run by itself; the command stands in ARCHITECTURE.md:
//! `ICMAL_TEST_POSTGRES=postgres://… cargo test --release -p bot-core --features hosting --lib million -- --ignored --nocapture`

use std::time::{Duration, Instant};

use super::*;

/// As many a batch as an instance may want at once.
const BATCH: u32 = 500;

/// A million chats in Baku, each minute of the day as many as another; the first posts are those of the 7th.
const MILLION: &str = "INSERT INTO subscriptions
        (platform, chat, topic, hour, zone, rhythm, quiet, made_by, made_at, state, next_at, next_day)
    SELECT 'telegram', -1000000000000 - i, 0, to_char(make_interval(mins => i % 1440), 'HH24:MI'), 'Asia/Baku', 'daily',
        'silent', 100000000 + i, 1740823200, 'active', $1 + (i % 1440) * 60, '2025-03-07'
    FROM generate_series(CAST(1 AS INTEGER), CAST(1000000 AS INTEGER)) AS i";

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "takes minutes"]
async fn a_million_subscriptions() {
    let home = Home::server().await.expect("a server");
    let store = home.open().await;
    let begun = Instant::now();
    let midnight = march(6, 20, 0);
    store.database.execute(MILLION, vec![midnight.into()]).await.expect("written");
    for table in ["VACUUM ANALYZE subscriptions", "VACUUM ANALYZE posts"] {
        store.database.execute(table, vec![]).await.expect("analyzed");
    }
    println!("a million rows in {:.1?}", begun.elapsed());
    sizes(&store, "subscriptions").await;
    let mut hour = 0..24;
    for instances in [1, 2, 4, 1, 2, 4] {
        let now = at_hour(hour.next().expect("an hour"));
        let (posts, took) = drained(&home, instances, now, false).await;
        println!("{instances} claim an hour's {posts} posts: {took:.2?}, {:.0} a second", rate(posts, took));
    }
    for instances in [1, 2, 4] {
        let now = at_hour(hour.next().expect("an hour"));
        let (posts, took) = drained(&home, instances, now, true).await;
        println!("{instances} claim and settle an hour's {posts} posts: {took:.2?}, {:.0} a second", rate(posts, took));
    }
    let now = at_hour(23);
    let (posts, took) = drained(&home, 4, now, false).await;
    println!("4 claim {posts} posts that are late: {took:.2?}, {:.0} a second", rate(posts, took));
    sizes(&store, "subscriptions").await;
    sizes(&store, "posts").await;
    let begun = Instant::now();
    assert_eq!(claim(&store, "a", now).await, Claim::default());
    println!("nothing to claim: {:.2?}", begun.elapsed());
    home.clear().await;
}

/// The last moment of an hour of the 7th in Baku.
fn at_hour(hour: i64) -> Timestamp {
    march(6, 20, 59) + jiff::SignedDuration::from_hours(hour)
}

fn rate(posts: usize, took: Duration) -> f64 {
    posts as f64 / took.as_secs_f64()
}

/// All that is due by then, claimed by so many instances with a pool of connections each.
async fn drained(home: &Home, instances: usize, now: Timestamp, settled: bool) -> (usize, Duration) {
    let stores = futures_util::future::join_all((0..instances).map(|_| home.open())).await;
    let begun = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for (number, store) in stores.into_iter().enumerate() {
        tasks.spawn(async move {
            let (instance, lease) = (number.to_string(), Duration::from_hours(24));
            let mut posts = 0;
            while store.next_due(Platform::Telegram).await.expect("read") <= Some(now) {
                let claim = store.claim(Platform::Telegram, &instance, now, lease, BATCH).await.expect("claimed");
                posts += claim.posts.len();
                if settled {
                    let settling = claim.posts.iter().map(|post| {
                        let store = &store;
                        async move { store.settle(&post.ticket, &sent("1"), now).await.expect("settled") }
                    });
                    assert!(futures_util::future::join_all(settling).await.into_iter().all(|settled| settled));
                }
            }
            posts
        });
    }
    let posts = tasks.join_all().await.into_iter().sum();
    (posts, begun.elapsed())
}

async fn sizes(store: &Store, table: &str) {
    let sql = "SELECT pg_table_size(CAST($1 AS regclass)) / 1048576, CAST(c.relname AS TEXT), pg_relation_size(c.oid) / 1048576
        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = CAST($1 AS regclass) ORDER BY 2";
    let indexes: Vec<(i64, String, i64)> = store.database.rows(sql, vec![table.into()]).await.expect("read");
    for (rows, index, size) in indexes {
        println!("{table}: {rows} MiB, {index}: {size} MiB");
    }
}

/// What a flush at each commit costs in a file; the same command.
#[tokio::test]
#[ignore = "takes a while"]
async fn a_million_needs_no_file_but_flushes_cost() {
    const COMMITS: i64 = 300;
    let home = Home::file();
    let store = home.open().await;
    for flushed in ["FULL", "NORMAL"] {
        let pragma = if flushed == "FULL" { "PRAGMA synchronous = FULL" } else { "PRAGMA synchronous = NORMAL" };
        store.database.execute(pragma, vec![]).await.expect("set");
        let begun = Instant::now();
        for chat in 1..=COMMITS {
            store.put(&baku(chat), march(7, 0, 0)).await.expect("kept");
        }
        println!("synchronous={flushed}: {:.2?} a commit", begun.elapsed() / u32::try_from(COMMITS).expect("a few"));
    }
}
