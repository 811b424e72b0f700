//! What to do with a question: tell facts, offer a choice, or decline. Nothing is written here; [`crate::answers`]
//! puts the verdict into words.

use jiff::civil::Date;

use super::followup;
use super::names::Named;
use super::ranking::{Candidate, Ranking, rank};
use super::weights::{DECISION, confidence};
use super::{Index, Question, Unit, UnitKind, comparison, detail};
use crate::conversation::Conversation;
use crate::dataset::{Dataset, Day, EntityId, Fact, FactId};
use crate::language::{Detail, Intent, TalkKind};
use crate::when::{Precision, When};

/// What a question gets.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// Nothing was said.
    Nothing,
    /// Small talk.
    Talk(TalkKind),
    /// These facts, the first above all.
    Tell(Vec<FactId>),
    /// Two facts beside each other.
    Compare(FactId, FactId),
    /// All that is known of a name.
    Profile(EntityId),
    /// What there was on days of the year.
    Days(Vec<Day>),
    /// What there was in a time.
    Period(When),
    /// One of these.
    Choose(Vec<FactId>),
    /// The review tells of it, but not what was asked for.
    Missing(FactId, Detail),
    /// The review does not answer it; these facts are the nearest.
    Decline(Vec<FactId>, Reason),
}

/// Why a question is declined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Nothing in the review is like it.
    Elsewhere,
    /// The review does not name this.
    NotNamed(String),
    /// The review is about another year.
    OtherYear(i16),
    /// It looks like a question that the review answers, and is another.
    NearMiss,
    /// The review has nothing of this topic.
    Topic(String),
    /// Nothing in the review is dated so.
    NoSuchDay,
}

/// A verdict with all that led to it.
#[derive(Debug, Clone)]
pub struct Judged {
    /// What to do.
    pub verdict: Verdict,
    /// How sure it is, 0 to 1.
    pub confidence: f32,
    /// The question as it was judged: completed, if it was a follow-up.
    pub question: Question,
    /// The candidates.
    pub ranking: Ranking,
}

/// From this confidence on, a message of several sentences is answered as one question.
const SETTLED: f32 = 0.8;

impl Judged {
    /// Whether nothing more can come of reading the sentences one by one.
    pub fn settles(&self) -> bool {
        let answers = matches!(self.verdict, Verdict::Tell(_) | Verdict::Compare(..) | Verdict::Profile(_) | Verdict::Days(_) | Verdict::Period(_));
        (answers && self.confidence >= SETTLED) || matches!(self.verdict, Verdict::Talk(_))
    }
}

/// A message of several sentences: what those that can be answered get together; else what the whole gets.
pub fn merge(whole: Judged, parts: Vec<Judged>) -> Judged {
    let mut answered: Vec<Judged> = parts.into_iter().filter(|p| matches!(p.verdict, Verdict::Tell(_)) && p.confidence >= DECISION.answer).collect();
    let told: Vec<FactId> = answered.iter().filter_map(|p| match &p.verdict {
        Verdict::Tell(facts) => Some(facts.iter().copied().take(if answered.len() > 1 { 1 } else { facts.len() })),
        _ => None,
    }).flatten().collect();
    let Some(last) = answered.pop().filter(|last| last.confidence > whole.confidence || !matches!(whole.verdict, Verdict::Tell(_))) else {
        return whole;
    };
    Judged { verdict: Verdict::Tell(told), ..last }
}

/// From this likeness on, an ask is the question in nearly the same words.
const SAME_WORDS: f32 = 0.8;
/// How far behind the best a fact may be that is told beside it, in points of the score, and how sure it has to be.
const COMPANION: f32 = 0.25;
const SURE_COMPANION: f32 = 0.3;
/// Among so many candidates a year has to be told.
const CLOSE_BY: usize = 5;
/// From this likeness on, a question is told to be one that nothing answers.
const LIKE_A_TOPIC: f32 = 0.5;
/// A fact tells a number of what it holds at least so firmly.
const COUNTED_FIRMLY: f32 = 0.4;

/// Judges a question.
pub fn judge(question: Question, index: &Index, dataset: &Dataset, conversation: &Conversation) -> Judged {
    let decided = |verdict, confidence, question: Question| Judged { verdict, confidence, question, ranking: Ranking::default() };
    if question.only_talk {
        let kind = question.talk.unwrap_or(TalkKind::Greeting);
        return decided(Verdict::Talk(kind), 1.0, question);
    }
    if let Some(kind) = question.talk.filter(|_| question.is_mostly_talk()) {
        return decided(Verdict::Talk(kind), 0.9, question);
    }
    if question.words.is_empty() {
        return decided(Verdict::Nothing, 1.0, question);
    }
    if let Some(verdict) = calendar(&question, dataset) {
        return decided(verdict, 0.95, question);
    }
    let alone = rank(&question, index, dataset, &[]);
    let sure = |ranking: &Ranking| ranking.candidates.first().map_or(0.0, |c| confidence(&c.features));
    if followup::may_follow(&question) && !conversation.is_empty() {
        if let Some(completed) = followup::complete(&question, conversation, dataset) {
            let together = rank(&completed.question, index, dataset, &completed.about);
            let clearly = sure(&alone) > 0.8 && !question.points_back && question.strong_units().count() > 2;
            if !clearly && sure(&together) >= DECISION.offer.min(sure(&alone)) {
                return verdict(completed.question, together, index, dataset);
            }
        }
    }
    if let Some(entity) = only_a_name(&question, dataset) {
        if let Some(fact) = alone.candidates.first().filter(|_| detail::is_nameless(&question, dataset)) {
            return decided(Verdict::Missing(fact.fact, Detail::Name), 0.9, question);
        }
        return Judged { verdict: Verdict::Profile(entity), confidence: 0.95, question, ranking: alone };
    }
    let judged = verdict(question, alone, index, dataset);
    match dated(&judged, dataset) {
        Some(verdict) => Judged { verdict, confidence: 0.8, ..judged },
        None => judged,
    }
}

/// What there was at the time that a question names, where its other words lead to nothing of that time.
fn dated(judged: &Judged, dataset: &Dataset) -> Option<Verdict> {
    let question = &judged.question;
    let asks_for_time = question.cues.iter().any(|c| c.intent == Intent::Calendar) || question.intent.is_none();
    let precise = question.dates.first().filter(|d| asks_for_time && !d.names_year(dataset.review.year) && d.when.precision != Precision::Year)?;
    let best = judged.ranking.candidates.first()?;
    let answered = matches!(judged.verdict, Verdict::Tell(_) | Verdict::Compare(..)) && best.features.date > 0.0 && best.features.coverage > 0.6;
    (!answered && !question.units.iter().any(|u| matches!(u.kind, UnitKind::Name(Named::Outside(_))))).then(|| of_time(&precise.when, dataset))
}

/// The verdict for a day or a time as a whole.
fn of_time(when: &When, dataset: &Dataset) -> Verdict {
    if dataset.calendar.within(when).is_empty() {
        Verdict::Decline(Vec::new(), Reason::NoSuchDay)
    } else if when.days() == 1 {
        Verdict::Days(vec![Day::of(when.start)])
    } else {
        Verdict::Period(*when)
    }
}

fn verdict(question: Question, ranking: Ranking, index: &Index, dataset: &Dataset) -> Judged {
    let best = ranking.candidates.first().cloned();
    let sure = best.as_ref().map_or(0.0, |c| confidence(&c.features));
    let found = match best {
        None => Verdict::Decline(Vec::new(), reason(&question, &ranking, index, dataset)),
        Some(best) => weigh(&question, &ranking, &best, sure, index, dataset),
    };
    Judged { verdict: found, confidence: sure, question, ranking }
}

fn weigh(question: &Question, ranking: &Ranking, best: &Candidate, sure: f32, index: &Index, dataset: &Dataset) -> Verdict {
    let nearest = || ranking.candidates.iter().take(3).map(|c| c.fact).collect::<Vec<_>>();
    if question.intent == Some(Intent::Compare) {
        if let Some((a, b)) = comparison::pair(question, index, dataset) {
            return Verdict::Compare(a, b);
        }
    }
    if sure < DECISION.offer {
        return Verdict::Decline(nearest(), reason(question, ranking, index, dataset));
    }
    if let Some(barred) = barred(question, ranking, dataset) {
        return Verdict::Decline(nearest(), barred);
    }
    if let Some(detail) = missing(question, best, index, dataset) {
        return Verdict::Missing(best.fact, detail);
    }
    let close = |c: &&Candidate| best.score - c.score < DECISION.margin && confidence(&c.features) >= DECISION.offer;
    let rivals: Vec<FactId> = ranking.candidates.iter().skip(1).filter(close).map(|c| c.fact).take(2).collect();
    if sure < DECISION.answer {
        let mut offered = vec![best.fact];
        offered.extend(ranking.candidates.iter().skip(1).filter(|c| best.score - c.score < 3.0 * DECISION.margin).map(|c| c.fact).take(2));
        return if offered.len() > 1 { Verdict::Choose(offered) } else { Verdict::Decline(nearest(), reason(question, ranking, index, dataset)) };
    }
    let mut told = vec![best.fact];
    told.extend(rivals.into_iter().take(1));
    told.extend(companions(question, ranking, best, dataset).filter(|f| !told.contains(f)).collect::<Vec<_>>());
    let most = if matches!(question.intent, Some(Intent::List | Intent::Explain)) { 3 } else { 2 };
    told.truncate(most);
    Verdict::Tell(told)
}

/// What is told beside the best fact when it is not the question in nearly the same words: statements of the same
/// paragraph that may be what was meant.
fn companions<'a>(question: &Question, ranking: &'a Ranking, best: &'a Candidate, dataset: &'a Dataset) -> impl Iterator<Item = FactId> {
    let exact = best.features.ask > SAME_WORDS && best.features.same_intent > 0.0 && question.intent != Some(Intent::Explain);
    let beside = move |c: &&Candidate| {
        let shares = dataset.fact(c.fact).paragraphs.iter().any(|p| dataset.fact(best.fact).paragraphs.contains(p));
        !exact && shares && best.score - c.score < COMPANION && confidence(&c.features) > SURE_COMPANION
    };
    ranking.candidates.iter().skip(1).filter(beside).map(|c| c.fact)
}

/// What was asked for and the fact does not hold, unless one of its own asks wants the same in nearly the same words.
pub fn missing(question: &Question, best: &Candidate, index: &Index, dataset: &Dataset) -> Option<Detail> {
    if detail::is_nameless(question, dataset) {
        return Some(Detail::Name);
    }
    let detail = detail::wanted(question)?;
    let f = &best.features;
    let lacks = match detail {
        Detail::Date => f.holds < 0.3,
        Detail::Number => f.holds == 0.0 || f.counted < COUNTED_FIRMLY,
        Detail::Reason => f.asked_so == 0.0,
        Detail::Members if question.detail != Some(Detail::Members) => false,
        _ => f.holds == 0.0,
    };
    let same_kind = best.nearest.is_some_and(|p| index.phrases[p.0 as usize].intent == question.intent);
    (lacks && !(same_kind && f.ask > SAME_WORDS)).then_some(detail)
}

/// What no likeness of words can outweigh: a name that the review does not have, or a year that it is not about.
fn barred(question: &Question, ranking: &Ranking, dataset: &Dataset) -> Option<Reason> {
    let best = ranking.candidates.first()?;
    let in_own_words = best.features.ask > SAME_WORDS;
    if let Some(name) = outside_name(question).filter(|_| !in_own_words) {
        return Some(Reason::NotNamed(name));
    }
    let tells = |fact: &Fact, year: i16| fact.when.is_some_and(|w| (w.start.year()..=w.end.year()).contains(&year)) || fact.says.contains(&year.to_string());
    let told = |year: i16| ranking.candidates.iter().take(CLOSE_BY).any(|c| tells(dataset.fact(c.fact), year));
    let mut years = question.dates.iter().filter(|d| d.names_year(dataset.review.year)).map(|d| d.when.start.year());
    years.find(|year| !told(*year)).filter(|_| best.features.date < 0.5).map(Reason::OtherYear)
}

fn outside_name(question: &Question) -> Option<String> {
    let outside = question.units.iter().find(|u| matches!(u.kind, UnitKind::Name(Named::Outside(_))));
    outside.map(|unit| unit.text.clone())
}

fn reason(question: &Question, ranking: &Ranking, index: &Index, dataset: &Dataset) -> Reason {
    let best = ranking.candidates.first();
    if let Some((topic, _)) = ranking.unanswered.filter(|(_, like)| *like > LIKE_A_TOPIC) {
        return Reason::Topic(index.topics[topic as usize].clone());
    }
    if let Some(name) = outside_name(question) {
        return Reason::NotNamed(name);
    }
    if let Some(year) = other_year(question, dataset) {
        return Reason::OtherYear(year);
    }
    match best {
        Some(best) if best.features.near_miss > best.features.ask && best.features.near_miss > LIKE_A_TOPIC => Reason::NearMiss,
        _ => Reason::Elsewhere,
    }
}

/// A year that the question names and that is not the review's.
fn other_year(question: &Question, dataset: &Dataset) -> Option<i16> {
    question.dates.iter().find(|d| d.names_year(dataset.review.year)).map(|d| d.when.start.year())
}

/// A question for a day or a time as a whole.
fn calendar(question: &Question, dataset: &Dataset) -> Option<Verdict> {
    let date = question.dates.first()?;
    let in_cue = |u: &&Unit| question.cues.iter().any(|c| c.intent == Intent::Calendar && (c.start..c.start + c.length).contains(&u.at));
    let strong = question.strong_units().filter(|u| !in_cue(u)).count();
    let asks_for_it = question.cues.iter().any(|c| c.intent == Intent::Calendar);
    let whole = strong == 0 && !matches!(question.intent, Some(Intent::Figure | Intent::Who | Intent::Where)) && (asks_for_it || question.units.len() <= 2);
    if !whole {
        return None;
    }
    let review = When::parse(&dataset.review.year.to_string()).ok()?;
    let end = question.dates.last().map_or(date.when.end, |d| d.when.end);
    let when = When { end: end.max(date.when.end), ..date.when };
    match when.precision {
        Precision::Year if when == review => None,
        _ if date.year_given && dataset.calendar.within(&when).is_empty() => {
            Some(Verdict::Decline(Vec::new(), if when.overlaps(&review) { Reason::NoSuchDay } else { Reason::OtherYear(when.start.year()) }))
        }
        Precision::Day if when.days() == 1 => {
            let days = if date.year_given { vec![Day::of(when.start)] } else { Day::shown_on(when.start) };
            let empty = days.iter().all(|day| dataset.calendar.on(*day).is_empty());
            Some(if empty { Verdict::Decline(Vec::new(), Reason::NoSuchDay) } else { Verdict::Days(days) })
        }
        _ if dataset.calendar.within(&when).is_empty() => Some(Verdict::Decline(Vec::new(), Reason::NoSuchDay)),
        _ => Some(Verdict::Period(when)),
    }
}

/// The one name that a question consists of.
fn only_a_name(question: &Question, dataset: &Dataset) -> Option<EntityId> {
    let fits = matches!(question.intent, None | Some(Intent::About));
    let mut names = question.units.iter().filter(|u| !u.weak);
    let only = names.next().filter(|_| fits && names.next().is_none() && question.dates.is_empty())?;
    let UnitKind::Name(Named::Entity(entity)) = only.kind else { return None };
    let facts = dataset.facts.iter().filter(|f| f.entities.contains(&entity)).count();
    (facts > 0).then_some(entity)
}

/// The day to which a moment's "on this day" belongs.
pub fn days_of(date: Date) -> Vec<Day> {
    Day::shown_on(date)
}
