//! The Telegram bot as a program: reads its settings and runs until it is asked to stop.

use std::process::ExitCode;

use bot_core::bot::Bot;
use bot_core::dataset::Dataset;
use bot_core::hosting::{logs, stop};
use bot_telegram::running::{self, Ended};
use bot_telegram::settings::Settings;

/// Exit codes: 0 asked to stop, 1 it cannot go on, 2 bad settings (clap's own), 3 Telegram refuses the token.
const CANNOT_GO_ON: u8 = 1;
const BAD_SETTINGS: u8 = 2;
const TOKEN_REFUSED: u8 = 3;

#[tokio::main]
async fn main() -> ExitCode {
    let settings = match Settings::read() {
        Ok(settings) => settings,
        Err(problems) => return complain(&problems, BAD_SETTINGS),
    };
    let bot = match settings.data.as_deref().map(Dataset::from_folder) {
        None => Bot::built_in(),
        Some(Ok(dataset)) => Bot::new(dataset),
        Some(Err(problems)) => return complain(&problems.to_string(), CANNOT_GO_ON),
    };
    logs::start(settings.log_format);
    match running::run(settings, bot, stop::on_signal()).await {
        Ended::Asked => ExitCode::SUCCESS,
        Ended::TokenRefused => complain(running::TOKEN_REFUSED, TOKEN_REFUSED),
        Ended::Broken(why) => complain(&why, CANNOT_GO_ON),
    }
}

fn complain(why: &str, code: u8) -> ExitCode {
    eprintln!("{why}");
    ExitCode::from(code)
}
