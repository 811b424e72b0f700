//! All weights and thresholds of ranking and decision, each with where its value comes from.
//!
//! "Fitted" means: by logistic regression over the dataset's own phrasings, each asked of an index built without it
//! (`icmal grade --features` prints the table that the fit reads), right candidates against wrong ones.

use super::ranking::Features;

/// Added to the score of a fact that the conversation was about: as much as half of a good ask is worth.
pub const TALKED_ABOUT: f32 = 0.12;

/// The score of a candidate: a weighted sum. Fitted on pairs of a right and a wrong candidate, in tenths.
pub fn score(f: &Features) -> f32 {
    0.85 * f.coverage + 0.34 * f.ask + 0.38 * f.second_ask + 0.19 * f.holds + 0.04 * f.same_intent + 0.17 * f.date
        + 0.23 * f.near_miss - 0.10 * f.names_missing
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
pub const DECISION: Decision = Decision { answer: 0.50, offer: 0.38, margin: 0.03 };

/// How sure it is that a candidate answers the question, 0 to 1.
pub fn confidence(f: &Features) -> f32 {
    let near_miss = (f.near_miss - f.ask).max(-0.3);
    let z = 6.0 * f.coverage + 5.0 * f.ask + 1.5 * f.second_ask + 0.8 * f.holds + 1.0 * f.date
        - 3.0 * f.names_missing - 2.0 * f.unknown - 5.0 * near_miss - 6.6;
    1.0 / (1.0 + (-z).exp())
}
