//! What clocks on a wall show, minute by minute: the plan of posts found by walking, without any arithmetic of zones.

use std::collections::BTreeMap;
use std::ops::Bound;

use bot_core::subscriptions::Hour;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Unit};

/// Minutes of a stretch of time, each with the day and the minute of the day that clocks show.
pub struct Walk {
    begins: Timestamp,
    shown: Vec<(Date, u16)>,
    /// The first and last of the minutes at which clocks show a day.
    days: BTreeMap<Date, (usize, usize)>,
}

impl Walk {
    /// Asks the zone for what clocks show at each minute from the first to the last moment.
    pub fn new(zone: &TimeZone, begins: Timestamp, ends: Timestamp) -> Self {
        let begins = begins.round(Unit::Minute).expect("a moment");
        let minutes = (ends.as_second() - begins.as_second()) / 60;
        let mut days = BTreeMap::new();
        let shown: Vec<(Date, u16)> = (0..minutes)
            .map(|minute| {
                let local = zone.to_datetime(later(begins, minute));
                (local.date(), minute_of(local.hour(), local.minute()))
            })
            .collect();
        let mut minute = 0;
        for stretch in shown.chunk_by(|(day, _), (next, _)| day == next) {
            days.entry(stretch[0].0).or_insert((minute, minute)).1 = minute + stretch.len() - 1;
            minute += stretch.len();
        }
        Self { begins, shown, days }
    }

    /// The moment of a minute.
    pub fn moment(&self, minute: usize) -> Timestamp {
        later(self.begins, i64::try_from(minute).expect("a minute of the walk"))
    }

    /// The minute of a moment.
    pub fn minute(&self, moment: Timestamp) -> usize {
        usize::try_from((moment.as_second() - self.begins.as_second()) / 60).expect("a moment of the walk")
    }

    /// How many minutes there are.
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// The day that clocks show at a minute.
    pub fn day(&self, minute: usize) -> Date {
        self.shown[minute].0
    }

    /// Whether clocks jump between a minute and the one before.
    pub fn jumps_at(&self, minute: usize) -> bool {
        minute > 0 && (self.shown[minute - 1].1 + 1) % 1440 != self.shown[minute].1
    }

    /// The days that are seen from beginning to end.
    pub fn whole_days(&self) -> impl Iterator<Item = Date> {
        self.days.keys().copied().skip(1).take(self.days.len() - 2)
    }

    /// When the post of a day is to go out: at the first minute at which clocks show the hour or later on this day. If
    /// they leap out of the day before it, as much earlier as they leap. None if no clock ever shows the day.
    pub fn planned(&self, day: Date, hour: Hour) -> Option<usize> {
        let (first, last) = *self.days.get(&day)?;
        let wanted = minute_of(hour.hour(), hour.minute());
        let shows = |wanted: u16| (first..=last).find(|at| self.shown[*at].0 == day && self.shown[*at].1 >= wanted);
        shows(wanted).or_else(|| {
            let leap = 1440 + self.shown[last + 1].1 - self.shown[last].1 - 1;
            shows(wanted - leap)
        })
    }

    /// The first minute after a given one at which clocks show a later day than they do then, and go on to.
    pub fn day_ends(&self, minute: usize) -> usize {
        let begins = self.days.range((Bound::Excluded(self.day(minute)), Bound::Unbounded)).map(|(_, (first, _))| *first).next();
        let begins = begins.expect("the walk goes on for another day");
        // The next day began already, and clocks were set back out of it.
        if begins < minute { self.days[&self.day(minute)].1 + 1 } else { begins }
    }
}

/// The minute of a day.
fn minute_of(hour: i8, minute: i8) -> u16 {
    u16::try_from(i16::from(hour) * 60 + i16::from(minute)).expect("a time of day")
}

fn later(moment: Timestamp, minutes: i64) -> Timestamp {
    Timestamp::from_second(moment.as_second() + minutes * 60).expect("a moment")
}
