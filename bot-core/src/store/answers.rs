//! Which messages answer which question, for as long as a question can be changed. Numbers only, no words.

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

/// Written for no messages, until the transaction ends.
const GONE: &str = "";

/// A question can be changed for two days; an hour more for clocks that differ.
const FORGOTTEN_AFTER_SECONDS: i64 = 49 * 3_600;

impl Store {
    /// Notes answers, in the place of those that their questions had.
    ///
    /// # Errors
    /// They could not be written.
    pub async fn note_answers(&self, answers: &[KnownAnswer]) -> Result<(), StoreError> {
        // One statement for all of them: each costs a walk to the database's thread and back. A later answer of the same
        // question stands in the place of an earlier one; those that are gone are taken out at the end.
        let rows: Vec<_> = answers.iter().map(|a| (a.chat, a.question, a.messages.as_deref().unwrap_or(GONE))).collect();
        let rows = serde_json::json!(rows).to_string();
        let mut transaction = self.pool.begin().await?;
        let noted = sqlx::query(
            "INSERT INTO answers (chat, question, messages, at)
             SELECT value ->> 0, value ->> 1, value ->> 2, unixepoch() FROM json_each($1) WHERE true
             ON CONFLICT (chat, question) DO UPDATE SET messages = excluded.messages, at = excluded.at",
        );
        noted.bind(&rows).execute(&mut *transaction).await?;
        if answers.iter().any(|answer| answer.messages.is_none()) {
            let gone = sqlx::query(
                "DELETE FROM answers WHERE messages = $2
                 AND (chat, question) IN (SELECT value ->> 0, value ->> 1 FROM json_each($1))",
            );
            gone.bind(&rows).bind(GONE).execute(&mut *transaction).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// The messages that answer a question, if it was answered.
    ///
    /// # Errors
    /// They could not be read.
    pub async fn answer(&self, chat: i64, question: i64) -> Result<Option<String>, StoreError> {
        let known = sqlx::query_scalar("SELECT messages FROM answers WHERE chat = $1 AND question = $2");
        Ok(known.bind(chat).bind(question).fetch_optional(&self.pool).await?)
    }

    /// Forgets the answers of questions that can no longer be changed.
    ///
    /// # Errors
    /// They could not be deleted.
    pub async fn forget_answers(&self) -> Result<(), StoreError> {
        let old = sqlx::query("DELETE FROM answers WHERE at < unixepoch() - $1").bind(FORGOTTEN_AFTER_SECONDS);
        old.execute(&self.pool).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{KnownAnswer, Store};

    #[tokio::test]
    async fn an_answer_is_known_until_it_is_gone() {
        let store = Store::open("sqlite::memory:").await.expect("a store in memory");
        let note = |messages: Option<&str>| KnownAnswer { chat: -7, question: 3, messages: messages.map(str::to_owned) };
        store.note_answers(&[note(Some("4")), note(Some("5 6"))]).await.expect("noted");
        store.forget_answers().await.expect("nothing is old");
        assert_eq!(store.answer(-7, 3).await.expect("read"), Some("5 6".to_owned()));
        assert_eq!(store.answer(-7, 4).await.expect("read"), None);
        store.note_answers(&[note(None)]).await.expect("noted");
        assert_eq!(store.answer(-7, 3).await.expect("read"), None);
        store.note_answers(&[note(Some("7")), note(None), note(Some("8"))]).await.expect("noted");
        assert_eq!(store.answer(-7, 3).await.expect("read"), Some("8".to_owned()), "the last of several counts");
        store.note_answers(&[note(Some("9")), note(None)]).await.expect("noted");
        assert_eq!(store.answer(-7, 3).await.expect("read"), None);
    }
}
