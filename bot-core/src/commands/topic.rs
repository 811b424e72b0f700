//! `/topic [TOPIC]`: a section of the review; without one, the sections.

use super::{Argument, Audience, Command, Context, Needs, Takes, Translated};
use crate::answers::{menu, section};
use crate::conversation::Conversation;
use crate::language::fold;
use crate::reply::Reply;

pub const COMMAND: Command = Command {
    name: "topic",
    summary: Translated {
        en: "A section of the review; without one, the sections",
        az: "İcmalın bir bölməsi; yazılmasa, bölmələr",
        ru: "Раздел обзора; без названия – список разделов",
        tr: "Değerlendirmenin bir bölümü; yazılmazsa bölümler",
    },
    arguments: &[Argument {
        name: "topic",
        summary: Translated {
            en: "A section or a word for it",
            az: "Bölmə və ya ona aid söz",
            ru: "Раздел или слово о нём",
            tr: "Bir bölüm ya da onunla ilgili bir söz",
        },
        required: false,
        takes: Takes::Topic,
    }],
    example: "/topic",
    needs: Needs::Nothing,
    audience: Audience::Everyone,
    run,
};

fn run(context: &Context, topic: &str, conversation: &mut Conversation) -> Reply {
    let (bot, asked) = (context.bot, fold(topic));
    let sections = &bot.dataset.review.sections;
    if asked.is_empty() {
        return menu::topics(&bot.dataset);
    }
    let named = |text: &str| asked.chars().count() > 2 && format!(" {}", fold(text)).contains(&format!(" {asked}"));
    let found = sections.iter().position(|s| named(&s.id) || named(&s.title) || s.topics.iter().any(|t| named(t)));
    match found {
        Some(place) => section::reply(place, 0, &bot.dataset),
        None => bot.ask(topic, conversation, context.moment),
    }
}
