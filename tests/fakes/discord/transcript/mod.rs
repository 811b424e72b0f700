//! What people see in a channel, line by line.

mod drawing;

pub(crate) use drawing::stable;

use super::channel::ChannelKind;
use super::interaction::Choice;
use super::message::{Author, Message};
use super::server::FakeDiscord;
use super::world::World;

const BOT: &str = "Icmal";
/// Under the first letter of what the bot says.
const UNDER_BOT: &str = "         ";

/// The name of somebody.
pub(crate) fn name(world: &World, person: u64) -> String {
    if person == world.me.id {
        return BOT.to_owned();
    }
    world.persons.get(&person).map_or_else(|| "(somebody)".to_owned(), |p| p.name.clone())
}

fn speaker(world: &World, author: Author) -> String {
    match author {
        Author::Bot => BOT.to_owned(),
        Author::Person(id) => name(world, id),
    }
}

/// Who sees it, if not everybody.
fn seen_by(world: &World, message: &Message) -> String {
    message.only_for.map(|person| format!(" (only {} sees this)", name(world, person))).unwrap_or_default()
}

/// The first line behind its head, the others under it.
fn laid_out(head: &str, lines: Vec<String>, under: &str) -> Vec<String> {
    let mut lines = lines.into_iter();
    let mut out = vec![format!("{head}{}", lines.next().unwrap_or_default()).trim_end().to_owned()];
    out.extend(lines.map(|l| format!("{under}{l}").trim_end().to_owned()));
    out
}

fn put(world: &mut World, message: &Message, head: &str) {
    let (indent, under) = if message.author == Author::Bot { ("  ", UNDER_BOT) } else { ("", "    ") };
    let lines = if message.thinking { vec!["thinking…".to_owned()] } else { drawing::message(world, message) };
    let lines = laid_out(&format!("{indent}{head}: "), lines, under);
    world.put_lines(message.channel, lines);
}

/// A new message.
pub(crate) fn said(world: &mut World, channel: u64, id: u64) {
    let message = world.channels[&channel].messages[&id].clone();
    let mut head = speaker(world, message.author);
    head.push_str(&seen_by(world, &message));
    if let Some(target) = message.reply_to.and_then(|r| world.channels[&channel].messages.get(&r)) {
        head = format!("{head} ↩ {}", target.number);
    }
    if message.flags & 1 << 12 != 0 {
        head.push_str(" (silent)");
    }
    put(world, &message, &head);
}

/// A changed message.
pub(crate) fn edited(world: &mut World, channel: u64, id: u64, was_thinking: bool) {
    let message = world.channels[&channel].messages[&id].clone();
    let deed = if was_thinking { "has thought about" } else { "edits" };
    let head = format!("{}{} {deed} {}", speaker(world, message.author), seen_by(world, &message), message.number);
    put(world, &message, &head);
}

/// A message that somebody took away.
pub(crate) fn deleted(world: &mut World, channel: u64, id: u64, by: Author) {
    let number = world.channels[&channel].messages[&id].number;
    let indent = if by == Author::Bot { "  " } else { "" };
    let line = format!("{indent}{} deletes {number}", speaker(world, by));
    world.put_lines(channel, [line]);
}

/// A line of its own.
pub(crate) fn note(world: &mut World, channel: u64, line: &str) {
    let line = stable(&drawing::named(world, line));
    world.put_lines(channel, [line]);
}

/// A line in the first channel of a server.
pub(crate) fn note_in_guild(world: &mut World, guild: u64, line: &str) {
    let first = world.order.iter().find(|id| world.channels.get(id).is_some_and(|c| c.guild == Some(guild))).copied();
    if let Some(first) = first {
        note(world, first, line);
    }
}

/// The choices for a typed option.
pub(crate) fn offered(world: &mut World, channel: u64, choices: &[Choice]) {
    let value = |c: &Choice| match c.value.as_str() {
        Some(text) if text == c.name => String::new(),
        Some(text) => format!(" ⟨{text}⟩"),
        None => format!(" ⟨{}⟩", c.value),
    };
    let mut lines: Vec<String> = choices.iter().map(|c| stable(&format!("  • {}{}", c.name, value(c)))).collect();
    if lines.is_empty() {
        lines.push("  (nothing)".to_owned());
    }
    world.put_lines(channel, lines);
}

/// The line above a transcript.
fn title(world: &World, channel: u64) -> String {
    let room = &world.channels[&channel];
    let guild = room.guild.and_then(|g| world.guilds.get(&g)).map(|g| g.name.as_str()).unwrap_or_default();
    let parent = room.parent.and_then(|p| world.channels.get(&p)).map(|p| p.name.as_str()).unwrap_or_default();
    match room.kind {
        ChannelKind::Text => format!("[#{} of “{guild}”]", room.name),
        ChannelKind::Announcement => format!("[announcements #{} of “{guild}”]", room.name),
        ChannelKind::Thread => format!("[thread “{}” in #{parent} of “{guild}”]", room.name),
        ChannelKind::Dm => format!("[direct messages with {}]", room.name),
        ChannelKind::PrivateGroup => format!("[private “{}”]", room.name),
    }
}

impl FakeDiscord {
    /// What people see in a channel; empty if nothing happened in it.
    pub fn transcript(&self, channel: u64) -> String {
        let world = self.inner.world();
        let Some(room) = world.channels.get(&channel).filter(|c| !c.lines.is_empty()) else { return String::new() };
        format!("{}\n{}\n", title(&world, channel), room.lines.join("\n"))
    }

    /// What people see in all channels, one by one as these came to be.
    pub fn transcript_all(&self) -> String {
        let order = self.inner.world().order.clone();
        let parts: Vec<String> = order.into_iter().map(|c| self.transcript(c)).filter(|t| !t.is_empty()).collect();
        parts.join("\n")
    }
}
