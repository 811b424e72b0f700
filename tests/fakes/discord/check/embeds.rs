//! Embeds.

use serde_json::Value;

use super::Errors;
use super::fields::{address, boolean, given, list, number, text};

const WEB: &[&str] = &["http", "https"];
const IMAGE: &[&str] = &["http", "https", "attachment"];

/// The most characters that all embeds of a message may have together.
const MOST_TOGETHER: usize = 6000;

fn counted(field: Option<&str>) -> usize {
    field.map_or(0, |words| words.trim().chars().count())
}

/// Checks the embeds of a message; `files`: the names of what is attached.
pub(super) fn embeds(errors: &mut Errors, field: Option<&Value>, files: &[String]) {
    let mut together = 0;
    for (at, embed) in list(errors, "embeds", field, 0, 10).iter().enumerate() {
        together += one(errors, &format!("embeds.{at}"), embed, files);
        if together > MOST_TOGETHER {
            let message = format!("Embed size exceeds maximum size of {MOST_TOGETHER}");
            errors.add(&format!("embeds.{at}"), "MAX_EMBED_SIZE_EXCEEDED", message.clone());
            break;
        }
    }
}

fn one(errors: &mut Errors, place: &str, embed: &Value, files: &[String]) -> usize {
    if !embed.is_object() {
        errors.add(place, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
        return 0;
    }
    let at = |name: &str| format!("{place}.{name}");
    let mut size = counted(text(errors, &at("title"), embed.get("title"), 0, 256));
    size += counted(text(errors, &at("description"), embed.get("description"), 0, 4096));
    address(errors, &at("url"), embed.get("url"), WEB);
    number(errors, &at("color"), embed.get("color"), 0, 0xff_ffff);
    if let Some(moment) = text(errors, &at("timestamp"), embed.get("timestamp"), 0, 64)
        && moment.parse::<jiff::Timestamp>().is_err()
    {
        errors.add(&at("timestamp"), "DATE_TIME_TYPE_PARSE", format!("Could not parse {moment}. Should be ISO8601."));
    }
    if let Some(footer) = given(embed, "footer") {
        size += counted(text(errors, &at("footer.text"), footer.get("text"), 1, 2048));
        address(errors, &at("footer.icon_url"), footer.get("icon_url"), IMAGE);
    }
    if let Some(author) = given(embed, "author") {
        size += counted(text(errors, &at("author.name"), author.get("name"), 1, 256));
        address(errors, &at("author.url"), author.get("url"), WEB);
        address(errors, &at("author.icon_url"), author.get("icon_url"), IMAGE);
    }
    for name in ["image", "thumbnail"] {
        let Some(picture) = given(embed, name) else { continue };
        let place = at(&format!("{name}.url"));
        if given(picture, "url").is_none() {
            errors.required(&place);
        }
        address(errors, &place, picture.get("url"), IMAGE);
        let wanted = picture["url"].as_str().and_then(|u| u.strip_prefix("attachment://"));
        if let Some(wanted) = wanted.filter(|w| !files.iter().any(|f| f == w)) {
            errors.add(&place, "ATTACHMENT_NOT_FOUND", format!("There is no attachment {wanted}"));
        }
    }
    for (number, field) in list(errors, &at("fields"), embed.get("fields"), 0, 25).iter().enumerate() {
        let at = |name: &str| format!("{place}.fields.{number}.{name}");
        size += counted(text(errors, &at("name"), field.get("name"), 1, 256));
        size += counted(text(errors, &at("value"), field.get("value"), 1, 1024));
        boolean(errors, &at("inline"), field.get("inline"));
    }
    let shows = ["image", "thumbnail", "fields"].iter().any(|name| given(embed, name).is_some());
    if size == 0 && !shows {
        errors.required(&at("description"));
    }
    size
}
