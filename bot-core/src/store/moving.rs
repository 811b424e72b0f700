//! A chat has another number: Telegram gives one to a group that grows into a supergroup.

use jiff::Timestamp;

use super::database::{Work, again, args};
use super::ledger::PostState;
use super::rows::SubscriptionRow;
use super::{Store, StoreError};
use crate::subscriptions::{Place, Platform, State, Subscription};

/// What became of the subscriptions of a chat that moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moved {
    /// So many go on at the new number.
    pub moved: u64,
    /// So many met one that was there already: the older one of both goes on, active if one of them was.
    pub merged: u64,
}

impl Store {
    /// All of a chat stands under its new number from now on; of two rows for the same topic and day the one stays that
    /// tells more of what arrived. Posts that are being sent move along: settle them by [`PostKey::moved`]. Told twice,
    /// nothing is left to move.
    ///
    /// [`PostKey::moved`]: super::PostKey::moved
    ///
    /// # Errors
    /// Nothing is moved.
    pub async fn move_chat(&self, platform: Platform, from: i64, to: i64, now: Timestamp) -> Result<Moved, StoreError> {
        if from == to {
            return Ok(Moved::default());
        }
        again(|| async {
            let mut work = self.database.begin().await?;
            let both = "SELECT * FROM subscriptions WHERE platform = $1 AND chat IN ($2, $3) ORDER BY chat, topic {locked}";
            let both: Vec<SubscriptionRow> = work.rows(both, args![platform.token(), from, to]).await?;
            let both = both.iter().map(|row| Ok(row.kept()?.subscription)).collect::<Result<Vec<_>, StoreError>>()?;
            let (there, here): (Vec<_>, Vec<_>) = both.into_iter().partition(|subscription| subscription.place.chat == to);
            work.move_posts(platform, from, to).await?;
            work.move_conversations(platform, from, to).await?;
            work.execute("DELETE FROM subscriptions WHERE platform = $1 AND chat = $2", args![platform.token(), from]).await?;
            let mut moved = Moved::default();
            for subscription in here {
                let place = Place { chat: to, ..subscription.place };
                let subscription = Subscription { place, ..subscription };
                if let Some(met) = there.iter().find(|met| met.place == place) {
                    moved.merged += 1;
                    work.plan(merged(subscription, met.clone()), now).await?;
                } else {
                    moved.moved += 1;
                    work.plan(subscription, now).await?;
                }
            }
            work.commit().await?;
            Ok(moved)
        })
        .await
    }
}

/// The older one, active if one of them is.
fn merged(one: Subscription, other: Subscription) -> Subscription {
    let active = one.state.is_active() || other.state.is_active();
    let mut older = if other.made_at < one.made_at { other } else { one };
    if active {
        older.state = State::Active;
    }
    older
}

/// How much a row tells of what arrived.
const fn weight(state: PostState) -> u8 {
    match state {
        PostState::Dropped => 0,
        PostState::Failed => 1,
        PostState::Planned => 2,
        PostState::Unknown => 3,
        PostState::Sending => 4,
        PostState::Sent => 5,
    }
}

impl Work {
    async fn move_posts(&mut self, platform: Platform, from: i64, to: i64) -> Result<(), StoreError> {
        let met = "SELECT a.topic, a.day, a.state, b.state FROM posts a JOIN posts b
            ON b.platform = a.platform AND b.chat = $3 AND b.topic = a.topic AND b.day = a.day
            WHERE a.platform = $1 AND a.chat = $2";
        let met: Vec<(i64, String, String, String)> = self.rows(met, args![platform.token(), from, to]).await?;
        for (topic, day, here, there) in met {
            let weight = |state: &str| PostState::from_token(state).map_or(0, weight);
            let lost = if weight(&there) > weight(&here) { from } else { to };
            let gone = "DELETE FROM posts WHERE platform = $1 AND chat = $2 AND topic = $3 AND day = $4";
            self.execute(gone, args![platform.token(), lost, topic, day]).await?;
        }
        let moved = "UPDATE posts SET chat = $3 WHERE platform = $1 AND chat = $2";
        self.execute(moved, args![platform.token(), from, to]).await?;
        Ok(())
    }

    async fn move_conversations(&mut self, platform: Platform, from: i64, to: i64) -> Result<(), StoreError> {
        let moved = "UPDATE conversations SET chat = $3 WHERE platform = $1 AND chat = $2 AND NOT EXISTS (
            SELECT 1 FROM conversations met WHERE met.platform = $1 AND met.chat = $3 AND met.person = conversations.person)";
        self.execute(moved, args![platform.token(), from, to]).await?;
        self.execute("DELETE FROM conversations WHERE platform = $1 AND chat = $2", args![platform.token(), from]).await?;
        Ok(())
    }
}
