//! `icmal`: the console, and the commands for editors and for other programs.

mod console;

use std::process::ExitCode;

fn main() -> ExitCode {
    console::run()
}
