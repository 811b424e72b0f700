//! The methods of the Bot API, by name.

mod callback;
mod commands;
mod content;
mod edit;
mod inline;
mod markup;
mod profile;
mod rooms;
mod send;
mod target;

pub(crate) use content::words_of;

use serde_json::json;

use super::failure::{Answer, Failure};
use super::request::Params;
use super::webhook;
use super::world::World;

/// The chat that a call is about, for faults that strike only there.
pub(crate) fn chat_of(world: &World, params: &Params) -> Option<i64> {
    if let Some(chat) = target::chat_id(world, params) {
        return Some(chat);
    }
    let query = params.text("callback_query_id")?;
    world.queries.asked.get(&query)?.chat
}

/// Carries out a method; its name comes in lower case.
pub(crate) fn call(world: &mut World, method: &str, params: &Params) -> Answer {
    match method {
        "getme" => Ok(profile::me(world)),
        "setwebhook" => webhook::set(world, params),
        "deletewebhook" => Ok(webhook::delete(world, params)),
        "getwebhookinfo" => Ok(webhook::info(world)),
        "sendmessage" => send::message(world, params),
        "sendphoto" => send::file(world, params, "photo"),
        "senddocument" => send::file(world, params, "document"),
        "sendpoll" => send::poll(world, params),
        "sendchataction" => rooms::chat_action(world, params),
        "editmessagetext" => edit::text(world, params),
        "editmessagecaption" => edit::caption(world, params),
        "editmessagemedia" => edit::media(world, params),
        "editmessagereplymarkup" => edit::markup(world, params),
        "deletemessage" => edit::delete(world, params),
        "answercallbackquery" => callback::answer(world, params),
        "answerinlinequery" => inline::answer(world, params),
        "setmycommands" => commands::set(world, params),
        "getmycommands" => commands::get(world, params),
        "deletemycommands" => commands::delete(world, params),
        "setmyname" => profile::set(world, params, &profile::NAME),
        "getmyname" => Ok(profile::get(world, params, &profile::NAME)),
        "setmydescription" => profile::set(world, params, &profile::DESCRIPTION),
        "getmydescription" => Ok(profile::get(world, params, &profile::DESCRIPTION)),
        "setmyshortdescription" => profile::set(world, params, &profile::SHORT_DESCRIPTION),
        "getmyshortdescription" => Ok(profile::get(world, params, &profile::SHORT_DESCRIPTION)),
        "getchat" => rooms::chat(world, params),
        "getchatmember" => rooms::member(world, params),
        "getchatadministrators" => rooms::administrators(world, params),
        "getchatmembercount" | "getchatmemberscount" => rooms::count(world, params),
        "leavechat" => rooms::leave(world, params),
        "setchatmenubutton" | "setmydefaultadministratorrights" | "setmessagereaction" => Ok(json!(true)),
        _ => Err(Failure::new(404, "Not Found")),
    }
}
