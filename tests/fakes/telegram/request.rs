//! The parameters of a call, from JSON, urlencoded or multipart bodies and from the query.

use std::collections::HashMap;

use bytes::Bytes;
use http_body_util::{BodyExt, Limited};
use hyper::Request;
use hyper::body::Incoming;
use hyper::header::CONTENT_TYPE;
use serde_json::{Map, Value};

use super::failure::Failure;
use crate::parts::parts;

/// Telegram takes 50 MB files; a little more for what stands around them.
const LARGEST_BODY: usize = 52 << 20;

/// What a method was called with.
#[derive(Debug, Default)]
pub(crate) struct Params {
    pub(crate) fields: Map<String, Value>,
    pub(crate) files: HashMap<String, Bytes>,
}

impl Params {
    /// Reads a request whole.
    pub(crate) async fn read(request: Request<Incoming>) -> Result<Self, Failure> {
        let mut params = Self::default();
        params.take_form(request.uri().query().unwrap_or_default().as_bytes());
        let content_type = request.headers().get(CONTENT_TYPE).and_then(|t| t.to_str().ok()).unwrap_or_default().to_owned();
        let body = Limited::new(request.into_body(), LARGEST_BODY).collect().await;
        let body = body.map_err(|_| Failure::new(413, "Request Entity Too Large"))?.to_bytes();
        if body.is_empty() {
            return Ok(params);
        }
        if content_type.starts_with("application/json") {
            match serde_json::from_slice(&body) {
                Ok(Value::Object(fields)) => params.fields.extend(fields),
                _ => return Err(Failure::bad("can't parse JSON object")),
            }
        } else if content_type.starts_with("multipart/form-data") {
            params.take_parts(&content_type, &body).await?;
        } else {
            params.take_form(&body);
        }
        Ok(params)
    }

    fn take_form(&mut self, form: &[u8]) {
        for (name, value) in form_urlencoded::parse(form) {
            self.fields.insert(name.into_owned(), Value::String(value.into_owned()));
        }
    }

    async fn take_parts(&mut self, content_type: &str, body: &[u8]) -> Result<(), Failure> {
        let broken = |_| Failure::bad("can't parse multipart body");
        for part in parts(content_type, body).await.map_err(broken)? {
            if part.file_name.is_some() {
                self.files.insert(part.name, part.bytes);
            } else {
                self.fields.insert(part.name, Value::String(String::from_utf8_lossy(&part.bytes).into_owned()));
            }
        }
        Ok(())
    }

    /// A whole number, written as one or as a string.
    pub(crate) fn int(&self, name: &str) -> Option<i64> {
        whole(self.fields.get(name)?)
    }

    /// A truth value; absent means no.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.fields.get(name).is_some_and(truth)
    }

    /// A string; numbers are taken as they are written.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        match self.fields.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// An object or a list, written as such or as a string that holds JSON.
    pub(crate) fn structure(&self, name: &str) -> Result<Option<Value>, Failure> {
        let found = match self.fields.get(name) {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::String(text)) if text.is_empty() => return Ok(None),
            Some(Value::String(text)) => serde_json::from_str(text).ok(),
            Some(other) => Some(other.clone()),
        };
        match found {
            Some(value) if value.is_object() || value.is_array() => Ok(Some(value)),
            _ => Err(Failure::bad(format!("can't parse {} JSON object", name.replace('_', " ")))),
        }
    }

    /// A list, by the same rules.
    pub(crate) fn list(&self, name: &str) -> Result<Option<Vec<Value>>, Failure> {
        match self.structure(name)? {
            None => Ok(None),
            Some(Value::Array(items)) => Ok(Some(items)),
            Some(_) => Err(Failure::bad(format!("{} must be an Array", name.replace('_', " ")))),
        }
    }
}

/// A whole number, written as one or as a string.
pub(crate) fn whole(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// Whether a value means yes.
pub(crate) fn truth(value: &Value) -> bool {
    match value {
        Value::Bool(truth) => *truth,
        Value::Number(number) => number.as_i64() == Some(1),
        Value::String(text) => matches!(text.to_ascii_lowercase().as_str(), "true" | "1" | "yes"),
        _ => false,
    }
}
