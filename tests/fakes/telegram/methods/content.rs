//! The words of a message: parsed, trimmed and measured.

use serde_json::Value;

use super::super::entities::{self, Words};
use super::super::failure::Failure;
use super::super::request::Params;

/// The longest text and the longest caption, in UTF-16 units after parsing.
pub(super) const TEXT: usize = 4096;
pub(super) const CAPTION: usize = 1024;

/// The text of a call, as people will see it.
pub(super) fn text(params: &Params) -> Result<Words, Failure> {
    let written = params.text("text").unwrap_or_default();
    let words = words_of(&written, params.text("parse_mode").as_deref(), params.list("entities")?)?;
    if words.text.is_empty() {
        return Err(Failure::bad("message text is empty"));
    }
    if words.units() > TEXT {
        return Err(Failure::bad("message is too long"));
    }
    Ok(words)
}

/// The caption of a call; it may be empty.
pub(super) fn caption(params: &Params) -> Result<Words, Failure> {
    let written = params.text("caption").unwrap_or_default();
    let words = words_of(&written, params.text("parse_mode").as_deref(), params.list("caption_entities")?)?;
    if words.units() > CAPTION {
        return Err(Failure::bad("message caption is too long"));
    }
    Ok(words)
}

/// Parses by the mode, takes over given entities, and adds those that Telegram finds by itself.
pub(crate) fn words_of(written: &str, mode: Option<&str>, given: Option<Vec<Value>>) -> Result<Words, Failure> {
    let mut words = match mode.unwrap_or_default().to_ascii_lowercase().as_str() {
        "html" => entities::html::parse(written).map_err(|why| Failure::bad(format!("can't parse entities: {why}")))?,
        "" => Words { text: written.to_owned(), entities: given.unwrap_or_default() },
        _ => return Err(Failure::bad("unsupported parse_mode")),
    };
    let units = words.units();
    for entity in &words.entities {
        let end = entity["offset"].as_u64().zip(entity["length"].as_u64()).map(|(offset, length)| offset + length);
        if end.is_none_or(|end| usize::try_from(end).unwrap_or(usize::MAX) > units) {
            return Err(Failure::bad("entity beyond the end of the text"));
        }
    }
    words.trim();
    words.detect();
    Ok(words)
}
