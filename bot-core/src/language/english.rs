//! Which words are English, from the SCOWL lists: a word that exists is not "corrected" into one that we happen to know.

use super::data;

/// How well a word is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Familiarity {
    /// In no list: a name, another language, or a misspelling.
    Unknown,
    /// In the larger list.
    Known,
    /// Among the eleven thousand most common forms.
    Common,
}

/// The two lists, sorted.
pub struct English {
    common: Vec<&'static str>,
    rest: Vec<&'static str>,
}

impl English {
    pub fn built_in() -> Self {
        Self { common: data::text("common.txt").lines().collect(), rest: data::text("english.txt").lines().collect() }
    }

    pub fn common(&self) -> impl Iterator<Item = &str> {
        self.common.iter().copied()
    }

    pub fn familiarity(&self, word: &str) -> Familiarity {
        if self.common.binary_search(&word).is_ok() {
            Familiarity::Common
        } else if self.rest.binary_search(&word).is_ok() {
            Familiarity::Known
        } else {
            Familiarity::Unknown
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{English, Familiarity};

    #[test]
    fn the_lists_are_sorted_and_know_common_words() {
        let english = English::built_in();
        assert!(english.common.is_sorted() && english.rest.is_sorted());
        assert_eq!(english.familiarity("weather"), Familiarity::Common);
        assert_eq!(english.familiarity("wether"), Familiarity::Unknown);
    }
}
