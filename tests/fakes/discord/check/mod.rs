//! What Discord refuses in a form, each error at its place.

mod commands;
mod components;
mod draft;
mod embeds;
mod fields;

pub(crate) use commands::commands;
pub(crate) use draft::{Draft, Place, draft};
pub(crate) use fields::text;

use serde_json::{Map, Value, json};

use super::failure::Failure;

/// Errors of a form, nested as the form is.
#[derive(Debug, Default)]
pub(crate) struct Errors(Map<String, Value>);

impl Errors {
    /// Notes an error at a place such as `embeds.0.title`; an empty place is the form itself.
    pub(crate) fn add(&mut self, place: &str, code: &str, message: impl Into<String>) {
        let mut at = &mut self.0;
        for key in place.split('.').filter(|k| !k.is_empty()) {
            let below = at.entry(key).or_insert_with(|| json!({}));
            let Value::Object(below) = below else { return };
            at = below;
        }
        let list = at.entry("_errors").or_insert_with(|| json!([]));
        if let Value::Array(list) = list {
            list.push(json!({ "code": code, "message": message.into() }));
        }
    }

    /// Something is missing.
    pub(crate) fn required(&mut self, place: &str) {
        self.add(place, "BASE_TYPE_REQUIRED", "This field is required");
    }

    /// Something is of the wrong length.
    pub(crate) fn length(&mut self, place: &str, least: usize, most: usize) {
        self.add(place, "BASE_TYPE_BAD_LENGTH", format!("Must be between {least} and {most} in length."));
    }

    /// Something is none of what it may be.
    pub(crate) fn choices(&mut self, place: &str, among: &str) {
        self.add(place, "BASE_TYPE_CHOICES", format!("Value must be one of ({among})."));
    }

    /// A refusal, if there are errors.
    pub(crate) fn result(&mut self) -> Result<(), Failure> {
        if self.0.is_empty() {
            return Ok(());
        }
        Err(Failure { errors: Some(Value::Object(std::mem::take(&mut self.0))), ..Failure::code(50035) })
    }
}
