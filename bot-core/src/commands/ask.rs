//! `/ask QUESTION`: the same as asking without a command.

use super::{Argument, Command, Context, help};
use crate::conversation::Conversation;
use crate::reply::Reply;

pub const COMMAND: Command = Command {
    name: "ask",
    summary: "Ask the review a question in your own words",
    argument: Some(Argument { name: "question", summary: "Your question", required: true }),
    example: "/ask what was signed in May?",
    run,
};

fn run(context: &Context, question: &str, conversation: &mut Conversation) -> Reply {
    if question.is_empty() { help::reply(context.bot) } else { context.bot.ask(question, conversation, context.moment) }
}
