//! Blocks as an embed: title, text, fields for lists and figures, the source in the footer.

use bot_core::answers::{figure, wording};
use bot_core::dataset::Dataset;
use bot_core::reply::{Block, Line, Outcome, Reply, Span};
use serenity::builder::{CreateEmbed, CreateEmbedFooter};

use super::{first, markdown};

/// What Discord allows, in letters.
const LONGEST_TITLE: usize = 256;
const LONGEST_TEXT: usize = 4_096;
const LONGEST_NAME: usize = 256;
const LONGEST_VALUE: usize = 1_024;
/// Discord allows 2,048, and 6,000 for all together.
const LONGEST_FOOTER: usize = 1_024;
/// With figures, text and fields are no longer than this.
const LONGEST_WITH_FIGURES: usize = 3_800;
const MOST_FIELDS: usize = 25;
/// A field has to have a name; this one, an empty Braille letter, is not seen.
const NO_NAME: &str = "\u{2800}";
/// With more facts than this, their figures would drown the answer.
const MOST_FIGURES: usize = 3;

/// An embed of the blocks of one message.
pub fn of(blocks: &[Block], is_first: bool, reply: &Reply, dataset: &Dataset) -> CreateEmbed {
    let mut parts = Parts::default();
    let title = blocks.first().filter(|_| is_first).and_then(title);
    for block in blocks.iter().skip(usize::from(title.is_some())) {
        parts.add(block);
    }
    if is_first {
        parts.add_figures(reply, dataset);
    }
    let text = first(&parts.text, LONGEST_TEXT);
    let mut embed = CreateEmbed::new().colour(colour(reply)).description(text).fields(parts.fields);
    if let Some(title) = title {
        embed = embed.title(title);
    }
    embed
}

/// The embed with its source.
pub fn with_source(embed: CreateEmbed, source: &str) -> CreateEmbed {
    embed.footer(CreateEmbedFooter::new(first(source, LONGEST_FOOTER)))
}

fn title(block: &Block) -> Option<String> {
    let Block::Heading(title) = block else { return None };
    Some(markdown::escape(title)).filter(|title| title.chars().count() <= LONGEST_TITLE)
}

/// The stripe beside the text: the same for the same kind of reply, told apart by brightness as well as by hue.
fn colour(reply: &Reply) -> u32 {
    const ANSWER: u32 = 0x1F_8A_70;
    const CAUTIOUS: u32 = 0xE9_A2_3B;
    const REFUSED: u32 = 0x8D_99_AE;
    const WRONG: u32 = 0xB0_2A_30;
    const OTHER: u32 = 0x45_7B_9D;
    match reply.outcome {
        Outcome::Answer if reply.blocks.iter().any(|block| matches!(block, Block::Caution(_))) => CAUTIOUS,
        Outcome::Answer => ANSWER,
        Outcome::NotCovered => REFUSED,
        Outcome::Error => WRONG,
        Outcome::Choices | Outcome::SmallTalk | Outcome::Help => OTHER,
    }
}

/// What an embed is put together from.
#[derive(Default)]
struct Parts {
    text: String,
    fields: Vec<(String, String, bool)>,
}

impl Parts {
    fn add(&mut self, block: &Block) {
        match block {
            Block::Heading(title) => self.write(&markdown::bold(title)),
            Block::Paragraph(line) => self.write(&markdown::line(line)),
            Block::Note(text) => self.write(&markdown::italic(text)),
            Block::Caution(text) => {
                let name = format!("⚠️ {}", wording::CAUTION);
                if !self.field(&name, &markdown::escape(text), false) {
                    self.write(&format!("{} {}", markdown::bold(&format!("{name}:")), markdown::escape(text)));
                }
            }
            Block::List(items) => self.list(items),
            // It stands under the message.
            Block::Menu(_) => {}
        }
    }

    /// What is seen below fields has to be one itself.
    fn write(&mut self, text: &str) {
        if text.is_empty() || (!self.fields.is_empty() && self.field(NO_NAME, text, false)) {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(text);
    }

    /// A list of which each item has a name is one of fields, if there is room for all of them.
    fn list(&mut self, items: &[Line]) {
        let named: Option<Vec<(String, String)>> = items.iter().map(named).collect();
        let named = named.filter(|named| named.len() + self.fields.len() < MOST_FIELDS && named.iter().all(fits));
        if let Some(named) = named {
            self.fields.extend(named.into_iter().map(|(name, value)| (name, value, false)));
        } else {
            let bullets: Vec<String> = items.iter().map(|item| format!("• {}", markdown::line(item))).collect();
            self.write(&bullets.join("\n"));
        }
    }

    fn field(&mut self, name: &str, value: &str, inline: bool) -> bool {
        let field = (name.to_owned(), value.to_owned());
        let room = self.fields.len() < MOST_FIELDS && fits(&field);
        if room {
            self.fields.push((field.0, field.1, inline));
        }
        room
    }

    /// How many letters text and fields have.
    fn size(&self) -> usize {
        let fields: usize = self.fields.iter().map(|(name, value, _)| name.chars().count() + value.chars().count()).sum();
        self.text.chars().count() + fields
    }

    /// The figures of an answer that tells few facts, beside each other.
    fn add_figures(&mut self, reply: &Reply, dataset: &Dataset) {
        let tells = reply.outcome == Outcome::Answer && reply.pages.is_none() && reply.facts.len() <= MOST_FIGURES;
        for id in reply.facts.iter().filter(|_| tells) {
            if let Some((name, amount)) = dataset.fact(*id).figure.as_ref().and_then(figure::entry) {
                let (name, amount) = (markdown::escape(&name), markdown::bold(&amount));
                if self.size() + name.chars().count() + amount.chars().count() <= LONGEST_WITH_FIGURES {
                    self.field(&name, &amount, true);
                }
            }
        }
    }
}

fn fits((name, value): &(String, String)) -> bool {
    let within = |text: &str, most: usize| !text.trim().is_empty() && text.chars().count() <= most;
    within(name, LONGEST_NAME) && within(value, LONGEST_VALUE)
}

/// An item's name and the rest, where it begins with words that are set off.
fn named(item: &Line) -> Option<(String, String)> {
    let (Span::Strong(name), rest) = item.split_first()? else { return None };
    let name = name.trim().trim_end_matches(':');
    Some((markdown::escape(name), markdown::line(&rest.to_vec()).trim_start_matches(['–', ' ']).to_owned()))
}
