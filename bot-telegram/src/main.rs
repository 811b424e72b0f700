//! The Telegram bot as a program: reads its settings and runs until it is asked to stop.

use std::process::ExitCode;

use bot_core::hosting::program::{self, Ended};
use bot_core::hosting::{logs, stop};
use bot_telegram::running;
use bot_telegram::settings::Settings;

fn main() -> ExitCode {
    program::run(bot())
}

async fn bot() -> ExitCode {
    let settings = match Settings::read() {
        Ok(settings) => settings,
        Err(problems) => return program::bad_settings(&problems),
    };
    let ended = match settings.common.bot() {
        Ok(bot) => {
            logs::start(settings.common.log_format);
            running::run(settings, bot, stop::on_signal()).await
        }
        Err(problems) => Ended::Broken(problems),
    };
    ended.exit(running::TOKEN_REFUSED)
}
