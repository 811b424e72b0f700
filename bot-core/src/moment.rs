//! The present moment. No other file reads the clock: everywhere else, time is an argument.

use jiff::ZonedDateTime;
use jiff::civil::Date;

/// When something is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The day, in the zone of the machine or of the person.
    pub today: Date,
}

impl Moment {
    /// The machine's time, in its own zone.
    pub fn now() -> Self {
        Self { today: ZonedDateTime::now().date() }
    }

    /// A given day, for tests and examples.
    pub fn on(today: Date) -> Self {
        Self { today }
    }
}
