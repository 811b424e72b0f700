//! What can be asked of nearly anything: its price, its age, its next time.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::stem::Stems;

/// An entry of `data/language/attributes.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribute {
    name: String,
    words: Vec<String>,
}

/// `data/language/attributes.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttributeFile {
    attribute: Vec<Attribute>,
}

/// A set of attributes: a bit for each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeSet(u64);

/// All attributes, found by the stems of their words.
#[derive(Serialize, Deserialize)]
pub struct Attributes {
    names: Vec<String>,
    by_stem: FxHashMap<String, AttributeSet>,
}

impl Attributes {
    /// From the file.
    ///
    /// # Panics
    /// If it has more than 64 attributes.
    pub fn new(file: AttributeFile, stems: &Stems) -> Self {
        assert!(file.attribute.len() <= 64, "a set of attributes has 64 bits");
        let mut by_stem: FxHashMap<String, AttributeSet> = FxHashMap::default();
        for (bit, attribute) in file.attribute.iter().enumerate() {
            for word in &attribute.words {
                by_stem.entry(stems.english(word)).or_default().0 |= 1 << bit;
            }
        }
        Self { names: file.attribute.into_iter().map(|a| a.name).collect(), by_stem }
    }

    /// The attributes of which a text speaks, given the stems of its words.
    pub fn of<'a>(&self, stems: impl Iterator<Item = &'a str>) -> AttributeSet {
        stems.filter_map(|stem| self.by_stem.get(stem)).fold(AttributeSet::default(), |all, one| all.with(*one))
    }

    /// The name of each attribute of a set.
    pub fn names(&self, set: AttributeSet) -> impl Iterator<Item = &str> {
        self.names.iter().enumerate().filter(move |(bit, _)| set.0 >> bit & 1 == 1).map(|(_, name)| name.as_str())
    }
}

impl AttributeSet {
    /// All of both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that are not in another set.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}
