//! What a question means beside what the facts' texts mean: word vectors see what shared words do not.

use super::Index;
use super::index::{AsksFor, PhraseId};
use super::search::keep_first;
use crate::dataset::FactId;
use crate::language::Gist;

/// Of the topics that nothing answers so many are looked at, and of their questions so many are compared word by word: of the
/// values tried, the smallest with which as many are refused.
const MOST_TOPICS: usize = 16;
const MOST_OF_NOTHING: usize = 32;

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

    /// Of the questions that nothing answers those whose meaning is nearest, with how near they are, the nearest first: of
    /// the nearest topics, for of most topics a question has nothing.
    pub fn nearest_of_nothing(&self, gist: &Gist) -> Vec<(PhraseId, f32)> {
        let topics = (0..self.phrases_of_topic.len()).map(|topic| (topic, self.topic_gists.nearness(topic, gist)));
        let topics = nearest(topics.collect(), MOST_TOPICS);
        let phrases = topics.into_iter().flat_map(|(topic, _)| self.phrases_of_topic(topic));
        let near = |phrase: PhraseId| (phrase, self.phrase_gists.nearness(phrase.0 as usize, gist));
        nearest(phrases.map(near).collect(), MOST_OF_NOTHING)
    }
}

/// So many of the nearest, the nearest first.
fn nearest<T: Ord>(mut found: Vec<(T, f32)>, most: usize) -> Vec<(T, f32)> {
    let order = |a: &(T, f32), b: &(T, f32)| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0));
    keep_first(&mut found, most, order);
    found
}
