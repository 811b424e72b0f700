//! What the store will do, one part after another.
#![expect(clippy::todo, unused_variables, clippy::unused_async, reason = "the bodies come next")]

use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;

use super::ledger::{Claim, Outcome, PostKey, PostRow, PostState, Ticket};
use super::{Store, StoreError};
use crate::subscriptions::{Place, Platform, Reason, Subscription};

/// A subscription as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The subscription.
    pub subscription: Subscription,
    /// When its next post is planned and the local day of it; none while it is paused.
    pub next: Option<(Timestamp, Date)>,
}

/// What became of the subscriptions of a chat that moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moved {
    /// So many go on at the new number.
    pub moved: u64,
    /// So many met one that was there already: the older one of both goes on.
    pub merged: u64,
}

impl Store {
    /// Keeps a new subscription, or changes the one of its place: who made it stays, and `made_at` is set anew only by another hour,
    /// zone or rhythm, or if it was paused. With a zone that nobody knows it is kept paused; the answer tells what is kept.
    pub async fn put(&self, wanted: &Subscription, now: Timestamp) -> Result<Kept, StoreError> { todo!() }
    /// Ends a subscription; a post that waits for another try is dropped, the ledger stays. Whether there was one.
    pub async fn remove(&self, place: Place, now: Timestamp) -> Result<bool, StoreError> { todo!() }
    /// The subscription of a place.
    pub async fn get(&self, place: Place) -> Result<Option<Kept>, StoreError> { todo!() }
    /// All of a chat, by topic.
    pub async fn of_chat(&self, platform: Platform, chat: i64) -> Result<Vec<Kept>, StoreError> { todo!() }
    /// No more posts until somebody sets it going again. Paused for the same reason already, it stays so since then. False: there is none.
    pub async fn pause(&self, place: Place, reason: Reason, since: Timestamp) -> Result<bool, StoreError> { todo!() }
    /// The same for all topics of a chat; how many there are.
    pub async fn pause_chat(&self, platform: Platform, chat: i64, reason: Reason, since: Timestamp) -> Result<u64, StoreError> { todo!() }
    /// Posts go out again; today's as well if it is still owed.
    pub async fn go_on(&self, place: Place, now: Timestamp) -> Result<Option<Kept>, StoreError> { todo!() }
    /// A chat has another number now. Posts being sent move along: settle them by `ticket.key.moved(to)`.
    pub async fn move_chat(&self, platform: Platform, from: i64, to: i64, now: Timestamp) -> Result<Moved, StoreError> { todo!() }
    /// Nothing of a chat is kept any longer.
    pub async fn forget_chat(&self, platform: Platform, chat: i64) -> Result<(), StoreError> { todo!() }
    /// Nothing of a person is kept any longer.
    pub async fn forget_person(&self, platform: Platform, person: i64) -> Result<(), StoreError> { todo!() }
    /// Subscriptions paused as gone for 30 days go, with their ledger; how many.
    pub async fn forget_gone(&self, now: Timestamp) -> Result<u64, StoreError> { todo!() }
    /// How many are active (no reason) or paused.
    pub async fn subscriptions_by_state(&self, platform: Platform) -> Result<Vec<(Option<Reason>, u64)>, StoreError> { todo!() }

    /// Takes what is to be sent now, at most so many posts; see [`Claim`].
    pub async fn claim(&self, platform: Platform, instance: &str, now: Timestamp, lease: Duration, most: u32) -> Result<Claim, StoreError> { todo!() }
    /// When there is something to claim next (may lie in the past); none if nothing is planned.
    pub async fn next_due(&self, platform: Platform) -> Result<Option<Timestamp>, StoreError> { todo!() }
    /// Notes how a try went. True: the ledger says so now (also when told twice). False: the post is no longer held by this ticket.
    pub async fn settle(&self, ticket: &Ticket, outcome: &Outcome, now: Timestamp) -> Result<bool, StoreError> { todo!() }
    /// Holds a post for longer. False: it is no longer held.
    pub async fn renew(&self, ticket: &Ticket, until: Timestamp) -> Result<bool, StoreError> { todo!() }
    /// The latest posts of a place, the latest first.
    pub async fn history(&self, place: Place, most: u32) -> Result<Vec<PostRow>, StoreError> { todo!() }
    /// One post.
    pub async fn post(&self, key: PostKey) -> Result<Option<PostRow>, StoreError> { todo!() }
    /// How many posts are how far. Reads the whole ledger.
    pub async fn posts_by_state(&self, platform: Platform) -> Result<Vec<(PostState, u64)>, StoreError> { todo!() }
    /// Forgets settled posts older than the last ten or so of each place; how many. Once a day is enough.
    pub async fn forget_posts(&self, now: Timestamp) -> Result<u64, StoreError> { todo!() }

    /// Keeps what a chat, or a person in it, talked about lately.
    pub async fn keep_conversation(&self, platform: Platform, chat: i64, person: Option<i64>, turns: &[u8], at: Timestamp) -> Result<(), StoreError> { todo!() }
    /// What was kept, if it is not older than `since`.
    pub async fn conversation(&self, platform: Platform, chat: i64, person: Option<i64>, since: Timestamp) -> Result<Option<Vec<u8>>, StoreError> { todo!() }
    /// Forgets conversations older than a moment; how many.
    pub async fn forget_conversations(&self, before: Timestamp) -> Result<u64, StoreError> { todo!() }
    /// Takes or keeps a named lease. True: this instance has it until then.
    pub async fn hold(&self, name: &str, instance: &str, until: Timestamp, now: Timestamp) -> Result<bool, StoreError> { todo!() }
    /// Gives a named lease back, if this instance has it.
    pub async fn release(&self, name: &str, instance: &str) -> Result<(), StoreError> { todo!() }
}
