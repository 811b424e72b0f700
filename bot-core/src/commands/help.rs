//! `/help`: the commands, from the table, and questions to begin with.

use super::{Argument, Audience, COMMANDS, Command, Context, Needs, Translated};
use crate::answers::{compose_help, wording};
use crate::bot::Bot;
use crate::conversation::Conversation;
use crate::reply::{Block, Reply, Span};

pub const COMMAND: Command = Command {
    name: "help",
    summary: Translated {
        en: "The commands, and how to ask",
        az: "Əmrlər və necə soruşmalı",
        ru: "Команды и как спрашивать",
        tr: "Komutlar ve nasıl sorulur",
    },
    arguments: &[],
    example: "/help",
    needs: Needs::Nothing,
    audience: Audience::Everyone,
    run,
};

fn run(context: &Context, _: &str, _: &mut Conversation) -> Reply {
    reply(context.bot)
}

/// The help that every adapter shows.
pub fn reply(bot: &Bot) -> Reply {
    let line = |command: &Command| {
        let part = |a: &Argument| {
            let name = a.name.to_uppercase();
            if a.required { format!(" {name}") } else { format!(" [{name}]") }
        };
        let usage: String = command.arguments.iter().map(part).collect();
        vec![Span::Strong(format!("/{}{usage}", command.name)), Span::Plain(format!(" – {}", command.summary.en))]
    };
    let mut reply = compose_help(&bot.dataset);
    reply.blocks.push(Block::Heading(wording::COMMANDS.to_owned()));
    reply.blocks.push(Block::List(COMMANDS.iter().map(line).collect()));
    reply
}
