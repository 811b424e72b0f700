//! One fact, or a few that belong together.

use super::{LONGEST_ANSWER, LONGEST_LIST, fact_blocks, letters, list_blocks};
use crate::dataset::{Dataset, FactId};
use crate::language::Intent;
use crate::reply::{Outcome, Reply};

/// Tells the first fact whole, and the others as far as there is room.
pub fn reply(facts: &[FactId], intent: Option<Intent>, dataset: &Dataset) -> Reply {
    let long = matches!(intent, Some(Intent::List | Intent::Explain | Intent::About));
    let room = if long { LONGEST_LIST } else { LONGEST_ANSWER };
    let mut blocks = Vec::new();
    let mut told = Vec::new();
    for id in facts {
        let list = intent == Some(Intent::List);
        let more = if list { list_blocks(*id, dataset) } else { fact_blocks(*id, dataset) };
        let together = [blocks.clone(), more.clone()].concat();
        if told.is_empty() || letters(&together) <= room {
            blocks = together;
            told.push(*id);
        }
    }
    Reply::with_facts(Outcome::Answer, blocks, told, dataset)
}
