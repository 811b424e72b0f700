//! A question that needs the one before: "and in Berlin?", "how many of them were women?"
//!
//! It is completed from the latest turn, and then judged like any other question.

use super::names::Named;
use super::tokens::tokens_of;
use super::{Question, Unit, UnitKind};
use crate::conversation::Conversation;
use crate::dataset::{Dataset, FactId, Kind};
use crate::language::Intent;

/// A question completed from the conversation.
pub struct Completed {
    /// With what it takes over from before.
    pub question: Question,
    /// The facts that the conversation is about.
    pub about: Vec<FactId>,
    /// Whether it names something in place of what was named before.
    pub replaced: bool,
}

/// How much a word that is taken over counts beside the question's own.
const TAKEN_OVER: f32 = 0.6;
/// A question with at most so many words that count can be a follow-up without pointing back.
const SHORT: usize = 3;

/// Whether a text may need the one before.
pub fn may_follow(question: &Question) -> bool {
    let strong = question.strong_units().count();
    question.points_back && strong <= 6 || strong <= SHORT
}

/// Completes a question from the latest turn; `None` where there is none.
pub fn complete(question: &Question, conversation: &Conversation, dataset: &Dataset) -> Option<Completed> {
    let before = conversation.latest()?;
    let mut completed = question.clone();
    completed.intent = question.intent.or(before.question.intent).filter(|intent| *intent != Intent::About);
    let kept = |unit: &&Unit| !replaces(question, unit, dataset);
    let taken = before.question.units.iter().filter(kept).filter(|unit| !has(question, unit));
    let taken: Vec<Unit> = taken.map(|unit| Unit { share: unit.share * TAKEN_OVER, ..unit.clone() }).collect();
    completed.tokens.extend(tokens_of(&taken, dataset));
    completed.units.extend(taken);
    if question.dates.is_empty() && question.intent != Some(Intent::Date) {
        completed.dates.clone_from(&before.question.dates);
    }
    let replaced = before.question.units.iter().any(|unit| replaces(question, unit, dataset));
    Some(Completed { question: completed, about: about(&before.facts, dataset), replaced })
}

/// The facts of the latest answer, with the parts of these and those of which they are parts.
fn about(facts: &[FactId], dataset: &Dataset) -> Vec<FactId> {
    let mut about = facts.to_vec();
    for id in facts {
        about.extend(&dataset.fact(*id).parts);
        about.extend(dataset.facts_with_ids().filter(|(_, f)| f.parts.contains(id)).map(|(whole, _)| whole));
    }
    about
}

/// Whether the question names another of the same kind: a city in place of a city.
fn replaces(question: &Question, old: &Unit, dataset: &Dataset) -> bool {
    let UnitKind::Name(Named::Entity(old)) = old.kind else { return false };
    let kind = dataset.entity(old).kind;
    let same = |a: Kind| a == kind || (a.is_place() && kind.is_place());
    question.entities().any(|new| new != old && same(dataset.entity(new).kind))
}

fn has(question: &Question, unit: &Unit) -> bool {
    let key = |u: &Unit| u.terms.first().map(|(term, _)| term.clone());
    question.units.iter().any(|own| key(own) == key(unit))
}
