//! A reply as plain text: what the console shows and the machine interface prints.

use super::{Block, Line, Reply, Span};
use crate::answers::wording;
use crate::dataset::{Dataset, ParagraphId};

/// The text without its sources.
pub fn text(reply: &Reply) -> String {
    let mut parts: Vec<String> = reply.blocks.iter().map(block).collect();
    if !reply.choices.is_empty() {
        let choices: Vec<String> = reply.choices.iter().enumerate().map(|(i, c)| format!("{}. {}", i + 1, c.label)).collect();
        parts.push(choices.join("\n"));
    }
    if !reply.suggestions.is_empty() {
        let questions: Vec<String> = reply.suggestions.iter().map(|q| format!("• {}", q.label)).collect();
        parts.push(format!("{}\n{}", wording::YOU_CAN_ASK, questions.join("\n")));
    }
    parts.join("\n")
}

/// The line that names the sources, by section; empty where there are none.
pub fn source_line(reply: &Reply, dataset: &Dataset) -> String {
    let mut sections: Vec<(u16, Vec<ParagraphId>)> = Vec::new();
    for paragraph in &reply.sources {
        match sections.iter_mut().find(|(section, _)| *section == paragraph.section) {
            Some((_, paragraphs)) => paragraphs.push(*paragraph),
            None => sections.push((paragraph.section, vec![*paragraph])),
        }
    }
    let named: Vec<String> = sections.iter().map(|(_, paragraphs)| wording::sources(dataset, paragraphs)).collect();
    match reply.sources.len() {
        0 => String::new(),
        1 => format!("Source: {}", named.join("; ")),
        _ => format!("Sources: {}", named.join("; ")),
    }
}

/// A block.
pub fn block(block: &Block) -> String {
    match block {
        Block::Heading(title) => title.clone(),
        Block::Paragraph(spans) => line(spans),
        Block::List(items) => items.iter().map(|item| format!("• {}", line(item))).collect::<Vec<_>>().join("\n"),
        Block::Caution(text) => format!("{}: {text}", wording::CAUTION),
        Block::Note(text) => text.clone(),
        Block::Menu(buttons) => buttons.iter().map(|b| format!("• {}", b.label)).collect::<Vec<_>>().join("\n"),
    }
}

/// A line.
pub fn line(spans: &Line) -> String {
    spans
        .iter()
        .map(|span| match span {
            Span::Plain(text) | Span::Strong(text) | Span::Moment(_, text) => text.as_str(),
        })
        .collect()
}
