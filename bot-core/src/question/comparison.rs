//! Two facts to lay beside each other: "which came first, A or B", "more A than B".

use super::ranking::rank;
use super::tokens::tokens_of;
use super::{Index, Question, Unit};
use crate::dataset::{Dataset, Fact, FactId};
use crate::language::Intent;

/// What speaks for a fact as one side: half a question is like many near misses, so that confidence says little of it.
const COVERAGE: f32 = 0.55;
const ASK: f32 = 0.4;

/// How many candidates of each side are tried.
const TRIED: usize = 4;

/// Whether a question lays two things beside each other, and names both.
pub fn is_whole(question: &Question, dataset: &Dataset) -> bool {
    matches!(question.intent, Some(Intent::Compare | Intent::Sum)) && sides(question, dataset).is_some()
}

/// The two facts that a comparison is about, if both can be found and compared.
pub fn pair(question: &Question, index: &Index, dataset: &Dataset) -> Option<(FactId, FactId)> {
    let (left, right) = sides(question, dataset)?;
    let candidates = |side: &Question| {
        let sure = |c: &super::Candidate| {
            let f = &c.features;
            f.names_missing < 0.01 && f.unknown < 0.01 && f.coverage >= COVERAGE && f.ask >= ASK
        };
        let ranked = rank(side, index, dataset, &[]).candidates;
        ranked.into_iter().filter(sure).take(TRIED).map(|c| (c.fact, c.score)).collect::<Vec<_>>()
    };
    let (left, right) = (candidates(&left), candidates(&right));
    let fit = if asks_for_time(question) { apart_in_time } else { comparable };
    let pairs = left.iter().flat_map(|a| right.iter().map(move |b| (a, b)));
    let fits = pairs.filter(|(a, b)| a.0 != b.0 && fit(dataset.fact(a.0), dataset.fact(b.0)));
    let value = |(a, b): &(&(FactId, f32), &(FactId, f32))| {
        a.1 + b.1 + if same_unit(dataset.fact(a.0), dataset.fact(b.0)) { SAME_UNIT } else { 0.0 }
    };
    fits.max_by(|x, y| value(x).total_cmp(&value(y))).map(|(a, b)| (a.0, b.0))
}

/// What it is worth that two figures count the same, in points of a score.
const SAME_UNIT: f32 = 0.15;

fn same_unit(a: &Fact, b: &Fact) -> bool {
    a.figure.as_ref().zip(b.figure.as_ref()).is_some_and(|(a, b)| a.unit == b.unit)
}

/// Whether the figures of two facts can be added up: both count something, and neither is a part of the other.
pub fn can_be_added(a: FactId, b: FactId, dataset: &Dataset) -> bool {
    let counts = |id: FactId| dataset.fact(id).figure.as_ref().is_some_and(|f| f.unit.len() > 3 && f.unit != "ordinal");
    let within = |part: FactId, whole: FactId| dataset.fact(whole).parts.contains(&part);
    counts(a) && counts(b) && !within(a, b) && !within(b, a)
}

/// Whether a comparison is of times, not of figures: "which was first".
fn asks_for_time(question: &Question) -> bool {
    let time = |word: &str| matches!(word, "first" | "earlier" | "sooner" | "later" | "before" | "after" | "last");
    let cues = || question.cues.iter().filter(|cue| cue.intent == Intent::Compare);
    question.words.iter().enumerate().any(|(at, word)| time(&word.text) && cues().any(|cue| cue.has(at)))
}

/// Whether one of two facts is surely of an earlier time.
fn apart_in_time(a: &Fact, b: &Fact) -> bool {
    a.when.zip(b.when).is_some_and(|(a, b)| a != b && (a.precision == b.precision || !a.overlaps(&b)))
}

/// Whether two facts have figures of one unit, or days.
pub fn comparable(a: &Fact, b: &Fact) -> bool {
    // Things of different names can be counted against each other; dollars, parts of a hundred and ordinals cannot.
    let counts = |unit: &str| unit.len() > 3 && unit != "ordinal" && unit != "years";
    let figures = a.figure.as_ref().zip(b.figure.as_ref());
    let units = figures.is_some_and(|(a, b)| a.unit == b.unit || (counts(&a.unit) && counts(&b.unit)));
    let times = a.when.zip(b.when).is_some_and(|(a, b)| a.precision == b.precision && a != b);
    units || times
}

/// How many words of no weight may stand within a side, and between it and the divider: "or the one with …".
const GAP: usize = 2;
const FIRST_GAP: usize = 4;
/// The most units that one side of a comparison is taken to have of its own.
const LONGEST_SIDE: usize = 3;

/// The question with the one side and with the other: what touches "or", "than" or "and" from the left and from the
/// right belongs to a side, all else to both.
fn sides(question: &Question, dataset: &Dataset) -> Option<(Question, Question)> {
    let dividers = ["or", "than", "vs", "versus", "plus", "outnumber", "outnumbered", "exceed", "and", "with", "to"];
    let at = dividers.iter().find_map(|d| question.words.iter().position(|w| w.text == *d))?;
    // "Larger" is what is asked, not what is compared.
    let compares = |at: usize| question.cues.iter().any(|c| matches!(c.intent, Intent::Compare | Intent::Sum) && c.has(at));
    let rest = question.units.iter().filter(|unit| !compares(unit.at));
    let (before, after): (Vec<&Unit>, Vec<&Unit>) = rest.partition(|unit| unit.at < at);
    let left = touching(before.iter().rev().copied(), at);
    let right = touching(after.iter().copied(), at);
    if left.is_empty() || right.is_empty() {
        return None;
    }
    let without = |other: &[usize]| {
        let own = question.units.iter().filter(|u| !other.contains(&u.at) && !compares(u.at));
        let units: Vec<Unit> = own.cloned().collect();
        let tokens = tokens_of(&units, dataset);
        Question { units, intent: None, detail: None, counted: Vec::new(), focus: Vec::new(), tokens, ..question.clone() }
    };
    Some((without(&right), without(&left)))
}

/// The places of the units that follow each other without a gap of more than two words, beginning at a divider.
fn touching<'a>(units: impl Iterator<Item = &'a Unit>, divider: usize) -> Vec<usize> {
    let mut places = Vec::new();
    let mut last = divider;
    for unit in units.take(LONGEST_SIDE) {
        let words = unit.text.split(' ').count();
        let gap = if unit.at > last { unit.at - last } else { last - (unit.at + words).min(last) };
        if gap > if places.is_empty() { FIRST_GAP } else { GAP } {
            break;
        }
        places.push(unit.at);
        last = if unit.at > divider { unit.at + words - 1 } else { unit.at };
    }
    places
}
