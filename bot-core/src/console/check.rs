//! `icmal check`: the dataset's own checks have passed when this runs; with a source, the facts are laid beside it.

use std::path::PathBuf;
use std::process::ExitCode;

use bot_core::dataset::{Dataset, Problem, Problems, check_against};
use bot_core::language::Language;

use super::terminal;

/// What `check` takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// The review's paragraphs, lines of {"id", "text"}: proves every number, date and name
    #[arg(long, value_name = "PARAGRAPHS.JSONL")]
    source: Option<PathBuf>,
}

/// Reports what is wrong, or how much is right.
pub fn run(dataset: &Dataset, arguments: &Arguments) -> ExitCode {
    let asks: usize = dataset.facts.iter().map(|f| f.asks.len()).sum();
    let near_misses: usize = dataset.facts.iter().map(|f| f.near_misses.len()).sum();
    terminal::line(&format!(
        "{} facts, {asks} ways to ask, {near_misses} near misses, {} names: no problems.",
        dataset.facts.len(),
        dataset.entities.len()
    ));
    let Some(source) = &arguments.source else { return ExitCode::SUCCESS };
    let text = match std::fs::read_to_string(source) {
        Ok(text) => text,
        Err(error) => return problems(vec![Problem::new(&source.display().to_string(), "", "", error.to_string())]),
    };
    match check_against(dataset, &Language::built_in(), &text) {
        Ok((printed, found)) if found.is_empty() => {
            terminal::line(&format!(
                "Beside the source: {} facts with {} numbers, {} dates and {} names, all in the paragraphs that they cite.",
                printed.facts, printed.numbers, printed.dates, printed.names
            ));
            ExitCode::SUCCESS
        }
        Ok((_, found)) | Err(found) => problems(found),
    }
}

fn problems(found: Vec<Problem>) -> ExitCode {
    terminal::error(&Problems(found).to_string());
    ExitCode::from(super::FOUND_PROBLEMS)
}
