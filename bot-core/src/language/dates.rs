//! Days, months, seasons and years in a person's words.
//!
//! Crates that read dates expect a text that is a date; here it has to be found among other words, may be a range
//! of days, half a month or a quarter, and is completed with the year of the review instead of the present one.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar_words::CalendarWords;
use super::words::Word;
use crate::when::{Precision, When};

/// A time that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// Which days are meant.
    pub when: When,
    /// Whether the year was said; else it is the default.
    pub year_given: bool,
    /// The words that say it.
    pub words: Range<usize>,
}

impl DateMention {
    /// Whether it is of another year than this one: said so, or counted from today.
    pub fn names_year(&self, other_than: i16) -> bool {
        self.when.start.year() != other_than && self.when.end.year() != other_than
    }
}

/// All times that a text names, in its order. `year` completes dates without one, `today` gives "tomorrow" its meaning.
pub fn find(words: &[Word], names: &CalendarWords, year: i16, today: Date) -> Vec<DateMention> {
    let reader = Reader { words, names, year, today };
    let mut mentions: Vec<DateMention> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if let Some(mention) = reader.mention(at) {
            at = mention.words.end;
            mentions.push(mention);
        } else {
            at += 1;
        }
    }
    mentions
}

struct Reader<'a> {
    words: &'a [Word],
    names: &'a CalendarWords,
    year: i16,
    today: Date,
}

/// A time without its year: first and last month and day.
type Part = ((i8, i8), (i8, i8), Precision, usize);

impl Reader<'_> {
    fn text(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |w| w.text.as_str())
    }

    fn mention(&self, at: usize) -> Option<DateMention> {
        self.relative(at).or_else(|| self.numeric(at)).or_else(|| self.named(at)).or_else(|| self.lone_year(at))
    }

    fn day_mention(when: When, words: Range<usize>, year_given: bool) -> DateMention {
        DateMention { when, year_given, words }
    }

    fn relative(&self, at: usize) -> Option<DateMention> {
        let days = self.names.relative_day(self.text(at))?;
        let date = self.today.checked_add(days.days()).ok()?;
        Some(Self::day_mention(When::day(date), at..at + 1, false))
    }

    /// `2024-07-03`, `03.07.2024`, `03/07/2024`, `03.07`, and `07-03` (month first, as the console writes it).
    fn numeric(&self, at: usize) -> Option<DateMention> {
        let number = |i: usize| self.words.get(i).and_then(Word::whole_number);
        let small = |i: usize| number(i).and_then(|n| i8::try_from(n).ok());
        let joined = |i: usize| self.words.get(i).and_then(|w| w.joined);
        let first = self.text(at);
        if let (Some(year), Some('-' | '/' | '.'), Some('-' | '/' | '.')) = (self.year_at(at), joined(at + 1), joined(at + 2)) {
            let date = Date::new(year, small(at + 1)?, small(at + 2)?).ok()?;
            return Some(Self::day_mention(When::day(date), at..at + 3, true));
        }
        if let Some((day, month)) = first.split_once('.').filter(|(d, m)| d.len() <= 2 && m.len() == 2) {
            let year = self.year_at(at + 1).filter(|_| joined(at + 1) == Some('.'));
            let date = Date::new(year.unwrap_or(self.year), month.parse().ok()?, day.parse().ok()?).ok()?;
            let end = at + 1 + usize::from(year.is_some());
            return Some(Self::day_mention(When::day(date), at..end, year.is_some()));
        }
        let separator = joined(at + 1).filter(|s| matches!(s, '-' | '/'))?;
        let year = self.year_at(at + 2).filter(|_| joined(at + 2) == Some(separator));
        let pair = first.len() == 2 && self.text(at + 1).len() == 2;
        if !pair && year.is_none() || self.month(at + 2).is_some() {
            return None;
        }
        let (a, b) = (small(at)?, small(at + 1)?);
        // With a slash or a year people write the day first; where that is no date, the other way round.
        let day_first = separator == '/' || year.is_some();
        let (month, day) = if day_first { (b, a) } else { (a, b) };
        let shown = year.unwrap_or(self.year);
        let date = Date::new(shown, month, day).or_else(|_| Date::new(shown, day, month)).ok()?;
        Some(Self::day_mention(When::day(date), at..at + 2 + usize::from(year.is_some()), year.is_some()))
    }

    /// Times that name a month, a season, a quarter or a half year, alone or as a range, with or without a year.
    fn named(&self, at: usize) -> Option<DateMention> {
        let (start, mut end, precision, mut next) = self.part(at)?;
        // "3 July and 9 August" are two days; only "between" makes a range of them.
        let between = at.checked_sub(1).is_some_and(|before| self.text(before) == "between");
        let to = self.names.is_to(self.text(next)) && (self.text(next) != "and" || between);
        if to || matches!(self.words.get(next).and_then(|w| w.joined), Some('-' | '–' | '—')) {
            let from = next + usize::from(self.names.is_to(self.text(next)));
            if let Some((_, other_end, other, after)) = self.part(from).filter(|p| p.0 >= start && p.2 == precision) {
                debug_assert_eq!(other, precision);
                (end, next) = (other_end, after);
            }
        }
        next += usize::from(self.text(next) == "of" && self.year_at(next + 1).is_some());
        let year = self.year_at(next);
        let shown = year.unwrap_or(self.year);
        let first = Date::new(shown, start.0, start.1).ok()?;
        let last = Date::new(shown, end.0, 1).ok()?.last_of_month();
        let last = Date::new(shown, end.0, end.1.min(last.day())).ok()?;
        let when = When { start: first, end: last, precision };
        (first <= last).then(|| Self::day_mention(when, at..next + usize::from(year.is_some()), year.is_some()))
    }

    fn part(&self, at: usize) -> Option<Part> {
        self.day_month(at).or_else(|| self.month_day(at)).or_else(|| self.part_of_month(at)).or_else(|| self.part_of_year(at))
    }

    /// `3 July`, `3rd of July`, `2-3 July`, `2 and 3 July`.
    fn day_month(&self, at: usize) -> Option<Part> {
        let first = self.day(at)?;
        let mut next = at + 1;
        let mut last = first;
        let ranged = self.names.is_to(self.text(next)) || self.words.get(next).is_some_and(|w| w.joined.is_some());
        if ranged {
            let from = next + usize::from(self.names.is_to(self.text(next)));
            let from = from + usize::from(self.text(from) == "the");
            if let Some(day) = self.day(from).filter(|d| *d > first) {
                (last, next) = (day, from + 1);
            }
        }
        next += usize::from(self.text(next) == "of");
        let month = self.month(next).filter(|_| !self.is_apart(next))?;
        Some(((month, first), (month, last), Precision::Day, next + 1))
    }

    /// `July 3`, `July 2-3`, `July 2 and 3`.
    fn month_day(&self, at: usize) -> Option<Part> {
        let month = self.month(at)?;
        let from = at + 1 + usize::from(self.text(at + 1) == "the");
        let first = self.day(from).filter(|_| !self.is_apart(from))?;
        let mut next = from + 1;
        let mut last = first;
        let ranged = self.names.is_to(self.text(next)) || self.words.get(next).is_some_and(|w| w.joined.is_some());
        let from = next + usize::from(self.names.is_to(self.text(next)));
        if let Some(day) = self.day(from).filter(|d| ranged && *d > first && self.month(from + 1).is_none()) {
            (last, next) = (day, from + 1);
        }
        Some(((month, first), (month, last), Precision::Day, next))
    }

    /// `July`, `early July`, `the first half of July`.
    fn part_of_month(&self, at: usize) -> Option<Part> {
        let skip = |i: usize| i + usize::from(self.text(i) == "of");
        let skip_the = |i: usize| i + usize::from(self.text(i) == "the");
        let half = |word: &str| match word {
            "first" | "1st" => Some((1, 15)),
            "second" | "2nd" => Some((16, 31)),
            _ => None,
        };
        if let Some(days) = half(self.text(at)).filter(|_| self.text(at + 1) == "half") {
            let from = skip_the(skip(at + 2));
            let month = self.month(from)?;
            return Some(((month, days.0), (month, days.1), Precision::Month, from + 1));
        }
        if let Some(days) = self.names.third_of_month(self.text(at)) {
            let from = skip(at + 1);
            let month = self.month(from)?;
            return Some(((month, days.0), (month, days.1), Precision::Month, from + 1));
        }
        let month = self.month(at).filter(|_| self.is_surely_month(at))?;
        Some(((month, 1), (month, 31), Precision::Month, at + 1))
    }

    /// `autumn`, `Q3`, `the third quarter`, `the first half of the year`.
    fn part_of_year(&self, at: usize) -> Option<Part> {
        let months = |first: i8, last: i8, next: usize| ((first, 1), (last, 31), Precision::Month, next);
        let quarter = |n: i8, next: usize| (1..=4).contains(&n).then(|| months(n * 3 - 2, n * 3, next));
        let ordinal = |word: &str| match word {
            "first" | "1st" => Some(1),
            "second" | "2nd" => Some(2),
            "third" | "3rd" => Some(3),
            "fourth" | "4th" | "last" => Some(4),
            _ => None,
        };
        let (word, after) = (self.text(at), self.text(at + 1));
        if let Some((first, last)) = self.names.season(word).filter(|_| self.is_surely_month(at)) {
            return Some(months(first, last, at + 1));
        }
        if word == "q" {
            return quarter(after.parse().ok()?, at + 2);
        }
        match (ordinal(word)?, after) {
            (n, "quarter") => quarter(n, at + 2),
            (n @ 1..=2, "half") => {
                let of = at + 2 + usize::from(self.text(at + 2) == "of");
                let the = of + usize::from(self.text(of) == "the");
                let year = self.text(the) == "year";
                (year || self.year_at(the).is_some()).then(|| months(n * 6 - 5, n * 6, the + usize::from(year)))
            }
            _ => None,
        }
    }

    fn lone_year(&self, at: usize) -> Option<DateMention> {
        let year = self.year_at(at)?;
        let when = When::parse(&year.to_string()).ok()?;
        Some(Self::day_mention(when, at..at + 1, true))
    }

    /// Whether a sentence ended before a word.
    fn is_apart(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|w| w.opens_sentence)
    }

    fn month(&self, at: usize) -> Option<i8> {
        self.names.month(self.text(at))
    }

    /// Whether a word that may be a month is one here.
    fn is_surely_month(&self, at: usize) -> bool {
        let word = self.text(at);
        let before = at.checked_sub(1).map_or("", |i| self.text(i));
        !self.names.is_ambiguous(word)
            || self.names.makes_month(before)
            || (at > 0 && self.words[at].capital && !self.words[at].opens_sentence)
            || self.year_at(at + 1).is_some()
            || self.words.len() == 1
            || (self.words.len() <= 3 && at == 0)
    }

    fn day(&self, at: usize) -> Option<i8> {
        let text = self.text(at);
        let digits = text.trim_end_matches(|c: char| c.is_alphabetic());
        let ordinal = matches!(&text[digits.len()..], "" | "st" | "nd" | "rd" | "th");
        let in_digits = digits.parse().ok().filter(|d| ordinal && (1..=31).contains(d));
        in_digits.or_else(|| self.names.ordinal(text))
    }

    fn year_at(&self, at: usize) -> Option<i16> {
        self.words.get(at)?.whole_number().filter(|y| (1900..=2100).contains(y)).map(|y| y as i16)
    }
}
