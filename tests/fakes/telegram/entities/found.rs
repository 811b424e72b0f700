//! Entities that Telegram finds in any text.

use std::sync::LazyLock;

use fancy_regex::Regex;
use serde_json::{Value, json};

use super::units;

/// A kind, a sign right before something without which it cannot be there, and its form.
struct Form(&'static str, &'static str, LazyLock<Option<Regex>>);

static FORMS: [Form; 6] = [
    Form("url", "://", LazyLock::new(|| Regex::new(r#"(?i)(?<!\w)https?://[^\s<>"]*[^\s<>".,!?;:)]"#).ok())),
    Form("email", "@", LazyLock::new(|| Regex::new(r"(?<![\w.])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+").ok())),
    Form("url", ".", LazyLock::new(|| Regex::new(DOMAIN).ok())),
    Form("bot_command", "/", LazyLock::new(|| Regex::new(r"(?<![\w/@.<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/@])").ok())),
    Form("mention", "@", LazyLock::new(|| Regex::new(r"(?<![\w@/])@[A-Za-z0-9_]{3,32}(?!\w)").ok())),
    Form("hashtag", "#", LazyLock::new(|| Regex::new(r"(?<![\w&/#])#\w*\p{L}\w*").ok())),
];

/// An address without its scheme, in a few of the common domains.
const DOMAIN: &str =
    r#"(?i)(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:com|org|net|az|io|me|eu|int|info|gov|edu)(?![\w-])(?:/[^\s<>"]*[^\s<>".,!?;:)])?"#;

/// All of them, none across another.
pub(super) fn all(text: &str) -> Vec<Value> {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    let mut entities = Vec::new();
    for Form(kind, sign, form) in &FORMS {
        let Some(form) = form.as_ref().filter(|_| may_hold(text, sign)) else { continue };
        for found in form.find_iter(text).filter_map(Result::ok) {
            if spans.iter().any(|(start, end)| *start < found.end() && found.start() < *end) {
                continue;
            }
            spans.push((found.start(), found.end()));
            let (offset, length) = (units(&text[..found.start()]), units(found.as_str()));
            entities.push(json!({ "type": kind, "offset": offset, "length": length }));
        }
    }
    entities
}

/// Whether a form is worth looking for, which takes long: most signs end a sentence.
fn may_hold(text: &str, sign: &str) -> bool {
    text.match_indices(sign).any(|(at, _)| text[at + sign.len()..].starts_with(|next: char| !next.is_whitespace()))
}
