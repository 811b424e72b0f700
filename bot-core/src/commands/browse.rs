//! What `/country` and `/organization` share: a profile by name, or the names that there are.

use super::Context;
use crate::answers::{profile, wording};
use crate::conversation::Conversation;
use crate::dataset::{EntityId, Kind};
use crate::question::Named;
use crate::reply::{Block, Outcome, Reply, plain_line};

/// How many names are listed.
const LISTED: usize = 40;

/// The profile of a name, whatever it is; without a name, the names of a kind that most is told of.
pub fn reply(kind: Kind, name: &str, context: &Context, conversation: &mut Conversation) -> Reply {
    let bot = context.bot;
    if name.is_empty() {
        return names(kind, context);
    }
    let question = bot.judge(name, conversation, context.moment).question;
    let first = question.mentions.iter().find_map(|m| match m.named {
        Named::Entity(id) => Some(id),
        Named::Outside(_) => None,
    });
    match first.filter(|id| !profile::about(*id, &bot.dataset).is_empty()) {
        Some(id) => profile::reply(id, &bot.dataset),
        None => Reply::without_facts(Outcome::NotCovered, vec![Block::text(wording::not_named(name))]),
    }
}

fn names(kind: Kind, context: &Context) -> Reply {
    let dataset = &context.bot.dataset;
    let told = |id: EntityId| dataset.facts.iter().filter(|f| f.entities.contains(&id)).count();
    let mut names: Vec<(usize, &str)> = dataset
        .entities_with_ids()
        .filter(|(id, e)| e.kind == kind && Some(*id) != dataset.review.home)
        .map(|(id, e)| (told(id), e.name.as_str()))
        .collect();
    names.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let items =
        names.iter().filter(|(told, _)| *told > 0).take(LISTED).map(|(told, name)| plain_line(wording::told_of(name, *told)));
    let blocks = vec![Block::Heading(wording::NAMES.to_owned()), Block::List(items.collect())];
    Reply::without_facts(Outcome::Help, blocks)
}
