//! How a try went is written down, by who holds it; and read again.

use jiff::Timestamp;

use super::database::{Arg, again, args};
use super::ledger::{Outcome, PostKey, PostRow, Ticket};
use super::rows::LedgerRow;
use super::{Store, StoreError};
use crate::subscriptions::{Place, Platform};

impl Store {
    /// Notes how a try went. True: the ledger says so, by this or an earlier telling. False: the post is no longer held by
    /// this ticket, another instance took it for doubtful or its chat was forgotten; then nothing is changed.
    ///
    /// # Errors
    /// Nobody knows whether it is noted; it may be told again. Until then the post counts as being sent.
    pub async fn settle(&self, ticket: &Ticket, outcome: &Outcome, now: Timestamp) -> Result<bool, StoreError> {
        let (message, why, retry, doubtful) = match outcome {
            Outcome::Sent { message } => (Some(message.as_str()), None, None, false),
            Outcome::Unknown { why } => (None, Some(why.as_str()), None, true),
            Outcome::Failed { why } | Outcome::Dropped { why } => (None, Some(why.as_str()), None, false),
            Outcome::Again { at, why, doubtful } => (None, Some(why.as_str()), Some(*at), *doubtful),
        };
        let state = outcome.state().token();
        let told = args![state, message, why, retry, i64::from(doubtful), now];
        again(|| async {
            // A try after the end of the day is looked at when the day ends, and dropped then.
            let noted = "UPDATE posts SET state = $7, message = $8, why = $9, leased_until = NULL, updated_at = $12,
                    retry_at = CASE WHEN $10 > expires_at THEN expires_at ELSE $10 END,
                    doubtful = CASE WHEN $11 = 1 THEN 1 ELSE doubtful END
                WHERE platform = $1 AND chat = $2 AND topic = $3 AND day = $4 AND holder = $5 AND attempts = $6
                    AND state = 'sending'";
            if self.database.execute(noted, [held(ticket), told.clone()].concat()).await? == 1 {
                return Ok(true);
            }
            let same = "SELECT 1 FROM posts WHERE platform = $1 AND chat = $2 AND topic = $3 AND day = $4 AND holder = $5
                AND attempts = $6 AND state = $7 AND COALESCE(message, '') = COALESCE($8, '')";
            let same: Option<(i32,)> = self.database.row(same, [held(ticket), args![state, message]].concat()).await?;
            Ok(same.is_some())
        })
        .await
    }

    /// Holds a post for longer. False: it is no longer held by this ticket, and must not be sent.
    ///
    /// # Errors
    /// Nobody knows whether it is held for longer.
    pub async fn renew(&self, ticket: &Ticket, until: Timestamp) -> Result<bool, StoreError> {
        let renewed = "UPDATE posts SET leased_until = $7 WHERE platform = $1 AND chat = $2 AND topic = $3 AND day = $4
            AND holder = $5 AND attempts = $6 AND state = 'sending'";
        Ok(self.database.execute(renewed, [held(ticket), args![until]].concat()).await? == 1)
    }

    /// The latest posts of a place, the latest first, at most so many.
    ///
    /// # Errors
    /// They cannot be read.
    pub async fn history(&self, place: Place, most: u32) -> Result<Vec<PostRow>, StoreError> {
        let latest = "SELECT * FROM posts WHERE platform = $1 AND chat = $2 AND topic = $3 ORDER BY day DESC LIMIT $4";
        let args = args![place.platform.token(), place.chat, place.topic_column(), i64::from(most)];
        let rows: Vec<LedgerRow> = self.database.rows(latest, args).await?;
        rows.iter().map(LedgerRow::post).collect()
    }

    /// One post.
    ///
    /// # Errors
    /// It cannot be read.
    pub async fn post(&self, key: PostKey) -> Result<Option<PostRow>, StoreError> {
        let one = "SELECT * FROM posts WHERE platform = $1 AND chat = $2 AND topic = $3 AND day = $4";
        self.database.row::<LedgerRow>(one, key_args(key)).await?.map(|row| row.post()).transpose()
    }

    /// When there is something to claim next, which may lie in the past; none if nothing is planned and nothing under way.
    ///
    /// # Errors
    /// It cannot be read.
    pub async fn next_due(&self, platform: Platform) -> Result<Option<Timestamp>, StoreError> {
        let soonest = "SELECT MIN(at) FROM (
            SELECT MIN(next_at) AS at FROM subscriptions WHERE platform = $1 AND next_at IS NOT NULL
            UNION ALL SELECT MIN(retry_at) FROM posts WHERE platform = $1 AND state = 'planned'
            UNION ALL SELECT MIN(leased_until) FROM posts WHERE platform = $1 AND state = 'sending') AS moments";
        let soonest: Option<(Option<i64>,)> = self.database.row(soonest, args![platform.token()]).await?;
        Ok(soonest.and_then(|(at,)| at).and_then(|at| Timestamp::from_second(at).ok()))
    }
}

fn key_args(key: PostKey) -> Vec<Arg> {
    args![key.place.platform.token(), key.place.chat, key.place.topic_column(), key.day]
}

fn held(ticket: &Ticket) -> Vec<Arg> {
    [key_args(ticket.key), args![ticket.instance.as_str(), ticket.attempt]].concat()
}
