//! The Discord adapter. Not built yet: it says so and stops.

use std::process::ExitCode;

fn main() -> ExitCode {
    eprintln!("The Discord adapter is not built yet. The console works: cargo run");
    ExitCode::from(2)
}
