//! A question laid beside the facts: which of them answers it, and how well.

use super::detail::{self, held};
use super::index::{Index, PhraseId, TermId};
use super::likeness::{Held, Likeness, Sought};
use super::search::{Found, search};
use super::votes::{JUDGED, VOTING, votes};
use super::weights::{SURE_IN_OWN_WORDS, TALKED_ABOUT, is_in_own_words, score, score_of_words};
use super::{Features, Question};
use crate::dataset::{Dataset, Fact, FactId};
use crate::language::{DateMention, Gist, Intent};
use crate::when::Precision;

/// A fact that may answer the question.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The fact.
    pub fact: FactId,
    /// What speaks for it and against it.
    pub features: Features,
    /// All features in one number; the higher, the better.
    pub score: f32,
    /// How sure it is that it answers the question, 0 to 1; 0 for those far behind.
    pub confidence: f32,
    /// The ask that is nearest to the question.
    pub nearest: Option<PhraseId>,
    /// How like the question its phrases are by their words, in their order.
    likes: Vec<f32>,
}

/// All candidates, the best first.
#[derive(Debug, Clone, Default)]
pub struct Ranking {
    /// The best two dozen, by falling score.
    pub candidates: Vec<Candidate>,
    /// The topic that nothing answers to which the question is nearest, and how like it is.
    pub unanswered: Option<(u32, f32)>,
    /// What of the question no fact has, as it was understood.
    pub unknown: Vec<String>,
}

/// What it is worth for a number that a fact holds what is counted, but its figure counts something else.
const OTHERWISE_HELD: f32 = 0.7;

/// How many candidates are kept: enough for lists, profiles and what is shown by `--why`.
pub const MOST_CANDIDATES: usize = 16;

/// Ranks the facts; `boosted` are those that the conversation was about.
pub fn rank(question: &Question, index: &Index, dataset: &Dataset, boosted: &[FactId]) -> Ranking {
    let weights: Vec<f32> = question.units.iter().map(|u| index.weight(u)).collect();
    let total: f32 = weights.iter().sum();
    if total <= 0.0 {
        return Ranking::default();
    }
    let terms: Vec<_> = question.units.iter().map(|u| index.known_terms(u)).collect();
    let unknown = || question.units.iter().zip(&weights).filter(|(unit, _)| !index.knows(unit));
    let sought = Sought::new(&terms, &weights, index);
    let gist = index.vectors.gist(&question.tokens);
    let nothing = gist.as_ref().map(|gist| index.nearest_of_nothing(gist)).unwrap_or_default();
    let unanswered = sought.unanswered(nothing.iter().map(|(phrase, _)| *phrase));
    let of_question = Features {
        unknown: unknown().map(|(_, weight)| weight).sum::<f32>() / total,
        unanswered: unanswered.map_or(0.0, |(_, like)| like),
        any_near_miss: unanswered.map_or(0.0, |(_, like)| like),
        meaning_nothing: nothing.first().map_or(0.0, |(_, near)| near.max(0.0)),
        strong: question.strong_units().count() as f32,
        focus: 1.0,
        ..Features::default()
    };
    let boost = |fact: FactId| if boosted.contains(&fact) { TALKED_ABOUT } else { 0.0 };
    let found = search(question, &terms, &weights, index, dataset).into_iter();
    let mut held = sought.nothing_held();
    let mut candidates: Vec<Candidate> = found
        .map(|found| {
            let (features, nearest, likes) = compare(question, found, &sought, &mut held, of_question, index, dataset);
            let fact = found.fact;
            Candidate { fact, score: score_of_words(&features) + boost(fact), confidence: 0.0, features, nearest, likes }
        })
        .collect();
    let any_near_miss = candidates.iter().map(|c| c.features.near_miss).fold(of_question.any_near_miss, f32::max);
    for candidate in &mut candidates {
        candidate.features.any_near_miss = any_near_miss;
    }
    let by_score = |a: &Candidate, b: &Candidate| b.score.total_cmp(&a.score).then(a.fact.cmp(&b.fact));
    candidates.sort_by(by_score);
    candidates.truncate(MOST_CANDIDATES);
    look_closer(&mut candidates, question, &terms, &weights, gist.as_ref(), index);
    for candidate in &mut candidates {
        candidate.score = score(&candidate.features) + boost(candidate.fact);
    }
    candidates.sort_by(by_score);
    judge_the_best(&mut candidates, &nothing, &sought, gist.as_ref(), index);
    Ranking { candidates, unanswered, unknown: unknown().map(|(unit, _)| unit.text.clone()).collect() }
}

/// What the words of a question and a fact have in common; `of_question` is what is the same for all facts.
fn compare(
    question: &Question,
    Found { fact, coverage, names_missing }: Found,
    sought: &Sought,
    room: &mut Held,
    of_question: Features,
    index: &Index,
    dataset: &Dataset,
) -> (Features, Option<PhraseId>, Vec<f32>) {
    let Likeness { nearest, ask, second_ask, near_miss, phrases } = sought.in_fact(fact, room);
    let asked_so = question.intent.is_none_or(|intent| index.asked_so(fact, intent));
    let features = Features {
        coverage,
        names_missing,
        ask,
        second_ask,
        near_miss,
        holds: detail::wanted(question).map_or(0.5, |detail| held(detail, question, fact, index, dataset)),
        same_intent: nearest.map_or(0.0, |p| same_intent(question.intent, index.phrases[p.0 as usize].intent)),
        asked_so: f32::from(u8::from(asked_so)),
        date: date_fit(question, dataset.fact(fact)),
        ..of_question
    };
    (features, nearest, phrases)
}

/// What is too costly to see of every fact: what is counted and asked for, what is not held, what is meant.
fn look_closer(
    candidates: &mut [Candidate],
    question: &Question,
    terms: &[Vec<(TermId, f32)>],
    weights: &[f32],
    gist: Option<&Gist>,
    index: &Index,
) {
    let mut any_near_miss = 0.0_f32;
    for Candidate { fact, features, .. } in candidates.iter_mut() {
        let held: Vec<f32> = terms.iter().map(|terms| index.firmness_of(terms, *fact)).collect();
        let counted = question.counted.iter().map(|at| index.counts(&question.units[*at], *fact).max(OTHERWISE_HELD * held[*at]));
        features.counted = counted.reduce(f32::max).unwrap_or(1.0);
        if !question.focus.is_empty() {
            features.focus = question.focus.iter().map(|at| held[*at]).sum::<f32>() / question.focus.len() as f32;
        }
        let gaps = weights.iter().zip(&held).map(|(weight, held)| weight * (1.0 - held));
        features.attribute = f32::from(u8::from(!question.attributes.without(index.attributes[fact.0 as usize]).is_empty()));
        features.gap = gaps.fold(0.0, f32::max) / index.most_rare();
        if let Some(gist) = gist {
            let near = index.nearness(*fact, gist);
            (features.meaning_ask, features.meaning_next, features.meaning_says) = (near.ask, near.next_asks, near.says);
            features.meaning_near_miss = near.near_miss;
            any_near_miss = any_near_miss.max(near.near_miss);
        }
    }
    for candidate in candidates {
        candidate.features.meaning_any_near_miss = any_near_miss;
    }
}

/// How sure it is that the best candidates answer the question.
fn judge_the_best(
    candidates: &mut [Candidate],
    nothing: &[(PhraseId, f32)],
    sought: &Sought,
    gist: Option<&Gist>,
    index: &Index,
) {
    let best: Vec<_> = candidates.iter().take(VOTING).map(|c| (c.fact, c.likes.as_slice())).collect();
    let voted = votes(&best, nothing, sought, gist, index);
    let scores: Vec<f32> = candidates.iter().take(2).map(|c| c.score).collect();
    for (place, (both, meaning)) in voted.iter().take(JUDGED).enumerate() {
        let Candidate { score, confidence, features, .. } = &mut candidates[place];
        (features.vote, features.own_vote, features.no_vote) = (both.share, both.own, both.nothing);
        (features.meaning_vote, features.meaning_own_vote, features.meaning_no_vote) =
            (meaning.share, meaning.own, meaning.nothing);
        let other = scores.get(usize::from(place == 0));
        features.ahead = other.map_or(1.0, |other| (*score - other).clamp(-1.0, 1.0));
        *confidence = index.forest.confidence(features);
        if is_in_own_words(features) {
            *confidence = confidence.max(SURE_IN_OWN_WORDS);
        }
    }
    // The trees see more than the score: what they are surer of goes first.
    let judged = voted.len().min(JUDGED);
    candidates[..judged].sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
}

fn same_intent(asked: Option<Intent>, of_phrase: Option<Intent>) -> f32 {
    match (asked, of_phrase) {
        (Some(a), Some(b)) if a == b => 1.0,
        (Some(_), Some(_)) => 0.0,
        _ => 0.5,
    }
}

/// How the time of a fact fits the times that a question names: 1 the same, -1 another; years are found in the text too.
fn date_fit(question: &Question, fact: &Fact) -> f32 {
    let fit = |asked: &DateMention| {
        let Some(when) = fact.when else { return -0.3 };
        let year = asked.when.start.year();
        if asked.when == when {
            1.0
        } else if asked.when.precision == Precision::Year && fact.says.contains(&year.to_string()) {
            0.8
        } else if !asked.when.overlaps(&when) {
            -1.0
        } else if when.precision != Precision::Day && asked.when.precision == Precision::Day {
            -0.2
        } else if when.within(&asked.when) {
            0.9
        } else if asked.when.within(&when) {
            0.6
        } else {
            0.4
        }
    };
    question.dates.iter().map(fit).fold(None, |best: Option<f32>, fit| Some(best.map_or(fit, |b| b.max(fit)))).unwrap_or(0.0)
}
