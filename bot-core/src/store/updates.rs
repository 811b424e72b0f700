//! Updates of a platform that tells each one until it is confirmed: which were handled, so that none is handled twice,
//! and those that wait so long that they must be kept here for others to come through.

use super::{Store, StoreError};

/// An update that was laid aside before it was handled.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct KeptUpdate {
    /// Its number on the platform.
    pub id: i64,
    /// All of it, as it came.
    pub body: String,
}

/// A platform tells updates again for a day; an hour more for clocks that differ.
const FORGOTTEN_AFTER_SECONDS: i64 = 25 * 3_600;

impl Store {
    /// Keeps updates until they are handled.
    ///
    /// # Errors
    /// They could not be written.
    pub async fn keep_updates(&self, updates: &[KeptUpdate]) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await?;
        for update in updates {
            sqlx::query("INSERT INTO updates (id, body, at) VALUES ($1, $2, unixepoch()) ON CONFLICT (id) DO NOTHING")
                .bind(update.id)
                .bind(&update.body)
                .execute(&mut *transaction)
                .await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Notes that updates were handled; what they held is forgotten.
    ///
    /// # Errors
    /// It could not be written.
    pub async fn updates_handled(&self, ids: &[i64]) -> Result<(), StoreError> {
        // One statement: each costs a walk to the database's thread and back.
        let all = sqlx::query(
            "INSERT INTO updates (id, body, at) SELECT value, NULL, unixepoch() FROM json_each($1) WHERE true \
             ON CONFLICT (id) DO UPDATE SET body = NULL",
        );
        all.bind(serde_json::json!(ids).to_string()).execute(&self.pool).await?;
        Ok(())
    }

    /// The updates that are kept, in their order.
    ///
    /// # Errors
    /// They could not be read.
    pub async fn kept_updates(&self) -> Result<Vec<KeptUpdate>, StoreError> {
        let kept = sqlx::query_as("SELECT id, body FROM updates WHERE body IS NOT NULL ORDER BY id");
        Ok(kept.fetch_all(&self.pool).await?)
    }

    /// Forgets the numbers of updates that were handled more than a day ago.
    ///
    /// # Errors
    /// They could not be deleted.
    pub async fn forget_updates(&self) -> Result<(), StoreError> {
        let old = sqlx::query("DELETE FROM updates WHERE body IS NULL AND at < unixepoch() - $1").bind(FORGOTTEN_AFTER_SECONDS);
        old.execute(&self.pool).await?;
        self.empty_log().await
    }

    /// The numbers of the updates that were handled within the last day; older ones are forgotten.
    ///
    /// # Errors
    /// They could not be read.
    pub async fn handled_updates(&self) -> Result<Vec<i64>, StoreError> {
        self.forget_updates().await?;
        Ok(sqlx::query_scalar("SELECT id FROM updates WHERE body IS NULL").fetch_all(&self.pool).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::{KeptUpdate, Store};

    #[tokio::test]
    async fn what_is_handled_is_forgotten_and_known() {
        let store = Store::open("sqlite::memory:").await.expect("a store in memory");
        let update = |id| KeptUpdate { id, body: format!("{{\"update_id\":{id}}}") };
        store.keep_updates(&[update(8), update(7)]).await.expect("kept");
        store.updates_handled(&[8, 9]).await.expect("handled");
        assert_eq!(store.kept_updates().await.expect("kept"), [update(7)]);
        let mut handled = store.handled_updates().await.expect("handled");
        handled.sort_unstable();
        assert_eq!(handled, [8, 9]);
        store.keep_updates(&[update(9)]).await.expect("kept");
        assert_eq!(store.kept_updates().await.expect("kept"), [update(7)], "what was handled does not come back");
    }
}
