//! Questions for a day or a time as a whole: "what happened on 3 July", "late August", "October - anything?"

use super::names::Named;
use super::verdict::{Judged, Reason, Verdict};
use super::{Question, Unit, UnitKind};
use crate::dataset::{Dataset, Day};
use crate::language::{DateMention, Intent};
use crate::when::{Precision, When};

/// A question that asks for nothing but a time.
pub fn whole(question: &Question, dataset: &Dataset) -> Option<Verdict> {
    let date = question.dates.first()?;
    let in_cue =
        |u: &&Unit| question.cues.iter().any(|c| c.intent == Intent::Calendar && (c.start..c.start + c.length).contains(&u.at));
    let strong = question.strong_units().filter(|u| !in_cue(u)).count();
    let asks_for_it = question.cues.iter().any(|c| c.intent == Intent::Calendar);
    let whole = strong == 0
        && !matches!(question.intent, Some(Intent::Figure | Intent::Who | Intent::Where))
        && (asks_for_it || question.units.len() <= 2);
    if !whole {
        return None;
    }
    let review = When::parse(&dataset.review.year.to_string()).ok()?;
    let end = question.dates.last().map_or(date.when.end, |d| d.when.end);
    let when = When { end: end.max(date.when.end), ..date.when };
    match when.precision {
        Precision::Year if when == review => None,
        _ if date.year_given && dataset.calendar.within(&when).is_empty() => Some(Verdict::Decline(
            Vec::new(),
            if when.overlaps(&review) { Reason::NoSuchDay } else { Reason::OtherYear(when.start.year()) },
        )),
        Precision::Day if when.days() == 1 => {
            let days = if date.year_given { vec![Day::of(when.start)] } else { Day::shown_on(when.start) };
            let empty = days.iter().all(|day| dataset.calendar.on(*day).is_empty());
            Some(if empty { Verdict::Decline(Vec::new(), Reason::NoSuchDay) } else { Verdict::Days(days) })
        }
        _ if dataset.calendar.within(&when).is_empty() => Some(Verdict::Decline(Vec::new(), Reason::NoSuchDay)),
        _ => Some(Verdict::Period(when)),
    }
}

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
    let answered = matches!(judged.verdict, Verdict::Tell(_) | Verdict::Compare(..));
    let of_that_time = best.features.date > 0.0 && (best.features.coverage > 0.6 || !asks_for_time);
    (!outside && !detail && !(answered && of_that_time)).then(|| of_time(&time.when, dataset))
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
