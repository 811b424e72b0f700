//! The present moment. No other file reads the clock: everywhere else, time is an argument.

use jiff::civil::Date;
use jiff::{Timestamp, ZonedDateTime};

/// When something is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The day, in the zone of the machine or of the person.
    pub today: Date,
    /// The instant.
    pub instant: Timestamp,
}

impl Moment {
    /// The machine's time, in its own zone.
    pub fn now() -> Self {
        let now = ZonedDateTime::now();
        Self { today: now.date(), instant: now.timestamp() }
    }

    /// The beginning of a given day, for tests and examples.
    pub fn on(today: Date) -> Self {
        let begun = today.in_tz("UTC").map(|day| day.timestamp());
        Self { today, instant: begun.unwrap_or(Timestamp::UNIX_EPOCH) }
    }
}
