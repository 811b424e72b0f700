//! What the phrases that are nearest to a question ask for: each has a vote, and the nearer it is, the more it counts.

use super::Index;
use super::index::{AsksFor, PhraseId};
use super::likeness::Sought;
use crate::dataset::FactId;
use crate::language::Gist;

/// The phrases of so many candidates vote, and those that nothing answers.
pub const VOTING: usize = 8;
/// Of so many it is said how sure they are: those that may be told.
pub const JUDGED: usize = 5;
/// A phrase that is so much farther counts a third: the best of the values that were tried.
const WIDTH: f32 = 0.06;

/// How the vote went for one fact, each 0 to 1.
#[derive(Debug, Clone, Copy, Default)]
pub struct Votes {
    /// The share of its asks among all.
    pub share: f32,
    /// The share of its asks among its own phrases.
    pub own: f32,
    /// The share of the near misses and of what nothing answers among all.
    pub nothing: f32,
}

/// The votes for asks and for near misses.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    asks: f32,
    near_misses: f32,
}

impl Count {
    fn add(&mut self, asks: bool, near: f32) {
        let vote = ((near - 1.0) / WIDTH).exp();
        if asks { self.asks += vote } else { self.near_misses += vote }
    }
}

/// The votes by words and meaning together, and by meaning alone, for each of some facts, given with how like its phrases
/// are by their words.
pub fn votes(
    facts: &[(FactId, &[f32])],
    nothing: &[(PhraseId, f32)],
    sought: &Sought,
    gist: Option<&Gist>,
    index: &Index,
) -> Vec<(Votes, Votes)> {
    let mut both = Vec::with_capacity(facts.len() + 1);
    let mut meaning = Vec::with_capacity(facts.len() + 1);
    let mut held = sought.nothing_held();
    let mut count = |phrases: &mut dyn Iterator<Item = (PhraseId, f32, f32)>| {
        let (mut of_both, mut of_meaning) = (Count::default(), Count::default());
        for (phrase, like, near) in phrases {
            let asks = matches!(index.phrases[phrase.0 as usize].asks_for, AsksFor::Fact(_));
            of_both.add(asks, f32::midpoint(like, near));
            of_meaning.add(asks, near);
        }
        both.push(of_both);
        meaning.push(of_meaning);
    };
    let near = |phrase: PhraseId| gist.map_or(0.0, |gist| index.phrase_gists.nearness(phrase.0 as usize, gist).max(0.0));
    for (fact, likes) in facts {
        count(&mut index.phrases_of_fact(*fact).zip(*likes).map(|(phrase, like)| (phrase, *like, near(phrase))));
    }
    count(&mut nothing.iter().map(|(phrase, near)| (*phrase, sought.like(*phrase, &mut held), *near)));
    shares(&both).zip(shares(&meaning)).collect()
}

/// The shares of all but the last, which is what nothing answers.
fn shares(counts: &[Count]) -> impl Iterator<Item = Votes> {
    // Far from everything, no share says anything.
    let least = f32::EPSILON;
    let asks: f32 = counts.iter().map(|count| count.asks).sum();
    let near_misses: f32 = counts.iter().map(|count| count.near_misses).sum();
    let all = asks + near_misses + least;
    counts[..counts.len().saturating_sub(1)].iter().map(move |count| Votes {
        share: count.asks / all,
        own: count.asks / (count.asks + count.near_misses + least),
        nothing: near_misses / all,
    })
}
