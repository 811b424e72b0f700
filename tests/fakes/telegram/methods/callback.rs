//! `answerCallbackQuery`.

use serde_json::json;

use super::super::failure::{Answer, Failure};
use super::super::request::Params;
use super::super::transcript;
use super::super::world::World;

/// Ends the waiting of whoever pressed a button, with words or without.
pub(super) fn answer(world: &mut World, params: &Params) -> Answer {
    let text = params.text("text").unwrap_or_default();
    if text.encode_utf16().count() > 200 {
        return Err(Failure::bad("MESSAGE_TOO_LONG"));
    }
    let id = params.text("callback_query_id").unwrap_or_default();
    let query = world.queries.open(&id, false)?;
    query.answers += 1;
    let chat = query.chat;
    if !text.is_empty() {
        let kind = if params.flag("show_alert") { "alert" } else { "toast" };
        transcript::note(world, chat, &format!("  {kind}: {text}"));
    } else if let Some(url) = params.text("url") {
        transcript::note(world, chat, &format!("  opens: {url}"));
    }
    Ok(json!(true))
}
