//! `icmal facts`: the dataset, for reading or for other programs.

use std::process::ExitCode;

use bot_core::dataset::{Dataset, Fact};
use serde::Serialize;

use super::{json, terminal};

/// What `facts` takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// Print a JSON array with all fields
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct FactLine<'a> {
    id: &'a str,
    says: &'a str,
    asks: &'a [String],
    near_misses: &'a [String],
    figure: Option<FigureLine<'a>>,
    when: Option<String>,
    entities: Vec<&'a str>,
    members: &'a [String],
    parts: Vec<&'a str>,
    paragraphs: Vec<String>,
    caution: Option<&'a str>,
    counted: &'a [String],
    corrected: &'a [String],
}

#[derive(Serialize)]
struct FigureLine<'a> {
    value: serde_json::Number,
    unit: &'a str,
    counts: &'a str,
    qualifier: Option<&'a str>,
}

/// Prints it.
pub fn run(dataset: &Dataset, arguments: &Arguments) -> ExitCode {
    if arguments.json {
        let facts: Vec<FactLine> = dataset.facts.iter().map(|fact| line(fact, dataset)).collect();
        terminal::line(&json::line(&facts));
    } else {
        for fact in &dataset.facts {
            terminal::line(&format!("{}: {} [{}]", fact.key, fact.says, json::paragraphs(&fact.paragraphs, dataset).join(", ")));
        }
    }
    ExitCode::SUCCESS
}

fn line<'a>(fact: &'a Fact, dataset: &'a Dataset) -> FactLine<'a> {
    let figure = fact.figure.as_ref().and_then(|f| {
        Some(FigureLine { value: number(f.value)?, unit: &f.unit, counts: &f.counts, qualifier: f.qualifier.as_deref() })
    });
    FactLine {
        id: &fact.key,
        says: &fact.says,
        asks: &fact.asks,
        near_misses: &fact.near_misses,
        figure,
        when: fact.when.map(|w| w.to_string()),
        entities: fact.entities.iter().map(|id| dataset.entity(*id).key.as_str()).collect(),
        members: &fact.members,
        parts: json::keys(&fact.parts, dataset),
        paragraphs: json::paragraphs(&fact.paragraphs, dataset),
        caution: fact.caution.as_deref(),
        counted: &fact.counted,
        corrected: &fact.corrected,
    }
}

/// Whole numbers without a decimal point.
fn number(value: f64) -> Option<serde_json::Number> {
    let whole = value.fract() == 0.0 && value.abs() < 9e15;
    if whole { format!("{value:.0}").parse().ok() } else { serde_json::Number::from_f64(value) }
}
