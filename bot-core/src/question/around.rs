//! Times that are told by an event: "the week before the summit", "during the conference", "two days after it".

use jiff::Span;

use super::{Named, Question, UnitKind};
use crate::dataset::{Dataset, EntityId, Kind};
use crate::language::Intent;
use crate::when::{Precision, When};

/// On which side of the event the time lies.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    During,
    After,
}

/// How many words may stand between "before" and the name of the event: "before the opening of X".
const REACH: usize = 4;

/// The time that a question tells by an event, where it asks for nothing else.
pub fn around(question: &Question, dataset: &Dataset) -> Option<When> {
    let (at, side) = question.words.iter().enumerate().find_map(|(at, word)| Some((at, side(&word.text)?)))?;
    let mention = question.mentions.iter().find(|m| m.start > at && m.start <= at + REACH)?;
    let Named::Entity(event) = mention.named else { return None };
    let asks = question.cues.iter().any(|cue| cue.intent == Intent::Calendar);
    let (first, span) = length(question, at);
    let told = |at: usize| {
        (first..mention.start + mention.length).contains(&at)
            || question.cues.iter().any(|cue| cue.intent == Intent::Calendar && cue.has(at))
    };
    let nothing_else =
        question.strong_units().all(|unit| told(unit.at) || matches!(unit.kind, UnitKind::Name(Named::Entity(e)) if e == event));
    let time = time_of(event, dataset)
        .filter(|_| nothing_else && question.dates.is_empty() && (asks || first < at || side == Side::During))?;
    let (start, end) = match side {
        Side::During => (time.start, time.end),
        Side::Before => (time.start.checked_sub(span?).ok()?, time.start.yesterday().ok()?),
        Side::After => (time.end.tomorrow().ok()?, time.end.checked_add(span?).ok()?),
    };
    Some(When { start, end, precision: Precision::Day })
}

fn side(word: &str) -> Option<Side> {
    match word {
        "before" | "preceding" => Some(Side::Before),
        "after" | "following" => Some(Side::After),
        "during" => Some(Side::During),
        _ => None,
    }
}

/// The first word of "two weeks" before a place, and how long that is; a week where nothing is said.
fn length(question: &Question, at: usize) -> (usize, Option<Span>) {
    let word = |back: usize| at.checked_sub(back).map(|at| &question.words[at]);
    let unit = word(1).map_or("", |w| w.text.trim_end_matches('s'));
    let number = word(2).and_then(|w| small_number(&w.text));
    let many = number.unwrap_or(1);
    let span = match unit {
        "day" => Span::new().try_days(many),
        "week" => Span::new().try_weeks(many),
        "fortnight" => Span::new().try_weeks(many.saturating_mul(2)),
        "month" => Span::new().try_months(many),
        _ => return (at, Span::new().try_weeks(1).ok()),
    };
    (at - 1 - usize::from(number.is_some()), span.ok())
}

/// "Two" and "2".
fn small_number(word: &str) -> Option<i64> {
    word.parse().ok().or_else(|| text2num::text2digits(word, &text2num::Language::english()).ok()?.parse().ok())
}

/// When an event was: the longest time to the day of a fact that is about it first of all.
fn time_of(event: EntityId, dataset: &Dataset) -> Option<When> {
    let happens = matches!(dataset.entity(event).kind, Kind::Event | Kind::Document | Kind::Programme);
    let to_the_day = |when: &When| happens && when.precision == Precision::Day;
    let about = dataset.facts.iter().filter(|fact| fact.entities.first() == Some(&event));
    about.filter_map(|fact| fact.when.filter(to_the_day)).max_by_key(When::days)
}
