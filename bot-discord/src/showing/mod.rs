//! A reply as Discord shows it: [`embed`]s in as many messages as it needs, with [`components`] to press under the last.

pub mod components;
pub mod embed;
pub mod markdown;

use std::sync::Arc;

use bot_core::dataset::Dataset;
use bot_core::reply::buttons::buttons;
use bot_core::reply::split::split;
use bot_core::reply::{Block, Image, Reply, plain};
use serde_json::{Value, json};
use serenity::builder::{CreateActionRow, CreateEmbed, CreateEmbedAuthor};
use unicode_segmentation::UnicodeSegmentation;

use crate::api::PICTURE;

/// The longest text of a message, in letters and what escapes them. Discord allows 4,096 for the text of an embed, and
/// 6,000 with title, fields and footer.
const LONGEST: usize = 3_000;
/// The longest text without an embed, in letters; Discord allows 2,000.
const LONGEST_PLAIN: usize = 1_900;

/// A message as it is shown.
#[derive(Debug, Clone)]
pub struct Shown {
    embed: CreateEmbed,
    components: Vec<CreateActionRow>,
    /// The same without marks, in case the embed is refused.
    plain: String,
    /// A picture in the embed.
    pub picture: Option<Image>,
}

impl Shown {
    /// The body of a message, which pings nobody. All parts are named: what is changed keeps none of the old ones.
    pub fn body(&self) -> Value {
        let attachments = match &self.picture {
            Some(picture) => json!([{ "id": 0, "filename": PICTURE, "description": first(&picture.alt, LONGEST_ALT) }]),
            None => json!([]),
        };
        json!({
            "content": "",
            "embeds": [self.embed],
            "components": self.components,
            "attachments": attachments,
            "allowed_mentions": nobody(),
        })
    }

    /// The same in plain words, without anything to press.
    pub fn plain_body(&self) -> Value {
        let words = markdown::escape(&first(&self.plain, LONGEST_PLAIN / 2));
        json!({ "content": words, "embeds": [], "components": [], "attachments": [], "allowed_mentions": nobody() })
    }

    /// The picture as a file.
    pub fn png(&self) -> Option<Arc<[u8]>> {
        self.picture.as_ref().map(|picture| picture.png.clone())
    }

    /// Puts the question above the answer.
    pub fn put_above(&mut self, question: &str) {
        self.embed = self.embed.clone().author(CreateEmbedAuthor::new(first(question, LONGEST_QUESTION)));
    }
}

/// The longest question above an answer, in letters; Discord allows 256.
const LONGEST_QUESTION: usize = 200;

/// The longest description of a picture, in letters; Discord allows 1,024.
const LONGEST_ALT: usize = 1_000;

/// No mention of a message pings anybody, not even who is replied to.
fn nobody() -> Value {
    json!({ "parse": [], "replied_user": false })
}

/// A reply as messages, at least one. The first has the picture; the last names the sources and has what can be pressed.
pub fn messages(reply: &Reply, dataset: &Dataset) -> Vec<Shown> {
    let pages = split(&reply.blocks, LONGEST, LONGEST, |text| markdown::escape(text).chars().count());
    let last = pages.len() - 1;
    let source = plain::source_line(reply, dataset);
    let groups = buttons(reply, dataset);
    let shown = |(i, blocks): (usize, &Vec<Block>)| {
        let (is_first, is_last) = (i == 0, i == last);
        let mut embed = embed::of(blocks, is_first, reply, dataset);
        if is_last && !source.is_empty() {
            embed = embed::with_source(embed, &source);
        }
        let picture = reply.image.clone().filter(|_| is_first);
        if picture.is_some() {
            embed = embed.attachment(PICTURE);
        }
        let words = blocks.iter().filter(|b| !matches!(b, Block::Menu(_))).map(plain::block).collect::<Vec<_>>().join("\n");
        let choices = reply.choices.iter().filter(|_| is_last).map(|choice| format!("• {}", choice.label));
        let plain: Vec<String> =
            [words].into_iter().chain(choices).chain((is_last && !source.is_empty()).then(|| source.clone())).collect();
        let plain = plain.join("\n");
        let components = if is_last { components::of(&groups, dataset) } else { Vec::new() };
        Shown { embed, components, plain, picture }
    };
    pages.iter().enumerate().map(shown).collect()
}

/// The first letters of a text, as people see letters; a longer text ends with a mark.
pub fn first(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut taken = 0;
    for letter in text.graphemes(true) {
        taken += letter.chars().count();
        if taken >= most {
            break;
        }
        kept.push_str(letter);
    }
    format!("{}…", kept.trim_end())
}
