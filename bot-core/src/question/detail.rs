//! The detail that was asked for, and whether a fact holds it: a sum of money, a name, a reason.

use crate::dataset::{Dataset, EntityId, Fact, FactId, Kind};
use crate::language::{Detail, Intent};
use crate::when::Precision;

use super::{Index, Named, Question, UnitKind};

/// The detail that an answer has to hold: the one that is named, else the one of the kind of question.
pub fn wanted(question: &Question) -> Option<Detail> {
    let by_kind = || match question.intent? {
        Intent::Figure => Some(Detail::Number),
        Intent::Date => Some(Detail::Date),
        Intent::Where => Some(Detail::Place),
        Intent::Who => Some(Detail::Actor),
        Intent::List => Some(Detail::Members),
        _ => None,
    };
    // "How many are named" asks for the number, "the leaders who came, list" for all of them.
    let asked = |detail: &Detail| match question.intent {
        Some(Intent::Figure) => !matches!(detail, Detail::Name | Detail::Members),
        Some(Intent::List | Intent::YesNo) => *detail != Detail::Name,
        _ => true,
    };
    question.detail.filter(asked).or_else(by_kind)
}

/// Whether a question asks for the very day.
fn asks_for_the_day(question: &Question) -> bool {
    question.words.iter().any(|word| matches!(word.text.as_str(), "day" | "exact" | "exactly"))
}

/// How many members a question wants to be named: "the 7 initiatives".
fn members_wanted(question: &Question) -> usize {
    question.units.iter().filter(|u| u.kind == UnitKind::Number).filter_map(|u| u.text.parse().ok()).max().unwrap_or(0)
}

/// How well a fact holds a detail: 1 surely, 0 not at all.
pub fn held(detail: Detail, question: &Question, id: FactId, index: &Index, dataset: &Dataset) -> f32 {
    let fact = dataset.fact(id);
    let home = dataset.review.home;
    // What the question names itself is no answer to it.
    let told = |id: EntityId| Some(id) == home || question.entities().any(|named| named == id);
    let has = |test: fn(Kind) -> bool| fact.entities.iter().any(|id| !told(*id) && test(dataset.entity(*id).kind));
    let figure = fact.figure.as_ref();
    match detail {
        Detail::Money => {
            if figure.is_some_and(|f| is_money(&f.unit, dataset)) || names_money(&fact.says, dataset) {
                1.0
            } else {
                0.0
            }
        }
        Detail::Percent => {
            if figure.is_some_and(|f| f.unit == "%") || fact.says.contains('%') {
                1.0
            } else {
                0.0
            }
        }
        Detail::Number => match figure {
            Some(figure) if figure.unit != "ordinal" => 1.0,
            Some(_) => 0.6,
            None if index.tells_number(id) => 0.3,
            None => 0.0,
        },
        Detail::Date => fact.when.map_or(0.0, |when| {
            if when.precision == Precision::Month && asks_for_the_day(question) {
                return 0.2;
            }
            let reviewed = when.start.year() == dataset.review.year && when.end.year() == dataset.review.year;
            if when.precision == Precision::Year && reviewed { 0.2 } else { 1.0 }
        }),
        Detail::Place => f32::from(u8::from(has(Kind::is_place))),
        Detail::City => f32::from(u8::from(has(|kind| kind == Kind::Place))),
        Detail::Actor => f32::from(u8::from(has(Kind::can_act))),
        Detail::Name => {
            let named = |e: &crate::dataset::Entity| e.kind == Kind::Person && e.office.as_ref() != Some(&e.name);
            f32::from(u8::from(fact.entities.iter().any(|id| named(dataset.entity(*id)))))
        }
        Detail::Members => match fact.members.len().max(fact.parts.len()) {
            0 if names_several(fact, dataset) || figure.is_none() => 0.3,
            0 => 0.0,
            1 => 0.5,
            named if named * 2 < members_wanted(question) => 0.0,
            _ => 1.0,
        },
        Detail::Duration if figure.is_some() || fact.when.is_some() => 1.0,
        Detail::Duration => 0.3,
        Detail::Reason => 0.5,
    }
}

/// Whether a fact names three or more of one kind, as a list told in words does.
fn names_several(fact: &Fact, dataset: &Dataset) -> bool {
    let kinds: Vec<Kind> = fact.entities.iter().map(|id| dataset.entity(*id).kind).collect();
    kinds.iter().any(|kind| kinds.iter().filter(|other| *other == kind).count() > 2)
}

/// Whether a unit of the review is money.
fn is_money(unit: &str, dataset: &Dataset) -> bool {
    dataset.review.money.iter().any(|m| m == unit)
}

fn names_money(says: &str, dataset: &Dataset) -> bool {
    says.split(|c: char| !c.is_alphanumeric()).any(|word| is_money(word, dataset))
}

/// Whether the question asks for the name of somebody whom the review calls by the office only.
pub fn is_nameless(question: &Question, dataset: &Dataset) -> bool {
    let nameless = |named: &Named| match named {
        Named::Entity(id) => dataset.entity(*id).office.as_ref() == Some(&dataset.entity(*id).name),
        Named::Outside(_) => false,
    };
    question.detail == Some(Detail::Name) && question.mentions.iter().any(|m| nameless(&m.named))
}
