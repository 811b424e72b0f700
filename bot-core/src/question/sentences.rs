//! A message of several sentences: read as one question, or each by itself.

use super::verdict::{Judged, Verdict};
use super::weights::DECISION;
use crate::dataset::FactId;

/// From this confidence on, a message of several sentences is answered as one question.
const SETTLED: f32 = 0.8;

impl Judged {
    /// Whether nothing more can come of reading the sentences one by one.
    pub fn settles(&self) -> bool {
        let answers = matches!(
            self.verdict,
            Verdict::Tell(_) | Verdict::Compare(..) | Verdict::Profile(_) | Verdict::Days(_) | Verdict::Period(_)
        );
        (answers && self.confidence >= SETTLED) || matches!(self.verdict, Verdict::Talk(_))
    }
}

/// A message of several sentences: what those that can be answered get together; else what the whole gets.
pub fn merge(whole: Judged, mut parts: Vec<Judged>) -> Judged {
    // What is said around a question answers nothing.
    if parts.iter().any(|p| p.question.intent.is_some()) {
        parts.retain(|p| p.question.intent.is_some());
    }
    let mut answered: Vec<Judged> =
        parts.into_iter().filter(|p| matches!(p.verdict, Verdict::Tell(_)) && p.confidence >= DECISION.answer).collect();
    let told: Vec<FactId> = answered
        .iter()
        .filter_map(|p| match &p.verdict {
            Verdict::Tell(facts) => Some(facts.iter().copied().take(if answered.len() > 1 { 1 } else { facts.len() })),
            _ => None,
        })
        .flatten()
        .collect();
    let Some(last) =
        answered.pop().filter(|last| last.confidence > whole.confidence || !matches!(whole.verdict, Verdict::Tell(_)))
    else {
        return whole;
    };
    Judged { verdict: Verdict::Tell(told), ..last }
}
