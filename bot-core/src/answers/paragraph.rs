//! A paragraph of the review: what the dataset holds of it.

use super::{LONGEST_LIST, list, wording};
use crate::dataset::{Dataset, ParagraphId};
use crate::reply::Reply;

/// The facts that rest on a paragraph.
pub fn reply(paragraph: ParagraphId, dataset: &Dataset) -> Reply {
    let items: Vec<_> = dataset.facts_of(paragraph).map(|id| (None, id)).collect();
    list::reply(&wording::source(dataset, paragraph), &items, LONGEST_LIST, dataset)
}
