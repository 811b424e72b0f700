//! What the review dates to a time: a month, a season, some days.

use super::{LONGEST_LIST, list, wording};
use crate::dataset::{Dataset, FactId};
use crate::reply::Reply;
use crate::when::When;

/// All dated facts of the time, in order.
pub fn reply(time: &When, dataset: &Dataset) -> Reply {
    let facts = events(time, dataset);
    let title = format!("In {} the review dates {} events:", wording::time(time), facts.len());
    let label = |id: &FactId| (dataset.fact(*id).when.map(|w| wording::time(&w)), *id);
    let items: Vec<_> = facts.iter().map(label).collect();
    list::reply(&title, &items, LONGEST_LIST, dataset)
}

/// The events of a time, each once.
pub fn events(time: &When, dataset: &Dataset) -> Vec<FactId> {
    distinct(&dataset.calendar.within(time), dataset)
}

/// The first fact of each day and paragraph: an event of which several facts are told appears once.
fn distinct(facts: &[FactId], dataset: &Dataset) -> Vec<FactId> {
    let mut kept: Vec<FactId> = Vec::new();
    for id in facts {
        let fact = dataset.fact(*id);
        let same = |other: &FactId| {
            let other = dataset.fact(*other);
            other.when == fact.when && other.paragraphs.iter().any(|p| fact.paragraphs.contains(p))
        };
        if !kept.iter().any(same) {
            kept.push(*id);
        }
    }
    kept
}
