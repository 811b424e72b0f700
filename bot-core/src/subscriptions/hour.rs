//! An hour of the day, to the minute.

use std::fmt;

use jiff::civil::{Date, DateTime};

/// A time of day as clocks on the wall show it, from 00:00 to 23:59.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hour {
    hour: i8,
    minute: i8,
}

impl Hour {
    /// Nine in the morning, for who names no hour.
    pub const USUAL: Self = Self { hour: 9, minute: 0 };

    /// Hours from 0 to 23, minutes from 0 to 59; nothing else is an hour.
    pub const fn new(hour: i8, minute: i8) -> Option<Self> {
        if 0 <= hour && hour < 24 && 0 <= minute && minute < 60 { Some(Self { hour, minute }) } else { None }
    }

    /// The hour, from 0 to 23.
    pub const fn hour(self) -> i8 {
        self.hour
    }

    /// The minute, from 0 to 59.
    pub const fn minute(self) -> i8 {
        self.minute
    }

    /// This hour of a day.
    pub fn on(self, day: Date) -> DateTime {
        day.at(self.hour, self.minute, 0, 0)
    }

    /// Reads what `Display` writes, `08:30`, and nothing else.
    pub fn from_token(token: &str) -> Option<Self> {
        let (hour, minute) = token.split_once(':')?;
        let read = Self::new(hour.parse().ok()?, minute.parse().ok()?)?;
        (read.to_string() == token).then_some(read)
    }
}

/// As a database keeps it and people read it: `08:30`.
impl fmt::Display for Hour {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

#[cfg(test)]
mod tests {
    use super::Hour;

    #[test]
    fn each_minute_of_a_day_is_written_and_read_back() {
        let mut written = std::collections::BTreeSet::new();
        for minute in 0..24 * 60 {
            let hour = Hour::new((minute / 60) as i8, (minute % 60) as i8).expect("a time of day");
            assert_eq!(Hour::from_token(&hour.to_string()), Some(hour));
            written.insert(hour.to_string());
        }
        assert_eq!(written.len(), 24 * 60);
        assert_eq!((written.first().map(String::as_str), written.last().map(String::as_str)), (Some("00:00"), Some("23:59")));
    }

    #[test]
    fn nothing_else_is_an_hour() {
        for token in ["24:00", "12:60", "-1:00", "8:30", "08:3", "+8:30", "08:30:00", "0830", "", ":", "08:+3"] {
            assert_eq!(Hour::from_token(token), None, "{token}");
        }
        assert_eq!((Hour::new(24, 0), Hour::new(-1, 0), Hour::new(0, 60)), (None, None, None));
    }
}
