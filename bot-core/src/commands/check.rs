//! `/check`: what the bot may do in this chat, as far as the platform tells.

use super::{Audience, Command, Context, Needs, Translated};
use crate::answers::standing;
use crate::conversation::Conversation;
use crate::reply::Reply;

pub const COMMAND: Command = Command {
    name: "check",
    summary: Translated {
        en: "What the bot may do in this chat",
        az: "Bot bu söhbətdə nə edə bilər",
        ru: "Что бот может делать в этом чате",
        tr: "Botun bu sohbette neler yapabildiği",
    },
    arguments: &[],
    example: "/check",
    needs: Needs::Standing,
    audience: Audience::Everyone,
    run,
};

fn run(context: &Context, _: &str, _: &mut Conversation) -> Reply {
    standing::reply(context.standing)
}
