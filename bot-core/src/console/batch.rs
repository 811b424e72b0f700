//! `icmal batch`: JSON lines in, JSON lines out, in the same order; each line is a conversation of its own.

use std::io::{BufRead, Write};
use std::process::ExitCode;
use std::time::Instant;

use bot_core::bot::Bot;
use bot_core::moment::Moment;
use serde_json::Value;

use super::json;
use super::query::Query;

/// The longest line that is read, in bytes; a longer one is answered with an error.
const LONGEST_LINE: usize = 1 << 20;

/// Answers until the input ends.
pub fn run(bot: &Bot) -> ExitCode {
    let mut input = std::io::stdin().lock();
    let mut output = std::io::BufWriter::new(std::io::stdout().lock());
    let mut line = Vec::new();
    loop {
        line.clear();
        match input.read_until(b'\n', &mut line) {
            Ok(0) => break,
            Err(error) => {
                super::terminal::error(&format!("The input cannot be read: {error}"));
                return ExitCode::from(super::FOUND_PROBLEMS);
            }
            Ok(_) if line.iter().all(u8::is_ascii_whitespace) => {}
            // The reader may have gone away; then nobody waits for the rest.
            Ok(_) => {
                // Who writes a line may wait for its answer before the next.
                if writeln!(output, "{}", answer(bot, &line)).and_then(|()| output.flush()).is_err() {
                    return ExitCode::SUCCESS;
                }
            }
        }
    }
    ExitCode::SUCCESS
}

fn answer(bot: &Bot, line: &[u8]) -> String {
    if line.len() > LONGEST_LINE {
        return json::error(None, format!("The line has {} bytes; at most {LONGEST_LINE} are read.", line.len()));
    }
    // Invalid UTF-8 within a question is read as unknown letters instead of losing the question.
    let text = String::from_utf8_lossy(line);
    let query: Query = match serde_json::from_str(&text) {
        Ok(query) => query,
        Err(error) => {
            let id = serde_json::from_str::<Value>(&text).ok().and_then(|v| v.get("id").cloned());
            return json::error(id.as_ref(), format!("This line is no question of the form {{\"id\", \"q\"}}: {error}"));
        }
    };
    let moment = Moment::now();
    let mut conversation = query.conversation(bot, moment);
    let begun = Instant::now();
    let reply = bot.hear(&query.q, &mut conversation, moment);
    json::reply(query.id.as_ref(), &reply, bot, begun.elapsed())
}
