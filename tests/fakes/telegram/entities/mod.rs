//! Texts with their entities; offsets and lengths count UTF-16 units.

mod found;
pub(crate) mod html;
mod shown;

pub(crate) use shown::shown;

use std::cmp::Reverse;

use serde_json::{Value, json};

/// A text without markup, and what is marked in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Words {
    pub(crate) text: String,
    pub(crate) entities: Vec<Value>,
}

/// The UTF-16 units of a text.
pub(crate) fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// Where an entity begins and where it ends.
pub(crate) fn span(entity: &Value) -> (usize, usize) {
    let number = |name: &str| usize::try_from(entity[name].as_u64().unwrap_or(0)).unwrap_or(0);
    let start = number("offset");
    (start, start + number("length"))
}

impl Words {
    pub(crate) fn units(&self) -> usize {
        units(&self.text)
    }

    /// Takes away white space at both ends, as Telegram does.
    pub(crate) fn trim(&mut self) {
        let all = self.text.trim_start();
        let cut = units(&self.text) - units(all);
        let text = all.trim_end().to_owned();
        let end = units(&text);
        for entity in &mut self.entities {
            let (start, stop) = span(entity);
            let start_now = start.saturating_sub(cut).min(end);
            let stop_now = stop.saturating_sub(cut).min(end);
            entity["offset"] = json!(start_now);
            entity["length"] = json!(stop_now - start_now);
        }
        self.entities.retain(|e| e["length"] != 0);
        self.text = text;
    }

    /// Adds what Telegram finds by itself: commands, names, addresses and tags outside of other marks.
    pub(crate) fn detect(&mut self) {
        for entity in found::all(&self.text) {
            let (start, end) = span(&entity);
            let in_the_way = |other: &Value| {
                let (s, e) = span(other);
                let crosses = s < end && start < e;
                let opaque = ["code", "pre", "text_link", "text_mention", "url", "email", "mention", "bot_command", "hashtag"];
                crosses && opaque.iter().any(|kind| other["type"] == *kind)
            };
            if !self.entities.iter().any(in_the_way) {
                self.entities.push(entity);
            }
        }
        self.entities.sort_by_key(|e| {
            let (start, end) = span(e);
            (start, Reverse(end))
        });
    }
}
