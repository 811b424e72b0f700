//! Whether a subscription's posts go out, and why not.

use jiff::Timestamp;

/// Whether posts go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// They do.
    Active,
    /// They do not, until somebody sets it going again.
    Paused {
        /// Why.
        reason: Reason,
        /// From when on.
        since: Timestamp,
    },
}

/// Why no posts go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The chat is gone, or the bot was put out of it.
    Gone,
    /// The bot may not write there.
    NotAllowed,
    /// The time zone database does not know the zone, or no longer.
    UnknownZone,
    /// Somebody asked for it.
    Asked,
}

/// The word for posts that go out.
const ACTIVE: &str = "active";

impl Reason {
    /// All that there are.
    pub const ALL: [Self; 4] = [Self::Gone, Self::NotAllowed, Self::UnknownZone, Self::Asked];

    /// The word by which a database keeps it.
    pub const fn token(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::NotAllowed => "not-allowed",
            Self::UnknownZone => "unknown-zone",
            Self::Asked => "asked",
        }
    }

    /// Reads the word.
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.token() == token)
    }
}

impl State {
    /// The columns by which a database keeps it: `active` or the reason, and since when it is paused.
    pub const fn columns(self) -> (&'static str, Option<Timestamp>) {
        match self {
            Self::Active => (ACTIVE, None),
            Self::Paused { reason, since } => (reason.token(), Some(since)),
        }
    }

    /// From these columns; a pause without its beginning is none.
    pub fn from_columns(word: &str, since: Option<Timestamp>) -> Option<Self> {
        if word == ACTIVE {
            return since.is_none().then_some(Self::Active);
        }
        Some(Self::Paused { reason: Reason::from_token(word)?, since: since? })
    }

    /// Whether posts go out.
    pub fn is_active(self) -> bool {
        self == Self::Active
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{Reason, State};

    #[test]
    fn the_words_stay_and_come_back() {
        assert_eq!(Reason::ALL.map(Reason::token), ["gone", "not-allowed", "unknown-zone", "asked"]);
        let since = Timestamp::from_second(1_735_400_000).expect("a moment");
        let paused = Reason::ALL.map(|reason| State::Paused { reason, since });
        for state in paused.into_iter().chain([State::Active]) {
            let (word, since) = state.columns();
            assert_eq!(State::from_columns(word, since), Some(state), "{word}");
        }
    }

    #[test]
    fn other_columns_are_no_state() {
        let since = Some(Timestamp::UNIX_EPOCH);
        for (word, since) in [("gone", None), ("active", since), ("paused", since), ("", None)] {
            assert_eq!(State::from_columns(word, since), None, "{word}");
        }
    }
}
