//! Hours as people write them: `8:30`, `20.15`, `8am`, `0830`, `8h30`, `eight thirty`, `noon`.

use super::phrases::Half;
use super::wrong::Wrong;
use super::{Hour, once};
use crate::language::Word;

/// What was found of an hour so far.
#[derive(Default)]
pub struct Clock {
    /// In digits or number words: hour, minute, and how it was written.
    written: Option<(i8, i8, String)>,
    named: Option<Hour>,
    half: Option<Half>,
}

impl Clock {
    /// Reads an hour that some words begin with, and tells how many it takes; none if there is no number.
    pub fn read(&mut self, words: &[Word]) -> Result<Option<usize>, Wrong> {
        let Some((first, ending)) = number(&words[0]) else { return Ok(None) };
        let mut length = 1;
        let mut minute = None;
        let mut text = words[0].text.clone();
        let mut next = |length: &mut usize| {
            let word = words.get(*length)?;
            text.push_str(&word.joined.map_or(" ".to_owned(), String::from));
            text.push_str(&word.text);
            *length += 1;
            Some(word)
        };
        let digits = first.len();
        let (mut hours, mut minutes) = match first.split_once('.') {
            Some((hours, minutes)) => (hours.to_owned(), Some(minutes.to_owned())),
            // `0830`, `830`.
            None if (3..=4).contains(&digits) => (first[..digits - 2].to_owned(), Some(first[digits - 2..].to_owned())),
            None => (first, None),
        };
        if minutes.is_none() && ending.is_empty() {
            // `8h30`: the letter stands between.
            let letter = words.get(1).is_some_and(|word| word.text == "h" && words.get(2).is_some_and(is_minutes));
            if letter {
                length += 1;
            }
            let joined =
                words.get(length).is_some_and(|word| matches!(word.joined, Some(':' | '.' | '-' | '：')) && word.is_number());
            if joined || words.get(length).is_some_and(is_minutes) {
                minutes = next(&mut length).and_then(number).map(|(minutes, _)| minutes);
            }
            let seconds = words.get(length).is_some_and(|word| joined && word.joined == Some(':'));
            if seconds && next(&mut length).is_some_and(|word| word.text != "00") {
                minutes = Some(String::new());
            }
        }
        if let Some(minutes) = &minutes {
            minute = (minutes.len() == 2).then(|| minutes.parse().ok()).flatten();
        }
        if hours == "24" && minute.unwrap_or(0) == 0 {
            "0".clone_into(&mut hours);
        }
        let read = hours.parse().ok().zip(if minutes.is_some() { minute } else { Some(0) });
        let Some((hour, minute)) = read.filter(|(hour, minute)| Hour::new(*hour, *minute).is_some()) else {
            return Err(Wrong::NoHour { text });
        };
        if self.written.as_ref().is_some_and(|earlier| (earlier.0, earlier.1) != (hour, minute)) {
            return Err(Wrong::Twice { what: WHAT });
        }
        self.written = Some((hour, minute, text));
        Ok(Some(length))
    }

    /// Noon or midnight.
    pub fn named(&mut self, hour: Hour) -> Result<(), Wrong> {
        once(&mut self.named, hour, WHAT)
    }

    /// `am` or `pm`, wherever it stands.
    pub fn half(&mut self, half: Half, text: &str) -> Result<(), Wrong> {
        if self.half.is_some_and(|earlier| earlier != half) {
            return Err(Wrong::NoHour { text: text.to_owned() });
        }
        self.half = Some(half);
        Ok(())
    }

    /// The hour, if there was one.
    pub fn finish(self) -> Result<Option<Hour>, Wrong> {
        let Some((hour, minute, text)) = self.written else {
            return match (self.named, self.half) {
                (named, None) => Ok(named),
                (Some(_), Some(_)) => Err(Wrong::Twice { what: WHAT }),
                (None, Some(_)) => Err(Wrong::HalfAlone),
            };
        };
        if let Some(named) = self.named {
            // "12 noon" says it twice, and the same.
            return if (hour, minute) == (12, 0) || Hour::new(hour, minute) == Some(named) {
                Ok(Some(named))
            } else {
                Err(Wrong::Twice { what: WHAT })
            };
        }
        let hour = match (self.half, hour) {
            (Some(Half::BeforeNoon), 12) => Some(0),
            (Some(Half::AfterNoon), 1..12) => Some(hour + 12),
            (Some(Half::AfterNoon), 0) | (Some(Half::BeforeNoon), 13..) => None,
            _ => Some(hour),
        };
        let read = hour.and_then(|hour| Hour::new(hour, minute));
        read.map(Some).ok_or(Wrong::NoHour { text })
    }
}

const WHAT: &str = "the hour";

/// Two digits that may be minutes behind an hour.
fn is_minutes(word: &Word) -> bool {
    number(word).is_some_and(|(digits, _)| digits.len() == 2) && word.joined.is_none()
}

/// The digits that a word begins with and the letters behind, or the digits of a number in words. `8de` is Turkish.
fn number(word: &Word) -> Option<(String, String)> {
    if word.is_number() {
        let end = word.text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(word.text.len());
        return Some((word.text[..end].to_owned(), word.text[end..].to_owned()));
    }
    let digits = text2num::text2digits(&word.text, &text2num::Language::english()).ok()?;
    digits.chars().all(|c| c.is_ascii_digit()).then_some((digits, String::new()))
}
