//! Phrasings that must be read as a kind of question, and look-alikes that must not.

use bot_core::conversation::Conversation;
use serde::Deserialize;

use crate::{ASKED_ON, BOT, path};

/// An entry of `cases/intents.toml`.
#[derive(Deserialize)]
struct Case {
    kind: String,
    read_as_it: Vec<String>,
    not_read_as_it: Vec<String>,
}

#[derive(Deserialize)]
struct Cases {
    intent: Vec<Case>,
}

#[test]
fn kinds_of_question_are_told_apart() {
    let text = std::fs::read_to_string(path("cases/intents.toml")).expect("intents");
    let cases: Cases = toml::from_str(&text).expect("intents");
    let kind = |text: &str| {
        let judged = BOT.judge(text, &Conversation::default(), *ASKED_ON);
        judged.question.intent.map_or("none", bot_core::language::Intent::name)
    };
    let mut misread = Vec::new();
    for case in &cases.intent {
        assert!(!case.read_as_it.is_empty() && !case.not_read_as_it.is_empty(), "{} needs both kinds of cases", case.kind);
        misread.extend(
            case.read_as_it
                .iter()
                .filter(|t| kind(t) != case.kind)
                .map(|t| format!("{t:?} is read as {}, not {}", kind(t), case.kind)),
        );
        misread.extend(
            case.not_read_as_it
                .iter()
                .filter(|t| kind(t) == case.kind)
                .map(|t| format!("{t:?} must not be read as {}", case.kind)),
        );
    }
    assert!(misread.is_empty(), "see data/language/intents.toml:\n{}", misread.join("\n"));
}
