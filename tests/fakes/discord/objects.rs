//! Putting JSON objects together.

use serde_json::Value;

/// Puts all fields of one object into another.
pub(crate) fn add(object: &mut Value, more: Value) {
    if let Value::Object(more) = more {
        for (field, value) in more {
            object[field] = value;
        }
    }
}
