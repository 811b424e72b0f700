//! `/source [PARAGRAPH]`: what the dataset holds of a paragraph; without one, how paragraphs are named.

use super::{Argument, Audience, Command, Context, Needs, Takes, Translated};
use crate::answers::{paragraph, wording};
use crate::conversation::Conversation;
use crate::reply::{Block, Outcome, Reply};

pub const COMMAND: Command = Command {
    name: "source",
    summary: Translated {
        en: "What is known of a paragraph of the review",
        az: "İcmalın bir bəndi haqqında bilinənlər",
        ru: "Что известно из абзаца обзора",
        tr: "Değerlendirmenin bir paragrafından bilinenler",
    },
    arguments: &[Argument {
        name: "paragraph",
        summary: Translated {
            en: "A section's id and a number, joined by -",
            az: "Bölmənin adı və nömrə, arada -",
            ru: "Имя раздела и номер через -",
            tr: "Bölüm adı ve numara, arada -",
        },
        required: false,
        takes: Takes::Paragraph,
    }],
    example: "/source",
    needs: Needs::Nothing,
    audience: Audience::Everyone,
    run,
};

fn run(context: &Context, id: &str, _: &mut Conversation) -> Reply {
    let dataset = &context.bot.dataset;
    if let Some(found) = dataset.find_paragraph(id) {
        paragraph::reply(found, 0, dataset)
    } else {
        let outcome = if id.is_empty() { Outcome::Help } else { Outcome::Error };
        Reply::without_facts(outcome, vec![Block::text(wording::no_paragraph(id, dataset))])
    }
}
