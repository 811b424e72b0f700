//! Facts as the items of a list, in pages of as many as there is room for, in letters.

use std::ops::Range;

use super::{letters, wording};
use crate::dataset::{Dataset, FactId};
use crate::press::View;
use crate::reply::{Block, Line, Outcome, Pages, Reply, Span};

/// A list under a title.
pub struct Listing<'a> {
    /// Stands above every page.
    pub title: &'a str,
    /// The facts, each with what stands before it.
    pub items: Vec<(Option<String>, FactId)>,
    /// How many letters a page has at most; one item always has room.
    pub room: usize,
    /// By what a further page is asked for; without it only the first can be seen.
    pub view: Option<View>,
}

impl Listing<'_> {
    /// A page, from 0; one behind the last is the last. What comes after it is counted.
    pub fn page(self, number: usize, dataset: &Dataset) -> Reply {
        let lines: Vec<Line> = self.items.iter().map(|(label, id)| line(label.as_deref(), *id, dataset)).collect();
        let pages = self.split(&lines);
        let at = number.min(pages.len().saturating_sub(1));
        let shown = pages.get(at).cloned().unwrap_or(0..0);
        let left = lines.len() - shown.end;
        let mut blocks = vec![Block::Heading(self.title.to_owned()), Block::List(lines[shown.clone()].to_vec())];
        blocks.extend((left > 0).then(|| Block::Note(wording::more(left))));
        let told = self.items[shown].iter().map(|(_, id)| *id).collect();
        let of = pages.len();
        let pages = self.view.map(|view| Pages { view, at, of });
        Reply { pages, ..Reply::with_facts(Outcome::Answer, blocks, told, dataset) }
    }

    /// Which items stand on which page.
    fn split(&self, lines: &[Line]) -> Vec<Range<usize>> {
        let around = letters(&[Block::Heading(self.title.to_owned()), Block::Note(wording::more(lines.len()))]);
        let mut pages: Vec<Range<usize>> = Vec::new();
        let mut taken = 0;
        for (i, line) in lines.iter().enumerate() {
            let more = letters(&[Block::List(vec![line.clone()])]) + 1;
            match pages.last_mut() {
                Some(page) if around + taken + more <= self.room => page.end = i + 1,
                _ => {
                    taken = 0;
                    pages.push(i..i + 1);
                }
            }
            taken += more;
        }
        pages
    }
}

fn line(label: Option<&str>, id: FactId, dataset: &Dataset) -> Line {
    let fact = dataset.fact(id);
    let mut line: Line = label.map(|l| Span::Strong(format!("{l}:"))).into_iter().collect();
    line.push(Span::Plain(if label.is_some() { format!(" {}", fact.says) } else { fact.says.clone() }));
    line.extend(fact.caution.as_ref().map(|c| Span::Plain(format!(" ({}: {c})", wording::CAUTION))));
    line
}
