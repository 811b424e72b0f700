//! `/stats [TOPIC]`: figures with charts. Not built yet: it says so, and where figures are found.

use super::{Argument, Audience, Command, Context, Needs, Takes, Translated};
use crate::answers::wording;
use crate::conversation::Conversation;
use crate::reply::{Block, Outcome, Reply};

pub const COMMAND: Command = Command {
    name: "stats",
    summary: Translated {
        en: "Figures of the review, with charts",
        az: "İcmalın rəqəmləri, diaqramlarla",
        ru: "Цифры обзора с диаграммами",
        tr: "Değerlendirmenin rakamları, grafiklerle",
    },
    arguments: &[Argument {
        name: "topic",
        summary: Translated { en: "What to count", az: "Nəyi saymalı", ru: "Что считать", tr: "Neyin sayılacağı" },
        required: false,
        takes: Takes::Topic,
    }],
    example: "/stats",
    needs: Needs::Nothing,
    audience: Audience::Everyone,
    run,
};

fn run(_: &Context, _: &str, _: &mut Conversation) -> Reply {
    Reply::without_facts(Outcome::Help, vec![Block::text(wording::STATS_NOT_YET)])
}
