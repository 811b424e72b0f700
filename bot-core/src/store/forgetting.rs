//! What is no longer to be kept, of chats, of persons, and of old.

use jiff::{SignedDuration, Timestamp};

use super::database::{again, args};
use super::{Store, StoreError};
use crate::subscriptions::{Platform, Reason};

/// So long a subscription waits for its chat to come back.
const GONE_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// So long the posts of daily subscriptions are kept: the ten latest, and some days between.
const DAILY_KEPT: SignedDuration = SignedDuration::from_hours(14 * 24);
/// So long those of weekly ones are kept.
const WEEKLY_KEPT: SignedDuration = SignedDuration::from_hours(77 * 24);

impl Store {
    /// Nothing of a chat is kept any longer: subscriptions, posts, answers, conversations.
    ///
    /// # Errors
    /// All of it is still there.
    pub async fn forget_chat(&self, platform: Platform, chat: i64) -> Result<(), StoreError> {
        again(|| async {
            let mut work = self.database.begin().await?;
            for table in [
                "DELETE FROM subscriptions WHERE platform = $1 AND chat = $2",
                "DELETE FROM posts WHERE platform = $1 AND chat = $2",
                "DELETE FROM conversations WHERE platform = $1 AND chat = $2",
            ] {
                work.execute(table, args![platform.token(), chat]).await?;
            }
            if platform == Platform::Telegram {
                work.execute("DELETE FROM answers WHERE chat = $1", args![chat]).await?;
            }
            work.commit().await
        })
        .await?;
        self.empty_log().await
    }

    /// Nothing of a person is kept any longer: not what was talked about, nor who made a subscription of a group. A private
    /// chat on Telegram has the number of its person and is forgotten as a whole; one on Discord has its own, see
    /// [`Store::forget_chat`].
    ///
    /// # Errors
    /// Some of it may still be there; told again, the rest goes.
    pub async fn forget_person(&self, platform: Platform, person: i64) -> Result<(), StoreError> {
        let maker = "UPDATE subscriptions SET made_by = NULL WHERE platform = $1 AND made_by = $2";
        self.database.execute(maker, args![platform.token(), person]).await?;
        let talked = "DELETE FROM conversations WHERE platform = $1 AND person = $2";
        self.database.execute(talked, args![platform.token(), person]).await?;
        if platform == Platform::Telegram { self.forget_chat(platform, person).await } else { self.empty_log().await }
    }

    /// Subscriptions that were paused thirty days ago or longer because their chat is gone go, and their posts. How many.
    ///
    /// # Errors
    /// They are still there.
    pub async fn forget_gone(&self, now: Timestamp) -> Result<u64, StoreError> {
        again(|| async {
            let mut work = self.database.begin().await?;
            let args = args![Reason::Gone.token(), now - GONE_KEPT];
            let posts = "DELETE FROM posts WHERE (platform, chat, topic) IN
                (SELECT platform, chat, topic FROM subscriptions WHERE state = $1 AND since <= $2)";
            work.execute(posts, args.clone()).await?;
            let gone = work.execute("DELETE FROM subscriptions WHERE state = $1 AND since <= $2", args).await?;
            work.commit().await?;
            Ok(gone)
        })
        .await
    }

    /// Forgets posts that are older than the ten latest of their place, as far as they are settled. How many. Once a day
    /// is enough: it reads the whole ledger.
    ///
    /// # Errors
    /// Some may still be there.
    pub async fn forget_posts(&self, now: Timestamp) -> Result<u64, StoreError> {
        let old = "DELETE FROM posts WHERE state NOT IN ('planned', 'sending') AND (expires_at < $2
            OR expires_at < $1 AND NOT EXISTS (SELECT 1 FROM subscriptions s WHERE s.platform = posts.platform
                AND s.chat = posts.chat AND s.topic = posts.topic AND s.rhythm <> 'daily'))";
        self.database.execute(old, args![now - DAILY_KEPT, now - WEEKLY_KEPT]).await
    }
}
