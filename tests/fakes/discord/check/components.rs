//! Rows of buttons and selects.

use serde_json::Value;

use super::Errors;
use super::fields::{address, boolean, given, list, number, text};

/// Checks the components of a message.
pub(super) fn components(errors: &mut Errors, field: Option<&Value>) {
    let mut ids = Vec::new();
    for (at, row) in list(errors, "components", field, 0, 5).iter().enumerate() {
        let place = format!("components.{at}");
        if row["type"] != 1 {
            errors.choices(&format!("{place}.type"), "1,");
            continue;
        }
        let parts = list(errors, &format!("{place}.components"), row.get("components"), 1, 5);
        let selects = parts.iter().filter(|p| matches!(p["type"].as_u64(), Some(3 | 5..=8))).count();
        if selects > 1 || (selects == 1 && parts.len() > 1) {
            let message = "The specified component exceeds the maximum width";
            errors.add(&format!("{place}.components.1"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message);
        }
        for (at, part) in parts.iter().enumerate() {
            let place = format!("{place}.components.{at}");
            match part["type"].as_u64() {
                Some(2) => button(errors, &place, part, &mut ids),
                Some(3 | 5..=8) => select(errors, &place, part, &mut ids),
                _ => errors.choices(&format!("{place}.type"), "2, 3, 5, 6, 7, 8"),
            }
        }
    }
}

fn own_id(errors: &mut Errors, place: &str, part: &Value, ids: &mut Vec<String>) {
    let place = format!("{place}.custom_id");
    let Some(id) = text(errors, &place, part.get("custom_id"), 1, 100) else { return };
    if ids.iter().any(|known| known == id) {
        errors.add(&place, "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated");
    }
    ids.push(id.to_owned());
}

fn button(errors: &mut Errors, place: &str, part: &Value, ids: &mut Vec<String>) {
    let at = |name: &str| format!("{place}.{name}");
    let label = text(errors, &at("label"), part.get("label"), 0, 80).is_some_and(|l| !l.trim().is_empty());
    boolean(errors, &at("disabled"), part.get("disabled"));
    let (has_url, has_id) = (given(part, "url").is_some(), given(part, "custom_id").is_some());
    match part["style"].as_u64() {
        Some(1..=4) => {
            own_id(errors, place, part, ids);
            if has_url {
                errors.add(&at("url"), "BUTTON_COMPONENT_INVALID_URL", "Only link buttons have a url");
            }
        }
        Some(5) => {
            if has_id {
                errors.add(&at("custom_id"), "BUTTON_COMPONENT_INVALID_CUSTOM_ID", "Link buttons have no custom id");
            }
            if text(errors, &at("url"), part.get("url"), 1, 512).is_some() {
                address(errors, &at("url"), part.get("url"), &["http", "https", "discord"]);
            }
        }
        Some(6) if given(part, "sku_id").is_some() => return,
        _ => errors.choices(&at("style"), "1, 2, 3, 4, 5, 6"),
    }
    if !label && given(part, "emoji").is_none() {
        errors.add(&at("label"), "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A label or an emoji is required");
    }
}

fn select(errors: &mut Errors, place: &str, part: &Value, ids: &mut Vec<String>) {
    let at = |name: &str| format!("{place}.{name}");
    own_id(errors, place, part, ids);
    text(errors, &at("placeholder"), part.get("placeholder"), 0, 150);
    boolean(errors, &at("disabled"), part.get("disabled"));
    let least = number(errors, &at("min_values"), part.get("min_values"), 0, 25).unwrap_or(1);
    let most = number(errors, &at("max_values"), part.get("max_values"), 1, 25).unwrap_or(1);
    if least > most {
        errors.add(&at("min_values"), "NUMBER_TYPE_MAX", "int value should be less than or equal to max_values.");
    }
    if part["type"] != 3 {
        return;
    }
    let options = list(errors, &at("options"), part.get("options"), 1, 25);
    if options.len() < usize::try_from(most).unwrap_or(1) {
        let message = "The number of options must be at least max_values";
        errors.add(&at("options"), "SELECT_COMPONENT_MAX_VALUES", message);
    }
    let mut values: Vec<&str> = Vec::new();
    let mut chosen = 0;
    for (number, option) in options.iter().enumerate() {
        let at = |name: &str| format!("{place}.options.{number}.{name}");
        text(errors, &at("label"), option.get("label"), 1, 100);
        text(errors, &at("description"), option.get("description"), 0, 100);
        chosen += i64::from(option["default"] == true);
        if let Some(value) = text(errors, &at("value"), option.get("value"), 1, 100) {
            if values.contains(&value) {
                let message = "The specified option value is already used";
                errors.add(&at("value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message);
            }
            values.push(value);
        }
    }
    if chosen > most {
        errors.add(&at("options"), "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", "More options are selected than max_values");
    }
}
