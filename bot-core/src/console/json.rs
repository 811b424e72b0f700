//! The machine interface: a reply as a line of JSON.

use std::time::Duration;

use bot_core::bot::Bot;
use bot_core::dataset::{Dataset, FactId, ParagraphId};
use bot_core::reply::{Reply, plain};
use serde::Serialize;
use serde_json::Value;

#[derive(Serialize)]
struct Answer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a Value>,
    outcome: &'static str,
    text: String,
    facts: Vec<&'a str>,
    sources: Vec<String>,
    confidence: f64,
    choices: Vec<Choice<'a>>,
    language: &'static str,
    micros: u64,
}

#[derive(Serialize)]
struct Choice<'a> {
    text: String,
    facts: Vec<&'a str>,
    sources: Vec<String>,
}

#[derive(Serialize)]
struct Broken<'a> {
    id: Option<&'a Value>,
    outcome: &'static str,
    text: String,
    facts: [&'static str; 0],
    sources: [&'static str; 0],
    confidence: f64,
    choices: [&'static str; 0],
    language: &'static str,
    micros: u64,
}

/// A reply as one line.
pub fn reply(id: Option<&Value>, reply: &Reply, bot: &Bot, took: Duration) -> String {
    let dataset = &bot.dataset;
    let choice = |fact: FactId| {
        let told = bot.tell(fact);
        Choice { text: plain::text(&told), facts: keys(&told.facts, dataset), sources: paragraphs(&told.sources, dataset) }
    };
    line(&Answer {
        id,
        outcome: reply.outcome.name(),
        text: plain::text(reply),
        facts: keys(&reply.facts, dataset),
        sources: paragraphs(&reply.sources, dataset),
        confidence: (f64::from(reply.confidence) * 1000.0).round() / 1000.0,
        choices: reply.choices.iter().map(|c| choice(c.fact)).collect(),
        language: reply.tongue.code(),
        micros: u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
    })
}

/// A line for input that could not be read.
pub fn error(id: Option<&Value>, message: String) -> String {
    line(&Broken {
        id,
        outcome: "error",
        text: message,
        facts: [],
        sources: [],
        confidence: 0.0,
        choices: [],
        language: "en",
        micros: 0,
    })
}

/// Ids of facts.
pub fn keys<'a>(facts: &[FactId], dataset: &'a Dataset) -> Vec<&'a str> {
    facts.iter().map(|id| dataset.fact(*id).key.as_str()).collect()
}

/// Ids of paragraphs.
pub fn paragraphs(paragraphs: &[ParagraphId], dataset: &Dataset) -> Vec<String> {
    paragraphs.iter().map(|p| dataset.paragraph_key(*p)).collect()
}

/// Anything as one line. Our own types have only strings as keys, so nothing of them can fail to be written.
pub fn line(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|error| format!("{{\"outcome\":\"error\",\"text\":\"{error}\"}}"))
}
