//! A question laid beside the facts: which of them answers it, and how well.

use super::index::{Index, PhraseId};
use super::weights::score;
use super::{Named, Question, Unit, UnitKind};
use crate::dataset::{Dataset, Fact, FactId, Kind};
use crate::language::Intent;
use crate::when::Precision;

/// A fact that may answer the question.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The fact.
    pub fact: FactId,
    /// What speaks for it and against it.
    pub features: Features,
    /// All features in one number; the higher, the better.
    pub score: f32,
    /// The ask that is nearest to the question.
    pub nearest: Option<PhraseId>,
}

/// What speaks for a fact and against it, each 0 to 1 unless said otherwise.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Features {
    /// How much of the question's weight the fact's texts hold.
    pub coverage: f32,
    /// How like the question its nearest ask is.
    pub ask: f32,
    /// The same for its next nearest ask.
    pub second_ask: f32,
    /// How like the question its nearest near miss is.
    pub near_miss: f32,
    /// The part of the question's names that the fact has not.
    pub names_missing: f32,
    /// Whether it holds what the question wants: a number, a date, a place …
    pub holds: f32,
    /// Whether its nearest ask wants the same kind of answer.
    pub same_intent: f32,
    /// 1 where its time is the one that the question names, -1 where it is another, 0 where none is named.
    pub date: f32,
    /// The part of the question's weight that no fact has.
    pub unknown: f32,
    /// How telling the most telling word is that this fact has not.
    pub missed_word: f32,
    /// How like the question the nearest near miss of any fact is.
    pub any_near_miss: f32,
    /// How much of the question's weight its nearest ask holds.
    pub ask_coverage: f32,
}

/// All candidates, the best first.
#[derive(Debug, Clone, Default)]
pub struct Ranking {
    /// At most [`MOST_CANDIDATES`], by falling score.
    pub candidates: Vec<Candidate>,
    /// What of the question no fact has, as it was understood.
    pub unknown: Vec<String>,
}

/// How many candidates are kept: enough for lists, profiles and what is shown by `--why`.
pub const MOST_CANDIDATES: usize = 40;

/// Ranks the facts. `wanted` is the kind of answer asked for; `boosted` are facts that the conversation was about.
pub fn rank(question: &Question, index: &Index, dataset: &Dataset, boosted: &[FactId]) -> Ranking {
    let weights: Vec<f32> = question.units.iter().map(|u| index.weight(u)).collect();
    let total: f32 = weights.iter().sum();
    if total <= 0.0 {
        return Ranking::default();
    }
    let unknown: Vec<&Unit> = question.units.iter().filter(|u| !index.knows(u)).collect();
    let unknown_weight: f32 = unknown.iter().map(|u| index.weight(u)).sum();

    let mut facts = Tally::new(index.fact_count());
    let mut phrases = Tally::new(index.phrases.len());
    let mut names = Tally::new(index.fact_count());
    for (unit, weight) in question.units.iter().zip(&weights) {
        for (term, near) in unit.terms.iter().filter_map(|(t, near)| index.term(t).map(|t| (t, *near))) {
            index.facts(term).iter().for_each(|(fact, firm)| facts.see(fact.0, near * firm));
            index.phrases(term).iter().for_each(|phrase| phrases.see(phrase.0, near));
        }
        if is_telling_name(unit, dataset) {
            let seen: Vec<(u32, f32)> = facts.seen().collect();
            seen.iter().for_each(|(fact, near)| names.see(*fact, f32::from(u8::from(*near >= 0.45))));
            names.settle(1.0);
        }
        facts.settle(*weight);
        phrases.settle(*weight);
    }
    let name_count = question.units.iter().filter(|u| is_telling_name(u, dataset)).count();

    let mut features = vec![Features::default(); index.fact_count()];
    let mut any_near_miss = 0.0_f32;
    let mut nearest: Vec<Option<PhraseId>> = vec![None; index.fact_count()];
    for (phrase, matched) in phrases.totals() {
        let entry = &index.phrases[phrase as usize];
        // Dice: twice what they share, in parts of both.
        let like = (2.0 * matched / (total + entry.weight).max(0.1)).min(1.0);
        let of_fact = &mut features[entry.fact.0 as usize];
        if entry.near_miss {
            of_fact.near_miss = of_fact.near_miss.max(like);
            any_near_miss = any_near_miss.max(like);
        } else if like > of_fact.ask {
            (of_fact.ask, of_fact.second_ask) = (like, of_fact.ask);
            of_fact.ask_coverage = (matched / total).min(1.0);
            nearest[entry.fact.0 as usize] = Some(PhraseId(phrase));
        } else {
            of_fact.second_ask = of_fact.second_ask.max(like);
        }
    }
    let mut candidates: Vec<Candidate> = Vec::new();
    for (place, matched) in facts.totals() {
        let fact = FactId(place);
        let near = nearest[place as usize];
        let features = Features {
            coverage: (matched / total).min(1.0),
            names_missing: if name_count == 0 { 0.0 } else { 1.0 - names.total(place) / name_count as f32 },
            holds: question.intent.map_or(0.5, |intent| holds(intent, dataset.fact(fact), dataset)),
            same_intent: near.map_or(0.0, |p| same_intent(question.intent, index.phrases[p.0 as usize].intent)),
            date: date_fit(question, dataset.fact(fact)),
            unknown: unknown_weight / total,
            any_near_miss,
            ..features[place as usize]
        };
        let boost = if boosted.contains(&fact) { super::weights::TALKED_ABOUT } else { 0.0 };
        candidates.push(Candidate { fact, score: score(&features) + boost, features, nearest: near });
    }
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.fact.cmp(&b.fact)));
    candidates.truncate(MOST_CANDIDATES);
    for candidate in &mut candidates {
        let missed = |(unit, weight): (&Unit, &f32)| weight * (1.0 - index.firmness(unit, candidate.fact));
        let most = question.units.iter().zip(&weights).map(missed).fold(0.0, f32::max);
        candidate.features.missed_word = most / index.most_rare();
    }
    Ranking { candidates, unknown: unknown.iter().map(|u| u.text.clone()).collect() }
}

/// Whether a unit is a name that narrows the question down.
fn is_telling_name(unit: &Unit, dataset: &Dataset) -> bool {
    match unit.kind {
        UnitKind::Name(Named::Outside(_)) => true,
        UnitKind::Name(Named::Entity(id)) => Some(id) != dataset.review.home && !unit.weak,
        _ => false,
    }
}

fn same_intent(asked: Option<Intent>, of_phrase: Option<Intent>) -> f32 {
    match (asked, of_phrase) {
        (Some(a), Some(b)) if a == b => 1.0,
        (Some(_), Some(_)) => 0.0,
        _ => 0.5,
    }
}

/// Whether a fact holds what an intent wants.
pub fn holds(intent: Intent, fact: &Fact, dataset: &Dataset) -> f32 {
    let has = |test: fn(Kind) -> bool| fact.entities.iter().any(|id| Some(*id) != dataset.review.home && test(dataset.entity(*id).kind));
    let digits = fact.says.bytes().any(|b| b.is_ascii_digit());
    match intent {
        Intent::Figure => match fact.figure.as_ref() {
            Some(figure) if figure.unit != "ordinal" => 1.0,
            Some(_) => 0.6,
            None if digits => 0.3,
            None => 0.0,
        },
        Intent::Date => fact.when.map_or(0.0, |when| match when.precision {
            Precision::Day | Precision::Month => 1.0,
            Precision::Year => if when.start.year() == dataset.review.year && when.end.year() == dataset.review.year { 0.2 } else { 1.0 },
        }),
        Intent::Where => f32::from(u8::from(has(Kind::is_place))),
        Intent::Who => f32::from(u8::from(has(Kind::can_act))),
        Intent::List => match fact.members.len().max(fact.parts.len()) {
            0 => 0.3,
            1 => 0.5,
            _ => 1.0,
        },
        Intent::Explain | Intent::About | Intent::What | Intent::YesNo | Intent::Compare | Intent::Calendar => 0.5,
    }
}

fn date_fit(question: &Question, fact: &Fact) -> f32 {
    if question.dates.is_empty() {
        return 0.0;
    }
    let Some(when) = fact.when else { return -0.3 };
    let fits = |d: &crate::language::DateMention| {
        let exact = d.when.precision <= when.precision || d.when.precision != Precision::Day;
        d.when.overlaps(&when) && exact
    };
    if question.dates.iter().any(|d| fits(d) && (d.when.precision != Precision::Day || when.precision == Precision::Day)) {
        1.0
    } else if question.dates.iter().any(fits) {
        0.0
    } else {
        -1.0
    }
}

/// Sums by place: within one unit the best counts, over the units they add up.
struct Tally {
    total: Vec<f32>,
    best: Vec<f32>,
    touched: Vec<u32>,
    ever: Vec<u32>,
}

impl Tally {
    fn new(size: usize) -> Self {
        Self { total: vec![0.0; size], best: vec![0.0; size], touched: Vec::new(), ever: Vec::new() }
    }

    fn see(&mut self, place: u32, value: f32) {
        let best = &mut self.best[place as usize];
        if *best == 0.0 && value > 0.0 {
            self.touched.push(place);
        }
        *best = best.max(value);
    }

    fn seen(&self) -> impl Iterator<Item = (u32, f32)> {
        self.touched.iter().map(|place| (*place, self.best[*place as usize]))
    }

    fn settle(&mut self, weight: f32) {
        for place in self.touched.drain(..) {
            let i = place as usize;
            if self.total[i] == 0.0 {
                self.ever.push(place);
            }
            self.total[i] += weight * self.best[i];
            self.best[i] = 0.0;
        }
    }

    fn total(&self, place: u32) -> f32 {
        self.total[place as usize]
    }

    fn totals(&self) -> impl Iterator<Item = (u32, f32)> {
        self.ever.iter().map(|place| (*place, self.total[*place as usize]))
    }
}

