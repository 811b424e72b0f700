//! What was talked about lately, so that any instance can answer a question that follows another.

use jiff::Timestamp;

use super::database::args;
use super::{Store, StoreError};
use crate::subscriptions::Platform;

impl Store {
    /// Keeps what a chat, or a person in it, talked about lately, in the place of what was kept. `at` is the latest turn's
    /// time; what is older than what is kept changes nothing.
    ///
    /// # Errors
    /// It is not saved.
    pub async fn keep_conversation(
        &self,
        platform: Platform,
        chat: i64,
        person: Option<i64>,
        turns: &[u8],
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let kept = "INSERT INTO conversations (platform, chat, person, turns, at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (platform, chat, person) DO UPDATE SET turns = excluded.turns, at = excluded.at
            WHERE conversations.at <= excluded.at";
        self.database.execute(kept, args![platform.token(), chat, person.unwrap_or(0), turns, at]).await?;
        Ok(())
    }

    /// What was kept, if its latest turn is not older than `since`.
    ///
    /// # Errors
    /// It cannot be read.
    pub async fn conversation(
        &self,
        platform: Platform,
        chat: i64,
        person: Option<i64>,
        since: Timestamp,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let known = "SELECT turns FROM conversations WHERE platform = $1 AND chat = $2 AND person = $3 AND at >= $4";
        let args = args![platform.token(), chat, person.unwrap_or(0), since];
        Ok(self.database.row::<(Vec<u8>,)>(known, args).await?.map(|(turns,)| turns))
    }

    /// Forgets conversations whose latest turn is older than a moment. How many.
    ///
    /// # Errors
    /// They are still there.
    pub async fn forget_conversations(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.database.execute("DELETE FROM conversations WHERE at < $1", args![before]).await
    }
}
