//! Facts as the items of a list, as many as there is room for, in letters.

use super::{letters, wording};
use crate::dataset::{Dataset, FactId};
use crate::reply::{Block, Line, Outcome, Reply, Span};

/// A list under a title: each fact with what stands before it. What has no room is counted.
pub fn reply(title: &str, items: &[(Option<String>, FactId)], room: usize, dataset: &Dataset) -> Reply {
    let mut lines: Vec<Line> = Vec::new();
    let mut told = Vec::new();
    let whole = |lines: &[Line], left: usize| {
        let mut blocks = vec![Block::Heading(title.to_owned()), Block::List(lines.to_vec())];
        blocks.extend((left > 0).then(|| Block::Note(wording::more(left))));
        blocks
    };
    for (label, id) in items {
        let mut next = lines.clone();
        next.push(line(label.as_deref(), *id, dataset));
        if letters(&whole(&next, items.len())) > room {
            break;
        }
        lines = next;
        told.push(*id);
    }
    Reply::with_facts(Outcome::Answer, whole(&lines, items.len() - told.len()), told, dataset)
}

fn line(label: Option<&str>, id: FactId, dataset: &Dataset) -> Line {
    let fact = dataset.fact(id);
    let mut line: Line = label.map(|l| Span::Strong(format!("{l}: "))).into_iter().collect();
    line.push(Span::Plain(fact.says.clone()));
    line.extend(fact.caution.as_ref().map(|c| Span::Plain(format!(" ({}: {c})", wording::CAUTION))));
    line
}
