//! A bot as a program: what both have as settings, what they answer from, and how they end.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;

use super::logs::Format;
use crate::bot::Bot;
use crate::dataset::Dataset;

/// What can be set of every bot.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// Questions a minute from one person or in one chat; who asks more is told so once
    #[arg(long = "asks-per-minute", env = "ASKS_PER_MINUTE", default_value_t = 20, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    pub asks_per_minute: u32,
    /// A review's folder in place of the built-in one
    #[arg(long = "data", env = "ICMAL_DATA", value_name = "FOLDER")]
    pub data: Option<PathBuf>,
    /// How log lines look
    #[arg(long = "log-format", env = "LOG_FORMAT", default_value = "text")]
    pub log_format: Format,
}

impl Common {
    /// The core that answers from the review that is set.
    ///
    /// # Errors
    /// What is wrong with the folder.
    pub fn bot(&self) -> Result<Bot, String> {
        match self.data.as_deref().map(Dataset::from_folder) {
            None => Ok(Bot::built_in()),
            Some(Ok(dataset)) => Ok(Bot::new(dataset)),
            Some(Err(problems)) => Err(problems.to_string()),
        }
    }
}

/// How long threads that still think may hold up the end of the program.
const LEAVING: Duration = Duration::from_secs(1);

/// Runs a bot to its end, and ends with it, whatever a thread still thinks about.
pub fn run(bot: impl Future<Output = ExitCode>) -> ExitCode {
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return complain(&format!("Threads cannot be started: {error}"), BROKEN),
    };
    let code = runtime.block_on(bot);
    runtime.shutdown_timeout(LEAVING);
    code
}

/// How a bot ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// It was asked to stop.
    Asked,
    /// The platform refuses the token.
    TokenRefused,
    /// It cannot go on, and trying again will not help.
    Broken(String),
}

/// It cannot go on.
const BROKEN: u8 = 1;
/// Bad settings; clap's own code.
const BAD_SETTINGS: u8 = 2;
/// The platform refuses the token.
const TOKEN_REFUSED: u8 = 3;

impl Ended {
    /// Tells the operator why, and the exit code: 0 asked to stop, 1 it cannot go on, 3 the token is refused, for which
    /// there is a sentence that says what to do.
    pub fn exit(self, token_refused: &str) -> ExitCode {
        match self {
            Self::Asked => ExitCode::SUCCESS,
            Self::TokenRefused => complain(token_refused, TOKEN_REFUSED),
            Self::Broken(why) => complain(&why, BROKEN),
        }
    }
}

/// Tells the operator what is wrong with the settings, and the exit code 2.
pub fn bad_settings(problems: &str) -> ExitCode {
    complain(problems, BAD_SETTINGS)
}

fn complain(why: &str, code: u8) -> ExitCode {
    eprintln!("{why}");
    ExitCode::from(code)
}
