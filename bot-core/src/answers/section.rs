//! A section of the review: its facts in order.

use super::LONGEST_LIST;
use super::list::Listing;
use crate::dataset::{Dataset, FactId};
use crate::press::View;
use crate::reply::Reply;

/// A page of the facts of a section, given its place in the review.
pub fn reply(section: usize, page: usize, dataset: &Dataset) -> Reply {
    let in_section = |id: &FactId| dataset.fact(*id).paragraphs.first().is_some_and(|p| p.section as usize == section);
    let items = dataset.facts_with_ids().map(|(id, _)| id).filter(in_section).map(|id| (None, id)).collect();
    let title = &dataset.review.sections[section].title;
    Listing { title, items, room: LONGEST_LIST, view: Some(View::Section(section)) }.page(page, dataset)
}
