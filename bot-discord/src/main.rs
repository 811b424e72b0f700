//! The Discord bot as a program: reads its settings and runs until it is asked to stop.

use std::process::ExitCode;

use bot_core::hosting::program::{Ended, bad_settings};
use bot_core::hosting::{logs, stop};
use bot_discord::running;
use bot_discord::settings::Settings;

#[tokio::main]
async fn main() -> ExitCode {
    let settings = match Settings::read() {
        Ok(settings) => settings,
        Err(problems) => return bad_settings(&problems),
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
