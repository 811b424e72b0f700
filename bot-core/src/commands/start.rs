//! `/start`: who the bot is, and how to begin.

use super::{Audience, Command, Context, Needs, Translated};
use crate::answers::wording;
use crate::conversation::Conversation;
use crate::reply::{Block, Outcome, Reply};

pub const COMMAND: Command = Command {
    name: "start",
    summary: Translated {
        en: "What this bot is, and how to begin",
        az: "Bu bot nədir və necə başlamalı",
        ru: "Что это за бот и с чего начать",
        tr: "Bu bot nedir ve nasıl başlanır",
    },
    argument: None,
    example: "/start",
    needs: Needs::Nothing,
    audience: Audience::Everyone,
    run,
};

fn run(context: &Context, _: &str, _: &mut Conversation) -> Reply {
    let help = super::help::reply(context.bot);
    let blocks = vec![Block::text(wording::identity(&context.bot.dataset)), Block::text(wording::ASK_AWAY)];
    Reply::without_facts(Outcome::Help, blocks).suggesting(help.suggestions)
}
