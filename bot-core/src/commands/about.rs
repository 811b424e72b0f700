//! `/about`: who speaks here, from which document, and what stands in it.

use super::{Audience, Command, Context, Needs, Translated};
use crate::answers::wording;
use crate::conversation::Conversation;
use crate::reply::{Block, Outcome, Reply};

pub const COMMAND: Command = Command {
    name: "about",
    summary: Translated {
        en: "What this bot answers from",
        az: "Bu bot nəyə əsasən cavab verir",
        ru: "На чём основаны ответы бота",
        tr: "Bu bot neye dayanarak yanıt verir",
    },
    arguments: &[],
    example: "/about",
    needs: Needs::Nothing,
    audience: Audience::Everyone,
    run,
};

fn run(context: &Context, _: &str, _: &mut Conversation) -> Reply {
    let dataset = &context.bot.dataset;
    let blocks = vec![Block::text(wording::identity(dataset)), Block::text(wording::holdings(dataset))];
    Reply::without_facts(Outcome::Help, blocks)
}
