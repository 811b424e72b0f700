//! The `HTML` parse mode, with Telegram's own errors.

use std::cmp::Reverse;

use serde_json::{Value, json};

use super::{Words, units};

const TAGS: [&str; 16] = [
    "a",
    "b",
    "strong",
    "i",
    "em",
    "s",
    "strike",
    "del",
    "u",
    "ins",
    "tg-spoiler",
    "tg-emoji",
    "span",
    "pre",
    "code",
    "blockquote",
];

/// A start tag that waits for its end.
struct Open {
    tag: String,
    /// The address, the language, the id of the emoji, or `expandable`.
    argument: String,
    offset: usize,
    /// Where its text begins, in bytes of the result.
    begins: usize,
    rank: usize,
}

struct Parser<'a> {
    source: &'a [u8],
    at: usize,
    text: Vec<u8>,
    open: Vec<Open>,
    /// With the rank of its start tag, by which equal spans are ordered.
    entities: Vec<(usize, Value)>,
    tags: usize,
}

/// Parses a text, or says what is wrong with it.
pub(crate) fn parse(source: &str) -> Result<Words, String> {
    let mut parser =
        Parser { source: source.as_bytes(), at: 0, text: Vec::new(), open: Vec::new(), entities: Vec::new(), tags: 0 };
    parser.run()?;
    if let Some(open) = parser.open.last() {
        return Err(format!("Can't find end tag corresponding to start tag \"{}\"", open.tag));
    }
    parser.entities.sort_by_key(|(rank, e)| {
        let (start, end) = super::span(e);
        (start, Reverse(end), *rank)
    });
    let text = String::from_utf8_lossy(&parser.text).into_owned();
    Ok(Words { text, entities: parser.entities.into_iter().map(|(_, e)| e).collect() })
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

impl Parser<'_> {
    /// The byte at the reading position; 0 at the end.
    fn byte(&self) -> u8 {
        self.source.get(self.at).copied().unwrap_or(0)
    }

    fn skip(&mut self, wanted: impl Fn(u8) -> bool) {
        while self.at < self.source.len() && wanted(self.byte()) {
            self.at += 1;
        }
    }

    fn slice(&self, from: usize) -> String {
        String::from_utf8_lossy(&self.source[from..self.at]).into_owned()
    }

    fn units(&self) -> usize {
        units(&String::from_utf8_lossy(&self.text))
    }

    fn run(&mut self) -> Result<(), String> {
        while self.at < self.source.len() {
            match self.byte() {
                b'&' => {
                    let decoded = self.reference();
                    self.text.extend(decoded);
                }
                b'<' if self.source.get(self.at + 1) == Some(&b'/') => self.end_tag()?,
                b'<' => self.start_tag()?,
                other => {
                    self.text.push(other);
                    self.at += 1;
                }
            }
        }
        Ok(())
    }

    /// What `&…;` stands for. Other names than the four known ones stay as they are written.
    fn reference(&mut self) -> Vec<u8> {
        let rest = &self.source[self.at + 1..];
        let length = rest.iter().take(12).take_while(|b| b.is_ascii_alphanumeric() || **b == b'#').count();
        let name = String::from_utf8_lossy(&rest[..length]).into_owned();
        let sign = match name.as_str() {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            _ => name.strip_prefix('#').and_then(numbered),
        };
        let Some(sign) = sign else {
            self.at += 1;
            return vec![b'&'];
        };
        self.at += 1 + length + usize::from(rest.get(length) == Some(&b';'));
        sign.to_string().into_bytes()
    }

    fn start_tag(&mut self) -> Result<(), String> {
        let begin = self.at;
        let unclosed = || format!("Unclosed start tag at byte offset {begin}");
        self.at += 1;
        self.skip(|b| !is_space(b) && b != b'>');
        if self.at >= self.source.len() {
            return Err(unclosed());
        }
        let tag = self.slice(begin + 1).to_ascii_lowercase();
        if !TAGS.contains(&tag.as_str()) {
            return Err(format!("Unsupported start tag \"{tag}\" at byte offset {begin}"));
        }
        let mut argument = String::new();
        loop {
            self.skip(is_space);
            match self.byte() {
                b'>' => break,
                0 => return Err(unclosed()),
                _ => {}
            }
            let (name, value) = self.attribute(&tag, begin)?;
            match (tag.as_str(), name.as_str()) {
                ("a", "href") | ("tg-emoji", "emoji-id") => argument = value,
                ("code", "class") => value.strip_prefix("language-").unwrap_or_default().clone_into(&mut argument),
                ("span", "class") if value == "tg-spoiler" => argument = value,
                ("blockquote", "expandable") => "expandable".clone_into(&mut argument),
                _ => {}
            }
        }
        if tag == "span" && argument.is_empty() {
            return Err(format!("Tag \"span\" must have class \"tg-spoiler\" at byte offset {begin}"));
        }
        self.at += 1;
        self.tags += 1;
        let (offset, begins, rank) = (self.units(), self.text.len(), self.tags);
        self.open.push(Open { tag, argument, offset, begins, rank });
        Ok(())
    }

    fn attribute(&mut self, tag: &str, begin: usize) -> Result<(String, String), String> {
        let unclosed = || format!("Unclosed start tag \"{tag}\" at byte offset {begin}");
        let from = self.at;
        self.skip(|b| !is_space(b) && !matches!(b, b'=' | b'>' | b'/' | b'"' | b'\''));
        let name = self.slice(from).to_ascii_lowercase();
        if name.is_empty() {
            return Err(format!("Empty attribute name in the tag \"{tag}\" at byte offset {begin}"));
        }
        self.skip(is_space);
        if self.byte() != b'=' {
            // Without a value, as `expandable`.
            return if self.at < self.source.len() { Ok((name, String::new())) } else { Err(unclosed()) };
        }
        self.at += 1;
        self.skip(is_space);
        if self.at >= self.source.len() {
            return Err(unclosed());
        }
        let quote = self.byte();
        if !matches!(quote, b'"' | b'\'') {
            let from = self.at;
            self.skip(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-');
            if !is_space(self.byte()) && self.byte() != b'>' {
                return Err(format!("Unexpected end of name token at byte offset {from}"));
            }
            return Ok((name, self.slice(from).to_ascii_lowercase()));
        }
        self.at += 1;
        let mut value = Vec::new();
        while self.at < self.source.len() && self.byte() != quote {
            if self.byte() == b'&' {
                value.extend(self.reference());
            } else {
                value.push(self.byte());
                self.at += 1;
            }
        }
        if self.at >= self.source.len() {
            return Err(unclosed());
        }
        self.at += 1;
        Ok((name, String::from_utf8_lossy(&value).into_owned()))
    }

    fn end_tag(&mut self) -> Result<(), String> {
        let begin = self.at;
        let Some(open) = self.open.pop() else {
            return Err(format!("Unexpected end tag at byte offset {begin}"));
        };
        self.at += 2;
        self.skip(|b| !is_space(b) && b != b'>');
        let tag = self.slice(begin + 2).to_ascii_lowercase();
        self.skip(is_space);
        if self.byte() != b'>' {
            return Err(format!("Unclosed end tag at byte offset {begin}"));
        }
        if !tag.is_empty() && tag != open.tag {
            let (wanted, found) = (open.tag, tag);
            return Err(format!("Unmatched end tag at byte offset {begin}, expected \"</{wanted}>\", found \"</{found}>\""));
        }
        self.at += 1;
        self.close(&open);
        Ok(())
    }

    fn close(&mut self, open: &Open) {
        let length = self.units() - open.offset;
        if length == 0 {
            return;
        }
        let mut entity = json!({ "type": "", "offset": open.offset, "length": length });
        let kind = match open.tag.as_str() {
            "b" | "strong" => "bold",
            "i" | "em" => "italic",
            "u" | "ins" => "underline",
            "s" | "strike" | "del" => "strikethrough",
            "span" | "tg-spoiler" => "spoiler",
            "blockquote" if open.argument.is_empty() => "blockquote",
            "blockquote" => "expandable_blockquote",
            "tg-emoji" => {
                entity["custom_emoji_id"] = json!(open.argument);
                "custom_emoji"
            }
            "a" => {
                let inside = String::from_utf8_lossy(&self.text[open.begins..]).into_owned();
                let address = if open.argument.is_empty() { inside } else { open.argument.clone() };
                let Some((kind, field, value)) = link(&address) else { return };
                entity[field] = value;
                kind
            }
            "pre" => self.take_language(&mut entity),
            _ => {
                if !open.argument.is_empty() {
                    entity["language"] = json!(open.argument);
                }
                "code"
            }
        };
        entity["type"] = json!(kind);
        self.entities.push((open.rank, entity));
    }

    /// `<pre><code class="language-x">` is one entity.
    fn take_language(&mut self, pre: &mut Value) -> &'static str {
        let inner = self.entities.last().filter(|(_, e)| e["type"] == "code" && super::span(e) == super::span(pre));
        if let Some((_, code)) = inner {
            if !code["language"].is_null() {
                pre["language"] = code["language"].clone();
            }
            self.entities.pop();
        }
        "pre"
    }
}

fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|c| *c != '\0')
}

/// What a link becomes; a bad address leaves its text unmarked.
fn link(address: &str) -> Option<(&'static str, &'static str, Value)> {
    let address = address.trim();
    if let Some(id) = address.strip_prefix("tg://user?id=").and_then(|id| id.parse::<i64>().ok()) {
        return Some(("text_mention", "user", json!({ "id": id, "is_bot": false, "first_name": "Somebody" })));
    }
    let known = ["http://", "https://", "tg://"].iter().any(|scheme| address.starts_with(scheme));
    let address = if known || address.contains("://") { address.to_owned() } else { format!("http://{address}") };
    let parsed = reqwest::Url::parse(&address).ok()?;
    if parsed.scheme() != "tg" && !parsed.host_str()?.contains('.') {
        return None;
    }
    // Telegram ends a bare host with a slash.
    let bare = parsed.as_str().strip_suffix('/') == Some(address.as_str());
    Some(("text_link", "url", json!(if bare { parsed.to_string() } else { address })))
}
