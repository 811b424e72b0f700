//! All that the review tells of a name.

use super::list::Listing;
use super::{LONGEST_ANSWER, LONGEST_LIST};
use crate::dataset::{Dataset, EntityId, FactId, Kind};
use crate::press::View;
use crate::reply::{Outcome, Reply};

/// A page of the facts about an entity: those that are most about it first.
pub fn reply(entity: EntityId, page: usize, dataset: &Dataset) -> Reply {
    let facts = about(entity, dataset);
    let named = dataset.entity(entity);
    let office = named.office.as_ref().map(|o| format!(" ({o})")).unwrap_or_default();
    if let [only] = facts.as_slice() {
        return Reply::with_facts(Outcome::Answer, super::fact_blocks(*only, dataset), facts, dataset);
    }
    let title = format!("{}{office}: what the review says", named.name);
    let items = facts.iter().map(|id| (None, *id)).collect();
    // Of a country or an organization people want all; of a document or an event, what it is.
    let wide = matches!(named.kind, Kind::Country | Kind::Region | Kind::Organization);
    let room = if wide { LONGEST_LIST } else { LONGEST_ANSWER };
    Listing { title: &title, items, room, view: Some(View::Entity(entity)) }.page(page, dataset)
}

/// The facts that name an entity: an overview of it first, then where it stands first and few stand beside it.
pub fn about(entity: EntityId, dataset: &Dataset) -> Vec<FactId> {
    let mut facts: Vec<(bool, usize, usize, FactId)> = dataset
        .facts_with_ids()
        .filter_map(|(id, fact)| {
            let place = fact.entities.iter().position(|e| *e == entity)?;
            // An overview of a name tells most of it in one go.
            let overview = place == 0 && fact.parts.len() + fact.members.len() > 2;
            Some((!overview, place, fact.entities.len(), id))
        })
        .collect();
    facts.sort_unstable();
    facts.into_iter().map(|(_, _, _, id)| id).collect()
}
