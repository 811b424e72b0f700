//! The facts that share the most with a question, found by an inverted index: rare terms first, so that of a common term's
//! many facts only those are looked at that a rarer one has brought up.

use std::cmp::Ordering;

use super::index::{Index, TermId};
use super::{Named, Question, Unit, UnitKind};
use crate::dataset::{Dataset, FactId};

/// A fact that holds something of a question.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// The fact.
    pub fact: FactId,
    /// How much of the question's weight it holds, 0 to 1.
    pub coverage: f32,
    /// The part of the question's names that it has not.
    pub names_missing: f32,
}

/// So many facts are laid beside the question more closely: the right one is among them as often as among all that share a
/// word with it.
const MOST_FOUND: usize = 18;
/// With those that hold as much as the last of them, as all facts about a name do where nothing else is said, at most so many.
const MOST_TIED: usize = 72;
const AS_MUCH: f32 = 0.001;
/// Once more facts than this are found, the best of them are kept and no others looked for: left-out asks are answered as well
/// as without a limit, and the time grows slowly with the number of facts.
const MOST_WEIGHED: usize = 160;
/// From this nearness on, a fact has a name.
const HAS_NAME: f32 = 0.45;
/// What a missing name takes from the coverage when the facts are first sifted, as in the score.
const NAME_MISSING: f32 = 0.4;

/// What is known of a fact while the units of a question are gone through.
struct Weighed {
    fact: FactId,
    total: f32,
    names: u32,
    /// The unit that was seen last, and how well it was held: within one unit the best term counts.
    unit: usize,
    best: f32,
}

impl Weighed {
    fn see(&mut self, unit: usize, held: f32, weight: f32, is_name: bool) {
        if self.unit != unit {
            (self.unit, self.best) = (unit, 0.0);
        }
        if held > self.best {
            self.names += u32::from(is_name && self.best < HAS_NAME && held >= HAS_NAME);
            self.total += weight * (held - self.best);
            self.best = held;
        }
    }
}

/// The facts that hold most of the question, by falling coverage. `terms` are those of its units, `weights` what the units
/// weigh.
pub fn search(
    question: &Question,
    terms: &[Vec<(TermId, f32)>],
    weights: &[f32],
    index: &Index,
    dataset: &Dataset,
) -> Vec<Found> {
    let mut order: Vec<usize> = (0..question.units.len()).collect();
    order.sort_by(|a, b| weights[*b].total_cmp(&weights[*a]));
    let mut weighed: Vec<Weighed> = Vec::new();
    // By fact: its place in `weighed`, from 1 on.
    let mut places: Vec<u32> = vec![0; index.fact_count()];
    for at in order {
        let is_name = is_telling_name(&question.units[at], dataset);
        let full = weighed.len() == MOST_WEIGHED;
        for &(term, near) in &terms[at] {
            let see = |weighed: &mut Weighed, firm: f32| weighed.see(at, near * firm, weights[at], is_name);
            if full {
                look_up(&mut weighed, index.facts(term), see);
                continue;
            }
            for (fact, firm) in index.facts(term) {
                let place = &mut places[fact.0 as usize];
                if *place == 0 {
                    weighed.push(Weighed { fact: *fact, total: 0.0, names: 0, unit: at, best: 0.0 });
                    *place = weighed.len() as u32;
                }
                see(&mut weighed[*place as usize - 1], *firm);
            }
        }
        if weighed.len() > MOST_WEIGHED {
            keep_first(&mut weighed, MOST_WEIGHED, |a, b| b.total.total_cmp(&a.total).then(a.fact.cmp(&b.fact)));
            weighed.sort_unstable_by_key(|weighed| weighed.fact);
        }
    }
    let total: f32 = weights.iter().sum();
    let names = question.units.iter().filter(|u| is_telling_name(u, dataset)).count();
    let found = |w: &Weighed| Found {
        fact: w.fact,
        coverage: (w.total / total).min(1.0),
        names_missing: if names == 0 { 0.0 } else { 1.0 - w.names as f32 / names as f32 },
    };
    best(weighed.iter().map(found).collect())
}

/// Sees those holders of a term that are weighed already; both are sorted by fact.
fn look_up(weighed: &mut [Weighed], mut holders: &[(FactId, f32)], mut see: impl FnMut(&mut Weighed, f32)) {
    for weighed in weighed {
        // Doubling steps, for the next holder is near.
        let mut reach = 1;
        while reach < holders.len() && holders[reach].0 < weighed.fact {
            reach *= 2;
        }
        let within = &holders[..holders.len().min(reach + 1)];
        holders = &holders[within.partition_point(|(fact, _)| *fact < weighed.fact)..];
        match holders.first() {
            Some((fact, firm)) if *fact == weighed.fact => see(weighed, *firm),
            Some(_) => {}
            None => break,
        }
    }
}

/// The best of what was found, the best first.
fn best(mut found: Vec<Found>) -> Vec<Found> {
    let worth = |f: &Found| f.coverage - NAME_MISSING * f.names_missing;
    let order = |a: &Found, b: &Found| worth(b).total_cmp(&worth(a)).then(a.fact.cmp(&b.fact));
    keep_first(&mut found, MOST_TIED, order);
    if let Some(last) = found.get(MOST_FOUND - 1).map(&worth) {
        found.truncate(found.partition_point(|f| worth(f) > last - AS_MUCH));
    }
    found
}

/// Keeps so many of the first in an order, sorted.
pub fn keep_first<T>(items: &mut Vec<T>, most: usize, order: impl Fn(&T, &T) -> Ordering + Copy) {
    if items.len() > most {
        items.select_nth_unstable_by(most, order);
        items.truncate(most);
    }
    items.sort_unstable_by(order);
}

/// Whether a unit is a name that narrows the question down.
fn is_telling_name(unit: &Unit, dataset: &Dataset) -> bool {
    match unit.kind {
        UnitKind::Name(Named::Outside(_)) => true,
        UnitKind::Name(Named::Entity(id)) => Some(id) != dataset.review.home && !unit.weak,
        _ => false,
    }
}
