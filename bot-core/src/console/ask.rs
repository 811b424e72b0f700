//! `icmal ask`: one question.

use std::process::ExitCode;
use std::time::Instant;

use bot_core::bot::Bot;
use bot_core::conversation::Conversation;
use bot_core::moment::Moment;

use super::{json, terminal};

/// What `ask` takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// The question, in one or several words
    #[arg(required = true)]
    question: Vec<String>,
    /// Show how it was read and which facts were weighed
    #[arg(long)]
    why: bool,
    /// Print the answer as `batch` does
    #[arg(long)]
    json: bool,
}

/// Answers it.
pub fn run(bot: &Bot, arguments: &Arguments) -> ExitCode {
    let question = arguments.question.join(" ");
    let (mut conversation, moment) = (Conversation::default(), Moment::now());
    if arguments.why {
        let trail = bot.why(&question, &conversation, moment).to_string();
        if arguments.json { terminal::error(trail.trim_end()) } else { terminal::line(&trail) }
    }
    let begun = Instant::now();
    let reply = bot.hear(&question, &mut conversation, moment);
    if arguments.json {
        terminal::line(&json::reply(None, &reply, bot, begun.elapsed()));
    } else {
        terminal::reply(&reply, &bot.dataset);
    }
    ExitCode::SUCCESS
}
