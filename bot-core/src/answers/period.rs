//! What the review dates to a time: a month, a season, some days.

use super::decline;
use super::{LONGEST_LIST, list, wording};
use crate::dataset::{Dataset, FactId};
use crate::question::Reason;
use crate::reply::Reply;
use crate::when::When;

/// All dated facts of the times, in order.
pub fn reply(times: &[When], dataset: &Dataset) -> Reply {
    let mut facts: Vec<FactId> = Vec::new();
    for time in times {
        facts.extend(events(time, dataset).into_iter().filter(|f| !facts.contains(f)).collect::<Vec<_>>());
    }
    listed(times, &facts, dataset)
}

/// These facts of the times.
pub fn listed(times: &[When], facts: &[FactId], dataset: &Dataset) -> Reply {
    if facts.is_empty() {
        return decline::reply(&[], &Reason::NoSuchDay, dataset);
    }
    let facts = distinct(facts, dataset);
    let items: Vec<_> = facts.iter().map(|id| (None, *id)).collect();
    list::reply(&wording::dated_to(times, facts.len()), &items, LONGEST_LIST, dataset)
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
