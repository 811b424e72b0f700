//! What people see in a chat, line by line.

use serde_json::{Map, Value};

use super::chat::ChatKind;
use super::entities::shown;
use super::message::{Author, Body, Message};
use super::query::InlineAnswer;
use super::server::FakeTelegram;
use super::world::World;

const BOT: &str = "Icmal";
/// Under the first letter of what the bot says.
const UNDER_BOT: &str = "           ";

/// Who speaks, by name.
fn speaker(world: &World, chat: i64, author: Author) -> String {
    match author {
        Author::Bot => BOT.to_owned(),
        Author::Person(id) => name(world, id),
        Author::Chat(id) if id == chat && world.chats.get(&id).is_some_and(|c| c.kind != ChatKind::Channel) => {
            "(anonymous administrator)".to_owned()
        }
        Author::Chat(id) => world.chats.get(&id).map_or_else(|| "(channel)".to_owned(), |c| format!("“{}”", c.title)),
    }
}

/// The first name of somebody.
pub(crate) fn name(world: &World, person: i64) -> String {
    if person == world.me.id {
        return BOT.to_owned();
    }
    world.persons.get(&person).map_or_else(|| format!("({person})"), |p| p.first_name.clone())
}

/// What stands where the content other than words is.
fn media(fields: &Map<String, Value>) -> String {
    let Some((kind, value)) = fields.iter().find(|(k, _)| *k != "media_group_id") else { return String::new() };
    match kind.as_str() {
        "poll" => {
            let options = value["options"].as_array().into_iter().flatten();
            let options = options.filter_map(|o| o["text"].as_str()).map(|o| format!("\n( ) {o}"));
            format!(
                "[{}] {}{}",
                if value["type"] == "quiz" { "quiz" } else { "poll" },
                text(&value["question"]),
                options.collect::<String>()
            )
        }
        "sticker" | "dice" => format!("[{kind} {}]", text(&value["emoji"])),
        _ => format!("[{kind}]"),
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// What happens in a service message, said of its author.
fn service(fields: &Map<String, Value>) -> String {
    let Some((kind, value)) = fields.iter().next() else { return String::new() };
    match kind.as_str() {
        "new_chat_members" => {
            let names: Vec<&str> = value.as_array().into_iter().flatten().map(|m| text(&m["first_name"])).collect();
            format!("brings in {}", names.join(", "))
        }
        "left_chat_member" => format!("sees {} go", text(&value["first_name"])),
        "migrate_to_chat_id" => "makes this a supergroup".to_owned(),
        "migrate_from_chat_id" => "has made this from a group".to_owned(),
        "forum_topic_created" => format!("opens #{}", text(&value["name"])),
        "forum_topic_closed" => "closes the topic".to_owned(),
        "forum_topic_reopened" => "opens the topic again".to_owned(),
        _ => format!("({kind})"),
    }
}

fn body(message: &Message) -> String {
    let words = shown(&message.text, &message.entities);
    match &message.body {
        Body::Text => words,
        Body::Service(fields) => service(fields),
        Body::Media(fields) if words.is_empty() => media(fields),
        Body::Media(fields) => format!("{} {words}", media(fields)),
    }
}

/// The rows of buttons, each as a line; and what other markups do.
fn buttons(message: &Message) -> Vec<String> {
    let Some(markup) = &message.markup else { return Vec::new() };
    let label = |button: &Value| {
        let name = button["text"].as_str().or(button.as_str()).unwrap_or_default();
        match (
            button["url"].as_str(),
            button["switch_inline_query"].as_str(),
            button["switch_inline_query_current_chat"].as_str(),
        ) {
            (Some(url), _, _) => format!("[{name} → {url}]"),
            (_, Some(query), _) | (_, _, Some(query)) => format!("[{name} @… {query}]"),
            _ => format!("[{name}]"),
        }
    };
    let rows = markup["inline_keyboard"].as_array().or(markup["keyboard"].as_array());
    let row = |row: &Value| row.as_array().into_iter().flatten().map(label).collect::<Vec<_>>().join(" ");
    match rows {
        Some(rows) => rows.iter().map(row).collect(),
        None if markup["force_reply"] == true => vec!["(asks for a reply)".to_owned()],
        None => Vec::new(),
    }
}

fn put(world: &mut World, chat: i64, lines: impl IntoIterator<Item = String>) {
    if let Some(chat) = world.chats.get_mut(&chat) {
        chat.lines.extend(lines);
    }
}

/// The first line behind its head, the others under it.
fn laid_out(head: &str, body: &str, under: &str, buttons: Vec<String>) -> Vec<String> {
    let mut lines = body.split('\n');
    let mut out = vec![format!("{head}{}", lines.next().unwrap_or_default())];
    out.extend(lines.map(str::to_owned).chain(buttons).map(|l| format!("{under}{l}").trim_end().to_owned()));
    out
}

/// A new message.
pub(crate) fn said(world: &mut World, chat: i64, id: i64) {
    let room = &world.chats[&chat];
    let message = &room.messages[&id];
    let mut head = speaker(world, chat, message.author);
    let bot = message.author == Author::Bot;
    if let Some(topic) = message.topic.and_then(|t| room.topics.get(&t)) {
        head = format!("{head} #{}", topic.name);
    }
    // The first message of a topic is what all others in it formally answer.
    if let Some(target) = message.reply_to.filter(|r| message.topic != Some(*r)).and_then(|r| room.messages.get(&r)) {
        head = format!("{head} ↩ {}", target.number);
    }
    if message.via_bot {
        head.push_str(" via Icmal");
    }
    if message.silent {
        head.push_str(" (silent)");
    }
    let colon = if message.is_service() { " " } else { ": " };
    let (indent, under) = if bot { ("  ", UNDER_BOT) } else { ("", "    ") };
    let lines = laid_out(&format!("{indent}{head}{colon}"), &body(message), under, buttons(message));
    put(world, chat, lines);
}

/// A changed message.
pub(crate) fn edited(world: &mut World, chat: i64, id: i64, only_markup: bool) {
    let message = &world.chats[&chat].messages[&id];
    // What was sent through the bot is edited by the bot as well.
    let by_bot = message.author == Author::Bot || message.via_bot;
    let who = if by_bot { BOT.to_owned() } else { speaker(world, chat, message.author) };
    let (indent, under) = if by_bot { ("  ", UNDER_BOT) } else { ("", "    ") };
    let rows = buttons(message);
    let body = match (only_markup, rows.is_empty()) {
        (false, _) => body(message),
        (true, false) => "(other buttons)".to_owned(),
        (true, true) => "(no buttons)".to_owned(),
    };
    let lines = laid_out(&format!("{indent}{who} edits {}: ", message.number), &body, under, rows);
    put(world, chat, lines);
}

/// A message that the bot took away.
pub(crate) fn deleted(world: &mut World, chat: i64, id: i64) {
    let number = world.chats[&chat].messages[&id].number;
    put(world, chat, [format!("  {BOT} deletes {number}")]);
}

/// A line of its own, in a chat or beside all chats.
pub(crate) fn note(world: &mut World, chat: Option<i64>, line: &str) {
    match chat {
        Some(chat) => put(world, chat, [line.to_owned()]),
        None => world.inline_lines.push(line.to_owned()),
    }
}

/// The results of an inline query.
pub(crate) fn offered(world: &mut World, answer: &InlineAnswer) {
    if let Some(button) = &answer.button {
        world.inline_lines.push(format!("  [{}]", text(&button["text"])));
    }
    if answer.results.is_empty() {
        world.inline_lines.push("  (nothing)".to_owned());
    }
    for result in &answer.results {
        let title = result["title"].as_str().unwrap_or_else(|| text(&result["type"]));
        let description = result["description"].as_str().map(|d| format!(" – {}", d.replace('\n', " / "))).unwrap_or_default();
        world.inline_lines.push(format!("  • {title}{description}"));
    }
}

impl FakeTelegram {
    /// What people see in a chat; empty if nothing happened in it.
    pub fn transcript(&self, chat: i64) -> String {
        let world = self.inner.world();
        let Some(room) = world.chats.get(&chat).filter(|c| !c.lines.is_empty()) else { return String::new() };
        let kind = if room.kind == ChatKind::Forum { "forum" } else { room.word() };
        format!("[{kind} “{}”]\n{}\n", room.title, room.lines.join("\n"))
    }

    /// What people see in all chats, chat by chat as these came to be, and then what they do inline.
    pub fn transcript_all(&self) -> String {
        let order = self.inner.world().order.clone();
        let mut parts: Vec<String> = order.into_iter().map(|c| self.transcript(c)).filter(|t| !t.is_empty()).collect();
        let world = self.inner.world();
        if !world.inline_lines.is_empty() {
            parts.push(format!("[inline]\n{}\n", world.inline_lines.join("\n")));
        }
        parts.join("\n")
    }
}
