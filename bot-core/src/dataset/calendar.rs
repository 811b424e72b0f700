//! What the review dates to a day, found by day of the year.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Fact, FactId};
use crate::when::{Precision, When};

/// A day of some year: what "on this day" is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day {
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31, as the month allows in a leap year.
    pub day: i8,
}

/// A dated fact, seen from one of its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// What happened.
    pub fact: FactId,
    /// All its days.
    pub when: When,
    /// Which of its days this is, from 1.
    pub day: i32,
    /// How many days it lasted.
    pub of: i32,
}

/// All facts that the review dates to a day or to a range of days.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Calendar {
    dated: Vec<(When, FactId)>,
}

impl Day {
    /// Any date's day of the year.
    pub fn of(date: Date) -> Self {
        Self { month: date.month(), day: date.day() }
    }

    /// A day that some year has; 29 February is one.
    pub fn new(month: i8, day: i8) -> Option<Self> {
        // 2024 is a leap year, as good as any other.
        Date::new(2024, month, day).ok().map(Self::of)
    }

    /// The days of the review to show on a date: on 28 February of a year without a 29th, both.
    pub fn shown_on(date: Date) -> Vec<Self> {
        let leap_day = (date.month(), date.day()) == (2, 28) && !date.in_leap_year();
        let extra = leap_day.then_some(Self { month: 2, day: 29 });
        std::iter::once(Self::of(date)).chain(extra).collect()
    }
}

impl Calendar {
    /// Takes the dated facts out of all facts.
    pub fn new(facts: &[Fact]) -> Self {
        let dated = |(i, fact): (usize, &Fact)| {
            let when = fact.when.filter(|w| w.precision == Precision::Day)?;
            Some((when, FactId(i as u32)))
        };
        let mut dated: Vec<_> = facts.iter().enumerate().filter_map(dated).collect();
        // Short before long: what happened on the very day is told first.
        dated.sort_by_key(|(when, fact)| (when.start, when.days(), *fact));
        Self { dated }
    }

    /// What happened on a day, in whatever year, single days before ranges.
    pub fn on(&self, day: Day) -> Vec<Event> {
        let mut events: Vec<Event> = self.dated.iter().filter_map(|(when, fact)| event(*when, *fact, day)).collect();
        events.sort_by_key(|e| (e.of, e.when.start, e.fact));
        events
    }

    /// What happened wholly or partly within a time, in order.
    pub fn within(&self, time: &When) -> Vec<FactId> {
        self.dated.iter().filter(|(when, _)| when.overlaps(time)).map(|(_, fact)| *fact).collect()
    }

    /// All dated facts with their days, in order.
    pub fn all(&self) -> &[(When, FactId)] {
        &self.dated
    }
}

fn event(when: When, fact: FactId, day: Day) -> Option<Event> {
    let in_year = |year| Date::new(year, day.month, day.day).ok().filter(|d| (when.start..=when.end).contains(d));
    let date = in_year(when.start.year()).or_else(|| in_year(when.end.year()))?;
    Some(Event { fact, when, day: When { end: date, ..when }.days(), of: when.days() })
}
