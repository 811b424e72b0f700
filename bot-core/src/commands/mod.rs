//! The slash commands: one file each, and one table from which help, menus and registration are made.

mod about;
mod ask;
mod browse;
mod country;
mod help;
mod onthisday;
mod organization;
mod source;
mod start;
mod timeline;
mod topic;
mod unknown;

use crate::bot::Bot;
use crate::conversation::Conversation;
use crate::moment::Moment;
use crate::reply::Reply;

/// A command as both platforms and the console offer it.
pub struct Command {
    /// The word behind the slash.
    pub name: &'static str,
    /// One line for menus.
    pub summary: &'static str,
    /// What stands behind the word, if anything.
    pub argument: Option<Argument>,
    /// A call that works with any review.
    pub example: &'static str,
    run: fn(&Context, &str, &mut Conversation) -> Reply,
}

/// What a command takes.
pub struct Argument {
    /// Its name where options have names.
    pub name: &'static str,
    /// One line for menus.
    pub summary: &'static str,
    /// Whether the command needs it.
    pub required: bool,
}

/// What a command can see.
pub struct Context<'a> {
    /// The bot.
    pub bot: &'a Bot,
    /// When it is called.
    pub moment: Moment,
}

/// All commands, in the order of help.
pub const COMMANDS: &[Command] = &[
    start::COMMAND,
    help::COMMAND,
    ask::COMMAND,
    country::COMMAND,
    organization::COMMAND,
    topic::COMMAND,
    onthisday::COMMAND,
    timeline::COMMAND,
    source::COMMAND,
    about::COMMAND,
];

/// A command as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The word behind the slash, in small letters, without an `@name`.
    pub name: String,
    /// All that follows.
    pub argument: String,
}

/// Reads `/name argument`; `None` for anything else.
pub fn parse(text: &str) -> Option<Call> {
    let rest = text.trim_start().strip_prefix('/')?;
    let (name, argument) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let name = name.split('@').next().unwrap_or(name).to_lowercase();
    let fits = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    fits.then(|| Call { name, argument: argument.trim().to_owned() })
}

/// Runs a command; one that nobody knows gets the nearest known one.
pub fn run(call: &Call, bot: &Bot, conversation: &mut Conversation, moment: Moment) -> Reply {
    match COMMANDS.iter().find(|command| command.name == call.name) {
        Some(command) => (command.run)(&Context { bot, moment }, &call.argument, conversation),
        None => unknown::reply(&call.name),
    }
}
