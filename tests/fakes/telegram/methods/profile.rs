//! Who the bot is, and its name and descriptions in each language.

use serde_json::{Value, json};

use super::super::failure::{Answer, Failure};
use super::super::request::Params;
use super::super::world::World;
use super::commands::language;

/// A text about the bot.
pub(super) struct Field {
    name: &'static str,
    longest: usize,
}

pub(super) const NAME: Field = Field { name: "name", longest: 64 };
pub(super) const DESCRIPTION: Field = Field { name: "description", longest: 512 };
pub(super) const SHORT_DESCRIPTION: Field = Field { name: "short_description", longest: 120 };

/// `getMe`.
pub(super) fn me(world: &World) -> Value {
    let mut me = world.me.user();
    me["can_join_groups"] = json!(true);
    me["can_read_all_group_messages"] = json!(world.me.reads_all);
    me["supports_inline_queries"] = json!(world.me.inline);
    me["can_connect_to_business"] = json!(false);
    me["has_main_web_app"] = json!(false);
    me
}

/// `setMyName` and its sisters; an empty text takes it away.
pub(super) fn set(world: &mut World, params: &Params, field: &Field) -> Answer {
    let text = params.text(field.name).unwrap_or_default();
    if text.encode_utf16().count() > field.longest {
        return Err(Failure::bad(format!("{} is too long", field.name.replace('_', " "))));
    }
    let language = language(params)?;
    if field.name == "name" && language.is_empty() && !text.is_empty() {
        world.me.first_name.clone_from(&text);
    }
    if text.is_empty() {
        world.profile.remove(&(field.name, language));
    } else {
        world.profile.insert((field.name, language), text);
    }
    Ok(json!(true))
}

/// `getMyName` and its sisters; a language without its own text has that of everybody.
pub(super) fn get(world: &World, params: &Params, field: &Field) -> Value {
    let language = params.text("language_code").unwrap_or_default();
    let own = world.profile.get(&(field.name, language));
    let text = own.or_else(|| world.profile.get(&(field.name, String::new()))).cloned();
    let text = text.unwrap_or_else(|| if field.name == "name" { world.me.first_name.clone() } else { String::new() });
    json!({ field.name: text })
}
