//! What to do with a question: tell facts, offer a choice, or decline. Nothing is written here; [`crate::answers`]
//! puts the verdict into words.

use super::ranking::{Candidate, Ranking, rank};
use super::refusal::{SAME_WORDS, barred, missing, reason};
use super::verdict::{Judged, Reason, Verdict};
use super::weights::DECISION;
use super::{Index, Named, Question, Unit, UnitKind, comparison, detail, followup, time};
use crate::conversation::Conversation;
use crate::dataset::{Dataset, EntityId, FactId, Kind};
use crate::language::{Detail, Intent};

/// What is decided without weighing facts is nearly sure.
const AT_SIGHT: f32 = 0.95;
/// A question that is so sure by itself is no follow-up. This and the next two: the best of the values that were tried on the
/// dialogues of the question sets.
const CLEAR_ALONE: f32 = 0.6;
/// The same where it points back, as "this year" seems to.
const CLEAR_IN_SPITE: f32 = 0.66;
/// A question that points to nothing is completed where that makes it nearly as sure as it is by itself.
const NEARLY_AS_SURE: f32 = 0.7;
/// A question of so few words that count may mean either of two facts that are equally likely: nearer in score than the other
/// number. By hand.
const FEW_UNITS: usize = 2;
const EQUALLY_LIKELY: f32 = 0.03;
/// From this confidence on, a fact that lacks what is asked for is told as what the review does say: by hand.
const SURELY_NEAR: f32 = 0.15;
/// The same from this coverage on, if it has all names: it speaks of what is asked, though not of the detail. By hand.
const HOLDS_MOST: f32 = 0.7;
/// From this coverage on, a fact holds all that a bare word or two may ask for: by hand.
const HELD_WHOLE: f32 = 0.95;
/// How far behind the best a fact may be that is told beside it, in points of the score, and how sure it has to be.
const COMPANION: f32 = 0.5;
const SURE_COMPANION: f32 = 0.3;
/// So much of the question's weight a statement has to hold that the best fact does not, to be told beside it; and how far
/// behind it may be. These and the two above: the best of the values that were tried on the question sets.
const COMPLETING: f32 = 0.1;
const COMPLETING_REACH: f32 = 0.8;

/// So many facts are told at most: three short ones are read at a glance, and one of them is the answer more often than
/// one of two (by 0.8 in a hundred of the question sets).
const MOST_TOLD: usize = 3;

/// Judges a question.
pub fn judge(question: Question, index: &Index, dataset: &Dataset, conversation: &Conversation) -> Judged {
    if let Some(verdict) = at_sight(&question, dataset) {
        return Judged::without_search(verdict, AT_SIGHT, question);
    }
    let alone = rank(&question, index, dataset, &[]);
    if let Some(judged) = in_context(&question, &alone, index, dataset, conversation) {
        return judged;
    }
    if let Some(entity) = only_a_name(&question, dataset) {
        let nameless = alone.candidates.first().filter(|_| detail::is_nameless(&question, dataset));
        let verdict = nameless.map_or(Verdict::Profile(entity), |best| Verdict::Missing(best.fact, Detail::Name));
        return Judged { verdict, confidence: AT_SIGHT, question, ranking: alone };
    }
    if let Some(listed) = time::listed(&question, index, dataset) {
        return Judged { verdict: listed, confidence: AT_SIGHT, question, ranking: alone };
    }
    let judged = verdict(question, alone, index, dataset);
    match time::fallback(&judged, dataset) {
        Some(verdict) => Judged { verdict, ..judged },
        None => judged,
    }
}

/// What needs no search: small talk, nothing at all, a day or a time.
fn at_sight(question: &Question, dataset: &Dataset) -> Option<Verdict> {
    if question.only_talk || question.is_mostly_talk() {
        return question.talk.map(Verdict::Talk);
    }
    if question.words.is_empty() {
        return Some(Verdict::Nothing);
    }
    time::whole(question, dataset).or_else(|| question.is_scrap().then(|| Verdict::Decline(Vec::new(), Reason::Elsewhere)))
}

/// The question completed from the conversation, where it needs that.
fn in_context(
    question: &Question,
    alone: &Ranking,
    index: &Index,
    dataset: &Dataset,
    conversation: &Conversation,
) -> Option<Judged> {
    let sure = |ranking: &Ranking| ranking.candidates.first().map_or(0.0, |c| c.confidence);
    let names_its_own = || question.intent.is_some() && question.entities().any(|id| Some(id) != dataset.review.home);
    let says_enough = question.strong_units().count() > FEW_UNITS || names_its_own();
    let enough = if question.points_back { CLEAR_IN_SPITE } else { CLEAR_ALONE };
    let clear_alone = sure(alone) > enough && says_enough;
    if clear_alone || !followup::may_follow(question) || is_complete(question, dataset) {
        return None;
    }
    let completed = followup::complete(question, conversation, dataset)?;
    // A name by itself is asked about, unless it stands in place of another one: "and in Berlin?", "Almaty?"
    if !question.points_back && !completed.replaced && only_a_name(question, dataset).is_some() {
        return None;
    }
    let together = rank(&completed.question, index, dataset, &completed.about);
    let enough = if question.points_back { DECISION.answer.min(sure(alone)) } else { sure(alone) * NEARLY_AS_SURE };
    (sure(&together) >= enough).then(|| verdict(completed.question, together, index, dataset))
}

fn verdict(question: Question, ranking: Ranking, index: &Index, dataset: &Dataset) -> Judged {
    let best = ranking.candidates.first().cloned();
    let sure = best.as_ref().map_or(0.0, |c| c.confidence);
    let found = match best {
        None => Verdict::Decline(Vec::new(), reason(&question, &ranking, index, dataset)),
        Some(best) => weigh(&question, &ranking, &best, sure, index, dataset),
    };
    Judged { verdict: found, confidence: sure, question, ranking }
}

fn weigh(question: &Question, ranking: &Ranking, best: &Candidate, sure: f32, index: &Index, dataset: &Dataset) -> Verdict {
    let nearest = || ranking.candidates.iter().take(3).map(|c| c.fact).collect::<Vec<_>>();
    let barred = barred(question, ranking, dataset);
    if matches!(question.intent, Some(Intent::Compare | Intent::Sum))
        && barred.is_none()
        && let Some((a, b)) = comparison::pair(question, index, dataset)
    {
        let added = question.intent == Some(Intent::Sum) && comparison::can_be_added(a, b, dataset);
        return if added { Verdict::Sum(a, b) } else { Verdict::Compare(a, b) };
    }
    if sure < DECISION.answer {
        // A word or two without a question: what there is of it is offered.
        let is_keyword = question.intent.is_none() && question.strong_units().count() <= FEW_UNITS;
        // Sure of none, it may still be plain what is spoken of: what the score puts first.
        let spoken_of = ranking.candidates.iter().max_by(|a, b| a.score.total_cmp(&b.score)).unwrap_or(best);
        let speaks_of_it = spoken_of.features.coverage > HOLDS_MOST && spoken_of.features.names_missing == 0.0;
        let detail = missing(question, spoken_of, index, dataset).filter(|_| sure > SURELY_NEAR || speaks_of_it);
        return match detail {
            _ if barred.is_none() && is_keyword && best.features.coverage > HELD_WHOLE => Verdict::Choose(nearest()),
            Some(detail) if barred.is_none() => Verdict::Missing(spoken_of.fact, detail),
            _ => Verdict::Decline(nearest(), reason(question, ranking, index, dataset)),
        };
    }
    if let Some(barred) = barred {
        return Verdict::Decline(nearest(), barred);
    }
    if let Some(detail) = missing(question, best, index, dataset) {
        let reach = match detail {
            Detail::Reason => COMPANION,
            Detail::Date | Detail::Place | Detail::City | Detail::Actor | Detail::Members | Detail::Duration => COMPANION / 2.0,
            // An amount or a name of something else is no answer.
            Detail::Money | Detail::Percent | Detail::Name | Detail::Number => 0.0,
        };
        let holder = |c: &&Candidate| {
            best.score - c.score < reach && c.confidence >= DECISION.answer && missing(question, c, index, dataset).is_none()
        };
        return match ranking.candidates.iter().skip(1).find(holder) {
            Some(holder) => Verdict::Tell(vec![holder.fact]),
            None => Verdict::Missing(best.fact, detail),
        };
    }
    if question.strong_units().count() <= FEW_UNITS {
        let apart = |c: &&Candidate| best.score - c.score < EQUALLY_LIKELY && is_apart(best.fact, c.fact, dataset);
        if let Some(other) = ranking.candidates.iter().skip(1).find(apart) {
            return Verdict::Choose(vec![best.fact, other.fact]);
        }
    }
    let close = |c: &&Candidate| best.score - c.score < DECISION.margin && c.confidence >= DECISION.answer;
    let rivals: Vec<FactId> = ranking.candidates.iter().skip(1).filter(close).map(|c| c.fact).take(2).collect();
    let mut told = vec![best.fact];
    told.extend(completing(question, ranking, best, index, dataset));
    told.extend(rivals.into_iter().take(1).filter(|f| !told.contains(f)).collect::<Vec<_>>());
    told.extend(companions(question, ranking, best, dataset).filter(|f| !told.contains(f)).collect::<Vec<_>>());
    told.truncate(MOST_TOLD);
    Verdict::Tell(told)
}

/// Whether two facts have neither a paragraph nor a name in common: telling one answers nothing of the other.
fn is_apart(a: FactId, b: FactId, dataset: &Dataset) -> bool {
    let (a, b) = (dataset.fact(a), dataset.fact(b));
    !a.paragraphs.iter().any(|p| b.paragraphs.contains(p)) && !a.entities.iter().any(|e| b.entities.contains(e))
}

/// The statement of the same paragraph that holds most of what the question asks for and the best fact does not hold:
/// "how many students, from how many countries".
fn completing(question: &Question, ranking: &Ranking, best: &Candidate, index: &Index, dataset: &Dataset) -> Option<FactId> {
    // What is taken over from an earlier question has been answered.
    let own = |unit: &&Unit| unit.share >= 1.0;
    let strong = || question.strong_units().filter(own).map(|unit| (index.weight(unit), unit));
    let total: f32 = strong().map(|(weight, _)| weight).sum();
    let gain = |fact: FactId| {
        let more = |unit| (index.firmness(unit, fact) - index.firmness(unit, best.fact)).max(0.0);
        strong().map(|(weight, unit)| weight * more(unit)).sum::<f32>() / total.max(0.1)
    };
    let shares = |c: &&Candidate| dataset.fact(c.fact).paragraphs.iter().any(|p| dataset.fact(best.fact).paragraphs.contains(p));
    let others = ranking.candidates.iter().skip(1).filter(shares).filter(|c| best.score - c.score < COMPLETING_REACH);
    let gains = others.map(|c| (c.fact, gain(c.fact))).filter(|(_, gain)| *gain > COMPLETING);
    gains.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(fact, _)| fact)
}

/// What is told beside the best fact when it is not the question in nearly the same words: statements of the same
/// paragraph that may be what was meant.
fn companions<'a>(
    question: &Question,
    ranking: &'a Ranking,
    best: &'a Candidate,
    dataset: &'a Dataset,
) -> impl Iterator<Item = FactId> {
    let exact = best.features.ask > SAME_WORDS && best.features.same_intent > 0.0 && question.intent != Some(Intent::Explain);
    let beside = move |c: &&Candidate| {
        let shares = dataset.fact(c.fact).paragraphs.iter().any(|p| dataset.fact(best.fact).paragraphs.contains(p));
        !exact && shares && best.score - c.score < COMPANION && c.confidence > SURE_COMPANION
    };
    ranking.candidates.iter().skip(1).filter(beside).map(|c| c.fact)
}

/// Whether a question says of itself what it is about: "everything about X", "more X than Y".
fn is_complete(question: &Question, dataset: &Dataset) -> bool {
    (question.intent == Some(Intent::About) && only_a_name(question, dataset).is_some() && !question.points_back)
        || comparison::is_whole(question, dataset)
}

/// Whether a unit is the country that the whole review is about.
fn is_home(unit: &Unit, dataset: &Dataset) -> bool {
    matches!(unit.kind, UnitKind::Name(Named::Entity(id)) if Some(id) == dataset.review.home)
}

/// The one name that a question consists of.
fn only_a_name(question: &Question, dataset: &Dataset) -> Option<EntityId> {
    // "Profile" and "everything" ask for it, they are not asked for.
    let asks = |u: &&Unit| question.cues.iter().any(|cue| cue.intent == Intent::About && cue.has(u.at));
    let mut names = question.units.iter().filter(|u| !asks(u) && !is_home(u, dataset));
    let only = names.next().filter(|_| names.next().is_none() && question.dates.is_empty())?;
    let UnitKind::Name(Named::Entity(entity)) = only.kind else { return None };
    let fits = match question.intent {
        None | Some(Intent::About) => true,
        Some(Intent::Who) => dataset.entity(entity).kind == Kind::Person,
        _ => false,
    };
    let told = || dataset.facts.iter().any(|f| f.entities.contains(&entity));
    (fits && told()).then_some(entity)
}
