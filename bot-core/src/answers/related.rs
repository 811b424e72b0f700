//! Questions that lead on from an answer.

use crate::dataset::{Dataset, Fact, FactId};
use crate::reply::Choice;

/// How many questions an answer leads on to.
const MOST: usize = 2;

/// What a statement of the same paragraph weighs, a part or the whole of it, and each name that both tell of.
const SAME_PARAGRAPH: usize = 3;
const PART: usize = 4;
const SAME_NAME: usize = 2;

/// Questions about what is near to the first of these facts and not told with it, the nearest first.
pub fn to(told: &[FactId], dataset: &Dataset) -> Vec<Choice> {
    let Some(first) = told.first() else { return Vec::new() };
    let fact = dataset.fact(*first);
    let mut near: Vec<(usize, FactId)> = dataset
        .facts_with_ids()
        .map(|(id, other)| (nearness((*first, fact), (id, other)), id))
        .filter(|(nearness, id)| *nearness > 0 && !told.contains(id))
        .collect();
    near.sort_unstable_by_key(|(nearness, id)| (std::cmp::Reverse(*nearness), id.0.abs_diff(first.0), *id));
    let is_told = |choice: &Choice| told.iter().any(|id| dataset.fact(*id).suggestion() == choice.label);
    near.into_iter().map(|(_, id)| Choice::of(id, dataset)).filter(|choice| !is_told(choice)).take(MOST).collect()
}

fn nearness((a, fact): (FactId, &Fact), (b, other): (FactId, &Fact)) -> usize {
    let same_paragraph = other.paragraphs.iter().any(|p| fact.paragraphs.contains(p));
    let part = fact.parts.contains(&b) || other.parts.contains(&a);
    let names = other.entities.iter().filter(|e| fact.entities.contains(e)).count();
    usize::from(same_paragraph) * SAME_PARAGRAPH + usize::from(part) * PART + names * SAME_NAME
}
