//! `/start`: who the bot is, and how to begin. A link that leads here may carry what it wants to show.

use super::{Audience, Command, Context, Needs, Translated};
use crate::answers::{compose_help, wording};
use crate::conversation::Conversation;
use crate::press::Press;
use crate::reply::{Block, Outcome, Reply};

pub const COMMAND: Command = Command {
    name: "start",
    summary: Translated {
        en: "What this bot is, and how to begin",
        az: "Bu bot nədir və necə başlamalı",
        ru: "Что это за бот и с чего начать",
        tr: "Bu bot nedir ve nasıl başlanır",
    },
    arguments: &[],
    example: "/start",
    needs: Needs::Nothing,
    audience: Audience::Everyone,
    run,
};

fn run(context: &Context, link: &str, conversation: &mut Conversation) -> Reply {
    let bot = context.bot;
    if let Some(press) = Press::parse(link, &bot.dataset) {
        return bot.press(&press, conversation, context.moment);
    }
    // It has the form of a link's text, and this data has nothing of that id.
    let stale = link.contains('_').then(|| Block::Note(wording::STALE_LINK.to_owned()));
    let mut blocks: Vec<Block> = stale.into_iter().collect();
    blocks.extend([Block::text(wording::identity(&bot.dataset)), Block::text(wording::ASK_AWAY)]);
    Reply::without_facts(Outcome::Help, blocks).suggesting(compose_help(&bot.dataset).suggestions)
}
