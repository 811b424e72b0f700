//! The words of a message, and whom they name.

use serde_json::Value;

/// A part of a text that names somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where in the text, in bytes.
    pub range: std::ops::Range<usize>,
    /// The id of somebody named without an @.
    pub id: Option<i64>,
}

/// So deep a message may be built of parts.
const DEEPEST: usize = 16;

/// The words: text, caption, or all texts of a message that is built of parts.
pub fn of(message: &Value) -> Option<String> {
    let plain = ["text", "caption"].iter().find_map(|field| message.get(field).and_then(Value::as_str));
    if let Some(text) = plain {
        return Some(text.to_owned());
    }
    let mut parts = Vec::new();
    collect(message.get("rich_message")?, 0, &mut parts);
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn collect(value: &Value, depth: usize, parts: &mut Vec<String>) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, depth + 1, parts)),
        Value::Object(fields) => {
            for (name, field) in fields {
                match field {
                    Value::String(text) if name == "text" => parts.push(text.clone()),
                    _ => collect(field, depth + 1, parts),
                }
            }
        }
        _ => {}
    }
}

/// Whom a text names, by the entities that come with it. Entities of other kinds, known or not, are passed over.
pub fn mentions(message: &Value, text: &str) -> Vec<Mention> {
    let entities = ["entities", "caption_entities"].iter().find_map(|field| message.get(field).and_then(Value::as_array));
    let mention = |entity: &Value| {
        let kind = entity.get("type")?.as_str()?;
        let number = |field: &str| usize::try_from(entity.get(field)?.as_u64()?).ok();
        let (offset, length) = (number("offset")?, number("length")?);
        let range = byte_at(text, offset)?..byte_at(text, offset.checked_add(length)?)?;
        match kind {
            "mention" => Some(Mention { range, id: None }),
            "text_mention" => Some(Mention { range, id: entity.get("user")?.get("id")?.as_i64() }),
            _ => None,
        }
    };
    entities.into_iter().flatten().filter_map(mention).collect()
}

/// The place in bytes of a place in UTF-16 units, if it lies between two letters.
fn byte_at(text: &str, units: usize) -> Option<usize> {
    let mut passed = 0;
    for (at, letter) in text.char_indices() {
        if passed >= units {
            return (passed == units).then_some(at);
        }
        passed += letter.len_utf16();
    }
    (passed == units).then_some(text.len())
}
