//! The entries of the data files as they are written, before anything is checked.
//!
//! Every field may be missing here, so that one run can report all that is missing; what is required is said in
//! `data/README.md` and enforced by [`super::checks`].

use std::collections::BTreeMap;

use serde::Deserialize;

/// A file of facts: `facts/*.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct RawFact {
    #[serde(default)]
    pub id: String,
    #[serde(default)]
    pub says: String,
    #[serde(default)]
    pub asks: Vec<String>,
    #[serde(default)]
    pub near_misses: Vec<String>,
    pub figure: Option<RawFigure>,
    pub when: Option<String>,
    #[serde(default)]
    pub entities: Vec<String>,
    #[serde(default)]
    pub members: Vec<String>,
    #[serde(default)]
    pub parts: Vec<String>,
    #[serde(default)]
    pub paragraphs: Vec<String>,
    pub caution: Option<String>,
    #[serde(default)]
    pub counted: Vec<String>,
    #[serde(default)]
    pub corrected: Vec<String>,
}

/// The number of a statement.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct RawFigure {
    pub value: Option<f64>,
    #[serde(default)]
    pub unit: String,
    #[serde(default)]
    pub counts: String,
    pub qualifier: Option<String>,
}

/// A name: `entities/<kind>.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct RawEntity {
    #[serde(default)]
    pub id: String,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub printed: Vec<String>,
    pub office: Option<String>,
    #[serde(rename = "in")]
    pub within: Option<String>,
}

/// `review.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct RawReview {
    #[serde(default)]
    pub id: String,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub publisher: String,
    pub published: Option<String>,
    #[serde(default)]
    pub year: i16,
    #[serde(default)]
    pub home: String,
    #[serde(default)]
    pub covers: String,
    #[serde(default)]
    pub money: Vec<String>,
    #[serde(default)]
    pub introduction: BTreeMap<String, RawIntroduction>,
    #[serde(default, rename = "section")]
    pub sections: Vec<RawSection>,
}

/// How the bot introduces itself in a language.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct RawIntroduction {
    #[serde(default)]
    pub short: String,
    #[serde(default)]
    pub long: String,
}

/// A topic of `unanswered.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct RawTopic {
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub questions: Vec<String>,
}

/// A section of the review.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct RawSection {
    #[serde(default)]
    pub id: String,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub paragraphs: u16,
    #[serde(default)]
    pub topics: Vec<String>,
}
