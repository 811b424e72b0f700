//! The command lists, by scope and language.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::super::failure::{Answer, Failure};
use super::super::request::{Params, whole};
use super::super::world::World;

/// Under what a list is kept: the scope with its chat and user, and the language.
fn key(world: &World, params: &Params) -> Result<(String, String), Failure> {
    let scope = params.structure("scope")?;
    let kind = scope.as_ref().map_or("default", |s| s["type"].as_str().unwrap_or_default()).to_owned();
    let plain = ["default", "all_private_chats", "all_group_chats", "all_chat_administrators"];
    let with_chat = ["chat", "chat_administrators", "chat_member"];
    let mut name = kind.clone();
    if with_chat.contains(&kind.as_str()) {
        let scope = scope.unwrap_or_default();
        let chat = whole(&scope["chat_id"]).filter(|c| world.chats.contains_key(c));
        let chat = chat.ok_or_else(|| Failure::bad("chat not found"))?;
        name = format!("{kind} {chat}");
        if kind == "chat_member" {
            let user = whole(&scope["user_id"]).ok_or_else(|| Failure::bad("invalid user_id specified"))?;
            name = format!("{name} {user}");
        }
    } else if !plain.contains(&kind.as_str()) {
        return Err(Failure::bad("can't parse BotCommandScope: Unsupported type specified"));
    }
    let language = language(params)?;
    Ok((name, language))
}

/// A two-letter code, or nothing for everybody else.
pub(super) fn language(params: &Params) -> Result<String, Failure> {
    let code = params.text("language_code").unwrap_or_default();
    let good = code.is_empty() || code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase());
    if good { Ok(code) } else { Err(Failure::bad("invalid language code specified")) }
}

/// `setMyCommands`.
pub(super) fn set(world: &mut World, params: &Params) -> Answer {
    let key = key(world, params)?;
    let commands = params.list("commands")?.ok_or_else(|| Failure::bad("can't find field \"commands\""))?;
    if commands.len() > 100 {
        return Err(Failure::bad("BOT_COMMANDS_TOO_MUCH"));
    }
    let mut names = HashSet::new();
    for command in &commands {
        let name = command["command"].as_str().unwrap_or_default().trim_start_matches('/');
        let sound = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        if !(1..=32).contains(&name.len()) || !name.bytes().all(sound) || !names.insert(name) {
            return Err(Failure::bad("BOT_COMMAND_INVALID"));
        }
        let description = command["description"].as_str().unwrap_or_default();
        if !(1..=256).contains(&description.encode_utf16().count()) {
            return Err(Failure::bad("BOT_COMMAND_DESCRIPTION_INVALID"));
        }
    }
    if commands.is_empty() {
        world.commands.remove(&key);
    } else {
        world.commands.insert(key, commands);
    }
    Ok(json!(true))
}

/// `getMyCommands`.
pub(super) fn get(world: &World, params: &Params) -> Answer {
    let key = key(world, params)?;
    Ok(Value::Array(world.commands.get(&key).cloned().unwrap_or_default()))
}

/// `deleteMyCommands`.
pub(super) fn delete(world: &mut World, params: &Params) -> Answer {
    let key = key(world, params)?;
    world.commands.remove(&key);
    Ok(json!(true))
}
