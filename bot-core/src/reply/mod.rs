//! What is shown to a person, platform-free: a tree of blocks. Each adapter renders it in one file; the console's is
//! [`plain`]. What can be pressed under it is in [`buttons`], the same for all.

pub mod buttons;
pub mod plain;
pub mod split;

use std::sync::Arc;

use jiff::Timestamp;

use crate::dataset::{Dataset, FactId, ParagraphId};
use crate::language::Tongue;
use crate::press::{Press, View};

/// What a reply is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Facts that answer the question.
    Answer,
    /// Two or three readings to choose from.
    Choices,
    /// The review does not tell it; what it tells instead may be added.
    NotCovered,
    /// A greeting or the like.
    SmallTalk,
    /// How the bot is used.
    Help,
    /// A mistake in how a command was written.
    Error,
}

impl Outcome {
    /// The word of the machine interface.
    pub fn name(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Choices => "choices",
            Self::NotCovered => "not_covered",
            Self::SmallTalk => "smalltalk",
            Self::Help => "help",
            Self::Error => "error",
        }
    }
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// As it is.
    Plain(String),
    /// Set off.
    Strong(String),
    /// A moment: shown in the reader's own time where the platform can, and else in these words.
    Moment(Timestamp, String),
}

/// A line of text.
pub type Line = Vec<Span>;

/// A part of a reply; long replies are split between blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A title.
    Heading(String),
    /// Running text.
    Paragraph(Line),
    /// Items, one a line.
    List(Vec<Line>),
    /// A caution.
    Caution(String),
    /// An aside, such as what is left out.
    Note(String),
    /// What can be looked at next: buttons where a platform has them, lines where not.
    Menu(Vec<Button>),
}

/// Something to press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What stands on it.
    pub label: String,
    /// What it asks for.
    pub press: Press,
}

/// Where in a list a reply stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages {
    /// The list.
    pub view: View,
    /// This page, from 0.
    pub at: usize,
    /// How many there are, at least 1.
    pub of: usize,
}

/// A picture that is shown with the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// The picture as a PNG file.
    pub png: Arc<[u8]>,
    /// The same in words, for those who do not see it.
    pub alt: String,
}

/// A question that can be asked, and its fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What stands on the button.
    pub label: String,
    /// The answer that pressing it gives.
    pub fact: FactId,
}

/// A whole reply.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// What it is.
    pub outcome: Outcome,
    /// What is shown.
    pub blocks: Vec<Block>,
    /// What can be chosen instead of an answer.
    pub choices: Vec<Choice>,
    /// Questions that can be asked in its place.
    pub suggestions: Vec<Choice>,
    /// Questions that lead on from an answer.
    pub related: Vec<Choice>,
    /// Which page of a list it is.
    pub pages: Option<Pages>,
    /// A picture that belongs to it.
    pub image: Option<Image>,
    /// The facts told.
    pub facts: Vec<FactId>,
    /// The paragraphs that they rest on, each once.
    pub sources: Vec<ParagraphId>,
    /// How sure the answer is, 0 to 1.
    pub confidence: f32,
    /// The language of the question.
    pub tongue: Tongue,
}

impl Reply {
    /// A reply that tells no fact.
    pub fn without_facts(outcome: Outcome, blocks: Vec<Block>) -> Self {
        Self {
            outcome,
            blocks,
            choices: Vec::new(),
            suggestions: Vec::new(),
            related: Vec::new(),
            pages: None,
            image: None,
            facts: Vec::new(),
            sources: Vec::new(),
            confidence: 1.0,
            tongue: Tongue::En,
        }
    }

    /// A reply that tells facts, with the paragraphs that they rest on.
    pub fn with_facts(outcome: Outcome, blocks: Vec<Block>, facts: Vec<FactId>, dataset: &Dataset) -> Self {
        let mut sources: Vec<ParagraphId> = Vec::new();
        for paragraph in facts.iter().flat_map(|id| &dataset.fact(*id).paragraphs) {
            if !sources.contains(paragraph) {
                sources.push(*paragraph);
            }
        }
        Self { facts, sources, ..Self::without_facts(outcome, blocks) }
    }

    /// The same with questions that can be asked in its place.
    #[must_use]
    pub fn suggesting(mut self, questions: Vec<Choice>) -> Self {
        self.suggestions = questions;
        self
    }

    /// The page of a list that follows, if there is one.
    pub fn next_page(&self) -> Option<Press> {
        let pages = self.pages.as_ref().filter(|pages| pages.at + 1 < pages.of)?;
        Some(Press::Turn(pages.view.clone(), pages.at + 1))
    }
}

impl Choice {
    /// The plainest question for a fact.
    pub fn of(fact: FactId, dataset: &Dataset) -> Self {
        Self { label: dataset.fact(fact).suggestion().to_owned(), fact }
    }
}

impl Block {
    /// Running text without marks.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Paragraph(plain_line(text))
    }
}

/// A line without marks.
pub fn plain_line(text: impl Into<String>) -> Line {
    vec![Span::Plain(text.into())]
}
