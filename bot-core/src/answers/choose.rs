//! Two or three readings that are equally likely.

use super::wording;
use crate::dataset::{Dataset, FactId};
use crate::reply::{Block, Choice, Outcome, Reply};

/// Offers the readings; each is named by its plainest question.
pub fn reply(facts: &[FactId], dataset: &Dataset) -> Reply {
    let choices = facts.iter().map(|id| Choice::of(*id, dataset));
    let blocks = vec![Block::text(wording::WHICH)];
    Reply { choices: choices.collect(), ..Reply::without_facts(Outcome::Choices, blocks) }
}
