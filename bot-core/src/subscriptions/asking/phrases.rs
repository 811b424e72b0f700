//! All that people say when they subscribe, by what it means: words of `data/language/subscribing.toml`, names of
//! `data/language/zones.toml`, and the names of the time zone database.

use std::collections::BTreeMap;

use any_ascii::any_ascii;
use jiff::civil::Weekday;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::language::{Word, data, fold};
use crate::subscriptions::zones::{names, zone};
use crate::subscriptions::{Hour, Quiet, Rhythm};

/// What some words mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    Off,
    Weekly,
    Rhythm(Rhythm),
    Quiet(Quiet),
    /// An hour with a name, noon or midnight.
    Named(Hour),
    Half(Half),
    Zones(Places),
    /// Nothing by itself.
    Around,
}

/// A half of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    BeforeNoon,
    AfterNoon,
}

/// The zones that a name may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    pub zones: Vec<String>,
    /// Whether it is a country, so that one of its cities beside it says more.
    pub country: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsFile {
    example: String,
    example_hour: String,
    example_day: String,
    example_quiet: String,
    off: Vec<String>,
    daily: Vec<String>,
    weekly: Vec<String>,
    silent: Vec<String>,
    fact: Vec<String>,
    noon: Vec<String>,
    midnight: Vec<String>,
    before_noon: Vec<String>,
    after_noon: Vec<String>,
    around: Vec<String>,
    days: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ZonesFile {
    areas: Vec<String>,
    offered: Vec<String>,
    cities: BTreeMap<String, Vec<String>>,
    countries: BTreeMap<String, Vec<String>>,
    several: Vec<Several>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Several {
    names: Vec<String>,
    zones: Vec<String>,
    #[serde(default)]
    country: bool,
}

/// What is shown as working, without the command.
#[derive(Debug, Clone)]
pub struct Examples {
    pub usual: String,
    pub hour: String,
    pub day: String,
    pub quiet: String,
}

/// Phrases of words with single spaces between, and what they mean.
pub struct Phrases {
    by_text: FxHashMap<String, Meaning>,
    longest: usize,
    /// Zones to offer to who names none, in order.
    pub offered: Vec<String>,
    pub examples: Examples,
}

impl Phrases {
    pub fn built_in() -> Self {
        let words: WordsFile = data::read("subscribing.toml");
        let zones: ZonesFile = data::read("zones.toml");
        let mut by_text = of_database(&zones.areas);
        for (text, meaning) in of_names(&zones).into_iter().chain(of_words(&words)) {
            by_text.insert(text, meaning);
        }
        let latin: Vec<_> = by_text.iter().map(|(text, meaning)| (fold(&any_ascii(text)), meaning.clone())).collect();
        for (text, meaning) in latin {
            by_text.entry(text).or_insert(meaning);
        }
        let longest = by_text.keys().map(|text| text.split(' ').count()).max().unwrap_or(1);
        let examples =
            Examples { usual: words.example, hour: words.example_hour, day: words.example_day, quiet: words.example_quiet };
        Self { by_text, longest, offered: zones.offered, examples }
    }

    /// What a phrase means.
    pub fn get(&self, text: &str) -> Option<&Meaning> {
        self.by_text.get(text)
    }

    /// The longest phrase that some words begin with, and how many they are.
    pub fn at(&self, words: &[Word]) -> Option<(&Meaning, usize)> {
        let texts: Vec<&str> = words.iter().take(self.longest).map(|word| word.text.as_str()).collect();
        (1..=texts.len()).rev().find_map(|length| Some((self.get(&texts[..length].join(" "))?, length)))
    }

    /// All phrases.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Meaning)> {
        self.by_text.iter().map(|(text, meaning)| (text.as_str(), meaning))
    }
}

/// The name that a zone has today, if there is such a zone.
pub fn todays_name(name: &str) -> Option<String> {
    let known = zone(name).ok()?;
    let today = known.primary_iana_name().filter(|today| zone(today).is_ok());
    today.or(known.iana_name()).map(str::to_owned)
}

/// Whole names of zones, and the last parts of those that are places.
fn of_database(areas: &[String]) -> FxHashMap<String, Meaning> {
    let mut places: FxHashMap<String, Places> = FxHashMap::default();
    for name in names() {
        let Some(zone) = todays_name(&name) else { continue };
        let area = name.split('/').next().filter(|area| areas.iter().any(|known| known == area) && name.contains('/'));
        let part = area.and_then(|_| name.rsplit('/').next());
        // The sign of a name such as `Etc/GMT-4` would be lost.
        let whole = (!name.contains(|c: char| c.is_ascii_digit())).then_some(name.as_str());
        for text in part.into_iter().chain(whole).map(fold) {
            let place = places.entry(text).or_insert_with(|| Places { zones: Vec::new(), country: false });
            if !place.zones.contains(&zone) {
                place.zones.push(zone.clone());
            }
        }
    }
    places.into_iter().map(|(text, place)| (text, Meaning::Zones(place))).collect()
}

/// The names of `zones.toml`.
fn of_names(file: &ZonesFile) -> Vec<(String, Meaning)> {
    let one = |country: bool| {
        move |(zone, names): (&String, &Vec<String>)| {
            let meaning = Meaning::Zones(Places { zones: vec![zone.clone()], country });
            names.iter().map(|name| (fold(name), meaning.clone())).collect::<Vec<_>>()
        }
    };
    let several = file.several.iter().flat_map(|several| {
        let meaning = Meaning::Zones(Places { zones: several.zones.clone(), country: several.country });
        several.names.iter().map(move |name| (fold(name), meaning.clone()))
    });
    file.countries.iter().flat_map(one(true)).chain(file.cities.iter().flat_map(one(false))).chain(several).collect()
}

/// The words of `subscribing.toml`.
fn of_words(file: &WordsFile) -> Vec<(String, Meaning)> {
    let midnight = Hour::new(0, 0).map(Meaning::Named);
    let noon = Hour::new(12, 0).map(Meaning::Named);
    let lists = [
        (&file.around, Some(Meaning::Around)),
        (&file.off, Some(Meaning::Off)),
        (&file.daily, Some(Meaning::Rhythm(Rhythm::Daily))),
        (&file.weekly, Some(Meaning::Weekly)),
        (&file.silent, Some(Meaning::Quiet(Quiet::Silent))),
        (&file.fact, Some(Meaning::Quiet(Quiet::Fact))),
        (&file.noon, noon),
        (&file.midnight, midnight),
        (&file.before_noon, Some(Meaning::Half(Half::BeforeNoon))),
        (&file.after_noon, Some(Meaning::Half(Half::AfterNoon))),
    ];
    let days = file.days.iter().map(|(day, names)| (names, weekday(day).map(Rhythm::Weekly).map(Meaning::Rhythm)));
    let all = lists.into_iter().chain(days).filter_map(|(names, meaning)| Some((names, meaning?)));
    all.flat_map(|(names, meaning)| names.iter().map(move |name| (fold(name), meaning.clone()))).collect()
}

/// A day by its English name.
fn weekday(name: &str) -> Option<Weekday> {
    Rhythm::from_token(&format!("weekly-{name}")).and_then(|rhythm| match rhythm {
        Rhythm::Weekly(day) => Some(day),
        Rhythm::Daily => None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Meaning, WordsFile, ZonesFile, of_names, of_words, todays_name, weekday};
    use crate::language::data;

    #[test]
    fn no_phrase_stands_for_two_things() {
        let zones: ZonesFile = data::read("zones.toml");
        let words: WordsFile = data::read("subscribing.toml");
        let (mut all, mut twice): (BTreeMap<String, Meaning>, Vec<String>) = (BTreeMap::new(), Vec::new());
        for (text, meaning) in of_names(&zones).into_iter().chain(of_words(&words)) {
            assert!(!text.is_empty(), "an empty phrase");
            let zones_of =
                |meaning: &Meaning| if let Meaning::Zones(places) = meaning { Some(places.zones.clone()) } else { None };
            let earlier = all.insert(text.clone(), meaning.clone());
            let agrees = |earlier: Meaning| {
                earlier == meaning || zones_of(&earlier).is_some_and(|zones| Some(zones) == zones_of(&meaning))
            };
            if !earlier.is_none_or(agrees) {
                twice.push(text);
            }
        }
        assert!(twice.is_empty(), "stand for two things: {twice:?}");
    }

    #[test]
    fn every_zone_of_the_file_is_one_by_its_name_of_today() {
        let file: ZonesFile = data::read("zones.toml");
        let several = file.several.iter().flat_map(|several| &several.zones);
        for zone in file.cities.keys().chain(file.countries.keys()).chain(several).chain(&file.offered) {
            assert_eq!(todays_name(zone).as_ref(), Some(zone));
        }
    }

    #[test]
    fn the_days_are_seven() {
        let words: WordsFile = data::read("subscribing.toml");
        let days: std::collections::BTreeSet<_> =
            words.days.keys().map(|day| weekday(day).expect(day).to_monday_zero_offset()).collect();
        assert_eq!(days.len(), 7);
    }
}
