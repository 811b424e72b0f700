//! What speaks for the best candidates of a question, as JSON lines: from these the weights are fitted.

use std::path::PathBuf;
use std::process::ExitCode;

use bot_core::bot::Bot;
use bot_core::dataset::{Dataset, FactId};
use bot_core::language::Intent;
use bot_core::moment::Moment;
use bot_core::question::{Features, Judged, Verdict};
use serde::Serialize;
use serde_json::Value;

use crate::console::FOUND_PROBLEMS;
use crate::console::query::Query;
use crate::console::terminal;

/// So many candidates of a question are printed.
const PRINTED: usize = 8;

#[derive(Serialize)]
struct Line<'a> {
    query: &'a str,
    /// `ask`, `near`, `topic` or `case`.
    kind: &'a str,
    /// Whether it is the fact whose ask this is.
    right: bool,
    /// Whether it was decided without weighing facts.
    ruled: bool,
    /// Whether anything was told as the answer.
    told: bool,
    fact: &'a str,
    place: usize,
    score: f32,
    intent: Option<&'a str>,
    detail: Option<String>,
    #[serde(flatten)]
    features: &'a Features,
}

/// Prints the best candidates of a question; `asked` is the fact that it asks for or is near to.
pub fn print(query: &str, kind: &str, asked: Option<FactId>, judged: &Judged, dataset: &Dataset) {
    let ruled = matches!(
        judged.verdict,
        Verdict::Missing(..)
            | Verdict::Talk(_)
            | Verdict::Profile(_)
            | Verdict::Days(_)
            | Verdict::Period(_)
            | Verdict::Listed(..)
    );
    for (place, candidate) in judged.ranking.candidates.iter().take(PRINTED).enumerate() {
        let line = Line {
            query,
            kind,
            right: kind == "ask" && asked == Some(candidate.fact),
            ruled,
            told: judged.verdict.tells(),
            fact: &dataset.fact(candidate.fact).key,
            place,
            score: candidate.score,
            intent: judged.question.intent.map(Intent::name),
            detail: judged.question.detail.map(|d| format!("{d:?}")),
            features: &candidate.features,
        };
        terminal::line(&serde_json::to_string(&line).expect("it has no value that cannot be written"));
    }
}

/// Prints the best candidates of the questions of case files.
pub fn print_cases(bot: &Bot, files: &[PathBuf]) -> ExitCode {
    for file in files {
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) => {
                terminal::error(&format!("{} cannot be read: {error}", file.display()));
                return ExitCode::from(FOUND_PROBLEMS);
            }
        };
        for line in text.lines() {
            let case: Query = match serde_json::from_str(line) {
                Ok(case) => case,
                Err(error) => {
                    terminal::error(&format!("{} holds a line that is no question: {error}", file.display()));
                    return ExitCode::from(FOUND_PROBLEMS);
                }
            };
            let moment = Moment::now();
            let id = case.id.as_ref().and_then(Value::as_str).unwrap_or_default();
            print(id, "case", None, &bot.judge(&case.q, &case.conversation(bot, moment), moment), &bot.dataset);
        }
    }
    ExitCode::SUCCESS
}
