//! A question that needs the one before: "and in Berlin?", "how many of them were women?"
//!
//! It is completed from the turn that it follows, the latest or the one to which it comes back, and then judged like any
//! other question.

use super::names::Named;
use super::tokens::tokens_of;
use super::{Question, Term, Unit, UnitKind};
use crate::conversation::{Conversation, Turn};
use crate::dataset::{Dataset, EntityId, FactId, Kind};
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

/// Completes a question from the turn that it follows; `None` where there is none.
pub fn complete(question: &Question, conversation: &Conversation, dataset: &Dataset) -> Option<Completed> {
    let before = followed(question, conversation)?;
    let mut completed = question.clone();
    completed.intent = question.intent.or(before.question.intent).filter(|intent| *intent != Intent::About);
    let kept = |unit: &&Unit| !replaces(question, unit, dataset);
    let taken = before.question.units.iter().filter(kept).filter(|unit| !has(question, unit));
    let taken: Vec<Unit> = taken
        .flat_map(|unit| if holds_replaced(question, unit, dataset) { as_words(unit) } else { vec![unit.clone()] })
        .map(|unit| Unit { share: unit.share * TAKEN_OVER, ..unit })
        .collect();
    completed.tokens.extend(tokens_of(&taken, dataset));
    completed.units.extend(taken);
    if question.dates.is_empty() && question.intent != Some(Intent::Date) {
        completed.dates.clone_from(&before.question.dates);
    }
    let replaced =
        before.question.units.iter().any(|unit| replaces(question, unit, dataset) || holds_replaced(question, unit, dataset));
    let mut about = about(&before.facts, dataset);
    if replaced {
        // What was told of the one is not what is asked of the other.
        about.retain(|fact| !before.facts.contains(fact));
    }
    Some(Completed { question: completed, about, replaced })
}

/// The turn that a question follows: the latest one, unless only an older one speaks of what the question names: "back to
/// the embassies, how many are there?"
fn followed<'a>(question: &Question, conversation: &'a Conversation) -> Option<&'a Turn> {
    let latest = conversation.turns().next()?;
    let shared = |turn: &Turn| question.strong_units().filter(|unit| speaks_of(&turn.question, unit)).count();
    let older = conversation.turns().skip(1).map(|turn| (shared(turn), turn));
    // Of those that share as much, the newer.
    let back =
        older.filter(|(shares, _)| *shares > shared(latest)).reduce(|best, turn| if turn.0 > best.0 { turn } else { best });
    Some(back.map_or(latest, |(_, turn)| turn))
}

/// Whether a question has a unit for itself, not taken over from an earlier one.
fn speaks_of(question: &Question, unit: &Unit) -> bool {
    let same = |own: &&Unit| own.terms.first().map(|(term, _)| term) == unit.terms.first().map(|(term, _)| term);
    question.strong_units().filter(|own| own.share >= 1.0).any(|own| same(&own))
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

/// Whether a name has a name within it in whose place the question names another: "the meeting in Almaty", "and in Berlin?"
fn holds_replaced(question: &Question, old: &Unit, dataset: &Dataset) -> bool {
    let mut inner = old.terms.iter().skip(1).filter_map(|(term, _)| match term {
        Term::Entity(id) => Some(*id),
        _ => None,
    });
    let place = |id: EntityId| dataset.entity(id).kind.is_place();
    let named = |old: EntityId| question.entities().any(|new| new != old && place(new));
    matches!(old.kind, UnitKind::Name(_)) && !is_place(old, dataset) && inner.any(|id| place(id) && named(id))
}

fn is_place(unit: &Unit, dataset: &Dataset) -> bool {
    matches!(unit.kind, UnitKind::Name(Named::Entity(id)) if dataset.entity(id).kind.is_place())
}

/// A name as the words of which it is made, without the names within it.
fn as_words(unit: &Unit) -> Vec<Unit> {
    let named = |at: usize| matches!(unit.terms.get(at + 1), Some((Term::Entity(_), _)));
    let stems = unit.terms.iter().enumerate().filter(|(at, (term, _))| matches!(term, Term::Stem(_)) && !named(*at));
    stems.map(|(_, (term, _))| Unit { kind: UnitKind::Word, terms: vec![(term.clone(), 1.0)], ..unit.clone() }).collect()
}

fn has(question: &Question, unit: &Unit) -> bool {
    let key = |u: &Unit| u.terms.first().map(|(term, _)| term.clone());
    question.units.iter().any(|own| key(own) == key(unit))
}
