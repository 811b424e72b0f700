//! What a call was made with: its JSON, uploaded files and the query.

use std::collections::HashMap;

use bytes::Bytes;
use http_body_util::{BodyExt, Limited};
use hyper::Request;
use hyper::body::Incoming;
use hyper::header::CONTENT_TYPE;
use serde_json::{Map, Value};

use super::failure::Failure;
use super::message::Upload;
use crate::parts::parts;

/// The largest request that Discord takes.
const LARGEST_BODY: usize = 25 << 20;

/// The body and the query of a call.
#[derive(Debug, Default)]
pub(crate) struct Body {
    pub(crate) json: Value,
    /// Uploads by their number, as `files[0]`.
    pub(crate) files: Vec<(u64, Upload)>,
    pub(crate) query: HashMap<String, String>,
}

impl Body {
    /// Reads a request whole.
    pub(crate) async fn read(request: Request<Incoming>) -> Result<Self, Failure> {
        let query = form_urlencoded::parse(request.uri().query().unwrap_or_default().as_bytes()).into_owned().collect();
        let content_type = request.headers().get(CONTENT_TYPE).and_then(|t| t.to_str().ok()).unwrap_or_default().to_owned();
        let bytes = Limited::new(request.into_body(), LARGEST_BODY).collect().await;
        let bytes = bytes.map_err(|_| Failure::code(40005))?.to_bytes();
        let mut body = Self { query, ..Self::default() };
        if content_type.starts_with("multipart/form-data") {
            body.take_parts(&content_type, &bytes).await?;
        } else if !bytes.is_empty() {
            if !content_type.starts_with("application/json") {
                let why = format!("Expected \"Content-Type\" header to be one of {{'application/json'}}, not {content_type:?}.");
                return Err(Failure::new(400, 50035, why));
            }
            body.json = json(&bytes)?;
        }
        Ok(body)
    }

    async fn take_parts(&mut self, content_type: &str, bytes: &[u8]) -> Result<(), Failure> {
        let mut fields = Map::new();
        for part in parts(content_type, bytes).await.map_err(|_| Failure::code(50035))? {
            let number = part.name.strip_prefix("files[").and_then(|n| n.strip_suffix(']')?.parse().ok());
            match (part.name.as_str(), part.file_name, number) {
                ("payload_json", _, _) => self.json = json(&part.bytes)?,
                (_, Some(name), number) => {
                    let number = number.unwrap_or(self.files.len() as u64);
                    self.files.push((number, Upload { name, bytes: part.bytes }));
                }
                (name, None, _) => {
                    let text = String::from_utf8_lossy(&part.bytes).into_owned();
                    fields.insert(name.to_owned(), Value::String(text));
                }
            }
        }
        if self.json.is_null() {
            self.json = Value::Object(fields);
        }
        Ok(())
    }

    /// A truth value of the query.
    pub(crate) fn asks(&self, name: &str) -> bool {
        self.query.get(name).is_some_and(|v| matches!(v.to_ascii_lowercase().as_str(), "true" | "1"))
    }
}

fn json(bytes: &Bytes) -> Result<Value, Failure> {
    serde_json::from_slice(bytes).map_err(|_| Failure::code(50109))
}

/// An id, which is written as a string but may also come as a number.
pub(crate) fn snowflake(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}
