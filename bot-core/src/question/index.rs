//! The facts' own texts, read like questions and found by their terms: an inverted index, not a scan.

use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::forest::Forest;
use super::{Named, Term, Unit, UnitKind};
use crate::dataset::FactId;
use crate::language::{AttributeSet, Gists, Intent, Vectors};

/// A term by its number.
pub type TermId = u32;

/// A phrase by its place in [`Index::phrases`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PhraseId(pub u32);

/// What a phrase asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AsksFor {
    /// A fact.
    Fact(FactId),
    /// Something beside a fact, which the review does not tell.
    NearMiss(FactId),
    /// A topic that the review does not have, by its place in [`Index::topics`].
    Nothing(u32),
}

/// A way to ask for a fact, a near miss of one, or a question that nothing answers.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Phrase {
    /// What it asks for.
    pub asks_for: AsksFor,
    /// The kind of answer it wants.
    pub intent: Option<Intent>,
    /// The weight of all its units.
    pub weight: f32,
}

/// Everything that a search needs to know of the facts.
#[derive(Serialize, Deserialize)]
pub struct Index {
    /// All asks, near misses and questions that nothing answers.
    pub phrases: Vec<Phrase>,
    /// The topics that nothing answers.
    pub topics: Vec<String>,
    pub(super) terms: FxHashMap<Term, TermId>,
    /// By term: the facts that hold it, and how firmly, 0 to 1.
    pub(super) facts: Vec<Vec<(FactId, f32)>>,
    /// The terms of all phrases, one phrase behind the other.
    pub(super) terms_of_phrases: Vec<TermId>,
    /// By phrase: the end of its terms.
    pub(super) ends_of_terms: Vec<u32>,
    /// By term: how rare it is among facts.
    pub(super) rarity: Vec<f32>,
    /// Rarity of a term that no fact has.
    pub(super) most_rare: f32,
    /// By fact: the kinds of answer that its asks want.
    pub(super) intents: Vec<Vec<Intent>>,
    /// By fact: the terms of the unit of its figure.
    pub(super) units: Vec<Vec<TermId>>,
    /// By fact: its phrases; the asks come before the near misses.
    pub(super) phrases_of_fact: Vec<Range<u32>>,
    /// How sure it is that a candidate answers.
    pub(super) forest: Forest,
    /// What words mean.
    pub(super) vectors: Vectors,
    /// By fact: the attributes of which its texts speak.
    pub(super) attributes: Vec<AttributeSet>,
    /// By phrase: what it means.
    pub(super) phrase_gists: Gists,
    /// By topic that nothing answers: what its questions mean, all together.
    pub(super) topic_gists: Gists,
    /// By topic: its questions.
    pub(super) phrases_of_topic: Vec<Range<u32>>,
    /// By fact: what its statement means.
    pub(super) fact_gists: Gists,
    /// By fact: whether its statement has a number that is no date.
    pub(super) tells_number: Vec<bool>,
}

/// What a weak unit weighs, in parts of its rarity.
const WEAK: f32 = 0.5;
/// What a common English word weighs that no fact has: "exactly" asks for nothing, "weather" does.
const COMMON_UNKNOWN: f32 = 0.6;

impl Index {
    /// The number of a term, if any fact has it.
    pub fn term(&self, term: &Term) -> Option<TermId> {
        self.terms.get(term).copied()
    }

    /// How many terms there are.
    pub fn term_count(&self) -> usize {
        self.facts.len()
    }

    /// The facts that hold a term, with how firmly.
    pub fn facts(&self, term: TermId) -> &[(FactId, f32)] {
        &self.facts[term as usize]
    }

    /// The terms of a phrase, each once.
    pub fn terms_of(&self, phrase: PhraseId) -> &[TermId] {
        let at = phrase.0 as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends_of_terms[before]);
        &self.terms_of_phrases[start as usize..self.ends_of_terms[at] as usize]
    }

    /// The asks and the near misses of a fact.
    pub fn phrases_of_fact(&self, fact: FactId) -> impl ExactSizeIterator<Item = PhraseId> {
        self.phrases_of_fact[fact.0 as usize].clone().map(PhraseId)
    }

    /// The questions of a topic that nothing answers.
    pub fn phrases_of_topic(&self, topic: usize) -> impl Iterator<Item = PhraseId> {
        self.phrases_of_topic[topic].clone().map(PhraseId)
    }

    /// How many facts there are.
    pub fn fact_count(&self) -> usize {
        self.intents.len()
    }

    /// The terms of a unit that any text has, with how well each counts as the unit.
    pub fn known_terms(&self, unit: &Unit) -> Vec<(TermId, f32)> {
        unit.terms.iter().filter_map(|(term, near)| Some((self.term(term)?, *near))).collect()
    }

    /// How firmly a fact holds a unit, 0 to 1.
    pub fn firmness(&self, unit: &Unit, fact: FactId) -> f32 {
        self.firmness_of(&self.known_terms(unit), fact)
    }

    /// How firmly a fact holds a unit of these terms, 0 to 1.
    pub fn firmness_of(&self, terms: &[(TermId, f32)], fact: FactId) -> f32 {
        let held = |(term, near): &(TermId, f32)| {
            let facts = self.facts(*term);
            let at = facts.binary_search_by_key(&fact, |(f, _)| *f).ok()?;
            Some(near * facts[at].1)
        };
        terms.iter().filter_map(held).fold(0.0, f32::max)
    }

    /// How well a fact's figure counts the unit, 0 to 1: "ships" of "how many ships".
    pub fn counts(&self, unit: &Unit, fact: FactId) -> f32 {
        let units = &self.units[fact.0 as usize];
        let counted = unit.terms.iter().filter(|(term, _)| self.term(term).is_some_and(|t| units.contains(&t)));
        counted.map(|(_, near)| *near).fold(0.0, f32::max)
    }

    /// Whether the statement of a fact has a number that is no date.
    pub fn tells_number(&self, fact: FactId) -> bool {
        self.tells_number[fact.0 as usize]
    }

    /// Whether an ask of the fact wants this kind of answer.
    pub fn asked_so(&self, fact: FactId, intent: Intent) -> bool {
        self.intents[fact.0 as usize].contains(&intent)
    }

    /// The weight of a term that no fact has: the highest that there is.
    pub fn most_rare(&self) -> f32 {
        self.most_rare
    }

    /// Whether any fact has the unit or something that counts as it.
    pub fn knows(&self, unit: &Unit) -> bool {
        unit.terms.iter().any(|(term, _)| self.term(term).is_some_and(|t| !self.facts(t).is_empty()))
    }

    /// What a unit weighs in a question: the rarer, the more.
    pub fn weight(&self, unit: &Unit) -> f32 {
        let held = |term: &Term| self.term(term).filter(|t| !self.facts(*t).is_empty());
        let rarities = unit.terms.iter().filter_map(|(term, near)| held(term).map(|t| (self.rarity[t as usize], *near)));
        // The term itself decides; where it is unknown, the most telling of its synonyms.
        let rarity = rarities.max_by(|a, b| a.1.total_cmp(&b.1).then(a.0.total_cmp(&b.0))).map(|(rarity, _)| rarity);
        let outside = matches!(unit.kind, UnitKind::Name(Named::Outside(_)));
        let weight = match rarity {
            Some(rarity) => rarity,
            None if unit.common && !outside => self.most_rare * COMMON_UNKNOWN,
            None => self.most_rare,
        };
        let weight = if unit.weak { weight * WEAK } else { weight };
        weight * unit.share
    }
}
