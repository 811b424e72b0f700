//! Pressed buttons.

use serde_json::{Value, json};

use super::super::message::Message;
use super::super::server::FakeTelegram;
use super::super::transcript::{name, note};
use super::super::world::World;

/// The label and the data of a button that is named by its label, the beginning of it, or its data.
fn find(message: &Message, button: &str) -> Result<(String, String), String> {
    let rows = message.markup.iter().filter_map(|m| m["inline_keyboard"].as_array()).flatten();
    let all: Vec<(&str, Option<&str>)> = rows
        .flat_map(|row| row.as_array().into_iter().flatten())
        .map(|b: &Value| (b["text"].as_str().unwrap_or_default(), b["callback_data"].as_str()))
        .collect();
    let found = all
        .iter()
        .find(|(label, _)| *label == button)
        .or_else(|| all.iter().find(|(_, data)| *data == Some(button)))
        .or_else(|| all.iter().find(|(label, _)| label.starts_with(button)));
    match found {
        Some((label, Some(data))) => Ok(((*label).to_owned(), (*data).to_owned())),
        Some((label, None)) => Err(format!("[{label}] sends nothing to the bot")),
        None => Err(format!("no button `{button}` among {:?}", all.iter().map(|(l, _)| l).collect::<Vec<_>>())),
    }
}

fn ask(world: &mut World, person: i64, chat: i64, place: &Value, label: &str, data: &str) -> String {
    let who = name(world, person);
    note(world, Some(chat), &format!("{who} presses [{label}]"));
    let number = world.fresh();
    let id = world.queries.ask(number, Some(chat), "");
    let mut query = json!({ "id": id, "from": world.user(person), "chat_instance": format!("{}", 77_000 - chat), "data": data });
    for (field, value) in place.as_object().into_iter().flatten() {
        query[field] = value.clone();
    }
    world.queue.push("callback_query", query, chat);
    id
}

impl FakeTelegram {
    /// Somebody presses a button, named by its label, the beginning of it, or its data. Answers with the id of the query.
    ///
    /// # Errors
    /// If there is no such message or no such button.
    pub fn press(&self, person: i64, chat: i64, message: i64, button: &str) -> Result<String, String> {
        self.act(|world| {
            let found = world.message(chat, message).ok_or_else(|| format!("no message {message}"))?;
            let (label, data) = find(found, button)?;
            let place = match &found.inline_id {
                // The bot learns nothing of the chat that its inline result was sent to.
                Some(inline_id) => json!({ "inline_message_id": inline_id }),
                None => json!({ "message": found.json(chat, world) }),
            };
            Ok(ask(world, person, chat, &place, &label, &data))
        })
    }

    /// The same of a message so old that the bot is not shown it any more.
    ///
    /// # Errors
    /// If there is no such message or no such button.
    pub fn press_old(&self, person: i64, chat: i64, message: i64, button: &str) -> Result<String, String> {
        self.act(|world| {
            let found = world.message(chat, message).ok_or_else(|| format!("no message {message}"))?;
            let (label, data) = find(found, button)?;
            let place = json!({ "message": { "chat": world.chats[&chat].json(), "message_id": message, "date": 0 } });
            Ok(ask(world, person, chat, &place, &label, &data))
        })
    }

    /// A press with data that no button holds, as a made-up or an outdated app can send it.
    pub fn press_data(&self, person: i64, chat: i64, message: i64, data: &str) -> String {
        self.act(|world| {
            let found = world.message(chat, message).map(|m| m.json(chat, world));
            let place = found.map_or_else(|| json!({}), |message| json!({ "message": message }));
            ask(world, person, chat, &place, data, data)
        })
    }
}
