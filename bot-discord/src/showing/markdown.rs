//! Text as Discord's markdown. All escaping is here.

use bot_core::reply::{Line, Span};

/// Letters that mean something anywhere in a line.
const MARKS: &[char] = &['\\', '*', '_', '~', '`', '|', '<', '>', '[', ']', '@', '#'];
/// Letters that mean something at the beginning of a line.
const AT_START: &[char] = &['-', '+'];

/// Words as they are, without any of them meaning more.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut at_start = true;
    for (at, letter) in text.char_indices() {
        let rest = &text[at + letter.len_utf8()..];
        let marks = match letter {
            // In an address, an emoji or a moment.
            ':' => rest.starts_with(|next: char| next == '/' || next.is_ascii_alphanumeric()),
            // Behind a square one.
            '(' | ')' => text.contains(']'),
            _ => MARKS.contains(&letter),
        };
        if marks || at_start && AT_START.contains(&letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
        at_start = letter == '\n' || at_start && letter.is_whitespace();
    }
    escaped
}

/// A line with what is set off in it.
pub fn line(spans: &Line) -> String {
    let one = |span: &Span| match span {
        Span::Plain(text) => escape(text),
        Span::Strong(text) => bold(text),
        // Discord counts down to it.
        Span::Moment(at, _) => format!("<t:{}:R>", at.as_second()),
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
        assert_eq!(escape("(Caution: so it is): 11-23 (climate-1): yes"), "(Caution: so it is): 11-23 (climate-1): yes");
        assert_eq!(bold("day 1 of 2: "), "**day 1 of 2:** ");
        assert_eq!(bold("  "), "");
    }
}
