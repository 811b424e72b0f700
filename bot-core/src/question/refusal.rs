//! When the nearest fact is not the answer: a detail that it does not hold, a name or a year that the review does not
//! have, a question that only looks like one of ours.

use super::names::Named;
use super::ranking::{Candidate, Ranking};
use super::verdict::Reason;
use super::{Index, Question, UnitKind, detail};
use crate::dataset::{Dataset, Fact};
use crate::language::Detail;

/// From this likeness on, an ask is the question in nearly the same words.
pub const SAME_WORDS: f32 = 0.9;
/// So sure an answer has to be in spite of a name that the review does not have. This, the two after it and how firmly a number
/// is told: the best of the values that were tried on the question sets.
const SURE_DESPITE_NAME: f32 = 0.65;
/// Among so many candidates a year has to be told.
const CLOSE_BY: usize = 2;
/// From this likeness on, a question is told to be one that nothing answers.
const LIKE_A_TOPIC: f32 = 0.65;
/// A fact tells a number of what it holds at least so firmly; where its number is none of a figure, more firmly.
const COUNTED_FIRMLY: f32 = 0.3;
const COUNTED_SURELY: f32 = 0.75;
/// What `held` gives for a number that is no figure is below this.
const HOLDS_SOME: f32 = 0.4;

/// What was asked for and the fact does not hold, unless one of its own asks wants the same in nearly the same words.
pub fn missing(question: &Question, best: &Candidate, index: &Index, dataset: &Dataset) -> Option<Detail> {
    if detail::is_nameless(question, dataset) {
        return Some(Detail::Name);
    }
    let detail = detail::wanted(question)?;
    let f = &best.features;
    let lacks = match detail {
        Detail::Date => f.holds < 0.3,
        Detail::Number => f.holds == 0.0 || f.counted < COUNTED_FIRMLY || (f.holds < HOLDS_SOME && f.counted < COUNTED_SURELY),
        Detail::Reason => f.asked_so == 0.0,
        Detail::Members if question.detail != Some(Detail::Members) => false,
        _ => f.holds == 0.0,
    };
    let same_kind = best.nearest.is_some_and(|p| index.phrases[p.0 as usize].intent == question.intent);
    // A detail that is named outright has to be held, however like the words are.
    let named = question.detail.is_some_and(|d| d != Detail::Reason);
    (lacks && (named || !(same_kind && f.ask > SAME_WORDS))).then_some(detail)
}

/// What no likeness of words can outweigh: a name that the review does not have, or a year that it is not about.
pub fn barred(question: &Question, ranking: &Ranking, dataset: &Dataset) -> Option<Reason> {
    let best = ranking.candidates.first()?;
    let in_own_words = best.features.ask > SAME_WORDS || best.confidence > SURE_DESPITE_NAME;
    if let Some(name) = outside_name(question).filter(|_| !in_own_words) {
        return Some(Reason::NotNamed(name));
    }
    let tells = |fact: &Fact, year: i16| {
        fact.when.is_some_and(|w| (w.start.year()..=w.end.year()).contains(&year)) || fact.says.contains(&year.to_string())
    };
    let told = |year: i16| ranking.candidates.iter().take(CLOSE_BY).any(|c| tells(dataset.fact(c.fact), year));
    let mut years = question.dates.iter().filter(|d| d.names_year(dataset.review.year)).map(|d| d.when.start.year());
    years.find(|year| !told(*year)).filter(|_| best.features.date < 0.5).map(Reason::OtherYear)
}

/// The first name in the question that the review does not have.
fn outside_name(question: &Question) -> Option<String> {
    let outside = question.units.iter().find(|u| matches!(u.kind, UnitKind::Name(Named::Outside(_))));
    outside.map(|unit| unit.text.clone())
}

/// Why a question is declined.
pub fn reason(question: &Question, ranking: &Ranking, index: &Index, dataset: &Dataset) -> Reason {
    let best = ranking.candidates.first();
    if let Some((topic, _)) = ranking.unanswered.filter(|(_, like)| *like > LIKE_A_TOPIC) {
        return Reason::Topic(index.topics[topic as usize].clone());
    }
    if let Some(name) = outside_name(question) {
        return Reason::NotNamed(name);
    }
    if let Some(year) = other_year(question, dataset) {
        return Reason::OtherYear(year);
    }
    match best {
        Some(best) if best.features.near_miss > best.features.ask && best.features.near_miss > LIKE_A_TOPIC => Reason::NearMiss,
        _ => Reason::Elsewhere,
    }
}

/// A year that the question names and that is not the review's.
fn other_year(question: &Question, dataset: &Dataset) -> Option<i16> {
    question.dates.iter().find(|d| d.names_year(dataset.review.year)).map(|d| d.when.start.year())
}
