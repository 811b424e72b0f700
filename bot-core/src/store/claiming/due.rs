//! Subscriptions whose next post has come due.

use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use super::{STRANGE_AGAIN, Taking};
use crate::store::database::{Work, args};
use crate::store::ledger::{Claimed, PostKey, Ticket};
use crate::store::planning::due;
use crate::store::rows::{SubscriptionRow, day_of};
use crate::store::{Kept, StoreError};
use crate::subscriptions::schedule::Post;
use crate::subscriptions::{Reason, State, Subscription};

/// What is written for all subscriptions that came due.
#[derive(Default)]
struct Writing {
    posts: Vec<Value>,
    missed: Vec<Value>,
    next: Vec<Value>,
    sent: FxHashMap<(i64, i64), (Subscription, Post)>,
}

impl Taking<'_> {
    pub(super) async fn come_due(&mut self, work: &mut Work) -> Result<(), StoreError> {
        if self.most == 0 {
            return Ok(());
        }
        let rows = "SELECT * FROM subscriptions WHERE platform = $1 AND next_at <= $2 ORDER BY next_at LIMIT $3 {unlocked}";
        let rows: Vec<SubscriptionRow> = work.rows(rows, args![self.platform.token(), self.now, self.wanted()]).await?;
        if rows.is_empty() {
            return Ok(());
        }
        self.found(rows.len());
        let mut writing = Writing::default();
        for row in &rows {
            match row.kept() {
                Ok(kept) => self.look_at(kept, &mut writing, work).await?,
                Err(error) => {
                    tracing::error!("one chat gets no post: {error}");
                    let later = (self.now + STRANGE_AGAIN).as_second();
                    writing.next.push(json!([row.chat, row.topic, later, row.next_day]));
                }
            }
        }
        self.write(writing, work).await
    }

    /// What has come due of one subscription.
    async fn look_at(&mut self, kept: Kept, writing: &mut Writing, work: &mut Work) -> Result<(), StoreError> {
        let Kept { mut subscription, next } = kept;
        let Some(next) = next else { return Ok(()) };
        let (chat, topic) = (subscription.place.chat, subscription.place.topic_column());
        let Ok(due) = due(&subscription, next, self.now) else {
            let reason = Reason::UnknownZone;
            subscription.state = State::Paused { reason, since: self.now };
            let paused = "UPDATE subscriptions SET state = $4, since = $5, next_at = NULL, next_day = NULL
                WHERE platform = $1 AND chat = $2 AND topic = $3";
            work.execute(paused, args![self.platform.token(), chat, topic, reason.token(), self.now]).await?;
            self.claim.unknown_zones.push(subscription);
            return Ok(());
        };
        let row = |post: &Post| json!([chat, topic, post.day.to_string(), post.planned.as_second(), post.ends.as_second()]);
        writing.missed.extend(due.missed.iter().map(row));
        let next = due.next.map(|post| (post.planned.as_second(), post.day.to_string()));
        writing.next.push(json!([chat, topic, next.as_ref().map(|(at, _)| at), next.as_ref().map(|(_, day)| day)]));
        if let Some(post) = due.post {
            writing.posts.push(row(&post));
            writing.sent.insert((chat, topic), (subscription, post));
        }
        Ok(())
    }

    async fn write(&mut self, mut writing: Writing, work: &mut Work) -> Result<(), StoreError> {
        // One statement for all rows of a kind: each costs a walk to the database and back.
        let next = "UPDATE subscriptions SET next_at = new.next_at, next_day = new.next_day
            FROM (SELECT CAST(value ->> 0 AS BIGINT) AS chat, CAST(value ->> 1 AS BIGINT) AS topic,
                CAST(value ->> 2 AS BIGINT) AS next_at, value ->> 3 AS next_day FROM {each}) AS new
            WHERE subscriptions.platform = $2 AND subscriptions.chat = new.chat AND subscriptions.topic = new.topic";
        work.execute(next, args![Value::from(writing.next).to_string(), self.platform.token()]).await?;
        if !writing.missed.is_empty() {
            let missed = "INSERT INTO posts
                    (platform, chat, topic, day, state, attempts, doubtful, due_at, expires_at, why, updated_at)
                SELECT $2, CAST(value ->> 0 AS BIGINT), CAST(value ->> 1 AS BIGINT), value ->> 2, 'dropped', 0, 0,
                    CAST(value ->> 3 AS BIGINT), CAST(value ->> 4 AS BIGINT), 'the day was over before the bot was there',
                    CAST($3 AS BIGINT)
                FROM {each} WHERE true ON CONFLICT (platform, chat, topic, day) DO NOTHING";
            let missed_rows = Value::from(writing.missed).to_string();
            work.execute(missed, args![missed_rows, self.platform.token(), self.now]).await?;
        }
        if writing.posts.is_empty() {
            return Ok(());
        }
        // A post that failed or was dropped earlier on its day, before its subscription was set going again, is taken up
        // again. Any other row that is there already is another's, or done.
        let posts = "INSERT INTO posts
                (platform, chat, topic, day, state, attempts, doubtful, due_at, expires_at, holder, leased_until, updated_at)
            SELECT $2, CAST(value ->> 0 AS BIGINT), CAST(value ->> 1 AS BIGINT), value ->> 2, 'sending', 1, 0,
                CAST(value ->> 3 AS BIGINT), CAST(value ->> 4 AS BIGINT), $3, CAST($4 AS BIGINT), CAST($5 AS BIGINT)
            FROM {each} WHERE true
            ON CONFLICT (platform, chat, topic, day) DO UPDATE SET state = excluded.state, attempts = posts.attempts + 1,
                due_at = excluded.due_at, expires_at = excluded.expires_at, holder = excluded.holder,
                leased_until = excluded.leased_until, updated_at = excluded.updated_at, why = NULL
            WHERE posts.state IN ('failed', 'dropped')
            RETURNING chat, topic, day, attempts, doubtful";
        let args =
            args![Value::from(writing.posts).to_string(), self.platform.token(), self.instance, self.leased_until, self.now,];
        let taken: Vec<(i64, i64, String, i64, i64)> = work.rows(posts, args).await?;
        for (chat, topic, day, attempt, doubtful) in taken {
            let Some((subscription, post)) = writing.sent.remove(&(chat, topic)) else { continue };
            let key = PostKey { place: subscription.place, day: day_of(&day)? };
            let ticket = Ticket { key, instance: self.instance.to_owned(), attempt };
            let (due, expires) = (post.planned, post.ends);
            let leased_until = self.leased_until;
            self.take(Claimed { ticket, subscription, due, expires, leased_until, doubtful: doubtful != 0 });
        }
        Ok(())
    }
}
