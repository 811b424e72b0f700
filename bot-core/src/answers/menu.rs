//! What can be looked at: the names of a kind, the sections, the months of the year.

use jiff::civil::Date;

use super::{period, wording};
use crate::dataset::{Dataset, EntityId, Kind};
use crate::press::{Press, View};
use crate::reply::{Block, Button, Outcome, Pages, Reply};
use crate::when::{Precision, When};

/// How many names a page has: what fits under a message as buttons.
const NAMES_A_PAGE: usize = 20;

/// A page of the names of a kind, those first of which most is told.
pub fn names(kind: Kind, page: usize, dataset: &Dataset) -> Reply {
    let told = |id: EntityId| dataset.facts.iter().filter(|f| f.entities.contains(&id)).count();
    let mut names: Vec<(usize, &str, EntityId)> = dataset
        .entities_with_ids()
        .filter(|(id, e)| e.kind == kind && Some(*id) != dataset.review.home)
        .map(|(id, e)| (told(id), e.name.as_str(), id))
        .filter(|(told, ..)| *told > 0)
        .collect();
    names.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let buttons: Vec<Button> = names
        .iter()
        .map(|(told, name, id)| Button { label: wording::told_of(name, *told), press: Press::Open(View::Entity(*id)) })
        .collect();
    let of = buttons.len().div_ceil(NAMES_A_PAGE).max(1);
    let at = page.min(of - 1);
    let shown = buttons.iter().skip(at * NAMES_A_PAGE).take(NAMES_A_PAGE).cloned().collect();
    let left = buttons.len().saturating_sub((at + 1) * NAMES_A_PAGE);
    let mut blocks = vec![Block::Heading(wording::NAMES.to_owned()), Block::Menu(shown)];
    blocks.extend((left > 0).then(|| Block::Note(wording::more(left))));
    let pages = (of > 1).then_some(Pages { view: View::Names(kind), at, of });
    Reply { pages, ..Reply::without_facts(Outcome::Help, blocks) }
}

/// The sections of the review.
pub fn topics(dataset: &Dataset) -> Reply {
    let sections = dataset.review.sections.iter().enumerate();
    let buttons = sections.map(|(place, s)| Button { label: s.title.clone(), press: Press::Open(View::Section(place)) });
    Reply::without_facts(Outcome::Help, vec![Block::Heading(wording::SECTIONS.to_owned()), Block::Menu(buttons.collect())])
}

/// The months of the review's year, with how many events each has.
pub fn months(dataset: &Dataset) -> Reply {
    let month = |number: i8| {
        let start = Date::new(dataset.review.year, number, 1).ok()?;
        let when = When { start, end: start.last_of_month(), precision: Precision::Month };
        let label = wording::dated_in(&when, period::events(&when, dataset).len());
        Some(Button { label, press: Press::Open(View::Times(vec![when])) })
    };
    let menu = Block::Menu((1..=12).filter_map(month).collect());
    Reply::without_facts(Outcome::Help, vec![Block::Heading(wording::MONTHS.to_owned()), menu])
}
