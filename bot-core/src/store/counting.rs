//! How many there are, for who watches over a bot.

use super::database::args;
use super::ledger::PostState;
use super::{Store, StoreError};
use crate::subscriptions::{Platform, Reason};

impl Store {
    /// How many subscriptions are active, which have no reason, or paused for each reason. Reads all of them.
    ///
    /// # Errors
    /// They cannot be read.
    pub async fn subscriptions_by_state(&self, platform: Platform) -> Result<Vec<(Option<Reason>, u64)>, StoreError> {
        let counted = "SELECT state, COUNT(*) FROM subscriptions WHERE platform = $1 GROUP BY state ORDER BY state";
        let counted: Vec<(String, i64)> = self.database.rows(counted, args![platform.token()]).await?;
        Ok(counted.into_iter().map(|(state, count)| (Reason::from_token(&state), count.unsigned_abs())).collect())
    }

    /// How many posts are how far. Reads the whole ledger.
    ///
    /// # Errors
    /// They cannot be read.
    pub async fn posts_by_state(&self, platform: Platform) -> Result<Vec<(PostState, u64)>, StoreError> {
        let counted = "SELECT state, COUNT(*) FROM posts WHERE platform = $1 GROUP BY state ORDER BY state";
        let counted: Vec<(String, i64)> = self.database.rows(counted, args![platform.token()]).await?;
        Ok(counted
            .into_iter()
            .filter_map(|(state, count)| Some((PostState::from_token(&state)?, count.unsigned_abs())))
            .collect())
    }
}
