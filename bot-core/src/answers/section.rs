//! A section of the review: its facts in order.

use super::{LONGEST_LIST, list};
use crate::dataset::{Dataset, FactId};
use crate::reply::Reply;

/// The facts of a section, given its place in the review.
pub fn reply(section: usize, dataset: &Dataset) -> Reply {
    let in_section = |id: &FactId| dataset.fact(*id).paragraphs.first().is_some_and(|p| p.section as usize == section);
    let facts = dataset.facts_with_ids().map(|(id, _)| id).filter(in_section);
    let items: Vec<_> = facts.map(|id| (None, id)).collect();
    list::reply(&dataset.review.sections[section].title, &items, LONGEST_LIST, dataset)
}
