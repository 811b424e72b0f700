//! The review tells of it, but not the detail that was asked for.

use super::{fact_blocks, wording};
use crate::dataset::{Dataset, FactId};
use crate::language::Intent;
use crate::reply::{Block, Outcome, Reply};

/// Says what is not there, and what is.
pub fn reply(fact: FactId, wanted: Intent, dataset: &Dataset) -> Reply {
    let what = match wanted {
        Intent::Date => "date",
        Intent::Figure => "number",
        Intent::Where => "place",
        Intent::Who => "name",
        _ => "detail",
    };
    let mut blocks = vec![Block::text(wording::no_detail(what))];
    blocks.extend(fact_blocks(fact, dataset));
    Reply::with_facts(Outcome::NotCovered, blocks, vec![fact], dataset)
}
