//! On this day: what the review tells of a day of the year.

use super::list::Listing;
use super::{LONGEST_LIST, decline, wording};
use crate::dataset::{Dataset, Day, Event, FactId};
use crate::press::View;
use crate::question::Reason;
use crate::reply::Reply;

/// What happened on a day, or on two that are shown together (28 and 29 February).
pub fn reply(days: &[Day], page: usize, dataset: &Dataset) -> Reply {
    let items: Vec<(Option<String>, FactId)> = events(days, dataset).iter().map(|e| (label(e, dataset), e.fact)).collect();
    if items.is_empty() {
        return decline::reply(&[], &Reason::NoSuchDay, dataset);
    }
    let names: Vec<String> = days.iter().map(|d| wording::day(*d)).collect();
    let title = &format!("On {} the review tells of:", names.join(" and "));
    Listing { title, items, room: LONGEST_LIST, view: Some(View::Days(days.to_vec())) }.page(page, dataset)
}

/// The events of days, each fact once.
pub fn events(days: &[Day], dataset: &Dataset) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for event in days.iter().flat_map(|day| dataset.calendar.on(*day)) {
        if !events.iter().any(|e| e.fact == event.fact) {
            events.push(event);
        }
    }
    events
}

/// Which of its days it is, and its year where that is not the review's.
fn label(event: &Event, dataset: &Dataset) -> Option<String> {
    let year = event.when.start.year();
    let other_year = (year != dataset.review.year).then(|| year.to_string());
    let range = (event.of > 1).then(|| wording::day_of(event.day, event.of));
    let parts: Vec<String> = other_year.into_iter().chain(range).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
