//! What a question means beside what the facts' texts mean: word vectors see what shared words do not.

use super::Index;
use super::index::{AsksFor, PhraseId};
use crate::dataset::FactId;
use crate::language::Gist;

/// Of the questions that nothing answers, so many are compared word by word.
const MOST_OF_NOTHING: usize = 64;
/// From this nearness down, two questions have nothing to do with each other.
const FAR: f32 = 0.25;

/// How near to a question's meaning the texts of a fact are, each a cosine.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nearness {
    /// Its nearest ask.
    pub ask: f32,
    /// Its next two asks, on average.
    pub next_asks: f32,
    /// Its statement.
    pub says: f32,
    /// Its nearest near miss.
    pub near_miss: f32,
}

impl Index {
    /// How near the texts of a fact are.
    pub fn nearness(&self, fact: FactId, gist: &Gist) -> Nearness {
        let mut best = [0.0_f32; 3];
        let mut near_miss = 0.0_f32;
        for PhraseId(phrase) in self.phrases_of_fact(fact) {
            let near = self.phrase_gists.nearness(phrase as usize, gist);
            if matches!(self.phrases[phrase as usize].asks_for, AsksFor::NearMiss(_)) {
                near_miss = near_miss.max(near);
            } else if near > best[2] {
                best[2] = near;
                best.sort_by(|a, b| b.total_cmp(a));
            }
        }
        let says = self.fact_gists.nearness(fact.0 as usize, gist);
        Nearness { ask: best[0], next_asks: f32::midpoint(best[1], best[2]), says, near_miss }
    }

    /// The questions that nothing answers whose meaning is nearest, with how near they are, the nearest first.
    pub fn nearest_of_nothing(&self, gist: &Gist) -> Vec<(PhraseId, f32)> {
        let near = |phrase: PhraseId| (phrase, self.phrase_gists.nearness(phrase.0 as usize, gist));
        let mut found: Vec<_> = self.phrases_of_nothing().map(near).filter(|(_, near)| *near > FAR).collect();
        let order = |a: &(PhraseId, f32), b: &(PhraseId, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if found.len() > MOST_OF_NOTHING {
            found.select_nth_unstable_by(MOST_OF_NOTHING, order);
            found.truncate(MOST_OF_NOTHING);
        }
        found.sort_unstable_by(order);
        found
    }
}
