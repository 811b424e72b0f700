//! A reply as Telegram shows it: [`html`] and a keyboard, in as many messages as it needs, or as results of inline mode.

pub mod html;
pub mod inline;
pub mod keyboard;

use bot_core::dataset::Dataset;
use bot_core::reply::buttons::buttons;
use bot_core::reply::split::split;
use bot_core::reply::{Block, Image, Reply, plain};
use teloxide::types::InlineKeyboardMarkup;

/// The longest text, in UTF-16 units; Telegram allows 4,096.
const LONGEST: usize = 4_000;
/// The longest caption of a picture; Telegram allows 1,024.
const LONGEST_CAPTION: usize = 1_000;

/// A message as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// With marks.
    pub html: String,
    /// The same without, in case the marks are refused.
    pub plain: String,
    /// What can be pressed under it.
    pub keyboard: Option<InlineKeyboardMarkup>,
    /// A picture above the text.
    pub picture: Option<Image>,
}

impl Shown {
    /// The same where pictures are not allowed: with the picture's own words in its place.
    #[must_use]
    pub fn without_picture(&self) -> Self {
        let Some(picture) = &self.picture else { return self.clone() };
        let note = html::of(&[Block::Note(picture.alt.clone())]);
        Self {
            html: format!("{}\n{note}", self.html),
            plain: format!("{}\n{}", self.plain, picture.alt),
            keyboard: self.keyboard.clone(),
            picture: None,
        }
    }
}

/// A reply as messages, at least one. The first has the picture; the last names the sources and has the buttons.
pub fn messages(reply: &Reply, dataset: &Dataset) -> Vec<Shown> {
    let source = plain::source_line(reply, dataset);
    let mut blocks = reply.blocks.clone();
    blocks.extend((!source.is_empty()).then_some(Block::Note(source)));
    let first = if reply.image.is_some() { LONGEST_CAPTION } else { LONGEST };
    let pages = split(&blocks, first, LONGEST, units);
    let last = pages.len() - 1;
    let keyboard = keyboard::of(&buttons(reply, dataset), dataset);
    let shown = |(i, blocks): (usize, &Vec<Block>)| Shown {
        html: html::of(blocks),
        plain: blocks.iter().filter(|b| !matches!(b, Block::Menu(_))).map(plain::block).collect::<Vec<_>>().join("\n"),
        keyboard: keyboard.clone().filter(|_| i == last),
        picture: reply.image.clone().filter(|_| i == 0),
    };
    pages.iter().enumerate().map(shown).collect()
}

/// The length of a text as Telegram counts it.
fn units(text: &str) -> usize {
    text.encode_utf16().count()
}
