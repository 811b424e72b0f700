//! A bot as a program: what both have as settings, what they answer from, and how they end.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;
use tokio::runtime::Runtime;
use tokio_util::sync::CancellationToken;

use super::logs::{self, Format};
use super::stop;
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

/// Runs a bot from its settings to its end, and ends with it, whatever a thread still thinks about. `common` finds what all
/// bots have in the settings; `token_refused` says what to do when the platform refuses the token.
///
/// Exit codes: 0 asked to stop, 1 it cannot go on, 2 bad settings, 3 the token is refused.
pub fn run<S, B: Future<Output = Ended>>(
    settings: Result<S, String>,
    common: impl Fn(&S) -> &Common,
    bot: impl FnOnce(S, Bot, CancellationToken) -> B,
    token_refused: &str,
) -> ExitCode {
    let settings = match settings {
        Ok(settings) => settings,
        Err(problems) => return complain(&problems, BAD_SETTINGS),
    };
    let core = match common(&settings).bot() {
        Ok(core) => core,
        Err(problems) => return complain(&problems, BROKEN),
    };
    let runtime = match Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return complain(&format!("Threads cannot be started: {error}"), BROKEN),
    };
    logs::start(common(&settings).log_format);
    let ended = runtime.block_on(async { bot(settings, core, stop::on_signal()).await });
    runtime.shutdown_timeout(LEAVING);
    match ended {
        Ended::Asked => ExitCode::SUCCESS,
        Ended::TokenRefused => complain(token_refused, TOKEN_REFUSED),
        Ended::Broken(why) => complain(&why, BROKEN),
    }
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

fn complain(why: &str, code: u8) -> ExitCode {
    eprintln!("{why}");
    ExitCode::from(code)
}
