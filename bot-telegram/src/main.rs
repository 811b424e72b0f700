//! The Telegram bot as a program.

use std::process::ExitCode;

use bot_core::hosting::program;
use bot_telegram::running;
use bot_telegram::settings::Settings;

fn main() -> ExitCode {
    program::run(Settings::read(), |settings| &settings.common, running::run, running::TOKEN_REFUSED)
}
