//! How text reaches the terminal: colours where it has them, plain text into a pipe.

use anstyle::{AnsiColor, Style};
use bot_core::dataset::Dataset;
use bot_core::reply::{Reply, plain};

const SOURCE: Style = Style::new().dimmed();
const ERROR: Style = AnsiColor::Red.on_default();

/// Prints a reply with its sources. A closed pipe ends the output without a complaint.
pub fn reply(reply: &Reply, dataset: &Dataset) {
    line(&visible(&plain::text(reply)));
    let sources = plain::source_line(reply, dataset);
    if !sources.is_empty() {
        line(&format!("{SOURCE}{sources}{SOURCE:#}"));
    }
}

/// Prints a line.
pub fn line(text: &str) {
    use std::io::Write;
    // A reader that has gone away (`icmal facts | head`) wants nothing more.
    if writeln!(anstream::stdout(), "{text}").is_err() {
        std::process::exit(0);
    }
}

/// Prints a complaint to standard error.
pub fn error(text: &str) {
    anstream::eprintln!("{ERROR}{text}{ERROR:#}");
}

/// Without control characters: a person's words, repeated, must not move the cursor.
fn visible(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}
