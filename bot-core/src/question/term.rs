//! What texts are compared by.

use serde::{Deserialize, Serialize};

use crate::dataset::EntityId;

/// A term: two texts have something in common where they share one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Term {
    /// The stem of a word, or a number.
    Stem(Box<str>),
    /// Somebody or something that the review names, however it was called.
    Entity(EntityId),
    /// A group of words that stand for each other.
    Concept(u32),
}

impl Term {
    /// The term of a stem.
    pub fn stem(stem: &str) -> Self {
        Self::Stem(stem.into())
    }
}
