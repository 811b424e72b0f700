//! When a statement was true: a day, days, a month, a year or years.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A stretch of whole days, with the precision in which the review gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct When {
    /// The first day.
    pub start: Date,
    /// The last day, inclusive.
    pub end: Date,
    /// How exactly the review tells it.
    pub precision: Precision,
}

/// How exactly a time is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Precision {
    /// To the day, or to a range of days: these appear "on this day".
    Day,
    /// To the month or a range of months.
    Month,
    /// To the year or a range of years.
    Year,
}

impl When {
    /// Reads `2024-07-03`, `2024-03`, `2024`, or two of the same form with a `/` between.
    ///
    /// # Errors
    /// A sentence for the editor of the data: an unknown form, an impossible date, or an end before its start.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (first, last) = text.split_once('/').unwrap_or((text, text));
        let ((start, _, precision), (_, end, other)) = (part(first)?, part(last)?);
        if precision != other {
            return Err(format!("`{text}` mixes days, months or years"));
        }
        if end < start {
            return Err(format!("`{text}` ends before it starts"));
        }
        Ok(Self { start, end, precision })
    }

    /// One day.
    pub fn day(date: Date) -> Self {
        Self { start: date, end: date, precision: Precision::Day }
    }

    /// Whether the two share a day.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// Whether this lies wholly within the other.
    pub fn within(&self, other: &Self) -> bool {
        other.start <= self.start && self.end <= other.end
    }

    /// How many days it lasts, both ends counted; at least 1.
    pub fn days(&self) -> i32 {
        (self.end - self.start).get_days() + 1
    }
}

/// First day, last day and precision of one side of a `/`.
fn part(text: &str) -> Result<(Date, Date, Precision), String> {
    let wrong = || format!("`{text}` is no day (2024-07-03), month (2024-07) or year (2024)");
    let impossible = |_| format!("`{text}` is no date of the calendar");
    let numbers: Vec<&str> = text.split('-').collect();
    let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
    let widths_fit = numbers.iter().enumerate().all(|(i, s)| digits(s, if i == 0 { 4 } else { 2 }));
    if !widths_fit || numbers.len() > 3 {
        return Err(wrong());
    }
    let year: i16 = numbers[0].parse().map_err(|_| wrong())?;
    let number = |i: usize| numbers[i].parse::<i8>().map_err(|_| wrong());
    match numbers.len() {
        1 => {
            let start = Date::new(year, 1, 1).map_err(impossible)?;
            Ok((start, start.last_of_year(), Precision::Year))
        }
        2 => {
            let start = Date::new(year, number(1)?, 1).map_err(impossible)?;
            Ok((start, start.last_of_month(), Precision::Month))
        }
        _ => {
            let day = Date::new(year, number(1)?, number(2)?).map_err(impossible)?;
            Ok((day, day, Precision::Day))
        }
    }
}

/// The form of the data files.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let format = match self.precision {
            Precision::Day => "%Y-%m-%d",
            Precision::Month => "%Y-%m",
            Precision::Year => "%Y",
        };
        let (start, end) = (self.start.strftime(format).to_string(), self.end.strftime(format).to_string());
        if start == end { f.write_str(&start) } else { write!(f, "{start}/{end}") }
    }
}

#[cfg(test)]
mod tests {
    use super::When;

    #[test]
    fn reads_each_form_and_writes_it_back() {
        for text in ["2024-07-03", "2024-11-11/2024-11-23", "2024-03", "2024-01/2024-06", "2024", "2025/2027"] {
            assert_eq!(When::parse(text).expect(text).to_string(), text);
        }
    }

    #[test]
    fn refuses_what_no_calendar_has() {
        for text in ["2023-02-29", "2024-13", "2024-7-3", "03.07.2024", "", "2024-07-03/2024-07-01", "2024/2025-01"] {
            assert!(When::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn counts_both_ends() {
        assert_eq!(When::parse("2024-11-11/2024-11-23").expect("days").days(), 13);
    }
}
