//! A command that nobody knows: the nearest known one is named.

use strsim::osa_distance;

use super::COMMANDS;
use crate::answers::wording;
use crate::reply::{Block, Outcome, Reply};

/// Says that there is no such command, and which was probably meant.
pub fn reply(name: &str) -> Reply {
    let nearest = COMMANDS.iter().map(|c| (osa_distance(c.name, name), c)).min_by_key(|(distance, _)| *distance);
    let meant = nearest.filter(|(distance, _)| *distance <= 3).map(|(_, command)| command.name);
    Reply::without_facts(Outcome::Error, vec![Block::text(wording::unknown_command(meant))])
}
