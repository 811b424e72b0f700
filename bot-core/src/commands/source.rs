//! `/source [PARAGRAPH]`: what the dataset holds of a paragraph; without one, how paragraphs are named.

use super::{Argument, Command, Context};
use crate::answers::{paragraph, wording};
use crate::conversation::Conversation;
use crate::reply::{Block, Outcome, Reply};

pub const COMMAND: Command = Command {
    name: "source",
    summary: "What is known of a paragraph of the review",
    argument: Some(Argument { name: "paragraph", summary: "A section's id and a number, joined by -", required: false }),
    example: "/source",
    run,
};

fn run(context: &Context, id: &str, _: &mut Conversation) -> Reply {
    let dataset = &context.bot.dataset;
    if let Some(found) = dataset.find_paragraph(id) {
        paragraph::reply(found, dataset)
    } else {
        let outcome = if id.is_empty() { Outcome::Help } else { Outcome::Error };
        Reply::without_facts(outcome, vec![Block::text(wording::no_paragraph(id, dataset))])
    }
}
