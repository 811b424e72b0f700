//! Messages drawn in plain text, without ids that differ from run to run.

use serde_json::Value;

use super::super::message::Message;
use super::super::world::World;

/// Puts `…` in place of ids, which are new in each run.
pub(crate) fn stable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut digits = String::new();
    let end = |digits: &mut String, out: &mut String| {
        out.push_str(if digits.len() >= 17 { "…" } else { digits });
        digits.clear();
    };
    for c in text.chars() {
        if c.is_ascii_digit() {
            digits.push(c);
        } else {
            end(&mut digits, &mut out);
            out.push(c);
        }
    }
    end(&mut digits, &mut out);
    out
}

/// Mentions as people see them.
pub(super) fn named(world: &World, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let shown = from.find('>').and_then(|end| Some((mention(world, &from[1..end])?, end)));
        let next = if let Some((words, end)) = shown {
            out.push_str(&words);
            end + 1
        } else {
            out.push('<');
            1
        };
        rest = &from[next..];
    }
    out + rest
}

fn mention(world: &World, inside: &str) -> Option<String> {
    if let Some(command) = inside.strip_prefix('/') {
        return Some(format!("/{}", command.split_once(':')?.0));
    }
    let role = |id: u64| world.guilds.values().find_map(|g| Some(g.roles.get(&id)?.0.clone()));
    if let Some(id) = inside.strip_prefix("@&") {
        return Some(format!("@{}", role(id.parse().ok()?)?));
    }
    if let Some(id) = inside.strip_prefix('@') {
        return Some(format!("@{}", super::name(world, id.trim_start_matches('!').parse().ok()?)));
    }
    let channel = world.channels.get(&inside.strip_prefix('#')?.parse().ok()?)?;
    Some(format!("#{}", channel.name))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// All lines of a message.
pub(super) fn message(world: &World, message: &Message) -> Vec<String> {
    let mut lines = Vec::new();
    if !message.content.is_empty() {
        lines.extend(message.content.split('\n').map(str::to_owned));
    }
    for embed in message.embeds.iter().filter(|_| message.flags & 4 == 0) {
        lines.extend(self::embed(embed, message));
    }
    // A file that an embed shows is seen only there.
    let shows = |name: &str| {
        let pictures = message.embeds.iter().flat_map(|e| [&e["image"]["url"], &e["thumbnail"]["url"]]);
        pictures.filter_map(uploaded).any(|shown| shown == name)
    };
    for attachment in message.attachments.iter().filter(|a| !shows(&a.upload.name)) {
        lines.push(format!("[file {}{}]", attachment.upload.name, about(message, &attachment.upload.name)));
    }
    for row in &message.components {
        let parts = row["components"].as_array().into_iter().flatten();
        lines.push(parts.map(part).collect::<Vec<_>>().join(" "));
    }
    lines.iter().map(|line| stable(&named(world, line))).collect()
}

/// The name of the file that a picture of an embed stands for.
fn uploaded(url: &Value) -> Option<&str> {
    url.as_str()?.strip_prefix("attachment://")
}

/// What is said of a file to those who do not see it.
fn about(message: &Message, file: &str) -> String {
    let found = message.attachments.iter().find(|a| a.upload.name == file);
    found.and_then(|a| a.description.as_ref()).map(|d| format!(" “{d}”")).unwrap_or_default()
}

fn embed(embed: &Value, message: &Message) -> Vec<String> {
    let colour = embed["color"].as_u64().map(|c| format!(" #{c:06x}")).unwrap_or_default();
    let mut lines = vec![format!("┏{colour}")];
    let mut add = |words: String| lines.extend(words.split('\n').map(|l| format!("┃ {l}")));
    let linked = |words: &str, url: &Value| url.as_str().map_or_else(|| words.to_owned(), |url| format!("{words} → {url}"));
    if let Some(author) = embed["author"]["name"].as_str() {
        add(format!("by {}", linked(author, &embed["author"]["url"])));
    }
    if let Some(title) = embed["title"].as_str() {
        add(format!("**{}**", linked(title, &embed["url"])));
    }
    if let Some(description) = embed["description"].as_str() {
        add(description.to_owned());
    }
    let mut row: Vec<String> = Vec::new();
    for field in embed["fields"].as_array().into_iter().flatten() {
        let shown = format!("{}: {}", text(&field["name"]), text(&field["value"]));
        if field["inline"] == true {
            row.push(shown);
            continue;
        }
        if !row.is_empty() {
            add(std::mem::take(&mut row).join(" ‖ "));
        }
        add(shown);
    }
    if !row.is_empty() {
        add(row.join(" ‖ "));
    }
    for (place, word) in [("image", "image"), ("thumbnail", "small image")] {
        if let Some(url) = embed[place]["url"].as_str() {
            let about = uploaded(&embed[place]["url"]).map(|file| about(message, file)).unwrap_or_default();
            add(format!("({word} {url}{about})"));
        }
    }
    match (embed["footer"]["text"].as_str(), embed["timestamp"].as_str()) {
        (Some(footer), Some(moment)) => add(format!("— {footer} · {moment}")),
        (Some(footer), None) => add(format!("— {footer}")),
        (None, Some(moment)) => add(format!("— {moment}")),
        (None, None) => {}
    }
    lines
}

fn part(part: &Value) -> String {
    let off = if part["disabled"] == true { " (off)" } else { "" };
    let emoji = part["emoji"]["name"].as_str().map(|e| format!("{e} ")).unwrap_or_default();
    let label = format!("{emoji}{}", text(&part["label"]));
    let label = label.trim_end();
    let id = text(&part["custom_id"]);
    match part["type"].as_u64() {
        Some(2) if part["style"] == 5 => format!("[{label} → {}]{off}", text(&part["url"])),
        Some(2) => format!("[{label} ⟨{id}⟩]{off}"),
        Some(3) => {
            let option = |o: &Value| {
                let about = o["description"].as_str().map(|d| format!(" – {d}")).unwrap_or_default();
                let mark = if o["default"] == true { "✓" } else { "" };
                format!("{mark}{}{about} ⟨{}⟩", text(&o["label"]), text(&o["value"]))
            };
            let options: Vec<String> = part["options"].as_array().into_iter().flatten().map(option).collect();
            let asks = part["placeholder"].as_str().unwrap_or("Make a selection");
            format!("[{asks} ▾ ⟨{id}⟩ {}]{off}", options.join(" | "))
        }
        _ => format!("[{} ▾ ⟨{id}⟩]{off}", part["placeholder"].as_str().unwrap_or("Make a selection")),
    }
}
