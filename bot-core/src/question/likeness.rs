//! How like a question is to a phrase of the dataset: what they share, in parts of both (Dice).

use super::index::{AsksFor, Index, PhraseId, TermId};
use crate::dataset::FactId;

/// The phrases of a fact laid beside a question.
#[derive(Debug, Clone, Default)]
pub struct Likeness {
    /// The ask that is nearest.
    pub nearest: Option<PhraseId>,
    /// How like it is, 0 to 1.
    pub ask: f32,
    /// How like the next nearest ask is.
    pub second_ask: f32,
    /// How like the nearest near miss is.
    pub near_miss: f32,
    /// How like each of its phrases is, in their order.
    pub phrases: Vec<f32>,
}

/// The terms of a question, made ready to be found in many phrases.
pub struct Sought<'a> {
    index: &'a Index,
    weights: &'a [f32],
    total: f32,
    /// By term: the first of its entries, from 1 on; 0 where it is not sought, as most of a phrase are.
    first: Vec<u16>,
    entries: Vec<Entry>,
}

/// A unit that a term counts as.
struct Entry {
    unit: usize,
    /// How well it counts as the unit.
    near: f32,
    /// The next entry of the term, or 0.
    next: u16,
}

/// What of a question is held by a phrase, by unit, and which units those are.
pub struct Held {
    near: Vec<f32>,
    units: Vec<usize>,
}

impl<'a> Sought<'a> {
    /// `terms` are those of the question's units, `weights` what the units weigh.
    pub fn new(terms: &[Vec<(TermId, f32)>], weights: &'a [f32], index: &'a Index) -> Self {
        let mut first = vec![0; index.term_count()];
        let mut entries = Vec::new();
        for (unit, (term, near)) in terms.iter().enumerate().flat_map(|(unit, terms)| terms.iter().map(move |t| (unit, *t))) {
            // Of a text of thousands of words, the first are enough.
            let Ok(place) = u16::try_from(entries.len() + 1) else { break };
            entries.push(Entry { unit, near, next: std::mem::replace(&mut first[term as usize], place) });
        }
        Self { index, weights, total: weights.iter().sum(), first, entries }
    }

    /// Room for what a phrase holds.
    pub fn nothing_held(&self) -> Held {
        Held { near: vec![0.0; self.weights.len()], units: Vec::new() }
    }

    /// How like the question a phrase is; `held` is empty before and after.
    pub fn like(&self, phrase: PhraseId, held: &mut Held) -> f32 {
        let mut shared = 0.0;
        for term in self.index.terms_of(phrase) {
            let mut at = self.first[*term as usize];
            while let Some(entry) = at.checked_sub(1).map(|at| &self.entries[at as usize]) {
                let before = &mut held.near[entry.unit];
                if entry.near > *before {
                    shared += self.weights[entry.unit] * (entry.near - *before);
                    *before = entry.near;
                    held.units.push(entry.unit);
                }
                at = entry.next;
            }
        }
        for unit in &held.units {
            held.near[*unit] = 0.0;
        }
        held.units.clear();
        (2.0 * shared / (self.total + self.index.phrases[phrase.0 as usize].weight).max(0.1)).min(1.0)
    }

    /// The phrases of a fact; `held` is empty before and after.
    pub fn in_fact(&self, fact: FactId, held: &mut Held) -> Likeness {
        let phrases = self.index.phrases_of_fact(fact);
        let mut found = Likeness { phrases: Vec::with_capacity(phrases.len()), ..Likeness::default() };
        for phrase in phrases {
            let like = self.like(phrase, held);
            found.phrases.push(like);
            if matches!(self.index.phrases[phrase.0 as usize].asks_for, AsksFor::NearMiss(_)) {
                found.near_miss = found.near_miss.max(like);
            } else if like > found.ask {
                (found.ask, found.second_ask, found.nearest) = (like, found.ask, Some(phrase));
            } else {
                found.second_ask = found.second_ask.max(like);
            }
        }
        found
    }

    /// Of some questions that nothing answers, the topic of the one that is most like it, and how like it is.
    pub fn unanswered(&self, phrases: impl Iterator<Item = PhraseId>) -> Option<(u32, f32)> {
        let mut held = self.nothing_held();
        let topic = |phrase: PhraseId| match self.index.phrases[phrase.0 as usize].asks_for {
            AsksFor::Nothing(topic) => Some((topic, self.like(phrase, &mut held))),
            AsksFor::Fact(_) | AsksFor::NearMiss(_) => None,
        };
        let likes = phrases.filter_map(topic).filter(|(_, like)| *like > 0.0);
        likes.reduce(|best, other| if other.1 > best.1 { other } else { best })
    }
}
