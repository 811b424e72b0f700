//! Kinds of fields that many forms have.

use serde_json::Value;

use super::Errors;

/// The languages that Discord knows.
pub(crate) const LOCALES: &[&str] = &[
    "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR", "ro", "fi",
    "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko",
];

/// A field that is there and not null.
pub(crate) fn given<'a>(object: &'a Value, name: &str) -> Option<&'a Value> {
    object.get(name).filter(|v| !v.is_null())
}

/// A text of so many code points, without the white space around it; `least` 0: it may be missing.
pub(crate) fn text<'a>(errors: &mut Errors, place: &str, field: Option<&'a Value>, least: usize, most: usize) -> Option<&'a str> {
    let Some(value) = field.filter(|v| !v.is_null()) else {
        if least > 0 {
            errors.required(place);
        }
        return None;
    };
    let Some(words) = value.as_str() else {
        errors.add(place, "STRING_TYPE_CONVERT", format!("Could not interpret \"{value}\" as string."));
        return None;
    };
    let length = words.trim().chars().count();
    if length == 0 && least > 0 {
        errors.required(place);
    } else if length > most && least > 0 {
        errors.length(place, least, most);
    } else if length > most {
        errors.add(place, "BASE_TYPE_MAX_LENGTH", format!("Must be {most} or fewer in length."));
    }
    Some(words)
}

/// A whole number within bounds.
pub(crate) fn number(errors: &mut Errors, place: &str, field: Option<&Value>, least: i64, most: i64) -> Option<i64> {
    let value = field.filter(|v| !v.is_null())?;
    let Some(number) = value.as_i64() else {
        errors.add(place, "NUMBER_TYPE_COERCE", format!("Value \"{value}\" is not int."));
        return None;
    };
    if number < least {
        errors.add(place, "NUMBER_TYPE_MIN", format!("int value should be greater than or equal to {least}."));
    } else if number > most {
        errors.add(place, "NUMBER_TYPE_MAX", format!("int value should be less than or equal to {most}."));
    }
    Some(number)
}

/// Yes or no.
pub(crate) fn boolean(errors: &mut Errors, place: &str, field: Option<&Value>) {
    if let Some(value) = field.filter(|v| !v.is_null() && !v.is_boolean()) {
        errors.add(place, "BOOLEAN_TYPE_CONVERT", format!("Must be either true or false, not \"{value}\"."));
    }
}

/// A list of so many things.
pub(crate) fn list<'a>(errors: &mut Errors, place: &str, field: Option<&'a Value>, least: usize, most: usize) -> &'a [Value] {
    let Some(value) = field.filter(|v| !v.is_null()) else {
        if least > 0 {
            errors.required(place);
        }
        return &[];
    };
    let Some(items) = value.as_array() else {
        errors.add(place, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
        return &[];
    };
    if items.len() < least || items.len() > most {
        if least > 0 {
            errors.length(place, least, most);
        } else {
            errors.add(place, "BASE_TYPE_MAX_LENGTH", format!("Must be {most} or fewer in length."));
        }
    }
    items
}

/// An address of one of these schemes.
pub(crate) fn address(errors: &mut Errors, place: &str, field: Option<&Value>, schemes: &[&str]) {
    let Some(words) = text(errors, place, field, 0, 2048) else { return };
    let Some((scheme, rest)) = words.split_once("://") else {
        errors.add(place, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
        return;
    };
    if !schemes.contains(&scheme) {
        let among = schemes.iter().map(|s| format!("'{s}'")).collect::<Vec<_>>().join(", ");
        errors.add(
            place,
            "URL_TYPE_INVALID_SCHEME",
            format!("Scheme \"{scheme}\" is not supported. Scheme must be one of ({among})."),
        );
    } else if rest.is_empty() || words.contains(char::is_whitespace) {
        errors.add(place, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
    }
}
