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

/// A question can be changed for two days; an hour more for clocks that differ.
const FORGOTTEN_AFTER_SECONDS: i64 = 49 * 3_600;

impl Store {
    /// Notes answers, in the place of those that their questions had.
    ///
    /// # Errors
    /// They could not be written.
    pub async fn note_answers(&self, answers: &[KnownAnswer]) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await?;
        for answer in answers {
            let query = if let Some(messages) = &answer.messages {
                let noted = sqlx::query(
                    "INSERT INTO answers (chat, question, messages, at) VALUES ($1, $2, $3, unixepoch())
                     ON CONFLICT (chat, question) DO UPDATE SET messages = excluded.messages, at = excluded.at",
                );
                noted.bind(answer.chat).bind(answer.question).bind(messages)
            } else {
                let gone = sqlx::query("DELETE FROM answers WHERE chat = $1 AND question = $2");
                gone.bind(answer.chat).bind(answer.question)
            };
            query.execute(&mut *transaction).await?;
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
    }
}
