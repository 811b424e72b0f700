//! Two facts beside each other: which of them is larger or earlier, or what their figures come to.

use super::{figure, wording};
use crate::dataset::{Dataset, Fact, FactId};
use crate::reply::{Block, Outcome, Reply, plain_line};
use crate::when::Precision;

/// Both facts, and the comparison that they allow.
pub fn reply(a: FactId, b: FactId, dataset: &Dataset) -> Reply {
    beside(a, b, |first, second| figures(first, second).or_else(|| times(first, second)), dataset)
}

/// Both facts, and the sum of their figures.
pub fn sum(a: FactId, b: FactId, dataset: &Dataset) -> Reply {
    beside(a, b, added, dataset)
}

fn beside(a: FactId, b: FactId, drawn: impl Fn(&Fact, &Fact) -> Option<String>, dataset: &Dataset) -> Reply {
    let (first, second) = (dataset.fact(a), dataset.fact(b));
    let items = [first, second].map(|fact| plain_line(fact.says.clone()));
    let mut blocks = vec![Block::List(items.to_vec())];
    blocks.extend(drawn(first, second).map(Block::text));
    let cautions = [first, second].into_iter().filter_map(|f| f.caution.clone());
    blocks.extend(cautions.map(Block::Caution));
    Reply::with_facts(Outcome::Answer, blocks, vec![a, b], dataset)
}

fn figures(a: &Fact, b: &Fact) -> Option<String> {
    let (x, y) = a.figure.as_ref().zip(b.figure.as_ref())?;
    if x.unit == "ordinal" || y.unit == "ordinal" {
        return None;
    }
    let (larger, smaller) = if x.value >= y.value { (x, y) } else { (y, x) };
    let apart = larger.value - smaller.value;
    if apart.abs() < f64::EPSILON {
        return Some(format!("The two are equal: {}.", figure::amount(larger)));
    }
    // "More than 200" has no difference that could be counted.
    let exact = larger.qualifier.is_none() && smaller.qualifier.is_none();
    let more = if exact { format!(": {} more, by my count", counted(apart)) } else { String::new() };
    Some(format!(
        "The larger of the two: {} ({}), against {} ({}){more}.",
        figure::amount(larger),
        larger.counts,
        figure::amount(smaller),
        smaller.counts
    ))
}

fn added(a: &Fact, b: &Fact) -> Option<String> {
    let (x, y) = a.figure.as_ref().zip(b.figure.as_ref())?;
    let exact = x.qualifier.is_none() && y.qualifier.is_none();
    let about = if exact { "" } else { "roughly " };
    Some(format!(
        "{} and {} come to {about}{} together, added up by me.",
        figure::amount(x),
        figure::amount(y),
        counted(x.value + y.value)
    ))
}

/// A number that we counted; the review prints two decimals at most, and so do we.
fn counted(value: f64) -> String {
    wording::number((value * 100.0).round() / 100.0)
}

fn times(a: &Fact, b: &Fact) -> Option<String> {
    let (x, y) = a.when.zip(b.when)?;
    // "In 2024" is neither before nor after a day of 2024.
    let apart = x.end < y.start || y.end < x.start;
    if x.precision != y.precision && !apart || x.precision == Precision::Year && x == y {
        return None;
    }
    let (earlier, later) = if x.start <= y.start { (x, y) } else { (y, x) };
    Some(if earlier.start == later.start {
        format!("Both began in {}.", wording::time(&earlier))
    } else {
        format!("The earlier of the two: {}; the later: {}.", wording::time(&earlier), wording::time(&later))
    })
}
