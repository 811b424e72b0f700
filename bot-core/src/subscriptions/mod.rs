//! Subscriptions: which chat gets the post "on this day", when, and what its hour means in its time zone.
//!
//! Nearly all of it is pure: a moment is an argument. [`asking`] reads what people type, [`schedule`] tells when a post is due,
//! [`post`] what it says, and each part of a [`Subscription`] knows the word by which a database keeps it. Only `delivery`,
//! behind the feature `hosting`, stores and sends: by the store, and by a `courier` of each platform.

pub mod asking;
#[cfg(feature = "hosting")]
pub mod courier;
#[cfg(feature = "hosting")]
pub mod delivery;
mod hour;
mod place;
pub mod post;
mod rhythm;
pub mod schedule;
mod state;
pub mod zones;

use jiff::Timestamp;

pub use hour::Hour;
pub use place::{Place, Platform};
pub use rhythm::{Quiet, Rhythm};
pub use state::{Reason, State};

/// A chat that gets posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// Where the posts go. There is one subscription a place.
    pub place: Place,
    /// When, by the clocks of the zone.
    pub hour: Hour,
    /// The zone's name in the IANA database. It is kept as text and looked up each time: zones change their rules, and the
    /// database may one day no longer know it.
    pub zone: String,
    /// Every day or once a week.
    pub rhythm: Rhythm,
    /// What is posted when there is nothing to tell of the day.
    pub quiet: Quiet,
    /// The platform's number of the person who made it, if the platform tells it: a Telegram admin may be anonymous. Of
    /// Discord's, which have no sign, the same bits.
    pub made_by: Option<i64>,
    /// When it was made, or its hour, zone or rhythm set anew, whichever is later. What was planned for before is not owed:
    /// who sets 9:00 at 10:00 gets the first post tomorrow.
    pub made_at: Timestamp,
    /// Whether posts go out.
    pub state: State,
}
