//! The Discord bot as a program.

use std::process::ExitCode;

use bot_core::hosting::program;
use bot_discord::running;
use bot_discord::settings::Settings;

fn main() -> ExitCode {
    program::run(Settings::read(), |settings| &settings.common, running::run, running::TOKEN_REFUSED)
}
