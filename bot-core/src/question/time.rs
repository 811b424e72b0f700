//! Questions for a day or a time as a whole: "what happened on 3 July", "late August", "October - anything?"

use super::around::around;
use super::names::Named;
use super::verdict::{Judged, Reason, Verdict};
use super::{Index, Question, Unit, UnitKind};
use crate::dataset::{Dataset, Day, FactId};
use crate::language::{DateMention, Detail, Intent};
use crate::when::{Precision, When};

/// A question that asks for nothing but a time.
pub fn whole(question: &Question, dataset: &Dataset) -> Option<Verdict> {
    if let Some(time) = around(question, dataset) {
        return Some(of_time(&time, dataset));
    }
    let date = question.dates.first()?;
    let in_cue =
        |u: &&Unit| question.cues.iter().any(|c| c.intent == Intent::Calendar && (c.start..c.start + c.length).contains(&u.at));
    let strong = question.strong_units().filter(|u| !in_cue(u)).count();
    let asks_for_it = question.cues.iter().any(|c| c.intent == Intent::Calendar);
    let whole = strong == 0
        && !matches!(question.intent, Some(Intent::Who | Intent::Where))
        && (asks_for_it || question.intent != Some(Intent::Figure))
        && (asks_for_it || question.units.len() <= 2);
    if !whole {
        return None;
    }
    let review = When::parse(&dataset.review.year.to_string()).ok()?;
    if date.when == review && question.dates.len() == 1 {
        return None;
    }
    let told = |time: &&When| !dataset.calendar.within(time).is_empty();
    let times: Vec<When> = question.dates.iter().map(|d| d.when).filter(|time| *time != review).collect();
    let Some(first) = times.iter().find(told) else {
        let elsewhen = date.year_given && !date.when.overlaps(&review);
        let why = if elsewhen { Reason::OtherYear(date.when.start.year()) } else { Reason::NoSuchDay };
        let days = shown_days(question);
        return Some(days.map_or(Verdict::Decline(Vec::new(), why), |days| some_day(days, dataset)));
    };
    let single_days = times.iter().all(|time| time.precision == Precision::Day && time.days() == 1);
    if single_days {
        let days = times.iter().map(|time| Day::of(time.start)).collect();
        return Some(Verdict::Days(shown_days(question).unwrap_or(days)));
    }
    Some(if times.len() > 1 {
        Verdict::Period(times.into_iter().filter(|t| told(&t)).collect())
    } else {
        Verdict::Period(vec![*first])
    })
}

/// The days of the review to show for one day without a year: two on 28 February of some years.
fn shown_days(question: &Question) -> Option<Vec<Day>> {
    let [date] = question.dates.as_slice() else { return None };
    (date.when.days() == 1 && !date.year_given).then(|| Day::shown_on(date.when.start))
}

/// What there was on days, if anything.
fn some_day(days: Vec<Day>, dataset: &Dataset) -> Verdict {
    let empty = days.iter().all(|day| dataset.calendar.on(*day).is_empty());
    if empty { Verdict::Decline(Vec::new(), Reason::NoSuchDay) } else { Verdict::Days(days) }
}

/// What there was of a kind in a month or some days: "what was signed in May".
pub fn listed(question: &Question, index: &Index, dataset: &Dataset) -> Option<Verdict> {
    let [date] = question.dates.as_slice() else { return None };
    let asks = matches!(question.intent, None | Some(Intent::What | Intent::List | Intent::Calendar))
        && question.detail != Some(Detail::Name);
    let units: Vec<&Unit> = question.strong_units().collect();
    let narrow = date.when.precision != Precision::Year && date.when.days() > 1 && (1..=MOST_KINDS).contains(&units.len());
    if !asks || !narrow || date.names_year(dataset.review.year) {
        return None;
    }
    let holds = |fact: &FactId| units.iter().all(|unit| index.firmness(unit, *fact) >= HOLDS_KIND);
    let facts: Vec<FactId> = dataset.calendar.within(&date.when).into_iter().filter(holds).collect();
    (facts.len() > 1).then_some(Verdict::Listed(date.when, facts))
}

/// With more words that count, a question is about one thing, not about a kind of things.
const MOST_KINDS: usize = 2;
/// How firmly a fact has to hold the words to be of the kind.
const HOLDS_KIND: f32 = 0.6;

/// What there was at the time that a question names, where its other words lead to nothing of that time.
pub fn fallback(judged: &Judged, dataset: &Dataset) -> Option<Verdict> {
    let question = &judged.question;
    let named = |d: &&DateMention| !d.names_year(dataset.review.year) && d.when.precision != Precision::Year;
    let time = question.dates.iter().find(named)?;
    let outside = question.units.iter().any(|u| matches!(u.kind, UnitKind::Name(Named::Outside(_))));
    let detail = question.detail.is_some()
        || matches!(question.intent, Some(Intent::Figure | Intent::Who | Intent::Where | Intent::Date | Intent::Explain));
    let best = judged.ranking.candidates.first()?;
    let asks_for_time = question.cues.iter().any(|c| c.intent == Intent::Calendar) || question.intent.is_none();
    let answered = matches!(judged.verdict, Verdict::Tell(_) | Verdict::Compare(..) | Verdict::Sum(..));
    let of_that_time = best.features.date > 0.0 && (best.features.coverage > 0.6 || !asks_for_time);
    // "Was X held in October?" asks of X.
    let doubts = question.intent == Some(Intent::YesNo) && answered && question.entities().next().is_some();
    let settled = outside || detail || doubts || (answered && of_that_time);
    (!settled).then(|| of_time(&time.when, dataset))
}

/// The verdict for a day or a time as a whole.
fn of_time(when: &When, dataset: &Dataset) -> Verdict {
    if dataset.calendar.within(when).is_empty() {
        Verdict::Decline(Vec::new(), Reason::NoSuchDay)
    } else if when.days() == 1 {
        Verdict::Days(vec![Day::of(when.start)])
    } else {
        Verdict::Period(vec![*when])
    }
}
