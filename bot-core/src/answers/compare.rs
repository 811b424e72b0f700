//! Two facts beside each other, and which of them is larger or earlier.

use super::wording;
use crate::dataset::{Dataset, Fact, FactId};
use crate::reply::{Block, Outcome, Reply, plain_line};
use crate::when::Precision;

/// Both facts, and the comparison that they allow.
pub fn reply(a: FactId, b: FactId, dataset: &Dataset) -> Reply {
    let (first, second) = (dataset.fact(a), dataset.fact(b));
    let items = [first, second].map(|fact| plain_line(fact.says.clone()));
    let mut blocks = vec![Block::List(items.to_vec())];
    blocks.extend(figures(first, second).or_else(|| times(first, second)).map(Block::text));
    let cautions = [first, second].into_iter().filter_map(|f| f.caution.clone());
    blocks.extend(cautions.map(Block::Caution));
    Reply::with_facts(Outcome::Answer, blocks, vec![a, b], dataset)
}

fn figures(a: &Fact, b: &Fact) -> Option<String> {
    let (x, y) = a.figure.as_ref().zip(b.figure.as_ref())?;
    if x.unit == "ordinal" || y.unit == "ordinal" {
        return None;
    }
    let show = |f: &crate::dataset::Figure| {
        let qualifier = f.qualifier.as_ref().map(|q| format!("{q} ")).unwrap_or_default();
        format!("{qualifier}{} {}", wording::number(f.value), f.unit)
    };
    let (larger, smaller) = if x.value >= y.value { (x, y) } else { (y, x) };
    Some(if (larger.value - smaller.value).abs() < f64::EPSILON {
        format!("The two are equal: {}.", show(larger))
    } else {
        format!("The larger of the two: {} ({}), against {} ({}).", show(larger), larger.counts, show(smaller), smaller.counts)
    })
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
