//! Two facts to lay beside each other: "which came first, A or B", "more A than B".

use super::ranking::{Ranking, rank};
use super::weights::confidence;
use super::{Index, Question, Unit};
use crate::dataset::{Dataset, Fact, FactId};

/// How sure each side has to be.
const SURE: f32 = 0.35;

/// The two facts that a comparison is about, if both can be found and compared.
pub fn pair(question: &Question, ranking: &Ranking, index: &Index, dataset: &Dataset) -> Option<(FactId, FactId)> {
    let (left, right) = sides(question)?;
    let best = |side: &Question, not: Option<FactId>| {
        let ranked = rank(side, index, dataset, &[]);
        let sure = |c: &&super::Candidate| Some(c.fact) != not && confidence(&c.features) >= SURE;
        ranked.candidates.iter().find(sure).map(|c| c.fact)
    };
    let a = best(&left, None)?;
    let comparable = |b: &FactId| comparable(dataset.fact(a), dataset.fact(*b));
    let b = best(&right, Some(a)).filter(comparable)?;
    // One fact may hold both sides; it is then the better answer.
    let whole = ranking.candidates.first().filter(|c| c.features.ask > 0.7 && c.fact != a && c.fact != b);
    whole.is_none().then_some((a, b))
}

/// Whether two facts have figures of one unit, or days.
pub fn comparable(a: &Fact, b: &Fact) -> bool {
    let units = a.figure.as_ref().zip(b.figure.as_ref()).is_some_and(|(a, b)| a.unit == b.unit || (a.unit.len() > 3 && b.unit.len() > 3));
    units || (a.when.is_some() && b.when.is_some())
}

/// The question with only what stands on one side of the last "or", "than" or "and", and what stands before both.
fn sides(question: &Question) -> Option<(Question, Question)> {
    let divides = |word: &str| matches!(word, "or" | "than" | "vs" | "versus" | "and" | "with" | "to");
    let at = ["or", "than", "vs", "versus", "and", "with", "to"].iter().find_map(|divider| {
        question.words.iter().position(|w| w.text == *divider && divides(&w.text))
    })?;
    let before: Vec<&str> = question.words[..at].iter().map(|w| w.text.as_str()).collect();
    let is_before = |unit: &Unit| unit.text.split(' ').next().is_some_and(|w| before.contains(&w));
    let (left, right): (Vec<Unit>, Vec<Unit>) = question.units.iter().cloned().partition(|u| is_before(u));
    if left.is_empty() || right.is_empty() {
        return None;
    }
    let side = |units: Vec<Unit>| Question { units, intent: None, ..question.clone() };
    Some((side(left), side(right)))
}
