//! Rows of the tables, read into what they mean.

use jiff::Timestamp;
use jiff::civil::Date;

use super::ledger::{PostKey, PostRow, PostState};
use super::{Kept, StoreError};
use crate::subscriptions::{Hour, Place, Quiet, Rhythm, State, Subscription};

/// A row of `subscriptions`.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(super) struct SubscriptionRow {
    platform: String,
    pub(super) chat: i64,
    pub(super) topic: i64,
    hour: String,
    zone: String,
    rhythm: String,
    quiet: String,
    made_by: Option<i64>,
    made_at: i64,
    state: String,
    since: Option<i64>,
    next_at: Option<i64>,
    pub(super) next_day: Option<String>,
}

impl SubscriptionRow {
    pub(super) fn kept(&self) -> Result<Kept, StoreError> {
        self.read().ok_or_else(|| StoreError::Strange {
            table: "subscriptions",
            what: format!("{}, chat {}, topic {}", self.platform, self.chat, self.topic),
        })
    }

    fn read(&self) -> Option<Kept> {
        let subscription = Subscription {
            place: Place::from_columns(&self.platform, self.chat, self.topic)?,
            hour: Hour::from_token(&self.hour)?,
            zone: self.zone.clone(),
            rhythm: Rhythm::from_token(&self.rhythm)?,
            quiet: Quiet::from_token(&self.quiet)?,
            made_by: self.made_by,
            made_at: moment(self.made_at)?,
            state: State::from_columns(&self.state, optional(self.since)?)?,
        };
        let next = match (self.next_at, &self.next_day) {
            (Some(at), Some(day)) => Some((moment(at)?, day.parse().ok()?)),
            _ => None,
        };
        Some(Kept { subscription, next })
    }
}

/// A row of `posts`.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(super) struct LedgerRow {
    platform: String,
    pub(super) chat: i64,
    pub(super) topic: i64,
    pub(super) day: String,
    state: String,
    attempts: i64,
    doubtful: i64,
    due_at: i64,
    expires_at: i64,
    retry_at: Option<i64>,
    message: Option<String>,
    why: Option<String>,
    updated_at: i64,
}

impl LedgerRow {
    pub(super) fn post(&self) -> Result<PostRow, StoreError> {
        self.read().ok_or_else(|| StoreError::Strange {
            table: "posts",
            what: format!("{}, chat {}, topic {}, day {}", self.platform, self.chat, self.topic, self.day),
        })
    }

    fn read(&self) -> Option<PostRow> {
        let place = Place::from_columns(&self.platform, self.chat, self.topic)?;
        Some(PostRow {
            key: PostKey { place, day: self.day.parse().ok()? },
            state: PostState::from_token(&self.state)?,
            attempts: self.attempts,
            doubtful: self.doubtful != 0,
            due: moment(self.due_at)?,
            expires: moment(self.expires_at)?,
            retry: optional(self.retry_at)?,
            message: self.message.clone(),
            why: self.why.clone(),
            updated: moment(self.updated_at)?,
        })
    }
}

/// A day that a column holds.
pub(super) fn day_of(column: &str) -> Result<Date, StoreError> {
    column.parse().map_err(|_| StoreError::Strange { table: "posts", what: format!("the day {column}") })
}

fn moment(second: i64) -> Option<Timestamp> {
    Timestamp::from_second(second).ok()
}

/// None is a fault, as everywhere here; an empty column is not.
#[expect(clippy::option_option, reason = "faults and empty columns are two things")]
fn optional(second: Option<i64>) -> Option<Option<Timestamp>> {
    second.map_or(Some(None), |second| moment(second).map(Some))
}
