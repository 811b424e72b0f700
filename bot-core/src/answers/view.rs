//! A page of a list, as a button or a link asks for it.

use super::{day, menu, paragraph, period, profile, section};
use crate::dataset::Dataset;
use crate::press::View;
use crate::reply::Reply;

/// Shows a page, from 0.
pub fn reply(view: &View, page: usize, dataset: &Dataset) -> Reply {
    match view {
        View::Paragraph(id) => paragraph::reply(*id, page, dataset),
        View::Section(place) => section::reply(*place, page, dataset),
        View::Entity(id) => profile::reply(*id, page, dataset),
        View::Days(days) => day::reply(days, page, dataset),
        View::Times(times) => period::reply(times, page, dataset),
        View::Names(kind) => menu::names(*kind, page, dataset),
        View::Topics => menu::topics(dataset),
        View::Months => menu::months(dataset),
    }
}
