//! `/start`: who the bot is, and how to begin.

use super::{Command, Context};
use crate::answers::wording;
use crate::conversation::Conversation;
use crate::reply::{Block, Outcome, Reply};

pub const COMMAND: Command =
    Command { name: "start", summary: "What this bot is, and how to begin", argument: None, example: "/start", run };

fn run(context: &Context, _: &str, _: &mut Conversation) -> Reply {
    let help = super::help::reply(context.bot);
    let blocks = vec![Block::text(wording::identity(&context.bot.dataset))];
    Reply::without_facts(Outcome::Help, blocks).suggesting(help.suggestions)
}
