//! Text as Discord's markdown. All escaping is here.

use bot_core::reply::{Line, Span};

/// Letters that mean something anywhere in a line.
const MARKS: &[char] = &['\\', '*', '_', '~', '`', '|', '<', '>', '[', ']', '(', ')', '@', '#', ':'];
/// Letters that mean something at the beginning of a line.
const AT_START: &[char] = &['-', '+'];

/// Words as they are, without any of them meaning more.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut at_start = true;
    for letter in text.chars() {
        // A colon matters only in what looks like an address or an emoji, a bracket behind a bracket: both are rare enough.
        if MARKS.contains(&letter) && !is_plain(letter, text) || at_start && AT_START.contains(&letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
        at_start = letter == '\n' || at_start && letter.is_whitespace();
    }
    escaped
}

/// Whether a mark can mean nothing in this text: escaping less keeps what people copy clean.
fn is_plain(mark: char, text: &str) -> bool {
    match mark {
        ':' => !text.contains("://") && text.matches(':').count() < 2,
        '(' | ')' => !text.contains(']'),
        _ => false,
    }
}

/// A line with what is set off in it.
pub fn line(spans: &Line) -> String {
    let one = |span: &Span| match span {
        Span::Plain(text) => escape(text),
        Span::Strong(text) => bold(text),
    };
    spans.iter().map(one).collect()
}

/// Words that are set off. Marks around blanks would be shown as they are.
pub fn bold(text: &str) -> String {
    around("**", text)
}

/// An aside.
pub fn italic(text: &str) -> String {
    around("*", text)
}

fn around(mark: &str, text: &str) -> String {
    let words = text.trim();
    if words.is_empty() {
        return String::new();
    }
    let start = text.len() - text.trim_start().len();
    let (before, after) = (&text[..start], &text[start + words.len()..]);
    format!("{before}{mark}{}{mark}{after}", escape(words))
}

#[cfg(test)]
mod tests {
    use super::{bold, escape};

    #[test]
    fn nothing_means_more_than_it_says() {
        assert_eq!(escape("@everyone <@1> **x** `y` [a](http://b)"), r"\@everyone \<\@1\> \*\*x\*\* \`y\` \[a\]\(http\://b\)");
        assert_eq!(escape("# title\n- item\n> quote"), "\\# title\n\\- item\n\\> quote");
        assert_eq!(escape("11-23 November 2024 (climate-1): yes"), "11-23 November 2024 (climate-1): yes");
        assert_eq!(bold("day 1 of 2: "), "**day 1 of 2:** ");
        assert_eq!(bold("  "), "");
    }
}
