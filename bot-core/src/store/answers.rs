//! Which messages answer which question, for as long as a question can be changed. Numbers only, no words.

use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use super::database::{again, args};
use super::{Store, StoreError};

/// The answer of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownAnswer {
    /// The chat.
    pub chat: i64,
    /// The message of the question.
    pub question: i64,
    /// The messages of the answer, as the adapter writes them; none if the answer is gone.
    pub messages: Option<String>,
}

/// A question can be changed for two days; an hour more for clocks that differ.
const FORGOTTEN_AFTER_SECONDS: i64 = 49 * 3_600;

impl Store {
    /// Notes answers, in the place of those that their questions had.
    ///
    /// # Errors
    /// They could not be written.
    pub async fn note_answers(&self, answers: &[KnownAnswer]) -> Result<(), StoreError> {
        // One statement for all of them: each costs a walk to the database and back. Of several answers of a question the
        // last one counts.
        let latest: FxHashMap<_, _> = answers.iter().map(|a| ((a.chat, a.question), a.messages.as_deref())).collect();
        let rows = latest.iter().map(|((chat, question), messages)| json!([chat, question, messages]));
        let rows = rows.collect::<Value>().to_string();
        let any_gone = latest.values().any(Option::is_none);
        again(|| async {
            let mut work = self.database.begin().await?;
            let noted = "INSERT INTO answers (chat, question, messages, at)
                SELECT CAST(value ->> 0 AS BIGINT), CAST(value ->> 1 AS BIGINT), value ->> 2, {now} FROM {each}
                WHERE value ->> 2 IS NOT NULL
                ON CONFLICT (chat, question) DO UPDATE SET messages = excluded.messages, at = excluded.at";
            work.execute(noted, args![rows.as_str()]).await?;
            if any_gone {
                let gone = "DELETE FROM answers WHERE (chat, question) IN (SELECT CAST(value ->> 0 AS BIGINT),
                    CAST(value ->> 1 AS BIGINT) FROM {each} WHERE value ->> 2 IS NULL)";
                work.execute(gone, args![rows.as_str()]).await?;
            }
            work.commit().await
        })
        .await
    }

    /// The messages that answer a question, if it was answered.
    ///
    /// # Errors
    /// They could not be read.
    pub async fn answer(&self, chat: i64, question: i64) -> Result<Option<String>, StoreError> {
        let known = "SELECT messages FROM answers WHERE chat = $1 AND question = $2";
        Ok(self.database.row::<(String,)>(known, args![chat, question]).await?.map(|(messages,)| messages))
    }

    /// Forgets the answers of questions that can no longer be changed.
    ///
    /// # Errors
    /// They could not be deleted.
    pub async fn forget_answers(&self) -> Result<(), StoreError> {
        let old = "DELETE FROM answers WHERE at < {now} - $1";
        self.database.execute(old, args![FORGOTTEN_AFTER_SECONDS]).await?;
        Ok(())
    }
}
