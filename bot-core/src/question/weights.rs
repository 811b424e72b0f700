//! All weights and thresholds of ranking and decision, each with where its value comes from.
//!
//! "Fitted" means: by logistic regression, right candidates against wrong ones, over the dataset's own phrasings, each asked
//! of an index built without it (`icmal grade --features` prints what the fit reads), of these only the tenth that the word
//! vectors have not seen; and over the question sets (`icmal grade --cases`).

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
    /// From this confidence on two or three facts are offered.
    pub offer: f32,
    /// Two candidates whose scores are nearer than this are equally likely.
    pub margin: f32,
}

/// The best of the values that were tried on the question sets, where a wrong answer costs as much as three declines; the
/// curve is in ARCHITECTURE.md.
pub const DECISION: Decision = Decision { answer: 0.74, offer: 0.70, margin: 0.15 };

/// A question that is an ask word for word, and no farther from it than from any near miss, is answered
/// by its fact: by hand.
const IN_OWN_WORDS: f32 = 0.97;
const SURE_IN_OWN_WORDS: f32 = 0.9;

/// From here down, a fact is taken to lack what is wanted: between the values that `held` gives for "not at all" and "a year,
/// where a day is wanted", and those for "perhaps".
const LACKS: f32 = 0.25;
/// From here down, a fact has another time than the question names; between this and nothing, no time at all.
const OTHER_TIME: f32 = -0.5;

fn yes(it_is: bool) -> f32 {
    f32::from(u8::from(it_is))
}

/// How sure it is that a candidate answers the question, 0 to 1. Fitted on the question sets and, with three tenths of their
/// weight, on left-out asks that are found against left-out near misses and unanswered topics.
pub fn confidence(f: &Features) -> f32 {
    let strong = f.strong.min(5.0) / 5.0;
    let z = 1.21 * f.coverage + 1.49 * f.ask - 2.38 * f.names_missing + 0.45 * f.same_intent + 0.58 * f.date
        - 0.20 * f.unknown
        - 2.18 * f.any_near_miss
        + 0.81 * f.counted
        + 1.16 * f.asked_so
        + 0.73 * f.focus
        - 0.73 * f.gap
        - 1.21 * f.attribute
        + 1.60 * strong
        - 1.35 * f.unanswered
        + 2.52 * f.meaning_ask
        + 2.98 * f.meaning_next
        + 3.80 * f.meaning_says
        - 1.35 * f.meaning_near_miss
        - 3.70 * f.meaning_any_near_miss
        - 2.69 * f.meaning_nothing
        - 1.71 * yes(f.holds < LACKS)
        - 1.70 * yes(f.date < OTHER_TIME)
        - 0.31 * yes((OTHER_TIME..0.0).contains(&f.date))
        - 3.43;
    let fitted = 1.0 / (1.0 + (-z).exp());
    let in_own_words = f.ask > IN_OWN_WORDS && f.ask >= f.any_near_miss;
    if in_own_words { fitted.max(SURE_IN_OWN_WORDS) } else { fitted }
}
