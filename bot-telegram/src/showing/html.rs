//! Blocks as Telegram's HTML. All escaping is here.

use bot_core::answers::wording;
use bot_core::reply::{Block, Line, Span};
use teloxide::utils::html::{blockquote, bold, escape, italic};

/// Blocks, one a line.
pub fn of(blocks: &[Block]) -> String {
    let mut text = String::new();
    for shown in blocks.iter().map(block).filter(|shown| !shown.is_empty()) {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&shown);
    }
    text
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(title) => bold(&escape(title)),
        Block::Paragraph(spans) => line(spans),
        Block::List(items) => items.iter().map(|item| format!("• {}", line(item))).collect::<Vec<_>>().join("\n"),
        Block::Caution(text) => blockquote(&format!("⚠️ {}: {}", bold(wording::CAUTION), escape(text))),
        Block::Note(text) => italic(&escape(text)),
        // Its buttons stand under the message.
        Block::Menu(_) => String::new(),
    }
}

fn line(spans: &Line) -> String {
    spans
        .iter()
        .map(|span| match span {
            Span::Plain(text) | Span::Moment(_, text) => escape(text),
            Span::Strong(text) => bold(&escape(text)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use bot_core::reply::Block;

    use super::of;

    #[test]
    fn nothing_that_is_shown_can_break_the_marks() {
        let hostile = "<b>&lt;/b></i> & \"x\" </blockquote>";
        for block in [
            Block::Heading(hostile.to_owned()),
            Block::text(hostile),
            Block::Caution(hostile.to_owned()),
            Block::Note(hostile.to_owned()),
            Block::List(vec![vec![bot_core::reply::Span::Strong(hostile.to_owned())]]),
        ] {
            let shown = of(&[block]);
            assert!(shown.contains("&lt;b&gt;&amp;lt;/b&gt;&lt;/i&gt; &amp; "), "{shown}");
            assert!(shown.contains("&lt;/blockquote&gt;"), "{shown}");
        }
    }
}
