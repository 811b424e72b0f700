//! A paragraph of the review: what the dataset holds of it.

use super::list::Listing;
use super::{LONGEST_LIST, wording};
use crate::dataset::{Dataset, FactId, ParagraphId};
use crate::press::View;
use crate::reply::Reply;

/// A page of the facts that rest on a paragraph.
pub fn reply(paragraph: ParagraphId, page: usize, dataset: &Dataset) -> Reply {
    let mut facts: Vec<FactId> = dataset.facts_of(paragraph).collect();
    // What rests on it above all comes first.
    facts.sort_by_key(|id| dataset.fact(*id).paragraphs.first() != Some(&paragraph));
    let items = facts.into_iter().map(|id| (None, id)).collect();
    let title = &wording::source(dataset, paragraph);
    Listing { title, items, room: LONGEST_LIST, view: Some(View::Paragraph(paragraph)) }.page(page, dataset)
}
