//! What a question gets, and why it is declined.

use super::{Question, Ranking};
use crate::dataset::{Day, EntityId, FactId};
use crate::language::{Detail, TalkKind};
use crate::when::When;

/// What a question gets.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// Nothing was said.
    Nothing,
    /// Small talk.
    Talk(TalkKind),
    /// These facts, the first above all.
    Tell(Vec<FactId>),
    /// Two facts beside each other.
    Compare(FactId, FactId),
    /// The figures of two facts added up.
    Sum(FactId, FactId),
    /// All that is known of a name.
    Profile(EntityId),
    /// What there was on days of the year.
    Days(Vec<Day>),
    /// What there was in each of these times.
    Period(Vec<When>),
    /// What there was of a kind in a time.
    Listed(When, Vec<FactId>),
    /// One of these.
    Choose(Vec<FactId>),
    /// The review tells of it, but not what was asked for.
    Missing(FactId, Detail),
    /// The review does not answer it; these facts are the nearest.
    Decline(Vec<FactId>, Reason),
}

/// Why a question is declined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Nothing in the review is like it.
    Elsewhere,
    /// The review does not name this.
    NotNamed(String),
    /// The review is about another year.
    OtherYear(i16),
    /// It looks like a question that the review answers, and is another.
    NearMiss,
    /// The review has nothing of this topic.
    Topic(String),
    /// Nothing in the review is dated so.
    NoSuchDay,
}

/// A verdict with all that led to it.
#[derive(Debug, Clone)]
pub struct Judged {
    /// What to do.
    pub verdict: Verdict,
    /// How sure it is, 0 to 1.
    pub confidence: f32,
    /// The question as it was judged: completed, if it was a follow-up.
    pub question: Question,
    /// The candidates.
    pub ranking: Ranking,
}

impl Verdict {
    /// Whether it tells anything as the answer.
    pub fn tells(&self) -> bool {
        matches!(
            self,
            Self::Tell(_)
                | Self::Compare(..)
                | Self::Sum(..)
                | Self::Profile(_)
                | Self::Days(_)
                | Self::Period(_)
                | Self::Listed(..)
        )
    }
}

impl Judged {
    /// A verdict that needed no search.
    pub fn without_search(verdict: Verdict, confidence: f32, question: Question) -> Self {
        Self { verdict, confidence, question, ranking: Ranking::default() }
    }
}
