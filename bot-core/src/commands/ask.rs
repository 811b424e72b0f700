//! `/ask QUESTION`: the same as asking without a command.

use super::{Argument, Audience, Command, Context, Needs, Takes, Translated, help};
use crate::conversation::Conversation;
use crate::reply::Reply;

pub const COMMAND: Command = Command {
    name: "ask",
    summary: Translated {
        en: "Ask the review a question in your own words",
        az: "İcmala öz sözlərinizlə sual verin",
        ru: "Задать вопрос обзору своими словами",
        tr: "Değerlendirmeye kendi sözlerinizle soru sorun",
    },
    arguments: &[Argument {
        name: "question",
        summary: Translated { en: "Your question", az: "Sualınız", ru: "Ваш вопрос", tr: "Sorunuz" },
        required: true,
        takes: Takes::Question,
    }],
    example: "/ask what was signed in May?",
    needs: Needs::Nothing,
    audience: Audience::Everyone,
    run,
};

fn run(context: &Context, question: &str, conversation: &mut Conversation) -> Reply {
    if question.is_empty() { help::reply(context.bot) } else { context.bot.ask(question, conversation, context.moment) }
}
