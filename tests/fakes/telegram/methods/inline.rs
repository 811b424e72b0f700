//! `answerInlineQuery`.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::super::failure::{Answer, Failure};
use super::super::query::InlineAnswer;
use super::super::request::Params;
use super::super::transcript;
use super::super::world::World;
use super::{content, markup};

/// Checks the results and hands them to whoever typed.
pub(super) fn answer(world: &mut World, params: &Params) -> Answer {
    let results = params.list("results")?.ok_or_else(|| Failure::bad("can't find field \"results\""))?;
    if results.len() > 50 {
        return Err(Failure::bad("RESULTS_TOO_MUCH"));
    }
    let mut ids = HashSet::new();
    for result in &results {
        let id = result["id"].as_str().unwrap_or_default();
        if !(1..=64).contains(&id.len()) {
            return Err(Failure::bad("RESULT_ID_INVALID"));
        }
        if !ids.insert(id) {
            return Err(Failure::bad("RESULT_ID_DUPLICATE"));
        }
        check(result)?;
    }
    let next_offset = params.text("next_offset").unwrap_or_default();
    if next_offset.len() > 64 {
        return Err(Failure::bad("NEXT_OFFSET_INVALID"));
    }
    let button = params.structure("button")?;
    if let Some(button) = &button {
        check_button(button)?;
    }
    let id = params.text("inline_query_id").unwrap_or_default();
    let query = world.queries.open(&id, true)?;
    query.answers += 1;
    let cache_time = params.int("cache_time").unwrap_or(300);
    let answer = InlineAnswer {
        query: query.text.clone(),
        results,
        cache_time,
        is_personal: params.flag("is_personal"),
        next_offset,
        button,
    };
    query.results = Some(answer.clone());
    transcript::offered(world, &answer);
    Ok(json!(true))
}

fn check_button(button: &Value) -> Result<(), Failure> {
    if button["text"].as_str().is_none_or(str::is_empty) {
        return Err(Failure::bad("can't parse inline query results button: Field \"text\" must be non-empty"));
    }
    let start = button["start_parameter"].as_str();
    let good = |p: &str| (1..=64).contains(&p.len()) && p.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    match start {
        Some(start) if good(start) => Ok(()),
        None if button["web_app"].is_object() => Ok(()),
        _ => Err(Failure::bad("START_PARAM_INVALID")),
    }
}

fn check(result: &Value) -> Result<(), Failure> {
    let wrong = |why: &str| Failure::bad(format!("can't parse inline query result: {why}"));
    let kind = result["type"].as_str().ok_or_else(|| wrong("Can't find field \"type\""))?;
    let needed: &[&str] = match kind {
        "article" => &["title", "input_message_content"],
        "photo" if result["photo_file_id"].is_null() => &["photo_url", "thumbnail_url"],
        "document" if result["document_file_id"].is_null() => &["title", "document_url", "mime_type"],
        "location" => &["latitude", "longitude", "title"],
        "photo" | "document" | "sticker" | "gif" | "mpeg4_gif" | "video" | "voice" | "audio" | "venue" | "contact" | "game" => {
            &[]
        }
        _ => return Err(wrong("Unsupported inline query result type")),
    };
    for field in needed {
        if result[*field].is_null() || result[*field] == "" {
            return Err(wrong(&format!("Can't find field \"{field}\"")));
        }
    }
    if let Some(content) = result.get("input_message_content") {
        words(content)?;
    } else if let Some(caption) = result["caption"].as_str() {
        let words = content::words_of(caption, result["parse_mode"].as_str(), None)?;
        if words.units() > content::CAPTION {
            return Err(Failure::bad("message caption is too long"));
        }
    }
    match result.get("reply_markup") {
        Some(keyboard) if !keyboard.is_null() => {
            markup::check(keyboard)?;
            markup::inline_only(Some(keyboard.clone())).map(|_| ())
        }
        _ => Ok(()),
    }
}

fn words(content: &Value) -> Result<(), Failure> {
    let Some(written) = content["message_text"].as_str() else {
        // Locations, venues, contacts and invoices have no text to check.
        let known = ["latitude", "phone_number", "currency"].iter().any(|f| !content[*f].is_null());
        return if known {
            Ok(())
        } else {
            Err(Failure::bad("can't parse inline query result: Can't find field \"message_text\""))
        };
    };
    let given = content["entities"].as_array().cloned();
    let words = content::words_of(written, content["parse_mode"].as_str(), given)?;
    if words.text.is_empty() {
        return Err(Failure::bad("message text is empty"));
    }
    if words.units() > content::TEXT {
        return Err(Failure::bad("MESSAGE_TOO_LONG"));
    }
    Ok(())
}
