//! All weights and thresholds of ranking and decision, each with where its value comes from.
//!
//! "Fitted" means: by logistic regression over the dataset's own phrasings, each asked of an index built without it
//! (`icmal grade --features` prints the table that the fit reads), right candidates against wrong ones.

use super::ranking::Features;

/// Added to the score of a fact that the conversation was about: as much as a third of a good ask is worth. Set by hand.
pub const TALKED_ABOUT: f32 = 0.12;

/// The score of a candidate: a weighted sum. Fitted on pairs of a right and a wrong candidate, in tenths; only a missing
/// name is given more weight than the fit gives it, since few asks name a wrong country.
pub fn score(f: &Features) -> f32 {
    0.28 * f.coverage
        + 0.12 * f.ask
        + 0.02 * f.second_ask
        + 0.08 * f.holds
        + 0.17 * f.date
        + 0.05 * f.counted
        + 0.07 * f.asked_so
        + 0.05 * f.focus
        - 0.30 * f.names_missing
        + 0.64 * f.meaning_ask
        + 1.12 * f.meaning_next
        + 0.59 * f.meaning_says
}

/// The score by words alone, for choosing the candidates whose meaning is looked at. Fitted without the meaning.
pub fn score_of_words(f: &Features) -> f32 {
    0.83 * f.coverage + 0.37 * f.ask + 0.37 * f.second_ask + 0.09 * f.holds + 0.25 * f.date + 0.13 * f.asked_so
        - 0.40 * f.names_missing
}

/// What a decision goes by.
pub struct Decision {
    /// From this confidence on a fact is told.
    pub answer: f32,
    /// From this confidence on two or three facts are offered.
    pub offer: f32,
    /// Two candidates whose scores are nearer than this are equally likely.
    pub margin: f32,
}

/// Chosen so that on the held-out questions a wrong answer costs as much as three declines.
pub const DECISION: Decision = Decision { answer: 0.72, offer: 0.68, margin: 0.15 };

/// How sure it is that a candidate answers the question, 0 to 1. Fitted on left-out asks that are found, against
/// left-out near misses and unanswered topics, both kinds weighing the same.
pub fn confidence(f: &Features) -> f32 {
    let strong = f.strong.min(5.0) / 5.0;
    let z = 1.20 * f.coverage + 1.34 * f.ask + 1.15 * f.second_ask - 0.57 * f.near_miss - 2.20 * f.names_missing
        + 0.38 * f.holds
        + 0.42 * f.same_intent
        + 1.18 * f.date
        - 0.53 * f.unknown
        - 2.37 * f.any_near_miss
        + 1.72 * f.counted
        + 1.66 * f.asked_so
        + 0.68 * f.focus
        - 0.90 * f.gap
        - 1.35 * f.attribute
        + 1.94 * strong
        - 1.34 * f.unanswered
        + 1.69 * f.meaning_ask
        + 2.26 * f.meaning_next
        + 3.26 * f.meaning_says
        - 0.69 * f.meaning_near_miss
        - 2.80 * f.meaning_any_near_miss
        - 2.88 * f.meaning_nothing
        - 4.77;
    1.0 / (1.0 + (-z).exp())
}
