//! A question laid beside the facts: which of them answers it, and how well.

use serde::Serialize;

use super::detail::{self, held};
use super::index::{AsksFor, Index, PhraseId};
use super::weights::{TALKED_ABOUT, score, score_of_words};
use super::{Named, Question, Unit, UnitKind};
use crate::dataset::{Dataset, Fact, FactId};
use crate::language::{DateMention, Intent};
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
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
    /// How like the question the nearest near miss of any fact is.
    pub any_near_miss: f32,
    /// How firmly it holds what is counted: the word behind "how many"; 1 where nothing is counted.
    pub counted: f32,
    /// Whether any of its asks wants the same kind of answer; 1 where no kind is told.
    pub asked_so: f32,
    /// How firmly it holds what stands behind "which" or "what", on average; 1 where nothing does.
    pub focus: f32,
    /// The weight of the heaviest unit that it does not hold, in parts of the heaviest that there is.
    pub gap: f32,
    /// 1 where it asks for an attribute of which the fact does not speak.
    pub attribute: f32,
    /// How like the question the nearest one that nothing answers is.
    pub unanswered: f32,
    /// How near its nearest ask is to what the question means.
    pub meaning_ask: f32,
    /// The same for its next two asks.
    pub meaning_next: f32,
    /// The same for its statement.
    pub meaning_says: f32,
    /// The same for its nearest near miss.
    pub meaning_near_miss: f32,
    /// The same for the nearest near miss of the best candidates.
    pub meaning_any_near_miss: f32,
    /// The same for the nearest question that nothing answers.
    pub meaning_nothing: f32,
    /// How many units of the question carry it.
    pub strong: f32,
}

/// All candidates, the best first.
#[derive(Debug, Clone, Default)]
pub struct Ranking {
    /// The best two dozen, by falling score.
    pub candidates: Vec<Candidate>,
    /// The topic that nothing answers to which the question is nearest, and how like it is.
    pub unanswered: Option<(u32, f32)>,
    /// What of the question no fact has, as it was understood.
    pub unknown: Vec<String>,
}

/// What it is worth for a number that a fact holds what is counted, but its figure counts something else.
const OTHERWISE_HELD: f32 = 0.7;
/// From this nearness on, a fact has a name.
const HAS_NAME: f32 = 0.45;

/// How many candidates are kept: enough for lists, profiles and what is shown by `--why`.
pub const MOST_CANDIDATES: usize = 24;

/// Ranks the facts; `boosted` are those that the conversation was about.
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
            for (fact, near) in seen {
                names.see(fact, f32::from(u8::from(near >= HAS_NAME)));
            }
            names.settle(1.0);
        }
        facts.settle(*weight);
        phrases.settle(*weight);
    }
    let name_count = question.units.iter().filter(|u| is_telling_name(u, dataset)).count();

    let mut features = vec![Features::default(); index.fact_count()];
    let mut any_near_miss = 0.0_f32;
    let mut unanswered: Option<(u32, f32)> = None;
    let mut nearest: Vec<Option<PhraseId>> = vec![None; index.fact_count()];
    for (phrase, matched) in phrases.totals() {
        let entry = &index.phrases[phrase as usize];
        // Dice: twice what they share, in parts of both.
        let like = (2.0 * matched / (total + entry.weight).max(0.1)).min(1.0);
        if let AsksFor::NearMiss(_) | AsksFor::Nothing(_) = entry.asks_for {
            any_near_miss = any_near_miss.max(like);
        }
        match entry.asks_for {
            AsksFor::Fact(fact) => {
                let of_fact = &mut features[fact.0 as usize];
                if like > of_fact.ask {
                    (of_fact.ask, of_fact.second_ask) = (like, of_fact.ask);
                    nearest[fact.0 as usize] = Some(PhraseId(phrase));
                } else {
                    of_fact.second_ask = of_fact.second_ask.max(like);
                }
            }
            AsksFor::NearMiss(fact) => {
                let near_miss = &mut features[fact.0 as usize].near_miss;
                *near_miss = near_miss.max(like);
            }
            AsksFor::Nothing(topic) if unanswered.is_none_or(|(_, best)| like > best) => unanswered = Some((topic, like)),
            AsksFor::Nothing(_) => {}
        }
    }
    let wanted = detail::wanted(question);
    let boost = |fact: FactId| if boosted.contains(&fact) { TALKED_ABOUT } else { 0.0 };
    let mut candidates: Vec<Candidate> = Vec::new();
    for (place, matched) in facts.totals() {
        let fact = FactId(place);
        let near = nearest[place as usize];
        let features = Features {
            coverage: (matched / total).min(1.0),
            names_missing: if name_count == 0 { 0.0 } else { 1.0 - names.total(place) / name_count as f32 },
            holds: wanted.map_or(0.5, |detail| held(detail, question, fact, index, dataset)),
            same_intent: near.map_or(0.0, |p| same_intent(question.intent, index.phrases[p.0 as usize].intent)),
            date: date_fit(question, dataset.fact(fact)),
            unknown: unknown_weight / total,
            any_near_miss,
            unanswered: unanswered.map_or(0.0, |(_, like)| like),
            strong: question.strong_units().count() as f32,
            focus: 1.0,
            ..features[place as usize]
        };
        let asked_so = question.intent.is_none_or(|intent| index.asked_so(fact, intent));
        let features = Features { asked_so: f32::from(u8::from(asked_so)), ..features };
        candidates.push(Candidate { fact, score: score_of_words(&features) + boost(fact), features, nearest: near });
    }
    let by_score = |a: &Candidate, b: &Candidate| b.score.total_cmp(&a.score).then(a.fact.cmp(&b.fact));
    candidates.sort_by(by_score);
    candidates.truncate(MOST_CANDIDATES);
    look_closer(&mut candidates, question, &weights, index);
    for candidate in &mut candidates {
        candidate.score = score(&candidate.features) + boost(candidate.fact);
    }
    candidates.sort_by(by_score);
    Ranking { candidates, unanswered, unknown: unknown.iter().map(|u| u.text.clone()).collect() }
}

/// What is too costly to see of every fact: what is counted and asked for, what is not held, what is meant.
fn look_closer(candidates: &mut [Candidate], question: &Question, weights: &[f32], index: &Index) {
    let gist = index.vectors.gist(&question.tokens);
    let nothing = gist.as_ref().map_or(0.0, |gist| index.nearness_to_nothing(gist));
    let mut any_near_miss = 0.0_f32;
    for Candidate { fact, features, .. } in candidates.iter_mut() {
        let held = |at: usize| index.firmness(&question.units[at], *fact);
        let counted = question.counted.iter().map(|at| index.counts(&question.units[*at], *fact).max(OTHERWISE_HELD * held(*at)));
        features.counted = counted.reduce(f32::max).unwrap_or(1.0);
        if !question.focus.is_empty() {
            features.focus = question.focus.iter().map(|at| held(*at)).sum::<f32>() / question.focus.len() as f32;
        }
        let gaps = weights.iter().enumerate().map(|(at, weight)| weight * (1.0 - held(at)));
        features.attribute = f32::from(u8::from(!question.attributes.without(index.attributes[fact.0 as usize]).is_empty()));
        features.gap = gaps.fold(0.0, f32::max) / index.most_rare();
        if let Some(gist) = &gist {
            let near = index.nearness(*fact, gist);
            (features.meaning_ask, features.meaning_next, features.meaning_says) = (near.ask, near.next_asks, near.says);
            (features.meaning_near_miss, features.meaning_nothing) = (near.near_miss, nothing);
            any_near_miss = any_near_miss.max(near.near_miss);
        }
    }
    for candidate in candidates {
        candidate.features.meaning_any_near_miss = any_near_miss;
    }
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

/// How the time of a fact fits the times that a question names: 1 the same, -1 another; years are found in the text too.
fn date_fit(question: &Question, fact: &Fact) -> f32 {
    let fit = |asked: &DateMention| {
        let Some(when) = fact.when else { return -0.3 };
        let year = asked.when.start.year();
        if asked.when == when {
            1.0
        } else if asked.when.precision == Precision::Year && fact.says.contains(&year.to_string()) {
            0.8
        } else if !asked.when.overlaps(&when) {
            -1.0
        } else if when.precision != Precision::Day && asked.when.precision == Precision::Day {
            -0.2
        } else if when.within(&asked.when) {
            0.9
        } else if asked.when.within(&when) {
            0.6
        } else {
            0.4
        }
    };
    question.dates.iter().map(fit).fold(None, |best: Option<f32>, fit| Some(best.map_or(fit, |b| b.max(fit)))).unwrap_or(0.0)
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
