//! What speaks for a fact and against it.

use serde::Serialize;

/// Declares the features once, with their names and their values in one order: the trees go by the place of a feature.
macro_rules! features {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// What speaks for a fact and against it, each 0 to 1 unless said otherwise.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
        pub struct Features {
            $($(#[$doc])* pub $name: f32,)*
        }

        impl Features {
            /// Their names.
            pub const NAMES: &[&'static str] = &[$(stringify!($name)),*];

            /// Their values, in the order of the names.
            pub fn values(&self) -> [f32; Self::NAMES.len()] {
                [$(self.$name),*]
            }
        }
    };
}

features! {
    /// How much of the question's weight the fact's texts hold.
    coverage,
    /// How like the question its nearest ask is.
    ask,
    /// The same for its next nearest ask.
    second_ask,
    /// How like the question its nearest near miss is.
    near_miss,
    /// The part of the question's names that the fact has not.
    names_missing,
    /// Whether it holds what the question wants: a number, a date, a place …
    holds,
    /// Whether its nearest ask wants the same kind of answer.
    same_intent,
    /// 1 where its time is the one that the question names, -1 where it is another, 0 where none is named.
    date,
    /// The part of the question's weight that no fact has.
    unknown,
    /// How like the question the nearest near miss of any fact that was looked at is, or the nearest that nothing answers.
    any_near_miss,
    /// How firmly it holds what is counted: the word behind "how many"; 1 where nothing is counted.
    counted,
    /// Whether any of its asks wants the same kind of answer; 1 where no kind is told.
    asked_so,
    /// How firmly it holds what stands behind "which" or "what", on average; 1 where nothing does.
    focus,
    /// The weight of the heaviest unit that it does not hold, in parts of the heaviest that there is.
    gap,
    /// 1 where it asks for an attribute of which the fact does not speak.
    attribute,
    /// How like the question the nearest one that nothing answers is.
    unanswered,
    /// How near its nearest ask is to what the question means.
    meaning_ask,
    /// The same for its next two asks.
    meaning_next,
    /// The same for its statement.
    meaning_says,
    /// The same for its nearest near miss.
    meaning_near_miss,
    /// The same for the nearest near miss of the best candidates.
    meaning_any_near_miss,
    /// The same for the nearest question that nothing answers.
    meaning_nothing,
    /// How many units of the question carry it.
    strong,
    /// The share of its asks in the vote of the nearest phrases, by words and meaning.
    vote,
    /// The share of its asks in the vote of its own phrases.
    own_vote,
    /// The share of near misses and of what nothing answers in the vote.
    no_vote,
    /// The same three by meaning alone.
    meaning_vote,
    /// See above.
    meaning_own_vote,
    /// See above.
    meaning_no_vote,
    /// How far its score is ahead of the best other one: -1 to 1.
    ahead,
}
