//! The bot's commands, as Discord offers them: made from the core's table, and set in one call, only where they changed.

use std::sync::Arc;

use bot_core::commands::{Argument, Audience, COMMANDS, Command, ON_MESSAGE, Takes, Translated};
use bot_core::hosting::insisting::insistently;
use reqwest::Method;
use serde_json::{Map, Value, json};
use serenity::all::{CommandOptionType, CommandType, InstallationContext, InteractionContext};
use serenity::builder::{CreateCommand, CreateCommandOption};
use serenity::model::Permissions;
use serenity::model::channel::ChannelType;
use tracing::{info, warn};

use crate::api::{Api, Call};

/// The longest question, and the longest of anything else, in letters.
const LONGEST_QUESTION: u16 = 500;
const LONGEST_ARGUMENT: u16 = 100;

/// Registers the commands if they changed. What fails is logged: those that stand are answered all the same.
pub async fn register(api: Arc<Api>, application: u64) {
    let path = format!("applications/{application}/commands");
    let wanted = commands();
    let get = Call::get(&path).query("?with_localizations=true");
    match insistently("the commands cannot be read", || api.call(&get)).await {
        Ok(there) if same(&there, &wanted) => return info!("the commands are as they should be"),
        Ok(_) => {}
        Err(failure) => return warn!(%failure, "the commands cannot be read"),
    }
    let put = Call::new(Method::PUT, path).body(json!(wanted));
    match insistently("the commands cannot be set", || api.call(&put)).await {
        Ok(_) => info!(commands = wanted.len(), "the commands are set"),
        Err(failure) => warn!(%failure, "the commands are not set"),
    }
}

/// All commands: the table's, and the one that is used on a message.
pub fn commands() -> Vec<Value> {
    let on_message = with_places(CreateCommand::new(ON_MESSAGE.en).kind(CommandType::Message));
    let on_message = on_message.name_localized("ru", ON_MESSAGE.ru).name_localized("tr", ON_MESSAGE.tr);
    COMMANDS.iter().map(command).chain([on_message]).map(|command| json!(command)).collect()
}

fn command(command: &Command) -> CreateCommand {
    let mut made = with_places(CreateCommand::new(command.name).description(command.summary.en));
    for (locale, summary) in translations(command.summary) {
        made = made.description_localized(locale, summary);
    }
    if command.audience == Audience::Admins {
        made = made.default_member_permissions(Permissions::MANAGE_GUILD);
    }
    made.set_options(command.arguments.iter().map(option).collect())
}

fn with_places(command: CreateCommand) -> CreateCommand {
    command.integration_types(vec![InstallationContext::Guild, InstallationContext::User]).contexts(vec![
        InteractionContext::Guild,
        InteractionContext::BotDm,
        InteractionContext::PrivateChannel,
    ])
}

fn option(argument: &Argument) -> CreateCommandOption {
    let channel = argument.takes == Takes::Channel;
    let kind = if channel { CommandOptionType::Channel } else { CommandOptionType::String };
    let mut option = CreateCommandOption::new(kind, argument.name, argument.summary.en).required(argument.required);
    for (locale, summary) in translations(argument.summary) {
        option = option.description_localized(locale, summary);
    }
    if channel {
        use ChannelType::{News, NewsThread, PrivateThread, PublicThread, Text};
        option.channel_types(vec![Text, News, NewsThread, PublicThread, PrivateThread])
    } else {
        let longest = if argument.takes == Takes::Question { LONGEST_QUESTION } else { LONGEST_ARGUMENT };
        option.set_autocomplete(true).max_length(longest)
    }
}

/// Discord has no Azerbaijani.
fn translations(text: Translated) -> [(&'static str, &'static str); 2] {
    [("ru", text.ru), ("tr", text.tr)]
}

/// Whether Discord has these commands already. What it adds to each, such as ids, does not count.
fn same(there: &Value, wanted: &[Value]) -> bool {
    let Some(there) = there.as_array() else { return false };
    let mut there: Vec<Value> = there.iter().map(bare).collect();
    let mut wanted: Vec<Value> = wanted.iter().map(bare).collect();
    let by_name = |command: &Value| command["name"].as_str().unwrap_or_default().to_owned();
    there.sort_by_key(by_name);
    wanted.sort_by_key(by_name);
    there == wanted
}

/// What makes a command or an option what it is, in one form.
fn bare(command: &Value) -> Value {
    const KEPT: [&str; 12] = [
        "name",
        "name_localizations",
        "description",
        "description_localizations",
        "type",
        "required",
        "autocomplete",
        "max_length",
        "channel_types",
        "default_member_permissions",
        "contexts",
        "integration_types",
    ];
    let mut kept = Map::new();
    for name in KEPT {
        if let Some(value) = command.get(name).filter(|value| !is_usual(name, value)) {
            kept.insert(name.to_owned(), value.clone());
        }
    }
    let options = command.get("options").and_then(Value::as_array);
    kept.insert("options".to_owned(), options.into_iter().flatten().map(bare).collect());
    Value::Object(kept)
}

/// Whether a value is what Discord takes where none is given.
fn is_usual(name: &str, value: &Value) -> bool {
    let empty = value.is_null() || value == "" || value == &json!(false) || value == &json!([]) || value == &json!({});
    // A command that is typed with a slash.
    empty || (name == "type" && value == &json!(1))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{commands, same};

    #[test]
    fn what_discord_adds_is_no_change_and_another_word_is_one() {
        let wanted = commands();
        let mut there = wanted.clone();
        there.reverse();
        for command in &mut there {
            command["id"] = json!("1");
            command["version"] = json!("2");
            command["nsfw"] = json!(false);
            if command["default_member_permissions"].is_null() {
                command["default_member_permissions"] = json!(null);
            }
        }
        assert!(same(&json!(there), &wanted));
        there[3]["description"] = json!("Another");
        assert!(!same(&json!(there), &wanted));
        assert!(!same(&json!([]), &wanted));
    }
}
