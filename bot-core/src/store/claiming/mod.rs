//! What is to be sent now is taken, by one instance only: it stands in the ledger before anything is sent.
//!
//! All of it is one transaction. On a server, rows that another instance is about to take are left to it (`SKIP LOCKED`);
//! in a file, whoever writes has all of it. Either way a post that slipped through would meet the ledger's unique key.

mod due;
mod waiting;

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::{Claim, Claimed, Store, StoreError};
use crate::subscriptions::Platform;

/// What cannot be read is looked at again after this time, so that it stands in nobody's way.
const STRANGE_AGAIN: SignedDuration = SignedDuration::from_hours(1);

/// Who takes what, until when.
struct Taking<'a> {
    platform: Platform,
    instance: &'a str,
    now: Timestamp,
    leased_until: Timestamp,
    /// What was taken up to now.
    claim: Claim,
    /// So many are still wanted.
    most: usize,
}

impl Store {
    /// Takes what is to be sent now, at most so many posts: first those that others left under way (doubtful) or that wait
    /// for another try, then new ones. Each is held for as long as `lease` says (whole seconds, one at least), and no other
    /// claim gives it, of whatever instance, until it is settled or that time is over.
    ///
    /// Late posts come until their local midnight. Those of days that are over are written down as dropped, or unknown
    /// where a try may have arrived, and not given. `now` should not be earlier than any moment used before.
    ///
    /// # Errors
    /// Nothing is given. If the connection broke as it was written, some may stand in the ledger as being sent; they come
    /// back as doubtful when their time is over. For that reason this is not repeated by itself.
    pub async fn claim(
        &self,
        platform: Platform,
        instance: &str,
        now: Timestamp,
        lease: Duration,
        most: u32,
    ) -> Result<Claim, StoreError> {
        let lease = SignedDuration::from_secs(i64::try_from(lease.as_secs()).unwrap_or(i64::MAX).clamp(1, 86_400));
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let mut taking = Taking { platform, instance, now, leased_until: now + lease, claim: Claim::default(), most };
        let mut work = self.database.begin().await?;
        taking.left_under_way(&mut work).await?;
        taking.planned_again(&mut work).await?;
        taking.come_due(&mut work).await?;
        work.commit().await?;
        Ok(taking.claim)
    }
}

impl Taking<'_> {
    /// How many rows to look at, as an argument.
    fn wanted(&self) -> i64 {
        i64::try_from(self.most).unwrap_or(i64::MAX)
    }

    /// Notes that so many rows were found when so many were wanted.
    fn found(&mut self, rows: usize) {
        self.claim.more |= rows >= self.most;
    }

    fn take(&mut self, claimed: Claimed) {
        self.most = self.most.saturating_sub(1);
        self.claim.posts.push(claimed);
    }
}
