//! The review tells of it, but not the detail that was asked for.

use super::{fact_blocks, wording};
use crate::dataset::{Dataset, FactId};
use crate::language::Detail;
use crate::reply::{Block, Outcome, Reply};

/// Says what is not there, and what is.
pub fn reply(fact: FactId, wanted: Detail, dataset: &Dataset) -> Reply {
    let what = match wanted {
        Detail::Date => "date",
        Detail::Number => "number",
        Detail::Money => "amount",
        Detail::Percent => "percentage",
        Detail::Place => "place",
        Detail::City => "city",
        Detail::Actor | Detail::Name => "name",
        Detail::Members => "list of names",
        Detail::Duration => "duration",
        Detail::Reason => "reason",
    };
    let mut blocks = vec![Block::text(wording::no_detail(what))];
    blocks.extend(fact_blocks(fact, dataset));
    Reply::with_facts(Outcome::NotCovered, blocks, vec![fact], dataset)
}
