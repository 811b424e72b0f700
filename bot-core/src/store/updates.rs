//! Updates of a platform that tells each one until it is confirmed: which were handled, so that none is handled twice,
//! and those that wait so long that they must be kept here for others to come through.

use super::database::{again, args};
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
        again(|| async {
            let mut work = self.database.begin().await?;
            for update in updates {
                let kept = "INSERT INTO updates (id, body, at) VALUES ($1, $2, {now}) ON CONFLICT (id) DO NOTHING";
                work.execute(kept, args![update.id, update.body.as_str()]).await?;
            }
            work.commit().await
        })
        .await
    }

    /// Notes that updates were handled; what they held is forgotten.
    ///
    /// # Errors
    /// It could not be written.
    pub async fn updates_handled(&self, ids: &[i64]) -> Result<(), StoreError> {
        // One statement: each costs a walk to the database's thread and back.
        let all = "INSERT INTO updates (id, body, at) SELECT DISTINCT CAST(CAST(value AS TEXT) AS BIGINT), CAST(NULL AS TEXT), {now} FROM {each}
            WHERE true ON CONFLICT (id) DO UPDATE SET body = NULL";
        self.database.execute(all, args![serde_json::json!(ids).to_string()]).await?;
        Ok(())
    }

    /// The updates that are kept, in their order.
    ///
    /// # Errors
    /// They could not be read.
    pub async fn kept_updates(&self) -> Result<Vec<KeptUpdate>, StoreError> {
        self.database.rows("SELECT id, body FROM updates WHERE body IS NOT NULL ORDER BY id", args![]).await
    }

    /// Forgets the numbers of updates that were handled more than a day ago.
    ///
    /// # Errors
    /// They could not be deleted.
    pub async fn forget_updates(&self) -> Result<(), StoreError> {
        let old = "DELETE FROM updates WHERE body IS NULL AND at < {now} - $1";
        self.database.execute(old, args![FORGOTTEN_AFTER_SECONDS]).await?;
        self.empty_log().await
    }

    /// The numbers of the updates that were handled within the last day; older ones are forgotten.
    ///
    /// # Errors
    /// They could not be read.
    pub async fn handled_updates(&self) -> Result<Vec<i64>, StoreError> {
        self.forget_updates().await?;
        let ids: Vec<(i64,)> = self.database.rows("SELECT id FROM updates WHERE body IS NULL", args![]).await?;
        Ok(ids.into_iter().map(|(id,)| id).collect())
    }
}
