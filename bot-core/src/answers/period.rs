//! What the review dates to a time: a month, a season, some days.

use super::list::Listing;
use super::{LONGEST_LIST, decline, wording};
use crate::dataset::{Dataset, FactId};
use crate::press::View;
use crate::question::Reason;
use crate::reply::Reply;
use crate::when::When;

/// So many times fit into what a button asks for.
const MOST_TIMES: usize = 3;

/// A page of all dated facts of the times, in order.
pub fn reply(times: &[When], page: usize, dataset: &Dataset) -> Reply {
    let mut facts: Vec<FactId> = Vec::new();
    for time in times {
        facts.extend(events(time, dataset).into_iter().filter(|f| !facts.contains(f)).collect::<Vec<_>>());
    }
    let view = (times.len() <= MOST_TIMES).then(|| View::Times(times.to_vec()));
    list(times, &facts, view, page, dataset)
}

/// These facts of the times.
pub fn listed(times: &[When], facts: &[FactId], dataset: &Dataset) -> Reply {
    list(times, facts, None, 0, dataset)
}

fn list(times: &[When], facts: &[FactId], view: Option<View>, page: usize, dataset: &Dataset) -> Reply {
    if facts.is_empty() {
        return decline::reply(&[], &Reason::NoSuchDay, dataset);
    }
    let facts = distinct(facts, dataset);
    let items = facts.iter().map(|id| (None, *id)).collect();
    let title = &wording::dated_to(times, facts.len());
    Listing { title, items, room: LONGEST_LIST, view }.page(page, dataset)
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
