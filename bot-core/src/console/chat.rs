//! `icmal chat`: a conversation at a prompt, or line by line from a pipe.

use std::io::{BufRead, IsTerminal};
use std::process::ExitCode;

use anstyle::AnsiColor;
use bot_core::bot::Bot;
use bot_core::commands::COMMANDS;
use bot_core::conversation::Conversation;
use bot_core::moment::Moment;
use bot_core::press::Press;
use bot_core::reply::Reply;
use rustyline::completion::{Completer, Pair};
use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{Context, Editor, Helper, Highlighter, Hinter, Validator};

use super::terminal;

/// A conversation, with the reply whose choices a number picks from.
struct Chat<'a> {
    bot: &'a Bot,
    conversation: Conversation,
    last: Option<Reply>,
}

/// Shows the next page of a list.
const MORE: &str = "more";

/// Completes the names of commands.
#[derive(Helper, Highlighter, Hinter, Validator)]
struct CommandNames;

impl Completer for CommandNames {
    type Candidate = Pair;

    fn complete(&self, line: &str, position: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        let Some(typed) = line[..position].strip_prefix('/') else { return Ok((0, Vec::new())) };
        let fits = COMMANDS.iter().filter(|c| c.name.starts_with(typed));
        let pair = |c: &bot_core::commands::Command| Pair {
            display: format!("/{} – {}", c.name, c.summary.en),
            replacement: format!("/{} ", c.name),
        };
        Ok((0, fits.map(pair).collect()))
    }
}

/// Chats until the input ends.
pub fn run(bot: &Bot) -> ExitCode {
    let mut chat = Chat { bot, conversation: Conversation::default(), last: None };
    if std::io::stdin().is_terminal() { chat.at_prompt() } else { chat.line_by_line() }
}

impl Chat<'_> {
    fn at_prompt(&mut self) -> ExitCode {
        let mut editor: Editor<CommandNames, FileHistory> = match Editor::new() {
            Ok(editor) => editor,
            Err(error) => {
                terminal::error(&format!("The terminal cannot be used ({error}); reading plain lines instead."));
                return self.line_by_line();
            }
        };
        editor.set_helper(Some(CommandNames));
        self.answer("/start");
        let style = AnsiColor::Cyan.on_default().bold();
        let prompt = format!("{style}>{style:#} ");
        loop {
            match editor.readline(&prompt) {
                Ok(line) => {
                    // History serves only this conversation; a line that cannot be added is just not offered again.
                    drop(editor.add_history_entry(&line));
                    self.answer(&line);
                }
                Err(ReadlineError::Interrupted | ReadlineError::Eof) => return ExitCode::SUCCESS,
                Err(error) => {
                    terminal::error(&format!("The terminal cannot be read: {error}"));
                    return ExitCode::from(super::FOUND_PROBLEMS);
                }
            }
        }
    }

    fn line_by_line(&mut self) -> ExitCode {
        let mut input = std::io::stdin().lock();
        let mut line = Vec::new();
        loop {
            line.clear();
            match input.read_until(b'\n', &mut line) {
                Ok(0) => return ExitCode::SUCCESS,
                Ok(_) => self.answer(&String::from_utf8_lossy(&line)),
                Err(error) => {
                    terminal::error(&format!("The input cannot be read: {error}"));
                    return ExitCode::from(super::FOUND_PROBLEMS);
                }
            }
        }
    }

    /// Answers a line; a number picks one of the choices that were shown last, [`MORE`] the next page of a list.
    fn answer(&mut self, line: &str) {
        let picked = line.trim().parse::<usize>().ok().and_then(|n| n.checked_sub(1)).zip(self.last.as_ref());
        let chosen = picked.and_then(|(n, last)| last.choices.get(n)).map(|choice| Press::Choose(choice.fact));
        let more = self.last.as_ref().filter(|_| line.trim() == MORE).and_then(Reply::next_page);
        let reply = match chosen.or(more) {
            Some(press) => self.bot.press(&press, &mut self.conversation, Moment::now()),
            None => self.bot.hear(line, &mut self.conversation, Moment::now()),
        };
        terminal::reply(&reply, &self.bot.dataset);
        self.last = Some(reply);
    }
}
