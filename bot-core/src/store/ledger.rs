//! Words of the ledger: a post of a day, who holds it, how it went.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::subscriptions::{Place, Subscription};

/// Which post: there is one a place and local day, and a unique key of the database sees to that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PostKey {
    /// Where it goes.
    pub place: Place,
    /// The local day of which it tells.
    pub day: Date,
}

impl PostKey {
    /// The same post after its chat moved; see [`Store::move_chat`](super::Store::move_chat).
    #[must_use]
    pub const fn moved(mut self, to: i64) -> Self {
        self.place.chat = to;
        self
    }
}

/// In one word, the same for ever: `telegram:-100123/7@2025-03-07`.
impl fmt::Display for PostKey {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}@{}", self.place, self.day)
    }
}

/// How far a post is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PostState {
    /// It waits for another try.
    Planned,
    /// An instance has it; it may be on its way.
    Sending,
    /// It arrived.
    Sent,
    /// It may have arrived, and is not sent again.
    Unknown,
    /// It did not arrive, and is not sent again.
    Failed,
    /// It was not sent, for its day was over or nobody wanted it any more.
    Dropped,
}

impl PostState {
    /// All that there are.
    pub const ALL: [Self; 6] = [Self::Planned, Self::Sending, Self::Sent, Self::Unknown, Self::Failed, Self::Dropped];

    /// The word by which a database keeps it.
    pub const fn token(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Unknown => "unknown",
            Self::Failed => "failed",
            Self::Dropped => "dropped",
        }
    }

    /// Reads the word.
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.token() == token)
    }

    /// Whether nothing more happens to it by itself.
    pub const fn is_settled(self) -> bool {
        !matches!(self, Self::Planned | Self::Sending)
    }
}

/// By what an instance shows that it holds a post. A lease that another took over, or the same instance once more, has
/// another number of attempts, so that who was late changes nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// The post.
    pub key: PostKey,
    /// The instance that claimed it.
    pub instance: String,
    /// Which try it is, from 1 on.
    pub attempt: i64,
}

/// A post that is to be sent now, by who claimed it and by nobody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// What it is settled by.
    pub ticket: Ticket,
    /// The subscription, as it was when the post was claimed.
    pub subscription: Subscription,
    /// When it was to go out.
    pub due: Timestamp,
    /// When its local day ends: from then on it must not be sent.
    pub expires: Timestamp,
    /// Until when it is held, unless renewed. Then others take it for doubtful.
    pub leased_until: Timestamp,
    /// Whether an earlier try may have arrived: its instance went away before it told, or told so.
    pub doubtful: bool,
}

/// What a claim brings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Claim {
    /// The posts to be sent; in the ledger they stand as `sending`, on disk.
    pub posts: Vec<Claimed>,
    /// Subscriptions whose zone no database knows (any more): they are paused now, and somebody has to be told.
    pub unknown_zones: Vec<Subscription>,
    /// Whether as many rows were looked at as were asked for, so that there may be more. Then it is worth claiming again at
    /// once, even if no post came: many may just have been too late.
    pub more: bool,
}

/// How a try went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It arrived.
    Sent {
        /// The message or messages, as the adapter writes them.
        message: String,
    },
    /// Nobody knows whether it arrived, and it is not sent again.
    Unknown {
        /// Why nobody knows.
        why: String,
    },
    /// It did not arrive, and is not sent again.
    Failed {
        /// Why.
        why: String,
    },
    /// It is to be tried again. When its day is over by then, it is dropped.
    Again {
        /// Not before.
        at: Timestamp,
        /// Why it did not arrive this time.
        why: String,
        /// Whether this try may have arrived.
        doubtful: bool,
    },
    /// It was not sent, and will not be.
    Dropped {
        /// Why.
        why: String,
    },
}

impl Outcome {
    /// How far the post is after it.
    pub const fn state(&self) -> PostState {
        match self {
            Self::Sent { .. } => PostState::Sent,
            Self::Unknown { .. } => PostState::Unknown,
            Self::Failed { .. } => PostState::Failed,
            Self::Again { .. } => PostState::Planned,
            Self::Dropped { .. } => PostState::Dropped,
        }
    }
}

/// A row of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostRow {
    /// Which post.
    pub key: PostKey,
    /// How far it is.
    pub state: PostState,
    /// How often it was tried, this time included.
    pub attempts: i64,
    /// Whether a try may have arrived without anybody knowing.
    pub doubtful: bool,
    /// When it was to go out.
    pub due: Timestamp,
    /// When its local day ends.
    pub expires: Timestamp,
    /// When it is tried again, if it is planned.
    pub retry: Option<Timestamp>,
    /// The message or messages, as the adapter writes them, if it was sent.
    pub message: Option<String>,
    /// Why it stands as it does.
    pub why: Option<String>,
    /// When this row was written last.
    pub updated: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::PostState;

    #[test]
    fn the_words_stay_and_come_back() {
        assert_eq!(PostState::ALL.map(PostState::token), ["planned", "sending", "sent", "unknown", "failed", "dropped"]);
        assert_eq!(PostState::ALL.map(|state| PostState::from_token(state.token())), PostState::ALL.map(Some));
        assert_eq!(PostState::ALL.map(PostState::is_settled), [false, false, true, true, true, true]);
    }
}
