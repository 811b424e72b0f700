//! New messages of the bot.

use bytes::Bytes;
use serde_json::{Map, Value, json};

use super::super::entities::Words;
use super::super::failure::{Answer, Failure};
use super::super::message::{Author, Body, Message};
use super::super::request::Params;
use super::super::world::World;
use super::target::{Deed, place, writable};
use super::{content, markup};

/// `sendMessage`.
pub(super) fn message(world: &mut World, params: &Params) -> Answer {
    let words = content::text(params)?;
    let options = params.structure("link_preview_options")?;
    let message = Message { link_preview_options: options, ..Message::new(Author::Bot) };
    post(world, params, Deed::Text, words, message)
}

/// `sendPhoto`, `sendDocument`.
pub(super) fn file(world: &mut World, params: &Params, field: &'static str) -> Answer {
    let words = content::caption(params)?;
    let (upload, body) = taken_in(world, params, field)?;
    let deed = if field == "photo" { Deed::Photo } else { Deed::Document };
    post(world, params, deed, words, Message { upload, body, ..Message::new(Author::Bot) })
}

/// The file of a call, and how Telegram shows it from then on.
pub(super) fn taken_in(world: &mut World, params: &Params, field: &'static str) -> Result<(Option<Bytes>, Body), Failure> {
    let upload = uploaded(world, params, field)?;
    let number = world.fresh();
    let id = match &upload {
        Some(bytes) => {
            let id = format!("AgACAgIAAx_file_{number}");
            world.files.insert(id.clone(), bytes.clone());
            id
        }
        None => params.text(field).unwrap_or_default(),
    };
    let size = upload.as_ref().map_or(4096, Bytes::len);
    let unique = format!("AQAD{number}");
    let value = if field == "photo" {
        let sizes = [("s", 90, 60), ("x", 800, 534)];
        let sizes = sizes.map(|(mark, width, height)| {
            let (id, unique) =
                if mark == "x" { (id.clone(), unique.clone()) } else { (format!("{id}{mark}"), format!("{unique}{mark}")) };
            json!({ "file_id": id, "file_unique_id": unique, "width": width, "height": height, "file_size": size })
        });
        json!(sizes)
    } else {
        json!({ "file_id": id, "file_unique_id": unique, "file_size": size })
    };
    Ok((upload, Body::Media(Map::from_iter([(field.to_owned(), value)]))))
}

/// The bytes of an upload; nothing for an address or the id of an earlier file.
fn uploaded(world: &World, params: &Params, field: &str) -> Result<Option<Bytes>, Failure> {
    let named = params.text(field);
    let part = match named.as_deref().and_then(|n| n.strip_prefix("attach://")) {
        Some(name) => params.files.get(name),
        None => params.files.get(field),
    };
    if let Some(bytes) = part {
        if bytes.is_empty() {
            return Err(Failure::bad("file must be non-empty"));
        }
        return Ok(Some(bytes.clone()));
    }
    match named {
        None => Err(Failure::bad(format!("there is no {field} in the request"))),
        Some(name) if name.starts_with("http://") || name.starts_with("https://") || world.files.contains_key(&name) => Ok(None),
        Some(_) => Err(Failure::bad("wrong file identifier/HTTP URL specified")),
    }
}

/// `sendPoll`.
pub(super) fn poll(world: &mut World, params: &Params) -> Answer {
    let question = params.text("question").unwrap_or_default();
    if question.trim().is_empty() {
        return Err(Failure::bad("poll question must be non-empty"));
    }
    if question.chars().count() > 300 {
        return Err(Failure::bad("poll question length must not exceed 300"));
    }
    let options = params.list("options")?.unwrap_or_default();
    let text = |o: &Value| o.as_str().or_else(|| o["text"].as_str()).unwrap_or_default().to_owned();
    let options: Vec<String> = options.iter().map(text).collect();
    match options.len() {
        0 | 1 => return Err(Failure::bad("poll must have at least 2 option")),
        2..=12 => {}
        _ => return Err(Failure::bad("poll can't have more than 12 options")),
    }
    if options.iter().any(|o| o.trim().is_empty()) {
        return Err(Failure::bad("poll options must be non-empty"));
    }
    if options.iter().any(|o| o.chars().count() > 100) {
        return Err(Failure::bad("poll options length must not exceed 100"));
    }
    let quiz = params.text("type").as_deref() == Some("quiz");
    let mut poll = json!({
        "id": world.fresh().to_string(),
        "question": question,
        "options": options.iter().map(|o| json!({ "text": o, "voter_count": 0 })).collect::<Vec<_>>(),
        "total_voter_count": 0,
        "is_closed": false,
        "is_anonymous": params.fields.get("is_anonymous").is_none_or(super::super::request::truth),
        "type": if quiz { "quiz" } else { "regular" },
        "allows_multiple_answers": params.flag("allows_multiple_answers"),
    });
    if quiz {
        let right = params.int("correct_option_id").and_then(|n| usize::try_from(n).ok()).filter(|n| *n < options.len());
        poll["correct_option_id"] = json!(right.ok_or_else(|| Failure::bad("wrong correct option ID specified"))?);
    }
    if let Some(explanation) = params.text("explanation") {
        if explanation.chars().count() > 200 {
            return Err(Failure::bad("message is too long"));
        }
        poll["explanation"] = json!(explanation);
    }
    let body = Body::Media(Map::from_iter([("poll".to_owned(), poll)]));
    post(world, params, Deed::Poll, Words::default(), Message { body, ..Message::new(Author::Bot) })
}

/// Checks what all messages have in common, counts it and puts it into the chat.
fn post(world: &mut World, params: &Params, deed: Deed, words: Words, message: Message) -> Answer {
    let chat = writable(world, params, deed)?;
    let markup = markup::of(params)?;
    let (reply_to, topic) = place(world, params, chat)?;
    count(world, Some(chat))?;
    let silent = params.flag("disable_notification");
    let Words { text, entities } = words;
    let id = world.post(chat, Message { text, entities, markup, reply_to, topic, silent, ..message });
    Ok(world.chats[&chat].messages[&id].json(chat, world))
}

/// Counts one message or edit against the limits.
pub(super) fn count(world: &mut World, chat: Option<i64>) -> Result<(), Failure> {
    let group = chat.and_then(|c| world.chats.get(&c)).is_some_and(|c| c.word() != "private");
    world.flood.take(chat, group).map_err(Failure::flood)
}
