//! How the texts of the dataset are read, as JSON lines: from these the word vectors are made.

use std::process::ExitCode;

use bot_core::bot::Bot;
use bot_core::moment::Moment;
use serde::Serialize;

use super::terminal;

#[derive(Serialize)]
struct Line<'a> {
    /// `topic`, `ask`, `near` or `says`; `name` for an entity and `word` for a common word.
    kind: &'a str,
    /// The key of the fact, the name of the entity, or the word as it is written.
    of: &'a str,
    tokens: &'a [Box<str>],
    /// As the encoder reads it.
    text: String,
}

/// Prints every phrasing in the order in which they are graded, then statements, names and common words.
pub fn print(bot: &Bot) -> ExitCode {
    let dataset = &bot.dataset;
    let line = |kind: &str, of: &str, text: &str| {
        let question = bot.read(text, Moment::now());
        let line = Line { kind, of, tokens: &question.tokens, text: question.text() };
        terminal::line(&serde_json::to_string(&line).expect("it has no value that cannot be written"));
    };
    for topic in &dataset.unanswered {
        for q in &topic.questions {
            line("topic", &topic.name, q);
        }
    }
    for fact in &dataset.facts {
        for ask in &fact.asks {
            line("ask", &fact.key, ask);
        }
        for near in &fact.near_misses {
            line("near", &fact.key, near);
        }
    }
    for (topic, questions) in &bot.language.off_topic {
        for q in questions {
            line("off", topic, q);
        }
    }
    for fact in &dataset.facts {
        line("says", &fact.key, &fact.says);
    }
    for entity in &dataset.entities {
        line("name", &entity.name, &entity.name);
    }
    bot.language.common_words().for_each(|word| line("word", word, word));
    ExitCode::SUCCESS
}
