//! What a reply markup may hold.

use serde_json::Value;

use super::super::failure::Failure;
use super::super::request::Params;

const BUTTONS: usize = 100;
const BUTTONS_IN_ROW: usize = 8;
const KINDS: [&str; 9] = [
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "pay",
];

/// The markup of a call, if it has a good one.
pub(super) fn of(params: &Params) -> Result<Option<Value>, Failure> {
    let markup = params.structure("reply_markup")?;
    if let Some(markup) = &markup {
        check(markup)?;
    }
    Ok(markup.filter(|m| m["inline_keyboard"].as_array().is_none_or(|rows| !rows.is_empty())))
}

/// The same where only inline keyboards are possible: edits and inline results.
pub(super) fn inline_only(markup: Option<Value>) -> Result<Option<Value>, Failure> {
    if markup.as_ref().is_some_and(|m| !m["inline_keyboard"].is_array()) {
        return Err(Failure::bad("inline keyboard expected"));
    }
    Ok(markup)
}

/// Refuses what Telegram refuses.
pub(super) fn check(markup: &Value) -> Result<(), Failure> {
    if !markup.is_object() {
        return Err(Failure::bad("object expected as reply markup"));
    }
    let Some(rows) = markup.get("inline_keyboard").or_else(|| markup.get("keyboard")) else { return Ok(()) };
    let inline = markup.get("inline_keyboard").is_some();
    let rows = rows.as_array().ok_or_else(|| Failure::bad("field \"inline_keyboard\" must be of type Array"))?;
    let mut buttons = 0;
    for row in rows {
        let row = row.as_array().ok_or_else(|| Failure::bad("inline keyboard row must be an Array"))?;
        buttons += row.len();
        if row.len() > BUTTONS_IN_ROW || buttons > BUTTONS {
            return Err(Failure::bad("reply markup is too long"));
        }
        for button in row {
            check_button(button, inline)?;
        }
    }
    Ok(())
}

fn check_button(button: &Value, inline: bool) -> Result<(), Failure> {
    let wrong = |why: &str| Failure::bad(format!("can't parse inline keyboard button: {why}"));
    let text = button["text"].as_str().or_else(|| button.as_str().filter(|_| !inline));
    let text = text.ok_or_else(|| wrong("Can't find field \"text\""))?;
    if text.trim().is_empty() {
        return Err(wrong("Button text must be non-empty"));
    }
    if !inline {
        return Ok(());
    }
    let kinds = KINDS.iter().filter(|k| button.get(**k).is_some_and(|v| !v.is_null())).count();
    if kinds == 0 {
        return Err(wrong("Text buttons are unallowed in the inline keyboard"));
    }
    if kinds > 1 {
        return Err(wrong("Exactly one type of the button must be specified"));
    }
    if let Some(data) = button.get("callback_data") {
        let length = data.as_str().map_or(0, str::len);
        if !(1..=64).contains(&length) {
            return Err(Failure::bad("BUTTON_DATA_INVALID"));
        }
    }
    if let Some(url) = button.get("url") {
        let url = url.as_str().unwrap_or_default();
        let known = ["http://", "https://", "tg://"].iter().any(|scheme| url.starts_with(scheme));
        if !known || reqwest::Url::parse(url).is_err() {
            let why = "Wrong HTTP URL";
            return Err(Failure::bad(format!("inline keyboard button URL '{url}' is invalid: {why}")));
        }
    }
    if let Some(copy) = button.get("copy_text") {
        let length = copy["text"].as_str().map_or(0, |t| t.chars().count());
        if !(1..=256).contains(&length) {
            return Err(Failure::bad("BUTTON_COPY_TEXT_INVALID"));
        }
    }
    Ok(())
}
