//! A message of several sentences: read as one question, or each by itself.

use super::verdict::{Judged, Verdict};
use super::weights::DECISION;
use crate::dataset::FactId;

/// From this confidence on, a message of several sentences is answered as one question: the best of the values that were tried
/// on the question sets, as all thresholds of this room that say nothing else.
const SETTLED: f32 = 0.65;

impl Judged {
    /// Whether nothing more can come of reading the sentences one by one.
    pub fn settles(&self) -> bool {
        (self.verdict.tells() && self.confidence >= SETTLED) || matches!(self.verdict, Verdict::Talk(_))
    }
}

/// A message of several sentences: what those that can be answered get together; else what the whole gets. Of several
/// questions in one sentence (`joined`) each has to be answered, and the whole leave something out.
pub fn merge(whole: Judged, mut parts: Vec<Judged>, joined: bool) -> Judged {
    // What is said around a question answers nothing.
    if parts.iter().any(|p| p.question.intent.is_some()) {
        parts.retain(|p| p.question.intent.is_some());
    }
    let parts_asked = parts.len();
    let mut answered: Vec<Judged> =
        parts.into_iter().filter(|p| matches!(p.verdict, Verdict::Tell(_)) && p.confidence >= DECISION.answer).collect();
    let each = answered.len() == parts_asked;
    let mut told: Vec<FactId> = Vec::new();
    for part in &answered {
        let Verdict::Tell(facts) = &part.verdict else { continue };
        // Of several questions each gets its one fact.
        let most = if answered.len() > 1 { 1 } else { facts.len() };
        told.extend(facts.iter().take(most).filter(|f| !told.contains(f)).collect::<Vec<_>>());
    }
    let better = |last: &Judged| match &whole.verdict {
        Verdict::Tell(facts) if joined => each && told.iter().any(|f| !facts.contains(f)),
        _ if joined => each || !whole.verdict.tells(),
        Verdict::Tell(facts) => last.confidence > whole.confidence && told.iter().any(|f| !facts.contains(f)),
        _ => true,
    };
    match answered.pop().filter(better) {
        Some(last) => Judged { verdict: Verdict::Tell(told), ..last },
        None => whole,
    }
}
