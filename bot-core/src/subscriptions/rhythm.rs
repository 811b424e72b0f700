//! How often posts come, and what happens on a day of which there is nothing to tell.

use jiff::civil::{Date, Weekday};

/// How often posts come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rhythm {
    /// Each day.
    Daily,
    /// Once a week, on this day.
    Weekly(Weekday),
}

/// By these words a database knows the days.
const DAYS: [(Weekday, &str); 7] = [
    (Weekday::Monday, "weekly-monday"),
    (Weekday::Tuesday, "weekly-tuesday"),
    (Weekday::Wednesday, "weekly-wednesday"),
    (Weekday::Thursday, "weekly-thursday"),
    (Weekday::Friday, "weekly-friday"),
    (Weekday::Saturday, "weekly-saturday"),
    (Weekday::Sunday, "weekly-sunday"),
];

impl Rhythm {
    /// All that there are: daily, then weekly from Monday on.
    pub fn all() -> impl Iterator<Item = Self> {
        std::iter::once(Self::Daily).chain(DAYS.into_iter().map(|(day, _)| Self::Weekly(day)))
    }

    /// The word by which a database keeps it.
    pub fn token(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Weekly(wanted) => DAYS.into_iter().find(|(day, _)| *day == wanted).map_or("daily", |(_, token)| token),
        }
    }

    /// Reads the word.
    pub fn from_token(token: &str) -> Option<Self> {
        Self::all().find(|rhythm| rhythm.token() == token)
    }

    /// Whether a post belongs to this day.
    pub fn has(self, day: Date) -> bool {
        match self {
            Self::Daily => true,
            Self::Weekly(weekday) => day.weekday() == weekday,
        }
    }
}

/// What is posted when there is nothing to tell of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Quiet {
    /// Nothing.
    #[default]
    Silent,
    /// A fact of the review.
    Fact,
}

impl Quiet {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Silent, Self::Fact];

    /// The word by which a database keeps it.
    pub const fn token(self) -> &'static str {
        match self {
            Self::Silent => "silent",
            Self::Fact => "fact",
        }
    }

    /// Reads the word.
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|quiet| quiet.token() == token)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Quiet, Rhythm};

    #[test]
    fn the_words_stay_and_come_back() {
        let words: Vec<&str> = Rhythm::all().map(Rhythm::token).collect();
        let days =
            ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].map(|day| format!("weekly-{day}"));
        assert_eq!(words[0], "daily");
        assert_eq!(words[1..], days);
        for rhythm in Rhythm::all() {
            assert_eq!(Rhythm::from_token(rhythm.token()), Some(rhythm));
        }
        assert_eq!(Quiet::ALL.map(Quiet::token), ["silent", "fact"]);
        assert_eq!(Quiet::ALL.map(|quiet| Quiet::from_token(quiet.token())), Quiet::ALL.map(Some));
        assert_eq!((Rhythm::from_token("weekly"), Rhythm::from_token("Daily"), Quiet::from_token("")), (None, None, None));
    }

    #[test]
    fn each_week_has_one_day_of_each_weekday() {
        let week = || (0..7).map(|days| date(2024, 2, 26) + jiff::Span::new().days(days));
        for rhythm in Rhythm::all() {
            let days: Vec<_> = week().filter(|day| rhythm.has(*day)).collect();
            assert_eq!(days.len(), if rhythm == Rhythm::Daily { 7 } else { 1 }, "{}", rhythm.token());
        }
        assert!(Rhythm::from_token("weekly-thursday").is_some_and(|rhythm| rhythm.has(date(2024, 2, 29))));
    }
}
