//! One question with what a right answer holds, and how an answer is graded: the format of the question sets.

use std::path::Path;

use bot_core::bot::Bot;
use bot_core::conversation::Conversation;
use bot_core::reply::{Outcome, Reply, plain};
use fancy_regex::Regex;
use serde::Deserialize;

use crate::ASKED_ON;

/// A line of a question set.
#[derive(Deserialize)]
pub struct Question {
    pub id: String,
    pub q: String,
    #[serde(default)]
    pub context: Vec<String>,
    pub kind: String,
    pub answerable: bool,
    #[serde(default)]
    pub must: Vec<String>,
    #[serde(default)]
    pub paragraphs: Vec<String>,
}

/// How an answer did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grade {
    Right,
    /// Choices that hold the right fact.
    Half,
    Missed,
    Wrong,
}

/// The sums of a question set, in parts of a hundred.
#[derive(Debug, Clone, Copy)]
pub struct Score {
    pub right: f64,
    pub wrong: f64,
    pub refused: f64,
}

/// Reads a question set; a broken line is a broken test.
pub fn read(path: &Path) -> Vec<Question> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let line =
        |(i, line): (usize, &str)| serde_json::from_str(line).unwrap_or_else(|e| panic!("{}:{}: {e}", path.display(), i + 1));
    text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()).map(line).collect()
}

/// Asks a question in its context, on a conversation of its own.
pub fn ask(bot: &Bot, question: &Question) -> Reply {
    let mut conversation = Conversation::default();
    for earlier in &question.context {
        bot.hear(earlier, &mut conversation, *ASKED_ON);
    }
    bot.hear(&question.q, &mut conversation, *ASKED_ON)
}

/// Grades an answer: every expression found within the length that a chat bears, a gold paragraph cited.
pub fn grade(bot: &Bot, question: &Question, reply: &Reply) -> Grade {
    let talk = matches!(reply.outcome, Outcome::SmallTalk | Outcome::Help);
    match (question.answerable, reply.outcome) {
        (false, _) if question.kind == "smalltalk" => {
            if talk {
                Grade::Right
            } else {
                Grade::Wrong
            }
        }
        (false, Outcome::NotCovered) => Grade::Right,
        (false, Outcome::Answer) => Grade::Wrong,
        (true, Outcome::Answer) => {
            let long = matches!(question.kind.as_str(), "list" | "on_date" | "entity" | "compare" | "explain");
            let text = plain::text(reply);
            let fits = text.chars().count() <= if long { 1_800 } else { 900 };
            if fits && holds(bot, question, &text, reply) { Grade::Right } else { Grade::Wrong }
        }
        (true, Outcome::Choices) => {
            let right =
                reply.choices.iter().map(|c| bot.tell(c.fact)).any(|told| holds(bot, question, &plain::text(&told), &told));
            if right { Grade::Half } else { Grade::Missed }
        }
        _ => Grade::Missed,
    }
}

fn holds(bot: &Bot, question: &Question, text: &str, reply: &Reply) -> bool {
    let cites = reply.sources.iter().any(|p| question.paragraphs.contains(&bot.dataset.paragraph_key(*p)));
    let found = |must: &String| {
        let regex = Regex::new(&format!("(?i){must}")).unwrap_or_else(|e| panic!("{}: {must}: {e}", question.id));
        regex.is_match(text).unwrap_or(false)
    };
    cites && question.must.iter().all(found)
}

/// Asks all questions; returns the score, and a line for each that is not right.
pub fn score(bot: &Bot, questions: &[Question]) -> (Score, Vec<String>) {
    let mut misses = Vec::new();
    let (mut right, mut wrong, mut refused) = (0.0, 0.0, 0.0);
    for question in questions {
        let reply = ask(bot, question);
        let grade = grade(bot, question, &reply);
        let points = match grade {
            Grade::Right => 1.0,
            Grade::Half => 0.5,
            Grade::Missed | Grade::Wrong => 0.0,
        };
        if question.answerable {
            right += points;
        } else {
            refused += points;
        }
        wrong += f64::from(u8::from(question.answerable && grade == Grade::Wrong));
        if grade != Grade::Right {
            let facts: Vec<&str> = reply.facts.iter().map(|f| bot.dataset.fact(*f).key.as_str()).collect();
            misses.push(format!(
                "{grade:?} {}: {:?} -> {} {facts:?}, expected {:?}",
                question.id,
                question.q,
                reply.outcome.name(),
                question.paragraphs
            ));
        }
    }
    let answerable = questions.iter().filter(|q| q.answerable).count();
    let percent = |points: f64, of: usize| 100.0 * points / of.max(1) as f64;
    let score = Score {
        right: percent(right, answerable),
        wrong: percent(wrong, answerable),
        refused: percent(refused, questions.len() - answerable),
    };
    (score, misses)
}
