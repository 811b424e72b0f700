//! All weights and thresholds of ranking and decision, each with where its value comes from.
//!
//! "Fitted" means: by logistic regression, right candidates against wrong ones, over the dataset's own phrasings, each asked
//! of an index built without it (`icmal grade --features` prints what the fit reads), of these only the tenth that the word
//! vectors have not seen; and over the question sets (`icmal grade --cases`).

use super::Features;

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
        - 0.40 * f.names_missing
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
    /// Two candidates whose scores are nearer than this are equally likely.
    pub margin: f32,
}

/// The best of the values that were tried on the question sets, where a wrong answer costs as much as three declines; the
/// curve is in ARCHITECTURE.md.
pub const DECISION: Decision = Decision { answer: 0.50, margin: 0.15 };

/// A question that is an ask word for word, and no farther from it than from any near miss, is answered
/// by its fact: by hand.
const IN_OWN_WORDS: f32 = 0.97;
/// How sure it is at least.
pub const SURE_IN_OWN_WORDS: f32 = 0.9;

/// Whether the question is an ask of the candidate word for word.
pub fn is_in_own_words(f: &Features) -> bool {
    f.ask > IN_OWN_WORDS && f.ask >= f.any_near_miss
}
