//! What `/country` and `/organization` share: a profile by name, or the names that there are.

use super::Context;
use crate::answers::{menu, profile, wording};
use crate::conversation::Conversation;
use crate::dataset::Kind;
use crate::question::Named;
use crate::reply::{Block, Outcome, Reply};

/// The profile of a name, whatever it is; without a name, the names of a kind that most is told of.
pub fn reply(kind: Kind, name: &str, context: &Context, conversation: &mut Conversation) -> Reply {
    let bot = context.bot;
    if name.is_empty() {
        return menu::names(kind, 0, &bot.dataset);
    }
    let question = bot.judge(name, conversation, context.moment).question;
    let first = question.mentions.iter().find_map(|m| match m.named {
        Named::Entity(id) => Some(id),
        Named::Outside(_) => None,
    });
    match first.filter(|id| !profile::about(*id, &bot.dataset).is_empty()) {
        Some(id) => profile::reply(id, 0, &bot.dataset),
        None => Reply::without_facts(Outcome::NotCovered, vec![Block::text(wording::not_named(name))]),
    }
}
