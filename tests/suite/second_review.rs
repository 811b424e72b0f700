//! Another review, another subject, another year, through the same code.

use std::sync::LazyLock;

use bot_core::bot::Bot;
use bot_core::conversation::Conversation;
use bot_core::dataset::{Dataset, check_against};
use bot_core::language::Language;
use bot_core::reply::plain;

use crate::graded::{read, score};
use crate::{ASKED_ON, path};

static OTHER: LazyLock<Bot> = LazyLock::new(|| {
    let dataset = Dataset::from_folder(&path("lantern-coast/review"));
    Bot::new(dataset.unwrap_or_else(|problems| panic!("{problems}")))
});

#[test]
fn its_facts_stand_in_its_paragraphs() {
    let source = std::fs::read_to_string(path("lantern-coast/paragraphs.jsonl")).expect("its paragraphs");
    let (_, problems) = check_against(&OTHER.dataset, &Language::built_in(), &source).expect("all paragraphs");
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

#[test]
fn its_questions_are_answered() {
    let (found, misses) = score(&OTHER, &read(&path("lantern-coast/questions.jsonl")));
    // Its facts have a third of the phrasings, and its names no word vectors: more is declined.
    assert!(found.right >= 82.0 && found.wrong <= 3.0 && found.refused >= 85.0, "{found:.1?}\n  {}", misses.join("\n  "));
}

#[test]
fn it_speaks_of_itself_alone() {
    let ours = crate::BOT.dataset.review.covers.clone();
    for text in ["hello", "who are you?", "/help", "/about", "/start", "what is the capital of Australia?"] {
        let reply = OTHER.hear(text, &mut Conversation::default(), *ASKED_ON);
        let said = plain::text(&reply);
        assert!(!said.contains(&ours) && !said.to_lowercase().contains("azerbaijan"), "{text}: {said}");
    }
}
