//! One set of tests for both databases. Those on `PostgreSQL` need a server, see [`Home`].

mod faults;
mod home;
mod instances;
mod leases;
mod ledger;
mod million;
mod moving;
mod subscriptions;

use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};

use super::{Claim, Claimed, Kept, Outcome, PostKey, PostState, Store};
use crate::subscriptions::{Hour, Place, Platform, Quiet, Reason, Rhythm, State, Subscription};
use home::Home;

/// Makes two tests of each: one in a file, one on a server if there is one.
macro_rules! on_both {
    ($($test:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                super::$test(&super::Home::file()).await;
            })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                let Some(home) = super::Home::server().await else { return };
                super::$test(&home).await;
                home.clear().await;
            })*
        }
    };
}
use on_both;

/// So long posts are held here.
const LEASE: Duration = Duration::from_mins(1);

fn at(moment: &str) -> Timestamp {
    moment.parse().expect("a moment")
}

/// Half past eight in Baku is half past four in UTC.
fn baku(chat: i64) -> Subscription {
    Subscription {
        place: Place::telegram(chat, None),
        hour: Hour::new(8, 30).expect("an hour"),
        zone: "Asia/Baku".to_owned(),
        rhythm: Rhythm::Daily,
        quiet: Quiet::Silent,
        made_by: Some(7),
        made_at: at("2025-03-01T10:00:00Z"),
        state: State::Active,
    }
}

const fn day(day: i8) -> Date {
    jiff::civil::date(2025, 3, day)
}

/// A moment of March 2025: day, hour and minute in UTC.
fn march(day: i8, hour: i8, minute: i8) -> Timestamp {
    let local = jiff::civil::date(2025, 3, day).at(hour, minute, 0, 0);
    local.in_tz("UTC").expect("a moment").timestamp()
}

async fn claim(store: &Store, instance: &str, now: Timestamp) -> Claim {
    store.claim(Platform::Telegram, instance, now, LEASE, 100).await.expect("claimed")
}

/// The only post that is due.
async fn one(store: &Store, instance: &str, now: Timestamp) -> Claimed {
    let mut claim = claim(store, instance, now).await;
    assert_eq!(claim.posts.len(), 1, "{claim:?}");
    claim.posts.remove(0)
}

fn sent(message: &str) -> Outcome {
    Outcome::Sent { message: message.to_owned() }
}

fn again(at: Timestamp, doubtful: bool) -> Outcome {
    Outcome::Again { at, why: "the server had a fault".to_owned(), doubtful }
}
