//! What people type, from a file of cases.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use bot_core::subscriptions::asking::{Asked, Asking, Given, Wrong};
use jiff::Timestamp;
use proptest::prelude::*;
use serde::Deserialize;

static ASKING: LazyLock<Asking> = LazyLock::new(Asking::built_in);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    understood: BTreeMap<String, String>,
    refused: BTreeMap<String, String>,
}

fn cases() -> Cases {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases/subscribing.toml");
    toml::from_str(&std::fs::read_to_string(file).expect("the file of cases")).expect("cases")
}

/// Summer in the north.
fn july() -> Timestamp {
    "2024-07-03T12:00:00Z".parse().expect("a moment")
}

fn read(text: &str) -> Result<Asked, Wrong> {
    ASKING.read(text, july())
}

/// As the file tells it.
fn told(asked: &Result<Asked, Wrong>) -> String {
    match asked {
        Ok(Asked::Off) => "off".to_owned(),
        Ok(Asked::Posts(given)) if *given == Given::default() => "nothing".to_owned(),
        Ok(Asked::Posts(given)) => {
            let parts = [
                given.hour.map(|hour| hour.to_string()),
                given.zone.clone(),
                given.rhythm.map(|rhythm| rhythm.token().to_owned()),
                given.quiet.map(|quiet| quiet.token().to_owned()),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        Err(wrong) if wrong.zones().is_empty() => wrong.key().to_owned(),
        Err(wrong) => format!("{}: {}", wrong.key(), wrong.zones().join(" ")),
    }
}

#[test]
fn what_people_type_is_understood_or_refused_for_what_is_wrong() {
    let cases = cases();
    assert!(cases.understood.len() >= 80 && cases.refused.len() >= 40);
    let all = cases.understood.iter().chain(&cases.refused);
    let wrong: Vec<String> = all
        .map(|(typed, expected)| (typed, expected, told(&read(typed))))
        .filter(|(_, expected, told)| *expected != told)
        .map(|(typed, expected, told)| format!("{typed:?}: {told:?} instead of {expected:?}"))
        .collect();
    assert!(wrong.is_empty(), "{} are read otherwise:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn each_refusal_shows_an_example_that_works_and_the_choices() {
    let mut kinds = std::collections::BTreeSet::new();
    for typed in cases().refused.keys() {
        let wrong = read(typed).expect_err(typed);
        let sentence = ASKING.explain(&wrong);
        let (what, example) = sentence.split_once("For example: /subscribe ").expect("an example");
        assert!(matches!(read(example), Ok(Asked::Posts(given)) if given != Given::default()), "{sentence}");
        assert!(wrong.zones().iter().all(|zone| what.contains(zone.as_str())), "{sentence}");
        // A choice that is pressed is understood.
        assert!(wrong.zones().iter().all(|zone| told(&read(zone)) == *zone), "{sentence}");
        kinds.insert(wrong.key());
    }
    assert_eq!(kinds.len(), 8, "every kind of refusal has a case: {kinds:?}");
}

#[test]
fn an_offset_offers_the_zones_that_have_it_at_the_moment() {
    let january = "2024-01-10T12:00:00Z".parse().expect("a moment");
    let wrong = ASKING.read("utc+1", january).expect_err("an offset");
    assert!(wrong.zones().contains(&"Europe/Berlin".to_owned()) && !wrong.zones().contains(&"Europe/London".to_owned()));
    let wrong = read("utc+1").expect_err("an offset");
    assert!(!wrong.zones().contains(&"Europe/Berlin".to_owned()) && wrong.zones().contains(&"Europe/London".to_owned()));
}

#[test]
fn every_name_of_the_database_is_a_zone() {
    for name in bot_core::subscriptions::zones::names().iter().filter(|name| name.contains('/')) {
        let read = read(&format!("7:05 {name}"));
        assert!(matches!(&read, Ok(Asked::Posts(given)) if given.zone.is_some() && given.hour.is_some()), "{name}: {read:?}");
    }
}

#[test]
fn beginnings_are_completed() {
    let zones = |beginning| ASKING.complete(beginning, 25).into_iter().map(|(_, zone)| zone).collect::<Vec<_>>();
    assert_eq!(zones("bak")[0], "Asia/Baku");
    assert_eq!(zones("Бак")[0], "Asia/Baku");
    assert!(zones("new").contains(&"America/New_York".to_owned()));
    assert_eq!(zones("").len(), 25);
    assert_eq!(zones("xyzzy"), Vec::<String>::new());
    assert_eq!(ASKING.complete("new y", 1), [("New York".to_owned(), "America/New_York".to_owned())]);
    assert!(zones("a").len() <= 25);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_is_typed_is_an_accident(text in any::<String>()) {
        let _ = read(&text);
    }

    #[test]
    fn nothing_made_of_its_own_words_is_an_accident(
        text in "(([+−-]|utc|gmt|[0-9]{1,5}|[:./,' -]|am|pm|noon|off|weekly|every|monday|baku|Asia/|new york|quiet|fact|h|утра|İ|ə) ?){0,12}",
    ) {
        if let Err(wrong) = read(&text) {
            prop_assert!(ASKING.explain(&wrong).contains("For example"));
        }
    }

    #[test]
    fn each_hour_is_read_in_both_clocks(hours in 0..24_i8, minutes in 0..60_i8) {
        let expected = format!("{hours:02}:{minutes:02}");
        let twelve = if hours % 12 == 0 { 12 } else { hours % 12 };
        let half = if hours < 12 { "am" } else { "pm" };
        let forms = [
            format!("{hours}:{minutes:02}"),
            format!("{hours:02}.{minutes:02}"),
            format!("{hours:02}{minutes:02}"),
            format!("{hours}h{minutes:02}"),
            format!("{twelve}:{minutes:02}{half}"),
            format!("{twelve}.{minutes:02} {half}"),
        ];
        for form in forms {
            prop_assert_eq!(told(&read(&form)), expected.clone(), "{}", form);
        }
    }
}
