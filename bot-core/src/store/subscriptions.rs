//! Subscriptions are kept, changed, paused and ended.

use jiff::Timestamp;
use jiff::civil::Date;

use super::database::{Work, again, args};
use super::planning::planned;
use super::rows::{SubscriptionRow, day_of};
use super::{Kept, Store, StoreError};
use crate::subscriptions::{Place, Platform, Reason, State, Subscription};

const OF_CHAT: &str = "SELECT * FROM subscriptions WHERE platform = $1 AND chat = $2 AND topic = COALESCE($3, topic)
    ORDER BY topic";

impl Store {
    /// Keeps a new subscription, or changes the one of its place: who made it stays, if that is known, and `made_at` is set
    /// anew only by another hour, zone or rhythm, or if it was paused. With a zone that nobody knows it is kept paused. The
    /// answer is what is kept.
    ///
    /// # Errors
    /// It is not saved.
    pub async fn put(&self, wanted: &Subscription, now: Timestamp) -> Result<Kept, StoreError> {
        again(|| async {
            let mut work = self.database.begin().await?;
            let before = work.subscription(wanted.place).await?.map(|kept| kept.subscription);
            let kept = work.plan(changed(before.as_ref(), wanted), now).await?;
            work.commit().await?;
            Ok(kept)
        })
        .await
    }

    /// Ends a subscription. A post that waits for another try is dropped; the ledger stays, so that no day gets a second
    /// post from a new one. False: there was none.
    ///
    /// # Errors
    /// It is not ended.
    pub async fn remove(&self, place: Place, now: Timestamp) -> Result<bool, StoreError> {
        again(|| async {
            let mut work = self.database.begin().await?;
            let gone = "DELETE FROM subscriptions WHERE platform = $1 AND chat = $2 AND topic = $3";
            let gone = work.execute(gone, args![place.platform.token(), place.chat, place.topic_column()]).await?;
            work.drop_planned(place.platform, place.chat, Some(place.topic_column()), "the subscription ended", now).await?;
            work.commit().await?;
            Ok(gone > 0)
        })
        .await
    }

    /// The subscription of a place.
    ///
    /// # Errors
    /// It cannot be read.
    pub async fn get(&self, place: Place) -> Result<Option<Kept>, StoreError> {
        let args = args![place.platform.token(), place.chat, place.topic_column()];
        self.database.row::<SubscriptionRow>(OF_CHAT, args).await?.map(|row| row.kept()).transpose()
    }

    /// All of a chat, by topic.
    ///
    /// # Errors
    /// They cannot be read.
    pub async fn of_chat(&self, platform: Platform, chat: i64) -> Result<Vec<Kept>, StoreError> {
        let rows: Vec<SubscriptionRow> = self.database.rows(OF_CHAT, args![platform.token(), chat, None::<i64>]).await?;
        rows.iter().map(SubscriptionRow::kept).collect()
    }

    /// No more posts until somebody sets it going again; one that waits for another try is dropped. Paused for the same
    /// reason already, it stays so since then. False: there is none.
    ///
    /// # Errors
    /// It is not paused.
    pub async fn pause(&self, place: Place, reason: Reason, since: Timestamp) -> Result<bool, StoreError> {
        Ok(self.pause_all(place.platform, place.chat, Some(place.topic_column()), reason, since).await? > 0)
    }

    /// The same for all topics of a chat. How many it has.
    ///
    /// # Errors
    /// None is paused.
    pub async fn pause_chat(&self, platform: Platform, chat: i64, reason: Reason, since: Timestamp) -> Result<u64, StoreError> {
        self.pause_all(platform, chat, None, reason, since).await
    }

    async fn pause_all(
        &self,
        platform: Platform,
        chat: i64,
        topic: Option<i64>,
        reason: Reason,
        since: Timestamp,
    ) -> Result<u64, StoreError> {
        again(|| async {
            let mut work = self.database.begin().await?;
            // What stands already is written again as it is, so that it counts.
            let paused = "UPDATE subscriptions SET since = CASE WHEN state = $4 THEN since ELSE $5 END, state = $4,
                next_at = NULL, next_day = NULL WHERE platform = $1 AND chat = $2 AND topic = COALESCE($3, topic)";
            let args = args![platform.token(), chat, topic, reason.token(), since];
            let paused = work.execute(paused, args).await?;
            work.drop_planned(platform, chat, topic, "the subscription was paused", since).await?;
            work.commit().await?;
            Ok(paused)
        })
        .await
    }

    /// Posts go out again; today's as well if it is still owed. None: there is no subscription. With a zone that nobody
    /// knows it stays paused.
    ///
    /// # Errors
    /// It stays as it was.
    pub async fn go_on(&self, place: Place, now: Timestamp) -> Result<Option<Kept>, StoreError> {
        again(|| async {
            let mut work = self.database.begin().await?;
            let Some(kept) = work.subscription(place).await? else { return Ok(None) };
            if kept.subscription.state.is_active() {
                return Ok(Some(kept));
            }
            let kept = work.plan(Subscription { state: State::Active, ..kept.subscription }, now).await?;
            work.commit().await?;
            Ok(Some(kept))
        })
        .await
    }
}

/// What is kept when somebody wants this.
fn changed(before: Option<&Subscription>, wanted: &Subscription) -> Subscription {
    let mut kept = wanted.clone();
    if let Some(before) = before {
        kept.made_by = before.made_by.or(wanted.made_by);
        let same = (before.hour, &before.zone, before.rhythm) == (wanted.hour, &wanted.zone, wanted.rhythm);
        kept.made_at = if same && before.state.is_active() { before.made_at } else { before.made_at.max(wanted.made_at) };
    }
    kept
}

impl Work {
    /// The subscription of a place, locked until this is committed.
    pub(super) async fn subscription(&mut self, place: Place) -> Result<Option<Kept>, StoreError> {
        let one = "SELECT * FROM subscriptions WHERE platform = $1 AND chat = $2 AND topic = $3 {locked}";
        let args = args![place.platform.token(), place.chat, place.topic_column()];
        self.row::<SubscriptionRow>(one, args).await?.map(|row| row.kept()).transpose()
    }

    /// Writes a subscription with its next post.
    pub(super) async fn plan(&mut self, subscription: Subscription, now: Timestamp) -> Result<Kept, StoreError> {
        let latest = self.latest_day(subscription.place).await?;
        let kept = planned(subscription, latest, now);
        let subscription = &kept.subscription;
        let place = subscription.place;
        let (state, since) = subscription.state.columns();
        let args = args![
            place.platform.token(),
            place.chat,
            place.topic_column(),
            subscription.hour.to_string(),
            subscription.zone.as_str(),
            subscription.rhythm.token(),
            subscription.quiet.token(),
            subscription.made_by,
            // Not a moment earlier than it was: what was planned for before is not owed.
            subscription.made_at.as_second() + i64::from(subscription.made_at.subsec_nanosecond() > 0),
            state,
            since,
            kept.next.map(|(at, _)| at),
            kept.next.map(|(_, day)| day),
        ];
        let written = "INSERT INTO subscriptions
                (platform, chat, topic, hour, zone, rhythm, quiet, made_by, made_at, state, since, next_at, next_day)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            ON CONFLICT (platform, chat, topic) DO UPDATE SET hour = excluded.hour, zone = excluded.zone,
                rhythm = excluded.rhythm, quiet = excluded.quiet, made_by = excluded.made_by, made_at = excluded.made_at,
                state = excluded.state, since = excluded.since, next_at = excluded.next_at, next_day = excluded.next_day";
        self.execute(written, args).await?;
        Ok(kept)
    }

    /// The day of the latest post that went out, may have, or is about to. Of one that failed or was dropped nothing
    /// arrived: set going again on the same day, its chat gets it.
    async fn latest_day(&mut self, place: Place) -> Result<Option<Date>, StoreError> {
        let latest = "SELECT MAX(day) FROM posts WHERE platform = $1 AND chat = $2 AND topic = $3
            AND state IN ('planned', 'sending', 'sent', 'unknown')";
        let args = args![place.platform.token(), place.chat, place.topic_column()];
        let latest: Option<(Option<String>,)> = self.row(latest, args).await?;
        latest.and_then(|(day,)| day).map(|day| day_of(&day)).transpose()
    }

    /// Posts of a chat, or of a topic of it, that wait for another try are given up.
    pub(super) async fn drop_planned(
        &mut self,
        platform: Platform,
        chat: i64,
        topic: Option<i64>,
        why: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let dropped = "UPDATE posts SET state = 'dropped', retry_at = NULL, why = $4, updated_at = $5
            WHERE platform = $1 AND chat = $2 AND topic = COALESCE($3, topic) AND state = 'planned'";
        self.execute(dropped, args![platform.token(), chat, topic, why, now]).await?;
        Ok(())
    }
}
