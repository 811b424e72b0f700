//! The Telegram adapter. Not built yet: it says so and stops.

use std::process::ExitCode;

fn main() -> ExitCode {
    eprintln!("The Telegram adapter is not built yet. The console works: cargo run");
    ExitCode::from(2)
}
