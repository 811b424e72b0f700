//! `/about`: who speaks here, from which document, and what stands in it.

use super::{Command, Context};
use crate::answers::wording;
use crate::conversation::Conversation;
use crate::reply::{Block, Outcome, Reply};

pub const COMMAND: Command =
    Command { name: "about", summary: "What this bot answers from", argument: None, example: "/about", run };

fn run(context: &Context, _: &str, _: &mut Conversation) -> Reply {
    let dataset = &context.bot.dataset;
    let blocks = vec![Block::text(wording::identity(dataset)), Block::text(wording::holdings(dataset))];
    Reply::without_facts(Outcome::Help, blocks)
}
