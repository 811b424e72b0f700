//! Posts that stand in the ledger already: left under way by who went away, or waiting for another try.

use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use super::{STRANGE_AGAIN, Taking};
use crate::store::database::{Work, args};
use crate::store::ledger::{Claimed, PostRow, PostState, Ticket};
use crate::store::rows::{LedgerRow, SubscriptionRow};
use crate::store::{Kept, StoreError};

impl Taking<'_> {
    /// Posts whose holder did not tell in time how the try went: it may have arrived.
    pub(super) async fn left_under_way(&mut self, work: &mut Work) -> Result<(), StoreError> {
        let rows = "SELECT * FROM posts WHERE platform = $1 AND state = 'sending' AND leased_until <= $2
            ORDER BY leased_until LIMIT $3 {unlocked}";
        self.take_up(rows, work).await
    }

    /// Posts whose next try has come.
    pub(super) async fn planned_again(&mut self, work: &mut Work) -> Result<(), StoreError> {
        let rows = "SELECT * FROM posts WHERE platform = $1 AND state = 'planned' AND retry_at <= $2
            ORDER BY retry_at LIMIT $3 {unlocked}";
        self.take_up(rows, work).await
    }

    async fn take_up(&mut self, rows: &'static str, work: &mut Work) -> Result<(), StoreError> {
        if self.most == 0 {
            return Ok(());
        }
        let rows: Vec<LedgerRow> = work.rows(rows, args![self.platform.token(), self.now, self.wanted()]).await?;
        if rows.is_empty() {
            return Ok(());
        }
        self.found(rows.len());
        let subscriptions = self.active(&rows, work).await?;
        let mut taken = Vec::new();
        for row in &rows {
            match row.post() {
                Ok(post) => match subscriptions.get(&(row.chat, row.topic)) {
                    Some(kept) if self.now < post.expires => taken.push((post, kept)),
                    kept => self.give_up(&post, kept.is_some(), work).await?,
                },
                Err(error) => {
                    tracing::error!("a post is not sent: {error}");
                    self.put_off(row, work).await?;
                }
            }
        }
        self.hold(taken, work).await
    }

    /// The active subscriptions of these posts.
    async fn active(&self, posts: &[LedgerRow], work: &mut Work) -> Result<FxHashMap<(i64, i64), Kept>, StoreError> {
        let places: Vec<Value> = posts.iter().map(|row| json!([row.chat, row.topic])).collect();
        let active = "SELECT * FROM subscriptions WHERE platform = $2 AND state = 'active' AND (chat, topic) IN
            (SELECT CAST(value ->> 0 AS BIGINT), CAST(value ->> 1 AS BIGINT) FROM {each})";
        let args = args![Value::from(places).to_string(), self.platform.token()];
        let active: Vec<SubscriptionRow> = work.rows(active, args).await?;
        Ok(active.iter().filter_map(|row| Some(((row.chat, row.topic), row.kept().ok()?))).collect())
    }

    /// A post that is not sent any more: its day is over, or nobody wants it. If a try may have arrived, nobody knows.
    async fn give_up(&self, post: &PostRow, wanted: bool, work: &mut Work) -> Result<(), StoreError> {
        let state = if post.state == PostState::Sending || post.doubtful { PostState::Unknown } else { PostState::Dropped };
        let reason = if wanted { "the day was over" } else { "the subscription had ended or was paused" };
        let why = match &post.why {
            Some(before) => format!("{reason}; before: {before}"),
            None if post.state == PostState::Sending => format!("{reason}, and who was sending it did not tell how it went"),
            None => reason.to_owned(),
        };
        let given_up = "UPDATE posts SET state = $5, doubtful = $6, why = $7, updated_at = $8, retry_at = NULL,
                leased_until = NULL
            WHERE platform = $1 AND chat = $2 AND topic = $3 AND day = $4";
        let place = post.key.place;
        let doubtful = i64::from(state == PostState::Unknown);
        let key = args![place.platform.token(), place.chat, place.topic_column(), post.key.day];
        work.execute(given_up, [key, args![state.token(), doubtful, why, self.now]].concat()).await?;
        Ok(())
    }

    /// What cannot be read stands in nobody's way for a while.
    async fn put_off(&self, row: &LedgerRow, work: &mut Work) -> Result<(), StoreError> {
        let later = "UPDATE posts SET retry_at = CASE WHEN state = 'planned' THEN CAST($4 AS BIGINT) END,
                leased_until = CASE WHEN state = 'sending' THEN CAST($4 AS BIGINT) END
            WHERE platform = $1 AND chat = $2 AND topic = $3 AND day = $5";
        let args = args![self.platform.token(), row.chat, row.topic, self.now + STRANGE_AGAIN, row.day.as_str()];
        work.execute(later, args).await?;
        Ok(())
    }

    /// Takes posts that stand in the ledger; their rows are locked.
    async fn hold(&mut self, taken: Vec<(PostRow, &Kept)>, work: &mut Work) -> Result<(), StoreError> {
        if taken.is_empty() {
            return Ok(());
        }
        let keys =
            taken.iter().map(|(post, _)| json!([post.key.place.chat, post.key.place.topic_column(), post.key.day.to_string()]));
        let held = "UPDATE posts SET doubtful = CASE WHEN state = 'sending' THEN 1 ELSE doubtful END, state = 'sending',
                attempts = attempts + 1, holder = $3, leased_until = $4, retry_at = NULL, updated_at = $5
            FROM (SELECT CAST(value ->> 0 AS BIGINT) AS chat, CAST(value ->> 1 AS BIGINT) AS topic, value ->> 2 AS day
                FROM {each}) AS taken
            WHERE posts.platform = $2 AND posts.chat = taken.chat AND posts.topic = taken.topic AND posts.day = taken.day";
        let keys = keys.collect::<Value>().to_string();
        let args = args![keys, self.platform.token(), self.instance, self.leased_until, self.now];
        work.execute(held, args).await?;
        for (post, kept) in taken {
            let ticket = Ticket { key: post.key, instance: self.instance.to_owned(), attempt: post.attempts + 1 };
            let doubtful = post.doubtful || post.state == PostState::Sending;
            let (due, expires, leased_until) = (post.due, post.expires, self.leased_until);
            self.take(Claimed { ticket, subscription: kept.subscription.clone(), due, expires, leased_until, doubtful });
        }
        Ok(())
    }
}
