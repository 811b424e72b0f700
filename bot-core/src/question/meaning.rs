//! What a question means beside what the facts' texts mean: word vectors see what shared words do not.

use super::Index;
use super::index::AsksFor;
use crate::dataset::FactId;
use crate::language::Gist;

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
        for phrase in self.phrases_of_fact[fact.0 as usize].clone() {
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

    /// How near the nearest question is that nothing answers.
    pub fn nearness_to_nothing(&self, gist: &Gist) -> f32 {
        let first = self.phrases_of_fact.last().map_or(0, |range| range.end);
        (first..self.phrases.len() as u32).map(|p| self.phrase_gists.nearness(p as usize, gist)).fold(0.0, f32::max)
    }
}
