//! Names of places to zones: those of the time zone database, those that people use, several beside each other, misspelled ones.

use strsim::osa_distance;

use super::Found;
use super::phrases::{Meaning, Phrases, Places, todays_name};
use super::wrong::Wrong;
use crate::language::fold;
use crate::subscriptions::zones::zone;

/// The shortest phrase in which a letter may be wrong, and from which on two may be.
const ONE_MISTAKE_FROM: usize = 5;
const TWO_MISTAKES_FROM: usize = 9;
/// No name is longer; comparing takes time.
const LONGEST_NAME: usize = 40;

/// Takes names such as `Asia/Baku` or `Etc/GMT-4` out of a text, whose marks would be lost among words; returns the rest.
pub fn take_names(text: &str, found: &mut Found) -> Result<String, Wrong> {
    let mut rest = Vec::new();
    for token in text.split_whitespace() {
        let name = token.trim_matches(|c: char| !c.is_alphanumeric());
        match Some(name).filter(|name| name.contains('/')).and_then(todays_name) {
            Some(zone) => found.zone(zone)?,
            None => rest.push(token),
        }
    }
    Ok(rest.join(" "))
}

/// What words that stand together mean: the name of a place, several that narrow each other down, or something misspelled.
pub fn resolve(words: &[&str], phrases: &Phrases) -> Result<Meaning, Wrong> {
    let whole = words.join(" ");
    if let Some(meaning) = phrases.get(&whole) {
        return Ok(meaning.clone());
    }
    if let Some(places) = parts(words, phrases) {
        let mut places = places.into_iter();
        let Some(first) = places.next() else { return Err(Wrong::Unknown { text: whole }) };
        let narrowed = places.try_fold(first, narrow);
        return narrowed.map(Meaning::Zones).ok_or(Wrong::Twice { what: "the time zone" });
    }
    nearest(&whole, phrases)
}

/// The places that words name one after the other, if they are nothing else.
fn parts(words: &[&str], phrases: &Phrases) -> Option<Vec<Places>> {
    let mut places = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let (place, length) =
            (1..=words.len() - at).rev().find_map(|length| match phrases.get(&words[at..at + length].join(" ")) {
                Some(Meaning::Zones(places)) => Some((places.clone(), length)),
                _ => None,
            })?;
        places.push(place);
        at += length;
    }
    Some(places)
}

/// What two names mean together: `Portland` and `USA`, `Baku` and `Azerbaijan`. None if they do not belong together.
fn narrow(one: Places, other: Places) -> Option<Places> {
    let both: Vec<String> = one.zones.iter().filter(|zone| other.zones.contains(zone)).cloned().collect();
    if !both.is_empty() {
        return Some(Places { zones: both, country: one.country && other.country });
    }
    // A list of a country's zones does not hold each of them.
    let (city, country) = if one.country { (other, one) } else { (one, other) };
    let lies_in =
        |name: &String| country.zones.iter().any(|zone| country_of(zone).is_some_and(|it| Some(it) == country_of(name)));
    let within: Vec<String> = city.zones.into_iter().filter(lies_in).collect();
    (country.country && !within.is_empty()).then_some(Places { zones: within, country: false })
}

/// The code of the country that a zone is named after a place of.
fn country_of(name: &str) -> Option<String> {
    Some(zone(name).ok()?.location()?.country().to_owned())
}

/// The phrase with the fewest wrong letters, if one is near enough. If several of different meaning are as near, zones are
/// offered.
fn nearest(typed: &str, phrases: &Phrases) -> Result<Meaning, Wrong> {
    let unknown = || Wrong::Unknown { text: typed.to_owned() };
    let length = typed.chars().count();
    let most = match length {
        ..ONE_MISTAKE_FROM => return Err(unknown()),
        ONE_MISTAKE_FROM..TWO_MISTAKES_FROM => 1,
        TWO_MISTAKES_FROM..=LONGEST_NAME => 2,
        _ => return Err(unknown()),
    };
    let near = phrases.iter().filter(|(text, meaning)| {
        // People rarely miss the first letter.
        **meaning != Meaning::Around
            && text.chars().next() == typed.chars().next()
            && text.chars().count().abs_diff(length) <= most
    });
    let scored: Vec<(usize, &str, &Meaning)> = near
        .map(|(text, meaning)| (osa_distance(text, typed), text, meaning))
        .filter(|(distance, ..)| *distance <= most)
        .collect();
    let least = scored.iter().map(|(distance, ..)| *distance).min().ok_or_else(unknown)?;
    let mut nearest: Vec<_> = scored.into_iter().filter(|(distance, ..)| *distance == least).collect();
    // A city that has a zone of its own is likelier than others that are as near.
    if nearest.iter().any(|(_, text, meaning)| names_its_zone(text, meaning)) {
        nearest.retain(|(_, text, meaning)| names_its_zone(text, meaning));
    }
    let mut best: Vec<&Meaning> = Vec::new();
    for (.., meaning) in nearest {
        if !best.iter().any(|other| same(other, meaning)) {
            best.push(meaning);
        }
    }
    if let [only] = best[..] {
        return Ok(only.clone());
    }
    let zones = best.iter().flat_map(|meaning| if let Meaning::Zones(places) = meaning { &places.zones[..] } else { &[] });
    let zones: std::collections::BTreeSet<String> = zones.cloned().collect();
    if zones.is_empty() {
        Err(unknown())
    } else {
        Err(Wrong::Which { text: typed.to_owned(), zones: zones.into_iter().collect() })
    }
}

/// Whether a name is the last part of its zone's.
fn names_its_zone(text: &str, meaning: &Meaning) -> bool {
    let Meaning::Zones(places) = meaning else { return false };
    matches!(&places.zones[..], [zone] if zone.rsplit('/').next().is_some_and(|part| fold(part) == text))
}

fn same(one: &Meaning, other: &Meaning) -> bool {
    match (one, other) {
        (Meaning::Zones(one), Meaning::Zones(other)) => one.zones == other.zones,
        _ => one == other,
    }
}

/// Names that begin so, each zone once, the shortest names first; without a beginning, the zones that are offered.
pub fn complete(beginning: &str, most: usize, phrases: &Phrases) -> Vec<(String, String)> {
    let beginning = fold(beginning);
    let shown = |zone: &str| (zone.rsplit('/').next().unwrap_or(zone).replace('_', " "), zone.to_owned());
    if beginning.is_empty() {
        return phrases.offered.iter().take(most).map(|zone| shown(zone)).collect();
    }
    let mut near: Vec<(&str, &String)> = phrases
        .iter()
        .filter(|(text, _)| text.starts_with(&beginning))
        .filter_map(|(text, meaning)| if let Meaning::Zones(places) = meaning { Some((text, places)) } else { None })
        .flat_map(|(text, places)| places.zones.iter().map(move |zone| (text, zone)))
        .collect();
    near.sort_by_key(|(text, zone)| (text.chars().count(), *text, *zone));
    let mut zones: Vec<String> = Vec::new();
    for (_, zone) in near {
        if zones.len() < most && !zones.contains(zone) {
            zones.push(zone.clone());
        }
    }
    zones.iter().map(|zone| shown(zone)).collect()
}
