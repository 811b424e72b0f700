//! What is shown to a person, platform-free: a tree of blocks. Each adapter renders it in one file; the console's is
//! [`plain`].

pub mod plain;

use crate::dataset::{Dataset, FactId, ParagraphId};
use crate::language::Tongue;

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
}

/// One of several readings.
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
    /// Questions that can be asked next.
    pub suggestions: Vec<String>,
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

    /// The same with questions that can be asked next.
    #[must_use]
    pub fn suggesting(mut self, questions: Vec<String>) -> Self {
        self.suggestions = questions;
        self
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
