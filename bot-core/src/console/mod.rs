//! The console: the third adapter. It chats, answers one question, answers many for another program, and checks data.

mod ask;
mod batch;
mod chat;
mod check;
mod facts;
mod grade;
mod json;
mod on_this_day;
mod query;
mod terminal;

use std::path::PathBuf;
use std::process::ExitCode;

use bot_core::bot::Bot;
use bot_core::dataset::Dataset;
use clap::{Parser, Subcommand};

/// Exit codes: 0 well, 1 problems were found, 2 bad usage (clap's own).
pub const FOUND_PROBLEMS: u8 = 1;

/// Asks the review: answers from one document, with the paragraph that each rests on.
#[derive(Parser)]
#[command(
    name = "icmal",
    version,
    after_help = "Examples:
  icmal                                        chat
  echo \"what was signed in May?\" | icmal       answer each line
  icmal ask \"what was signed in May?\" --why    one question, with the trail of its answer
  icmal on-this-day 07-03                      what the review tells of 3 July
  icmal check --source paragraphs.jsonl        the dataset beside the review"
)]
struct Arguments {
    /// A review's folder in place of the built-in one
    #[arg(long = "data", env = "ICMAL_DATA", value_name = "FOLDER", global = true)]
    data: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Subcommands>,
}

#[derive(Subcommand)]
enum Subcommands {
    /// Chat: a question a line, /help for the commands, Ctrl-D to leave (the default)
    #[command(after_help = "Examples:\n  icmal chat\n  printf 'how many\\nand where?\\n' | icmal chat")]
    Chat,
    /// Answer one question
    #[command(after_help = "Examples:\n  icmal ask \"what was signed in May?\"\n  icmal ask \"what was signed in May?\" --json")]
    Ask(ask::Arguments),
    /// Answer JSON lines from standard input, for other programs
    #[command(
        after_help = "Reads {\"id\", \"q\", \"context\": [\"earlier question\", …]} a line and writes a line each:\n{\"id\", \"outcome\", \"text\", \"facts\", \"sources\", \"confidence\", \"choices\", \"language\", \"micros\"}\nOutcomes: answer, choices, not_covered, smalltalk, help, error.\n\nExample:\n  echo '{\"id\": \"1\", \"q\": \"what was signed in May?\"}' | icmal batch"
    )]
    Batch,
    /// What the review tells of a day of the year
    #[command(after_help = "Examples:\n  icmal on-this-day\n  icmal on-this-day 07-03 --json")]
    OnThisDay(on_this_day::Arguments),
    /// The dataset
    #[command(after_help = "Example:\n  icmal facts --json")]
    Facts(facts::Arguments),
    /// Ask every phrasing of the dataset of an index built without it, and report what is not found
    #[command(after_help = "Examples:\n  icmal grade\n  icmal grade --features > features.jsonl")]
    Grade(grade::Arguments),
    /// Check the dataset, and with a source every number, date and name of it
    #[command(after_help = "Examples:\n  icmal check\n  icmal check --source paragraphs.jsonl\n  icmal --data my-review check")]
    Check(check::Arguments),
}

/// Reads the arguments and does what they say.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let bot = match arguments.data.as_deref().map(Dataset::from_folder) {
        None => Bot::built_in(),
        Some(Ok(dataset)) => Bot::new(dataset),
        Some(Err(problems)) => {
            terminal::error(&problems.to_string());
            return ExitCode::from(FOUND_PROBLEMS);
        }
    };
    match arguments.command.unwrap_or(Subcommands::Chat) {
        Subcommands::Chat => chat::run(&bot),
        Subcommands::Ask(arguments) => ask::run(&bot, &arguments),
        Subcommands::Batch => batch::run(&bot),
        Subcommands::OnThisDay(arguments) => on_this_day::run(&bot.dataset, &arguments),
        Subcommands::Facts(arguments) => facts::run(&bot.dataset, &arguments),
        Subcommands::Grade(arguments) => grade::run(&bot, &arguments),
        Subcommands::Check(arguments) => check::run(&bot.dataset, &arguments),
    }
}
