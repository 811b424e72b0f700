//! A text with its marks, as transcripts show it.

use serde_json::Value;

use super::span;

struct Mark {
    start: usize,
    end: usize,
    opens: String,
    closes: String,
    quote: bool,
}

fn mark(entity: &Value) -> Option<Mark> {
    let (start, end) = span(entity);
    let same = |sign: &str| (sign.to_owned(), sign.to_owned());
    let mut quote = false;
    let (opens, closes) = match entity["type"].as_str()? {
        "bold" => same("**"),
        "italic" => same("_"),
        "underline" => same("__"),
        "strikethrough" => same("~~"),
        "spoiler" => same("||"),
        "code" => same("`"),
        "pre" => (format!("```{}\n", entity["language"].as_str().unwrap_or_default()), "\n```".to_owned()),
        "text_link" => (String::new(), format!(" ({})", entity["url"].as_str().unwrap_or_default())),
        "text_mention" => (String::new(), format!(" (user {})", entity["user"]["id"])),
        kind @ ("blockquote" | "expandable_blockquote") => {
            quote = true;
            (if kind == "blockquote" { "> " } else { ">> " }.to_owned(), String::new())
        }
        _ => return None,
    };
    Some(Mark { start, end, opens, closes, quote })
}

/// Bold as `**x**`, italic as `_x_`, links as `text (address)`, quotes behind `> `, expandable ones behind `>> `.
pub(crate) fn shown(text: &str, entities: &[Value]) -> String {
    let marks: Vec<Mark> = entities.iter().filter_map(mark).collect();
    let mut out = String::new();
    let mut open: Vec<&Mark> = Vec::new();
    let mut after_quote = false;
    let mut at = 0;
    for sign in text.chars().map(Some).chain([None]) {
        while let Some(last) = open.last().filter(|m| m.end <= at) {
            out.push_str(&last.closes);
            after_quote |= last.quote;
            open.pop();
        }
        if std::mem::take(&mut after_quote) && sign.is_some_and(|s| s != '\n') {
            out.push('\n');
        }
        for mark in marks.iter().filter(|m| m.start == at && m.end > at) {
            if mark.quote && !out.is_empty() && !out.ends_with('\n') {
                out.push('\n');
            }
            out.push_str(&mark.opens);
            // A mark that ends later goes below, so that the stack closes in order.
            let place = open.iter().position(|o| o.end < mark.end).unwrap_or(open.len());
            open.insert(place, mark);
        }
        let Some(sign) = sign else { break };
        out.push(sign);
        at += sign.len_utf16();
        if sign == '\n'
            && let Some(quote) = open.iter().find(|m| m.quote && m.end > at)
        {
            out.push_str(&quote.opens);
        }
    }
    out
}
