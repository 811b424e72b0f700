//! A person's text, read: which kind of answer is wanted, of whom, when, and with which words. And the search for
//! the facts that answer it.
//!
//! Read in this order: [`Reader`] makes a [`Question`] of a text; [`Index`] holds the facts' own texts, read the same
//! way; [`rank`] lays the one beside the other; [`judge`] decides on a [`Verdict`], which [`crate::answers`] puts into
//! words.

mod around;
mod comparison;
mod complete;
mod concepts;
mod decision;
mod detail;
mod features;
mod focus;
mod followup;
mod forest;
mod index;
mod indexing;
mod intent;
mod likeness;
mod meaning;
mod names;
mod ranking;
mod read;
mod refusal;
mod search;
mod sentences;
mod spans;
mod stems;
mod term;
mod time;
mod tokens;
mod verdict;
mod votes;
mod weights;
mod why;

use crate::language::{AttributeSet, Cue, DateMention, Detail, Intent, TalkKind, Tongue, Word};

pub use decision::judge;
pub use features::Features;
pub use index::{AsksFor, Index, PhraseId};
pub use names::{Mention, Named, Names};
pub use ranking::{Candidate, Ranking, rank};
pub use read::Reader;
pub use sentences::merge;
pub use stems::StemMemo;
pub use term::Term;
pub use verdict::{Judged, Reason, Verdict};
pub use weights::DECISION;
pub use why::Trail;

/// A text as it was understood.
#[derive(Debug, Clone)]
pub struct Question {
    /// Its words, in English and as they were meant.
    pub words: Vec<Word>,
    /// The language in which it was asked.
    pub tongue: Tongue,
    /// The kind of answer wanted, where a cue tells.
    pub intent: Option<Intent>,
    /// The detail that an answer has to hold, where the text tells.
    pub detail: Option<Detail>,
    /// What a number is asked of: the units behind "how many", by their places in `units`.
    pub counted: Vec<usize>,
    /// What is asked for behind "which" and "what", by the same places.
    pub focus: Vec<usize>,
    /// All cues.
    pub cues: Vec<Cue>,
    /// The times that it names.
    pub dates: Vec<DateMention>,
    /// The names that it holds.
    pub mentions: Vec<Mention>,
    /// As the word vectors read it.
    pub tokens: Vec<Box<str>>,
    /// Which attributes of something it asks for.
    pub attributes: AttributeSet,
    /// What is searched for.
    pub units: Vec<Unit>,
    /// A greeting or the like, if it holds one.
    pub talk: Option<TalkKind>,
    /// Whether nothing of it asks for anything but small talk.
    pub only_talk: bool,
    /// Whether it points back to what was said before, or continues it.
    pub points_back: bool,
    /// Words that were read as other words: as typed, as understood.
    pub corrected: Vec<(String, String)>,
}

/// One thing that is searched for: a word, a name or a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// As it is shown in a trail.
    pub text: String,
    /// The first of its words in the question.
    pub at: usize,
    /// What it is.
    pub kind: UnitKind,
    /// What in a fact's texts counts as it, and how well, 0 to 1.
    pub terms: Vec<(Term, f32)>,
    /// How much of its weight it has, 0 to 1: less where it is taken over from an earlier question, or one of several
    /// readings of the same words.
    pub share: f32,
    /// Whether it counts only where little else is there.
    pub weak: bool,
    /// How well known the word is in English, for words that no fact has.
    pub common: bool,
}

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// An ordinary word.
    Word,
    /// A number that is no date.
    Number,
    /// A name.
    Name(Named),
}

impl Question {
    /// The names of the review in it, in order.
    pub fn entities(&self) -> impl Iterator<Item = crate::dataset::EntityId> {
        self.mentions.iter().filter_map(|m| match m.named {
            Named::Entity(id) => Some(id),
            Named::Outside(_) => None,
        })
    }

    /// Whether beside small talk there are only everyday words, and nothing that asks: "thanks, better than I thought".
    pub fn is_mostly_talk(&self) -> bool {
        let everyday = |u: &Unit| u.kind == UnitKind::Word && (u.weak || u.common);
        self.talk.is_some()
            && self.intent.is_none()
            && self.dates.is_empty()
            && self.units.iter().all(everyday)
            && self.units.len() <= 4
    }

    /// Whether there is nothing but a letter or a bare number.
    pub fn is_scrap(&self) -> bool {
        let scrap = |u: &Unit| u.kind == UnitKind::Number || (u.kind == UnitKind::Word && u.text.chars().count() < 2);
        self.intent.is_none() && !self.points_back && !self.units.is_empty() && self.units.iter().all(scrap)
    }

    /// Its words as they were meant.
    pub fn text(&self) -> String {
        self.words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// The units that carry the question: not weak.
    pub fn strong_units(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter().filter(|u| !u.weak)
    }
}
