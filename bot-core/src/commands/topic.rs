//! `/topic [TOPIC]`: a section of the review; without one, the sections.

use super::{Argument, Command, Context};
use crate::answers::{section, wording};
use crate::conversation::Conversation;
use crate::language::fold;
use crate::reply::{Block, Outcome, Reply, plain_line};

pub const COMMAND: Command = Command {
    name: "topic",
    summary: "A section of the review; without one, the sections",
    argument: Some(Argument { name: "topic", summary: "A section or a word for it", required: false }),
    example: "/topic",
    run,
};

fn run(context: &Context, topic: &str, conversation: &mut Conversation) -> Reply {
    let (bot, asked) = (context.bot, fold(topic));
    let sections = &bot.dataset.review.sections;
    if asked.is_empty() {
        let items = sections.iter().map(|s| plain_line(format!("{} ({})", s.title, s.id)));
        let blocks = vec![Block::Heading(wording::SECTIONS.to_owned()), Block::List(items.collect())];
        return Reply::without_facts(Outcome::Help, blocks);
    }
    let named = |text: &str| asked.chars().count() > 2 && format!(" {}", fold(text)).contains(&format!(" {asked}"));
    let found = sections.iter().position(|s| named(&s.id) || named(&s.title) || s.topics.iter().any(|t| named(t)));
    match found {
        Some(place) => section::reply(place, &bot.dataset),
        None => bot.ask(topic, conversation, context.moment),
    }
}
