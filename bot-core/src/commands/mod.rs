//! The slash commands: one file each, and one table from which help, menus and registration are made.

mod about;
mod ask;
mod browse;
mod check;
pub mod complete;
mod country;
mod help;
mod onthisday;
mod organization;
mod source;
mod start;
mod stats;
mod subscribe;
mod subscriptions;
mod timeline;
mod topic;
mod translated;
mod unknown;
mod unsubscribe;

pub use translated::Translated;

use crate::bot::Bot;
use crate::conversation::Conversation;
use crate::dataset::Kind;
use crate::language::{DateMention, find_dates, words};
use crate::moment::Moment;
use crate::reply::Reply;
use crate::standing::Standing;

/// A command as both platforms and the console offer it.
pub struct Command {
    /// The word behind the slash.
    pub name: &'static str,
    /// One line for menus.
    pub summary: Translated,
    /// What may stand behind the word, in this order; a form has a field for each.
    pub arguments: &'static [Argument],
    /// A call that works with any review.
    pub example: &'static str,
    /// What an adapter has to find out before it runs.
    pub needs: Needs,
    /// Who may give it.
    pub audience: Audience,
    run: fn(&Context, &str, &mut Conversation) -> Reply,
}

/// What a command takes.
pub struct Argument {
    /// Its name where options have names.
    pub name: &'static str,
    /// One line for menus.
    pub summary: Translated,
    /// Whether a form with fields has to ask for it. Where a command is typed it may be missing: then there is a list to
    /// choose from, or a question back.
    pub required: bool,
    /// What it is, so that what is typed can be completed.
    pub takes: Takes,
}

/// What an argument is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// A question in plain words.
    Question,
    /// A section of the review, or a word for it.
    Topic,
    /// A name of a kind.
    NameOf(Kind),
    /// A day.
    Date,
    /// A month or another time.
    Month,
    /// A paragraph, by its id.
    Paragraph,
    /// A chat or channel of the platform.
    Channel,
    /// A time of the day.
    Hour,
    /// A zone of the IANA database.
    Zone,
}

/// What an adapter has to find out before a command runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// What the bot may do in the chat.
    Standing,
}

/// Who may give a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everybody.
    Everyone,
    /// Those who manage the chat; in a private chat, the person.
    Admins,
}

/// What a command can see.
pub struct Context<'a> {
    /// The bot.
    pub bot: &'a Bot,
    /// When it is called.
    pub moment: Moment,
    /// What the bot may do in the chat, where the command needs it and the platform tells.
    pub standing: Option<Standing>,
}

/// All commands, in the order of help.
pub const COMMANDS: &[Command] = &[
    start::COMMAND,
    help::COMMAND,
    ask::COMMAND,
    stats::COMMAND,
    country::COMMAND,
    organization::COMMAND,
    topic::COMMAND,
    onthisday::COMMAND,
    timeline::COMMAND,
    source::COMMAND,
    subscribe::COMMAND,
    unsubscribe::COMMAND,
    subscriptions::COMMAND,
    check::COMMAND,
    about::COMMAND,
];

/// The name of a command that is used on somebody's message, where the platform has such: it asks what the message says.
pub const ON_MESSAGE: Translated =
    Translated { en: "Ask the review", az: "İcmaldan soruş", ru: "Спросить обзор", tr: "Değerlendirmeye sor" };

/// A command as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The word behind the slash, in small letters.
    pub name: String,
    /// The bot that it is addressed to, as `/name@bot` does.
    pub to: Option<String>,
    /// All that follows.
    pub argument: String,
}

impl Call {
    /// The command that is called, if there is one of that name.
    pub fn command(&self) -> Option<&'static Command> {
        named(&self.name)
    }
}

/// The command of a name, if there is one.
pub fn named(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}

/// Reads `/name argument` and `/name@bot argument`; `None` for anything else.
pub fn parse(text: &str) -> Option<Call> {
    let rest = text.trim_start().strip_prefix('/')?;
    let (name, argument) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let (name, to) = name.split_once('@').map_or((name, None), |(name, to)| (name, Some(to.to_owned())));
    let name = name.to_lowercase();
    let fits = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    fits.then(|| Call { name, to, argument: argument.trim().to_owned() })
}

/// Runs a command; one that nobody knows gets the nearest known one.
pub fn run(call: &Call, context: &Context, conversation: &mut Conversation) -> Reply {
    match call.command() {
        Some(command) => (command.run)(context, &call.argument, conversation),
        None => unknown::reply(&call.name),
    }
}

/// The first time that an argument names, in any of the languages and spellings that a question may have.
fn first_time(text: &str, context: &Context) -> Option<DateMention> {
    let bot = context.bot;
    let as_written = find_dates(&words(text), &bot.language.calendar, bot.dataset.review.year, context.moment.today);
    as_written.into_iter().next().or_else(|| bot.read(text, context.moment).dates.into_iter().next())
}
