//! What can be pressed under a reply: readings to choose from, questions that lead on, pages of a list, sources. The
//! same on every platform that has buttons.

use super::{Block, Button, Choice, Reply};
use crate::dataset::Dataset;
use crate::press::{LONGEST, Press, View};

/// How many paragraphs get a button; the source line names them all.
const MOST_SOURCES: usize = 3;

/// Buttons that belong together, in the order in which they are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Group {
    /// Readings to choose from, or questions that can be asked: each is a whole sentence.
    Questions(Vec<Button>),
    /// What can be looked at: short labels.
    Menu(Vec<Button>),
    /// The pages before and after this one.
    Pages(Vec<Button>),
    /// The paragraphs of the answer.
    Sources(Vec<Button>),
}

/// All that can be pressed under a reply.
pub fn buttons(reply: &Reply, dataset: &Dataset) -> Vec<Group> {
    let choose = |c: &Choice| Button { label: c.label.clone(), press: Press::Choose(c.fact) };
    let tell = |c: &Choice| Button { label: c.label.clone(), press: Press::Tell(c.fact) };
    let choices: Vec<Button> = reply.choices.iter().map(choose).collect();
    let questions: Vec<Button> = reply.suggestions.iter().chain(&reply.related).map(tell).collect();
    let menu: Vec<Button> = reply.blocks.iter().flat_map(menu).cloned().collect();
    let groups = [
        Group::Questions(choices),
        Group::Menu(menu),
        Group::Pages(pages(reply)),
        Group::Questions(questions),
        Group::Sources(sources(reply, dataset)),
    ];
    groups.into_iter().filter(|group| !group.buttons().is_empty() && group.fits(dataset)).collect()
}

impl Group {
    /// The buttons of the group.
    pub fn buttons(&self) -> &[Button] {
        match self {
            Self::Questions(buttons) | Self::Menu(buttons) | Self::Pages(buttons) | Self::Sources(buttons) => buttons,
        }
    }
}

impl Group {
    /// Whether what stands behind each button is short enough for every platform.
    fn fits(&self, dataset: &Dataset) -> bool {
        self.buttons().iter().all(|button| button.press.token(dataset).len() <= LONGEST)
    }
}

fn menu(block: &Block) -> &[Button] {
    if let Block::Menu(buttons) = block { buttons } else { &[] }
}

fn pages(reply: &Reply) -> Vec<Button> {
    let Some(pages) = &reply.pages else { return Vec::new() };
    let to = |page: usize, label: String| Button { label, press: Press::Turn(pages.view.clone(), page) };
    let before = pages.at.checked_sub(1).map(|page| to(page, format!("‹ {}/{}", page + 1, pages.of)));
    let after = (pages.at + 1 < pages.of).then(|| to(pages.at + 1, format!("{}/{} ›", pages.at + 2, pages.of)));
    before.into_iter().chain(after).collect()
}

/// A paragraph that is itself shown needs no button.
fn sources(reply: &Reply, dataset: &Dataset) -> Vec<Button> {
    let shown = reply.pages.as_ref().map(|pages| &pages.view);
    let button = |paragraph| Button {
        label: format!("¶ {}", dataset.paragraph_key(paragraph)),
        press: Press::Open(View::Paragraph(paragraph)),
    };
    reply.sources.iter().copied().filter(|p| shown != Some(&View::Paragraph(*p))).take(MOST_SOURCES).map(button).collect()
}
