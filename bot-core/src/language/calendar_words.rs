//! The words of the calendar, from `data/language/calendar.toml`.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

/// Names of months and seasons, and the words around them.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarWords {
    ambiguous: FxHashSet<String>,
    before_ambiguous: FxHashSet<String>,
    to: FxHashSet<String>,
    early: FxHashSet<String>,
    middle: FxHashSet<String>,
    late: FxHashSet<String>,
    today: FxHashSet<String>,
    tomorrow: FxHashSet<String>,
    yesterday: FxHashSet<String>,
    ordinals: FxHashMap<String, i8>,
    months: FxHashMap<String, i8>,
    seasons: FxHashMap<String, (i8, i8)>,
}

impl CalendarWords {
    /// The number of a month, from 1.
    pub fn month(&self, word: &str) -> Option<i8> {
        self.months.get(word).copied()
    }

    /// The day that an ordinal in words names: `third` is 3.
    pub fn ordinal(&self, word: &str) -> Option<i8> {
        self.ordinals.get(word).copied()
    }

    /// The first and last month of a season.
    pub fn season(&self, word: &str) -> Option<(i8, i8)> {
        self.seasons.get(word).copied()
    }

    /// How many days from today: 0, 1 or -1.
    pub fn relative_day(&self, word: &str) -> Option<i32> {
        let days = [(&self.today, 0), (&self.tomorrow, 1), (&self.yesterday, -1)];
        days.iter().find(|(words, _)| words.contains(word)).map(|(_, days)| *days)
    }

    /// The first and last day of the part of a month that a word names: `early` is 1 to 10.
    pub fn third_of_month(&self, word: &str) -> Option<(i8, i8)> {
        let parts = [(&self.early, (1, 10)), (&self.middle, (11, 20)), (&self.late, (21, 31))];
        parts.iter().find(|(words, _)| words.contains(word)).map(|(_, days)| *days)
    }

    /// Whether a month's name is an ordinary word as well.
    pub fn is_ambiguous(&self, word: &str) -> bool {
        self.ambiguous.contains(word)
    }

    /// Whether an ambiguous name is a month after this word.
    pub fn makes_month(&self, before: &str) -> bool {
        self.before_ambiguous.contains(before)
    }

    /// Whether a word stands between the ends of a range.
    pub fn is_to(&self, word: &str) -> bool {
        self.to.contains(word)
    }

    /// All names of months, for the spelling.
    pub fn month_names(&self) -> impl Iterator<Item = &str> {
        self.months.keys().map(String::as_str)
    }
}
