//! All that the review tells of a name.

use super::{LONGEST_ANSWER, LONGEST_LIST, list, wording};
use crate::dataset::{Dataset, EntityId, FactId, Kind};
use crate::reply::{Outcome, Reply};

/// The facts about an entity: those that are most about it first.
pub fn reply(entity: EntityId, dataset: &Dataset) -> Reply {
    let facts = about(entity, dataset);
    let named = dataset.entity(entity);
    let office = named.office.as_ref().map(|o| format!(" ({o})")).unwrap_or_default();
    if let [only] = facts.as_slice() {
        return Reply::with_facts(Outcome::Answer, super::fact_blocks(*only, dataset), facts, dataset);
    }
    let title = format!("{}{office}: what the review says", named.name);
    let label = |id: &FactId| {
        (dataset.fact(*id).when.filter(|w| w.precision != crate::when::Precision::Year).map(|w| wording::time(&w)), *id)
    };
    // Of a country or an organization people want all; of a document or an event, what it is.
    let wide = matches!(named.kind, Kind::Country | Kind::Region | Kind::Organization);
    let room = if wide { LONGEST_LIST } else { LONGEST_ANSWER };
    list::reply(&title, &facts.iter().map(label).collect::<Vec<_>>(), room, dataset)
}

/// The facts that name an entity: where it stands first, and few stand beside it, before the others.
pub fn about(entity: EntityId, dataset: &Dataset) -> Vec<FactId> {
    let mut facts: Vec<(usize, usize, FactId)> = dataset
        .facts_with_ids()
        .filter_map(|(id, fact)| {
            let place = fact.entities.iter().position(|e| *e == entity)?;
            Some((place, fact.entities.len(), id))
        })
        .collect();
    facts.sort_unstable();
    facts.into_iter().map(|(_, _, id)| id).collect()
}
