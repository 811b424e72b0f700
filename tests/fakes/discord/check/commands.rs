//! The list of commands that the bot registers.

use serde_json::Value;

use super::super::failure::Failure;
use super::Errors;
use super::fields::{LOCALES, boolean, given, list, number, text};

/// The most characters of a command with all that belongs to it.
const MOST_TOGETHER: usize = 8000;

/// Checks a whole list.
pub(crate) fn commands(all: &Value) -> Result<(), Failure> {
    let mut errors = Errors::default();
    let Some(all) = all.as_array() else {
        errors.add("", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
        return errors.result();
    };
    let mut known = Vec::new();
    for (at, command) in all.iter().enumerate() {
        let place = at.to_string();
        let kind = command.get("type").map_or(1, |t| t.as_u64().unwrap_or(0));
        one(&mut errors, &place, command, kind);
        let key = (kind, command["name"].as_str().unwrap_or_default().to_lowercase());
        if known.contains(&key) {
            errors.add(&place, "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique");
        }
        known.push(key);
    }
    for (kind, most) in [(1, 100), (2, 15), (3, 15)] {
        if known.iter().filter(|(k, _)| *k == kind).count() > most {
            let message = format!("Maximum number of application commands reached ({most})");
            errors.add("", "APPLICATION_COMMAND_LIMIT", message);
        }
    }
    errors.result()
}

fn one(errors: &mut Errors, place: &str, command: &Value, kind: u64) {
    let at = |name: &str| format!("{place}.{name}");
    let mut size = 0;
    match kind {
        1 => {
            size += name(errors, place, command);
            size += described(errors, place, command);
            size += options(errors, place, command.get("options"), 0);
        }
        2 | 3 => {
            size += localized(errors, &at("name"), command, "name", 32);
            if command["description"].as_str().is_some_and(|d| !d.is_empty()) {
                errors.add(
                    &at("description"),
                    "APPLICATION_COMMAND_DESCRIPTION_INVALID",
                    "Context menu commands cannot have description",
                );
            }
            if !list(errors, &at("options"), command.get("options"), 0, 25).is_empty() {
                errors.add(&at("options"), "APPLICATION_COMMAND_OPTIONS_INVALID", "Context menu commands cannot have options");
            }
        }
        _ => errors.choices(&at("type"), "1, 2, 3, 4"),
    }
    if size > MOST_TOGETHER {
        errors.add(place, "APPLICATION_COMMAND_TOO_LARGE", format!("Command exceeds maximum size ({MOST_TOGETHER})"));
    }
    for (field, most) in [("contexts", 2), ("integration_types", 1)] {
        for (number, value) in list(errors, &at(field), command.get(field), 0, 3).iter().enumerate() {
            if value.as_u64().is_none_or(|v| v > most) {
                errors.choices(&at(&format!("{field}.{number}")), "0, 1, 2");
            }
        }
    }
    boolean(errors, &at("nsfw"), command.get("nsfw"));
    if let Some(bits) = given(command, "default_member_permissions")
        && bits.as_str().is_none_or(|b| b.parse::<u64>().is_err())
    {
        errors.add(&at("default_member_permissions"), "BITFIELD_TYPE_CONVERT", "Permissions are a number in a string");
    }
}

/// A text with its translations; the length of the longest.
fn localized(errors: &mut Errors, place: &str, object: &Value, field: &str, most: usize) -> usize {
    let length = |t: Option<&str>| t.map_or(0, |t| t.chars().count());
    let mut longest = length(text(errors, place, object.get(field), 1, most));
    let Some(translations) = given(object, &format!("{field}_localizations")) else { return longest };
    let place = format!("{place}_localizations");
    let Some(translations) = translations.as_object() else {
        errors.add(&place, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType");
        return longest;
    };
    for (language, words) in translations {
        let place = format!("{place}.{language}");
        if !LOCALES.contains(&language.as_str()) {
            errors.choices(&place, &LOCALES.join(", "));
        }
        longest = longest.max(length(text(errors, &place, Some(words), 1, most)));
    }
    longest
}

/// Whether a name fits for slash commands and options.
fn is_name(name: &str) -> bool {
    // Scripts such as Devanagari and Thai write vowels as marks, which are no letters.
    let fits = |c: char| {
        c.is_alphanumeric() || "-_'".contains(c) || ('\u{900}'..='\u{97f}').contains(&c) || ('\u{e00}'..='\u{e7f}').contains(&c)
    };
    (1..=32).contains(&name.chars().count()) && name.chars().all(fits) && name.to_lowercase() == name
}

fn name(errors: &mut Errors, place: &str, object: &Value) -> usize {
    let place = format!("{place}.name");
    let size = localized(errors, &place, object, "name", 32);
    let translated = object["name_localizations"].as_object();
    let translated = translated.into_iter().flatten().map(|(code, words)| (format!("{place}_localizations.{code}"), words));
    for (place, words) in std::iter::once((place.clone(), &object["name"])).chain(translated) {
        if words.as_str().is_some_and(|w| !w.is_empty() && !is_name(w)) {
            errors.add(&place, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
        }
    }
    size
}

fn described(errors: &mut Errors, place: &str, object: &Value) -> usize {
    localized(errors, &format!("{place}.description"), object, "description", 100)
}

fn options(errors: &mut Errors, place: &str, field: Option<&Value>, depth: usize) -> usize {
    let mut size = 0;
    let mut optional = false;
    let mut names: Vec<&str> = Vec::new();
    for (number, option) in list(errors, &format!("{place}.options"), field, 0, 25).iter().enumerate() {
        let place = format!("{place}.options.{number}");
        size += name(errors, &place, option) + described(errors, &place, option);
        let own = option["name"].as_str().unwrap_or_default();
        if names.contains(&own) {
            errors.add(&place, "APPLICATION_COMMAND_OPTIONS_DUPLICATE_NAME", "Option names must be unique");
        }
        names.push(own);
        boolean(errors, &format!("{place}.required"), option.get("required"));
        if option["required"] == true {
            if optional {
                let message = "Required options must be placed before non-required options";
                errors.add(&place, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message);
            }
        } else {
            optional = true;
        }
        match option["type"].as_u64() {
            Some(1 | 2) if depth < 2 => size += options(errors, &place, option.get("options"), depth + 1),
            Some(3..=11) => size += value_option(errors, &place, option),
            _ => errors.choices(&format!("{place}.type"), "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11"),
        }
    }
    size
}

fn value_option(errors: &mut Errors, place: &str, option: &Value) -> usize {
    let at = |name: &str| format!("{place}.{name}");
    let kind = option["type"].as_u64().unwrap_or_default();
    let choices = list(errors, &at("choices"), option.get("choices"), 0, 25);
    let takes_choices = matches!(kind, 3 | 4 | 10);
    boolean(errors, &at("autocomplete"), option.get("autocomplete"));
    if option["autocomplete"] == true && (!choices.is_empty() || !takes_choices) {
        let message = "Autocomplete cannot be set together with choices, nor for this type of option";
        errors.add(&at("autocomplete"), "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", message);
    }
    if !takes_choices && !choices.is_empty() {
        errors.add(&at("choices"), "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID", "This type of option has no choices");
    }
    number(errors, &at("min_length"), option.get("min_length"), 0, 6000);
    number(errors, &at("max_length"), option.get("max_length"), 1, 6000);
    for (number, kind) in list(errors, &at("channel_types"), option.get("channel_types"), 0, 20).iter().enumerate() {
        if !matches!(kind.as_u64(), Some(0..=5 | 10..=16)) {
            errors.choices(&at(&format!("channel_types.{number}")), "0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16");
        }
    }
    choices.iter().enumerate().map(|(number, choice)| choice_size(errors, &at(&format!("choices.{number}")), choice, kind)).sum()
}

fn choice_size(errors: &mut Errors, place: &str, choice: &Value, kind: u64) -> usize {
    let at = format!("{place}.value");
    let size = localized(errors, &format!("{place}.name"), choice, "name", 100);
    match kind {
        3 => size + text(errors, &at, choice.get("value"), 1, 100).map_or(0, |v| v.chars().count()),
        4 if !choice["value"].is_i64() => {
            errors.add(&at, "NUMBER_TYPE_COERCE", "Value is not int.");
            size
        }
        10 if !choice["value"].is_number() => {
            errors.add(&at, "NUMBER_TYPE_COERCE", "Value is not float.");
            size
        }
        _ => size,
    }
}
