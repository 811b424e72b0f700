//! Offsets from UTC without a zone: `utc+4`, `+5:30`, `GMT -3`.

use jiff::Timestamp;
use jiff::tz::{Offset as ZoneOffset, TimeZone};

use super::phrases::Phrases;
use super::wrong::Wrong;
use crate::subscriptions::zones::zone;

/// An offset in a text.
pub struct Found {
    /// As it was typed.
    text: String,
    /// How many minutes clocks there are ahead of UTC; none if it is no offset that there is.
    minutes: Option<i32>,
    /// What stands around it.
    rest: String,
}

/// What an offset is counted from.
const BASES: [&str; 3] = ["utc", "gmt", "ut"];

/// The first offset of a text.
pub fn find(text: &str) -> Option<Found> {
    text.char_indices().filter(|(_, c)| matches!(c, '+' | '-' | '−' | '–' | '＋')).find_map(|(at, sign)| {
        let digits_at = at + sign.len_utf8() + blanks(&text[at + sign.len_utf8()..]);
        let after = &text[digits_at..];
        let length = after.find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(after.len());
        let before = text[..at].trim_end();
        let begins_word = before.len() < at || before.is_empty();
        let word = before.len() - before.chars().rev().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
        let base = &before[word..];
        let counted = BASES.contains(&base.to_lowercase().as_str());
        // A minus between other things is a hyphen: `20-15`, `every day - 9:00`.
        let is_offset =
            length > 0 && (counted || matches!(sign, '+' | '＋') || (begins_word && digits_at == at + sign.len_utf8()));
        is_offset.then(|| {
            let begins = if counted || !begins_word { word } else { at };
            let ends = digits_at + length;
            // From another place than UTC it cannot be looked up.
            let known = counted || begins_word || base.is_empty();
            let minutes = minutes(&after[..length]).filter(|_| known);
            let sign = if matches!(sign, '+' | '＋') { 1 } else { -1 };
            Found {
                text: text[begins..ends].to_owned(),
                minutes: minutes.map(|minutes| sign * minutes),
                rest: format!("{} {}", &text[..begins], &text[ends..]),
            }
        })
    })
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// `4`, `04`, `5:30`, `0530` in minutes, up to 14 hours.
fn minutes(text: &str) -> Option<i32> {
    let (hours, minutes) = match (text.split_once(':'), text.len()) {
        (Some(parts), _) => parts,
        (None, 3..=4) => text.split_at(text.len() - 2),
        (None, _) => (text, "0"),
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    Some(hours * 60 + minutes).filter(|all| minutes < 60 && *all <= 14 * 60)
}

impl Found {
    /// The zone of the offset and what stands around it, if it is none at all; else a choice.
    pub fn zone(self, now: Timestamp, phrases: &Phrases) -> Result<(String, String), Wrong> {
        let Some(minutes) = self.minutes else { return Err(Wrong::Offset { text: self.text, zones: Vec::new() }) };
        if minutes == 0 {
            return Ok((TimeZone::UTC.iana_name().unwrap_or("UTC").to_owned(), self.rest));
        }
        let shows = |name: &String| {
            zone(name).is_ok_and(|zone| ZoneOffset::from_seconds(minutes * 60).is_ok_and(|offset| zone.to_offset(now) == offset))
        };
        let mut zones: Vec<String> = phrases.offered.iter().filter(|name| shows(name)).cloned().collect();
        // Those named after offsets have the sign that is added to their clocks to come to UTC.
        zones.extend(Some(format!("Etc/GMT{:+}", -minutes / 60)).filter(|name| minutes % 60 == 0 && zone(name).is_ok()));
        Err(Wrong::Offset { text: self.text, zones })
    }
}
