//! What an argument may become, for lists that change with each letter that is typed.

use jiff::civil::Date;
use jiff::tz;

use super::{Context, Takes, first_time};
use crate::answers::{compose_help, profile, wording};
use crate::conversation::Conversation;
use crate::dataset::{Dataset, Day, Kind, ParagraphId};
use crate::language::fold;

/// Complete arguments for what was typed so far, the likeliest first, `most` at most. Each can be given as it is.
pub fn complete(takes: Takes, typed: &str, context: &Context, most: usize) -> Vec<String> {
    let dataset = &context.bot.dataset;
    let mut found = match takes {
        Takes::Question => questions(typed, context, most),
        Takes::Topic => matching(typed, dataset.review.sections.iter().map(|s| s.title.clone())),
        Takes::NameOf(kind) => names(kind, typed, dataset),
        Takes::Date => days(typed, context),
        Takes::Month => matching(typed, (1..=12).filter_map(|month| month_name(dataset.review.year, month))),
        Takes::Paragraph => matching(typed, paragraphs(dataset)),
        Takes::Channel => Vec::new(),
        Takes::Hour => matching(typed, (0..24).map(|hour| format!("{:02}:00", (hour + 9) % 24))),
        Takes::Zone => matching(typed, tz::db().available().map(|name| name.to_string())),
    };
    found.truncate(most);
    found
}

/// Questions that are answered as they stand by the fact for which they are offered.
fn questions(typed: &str, context: &Context, most: usize) -> Vec<String> {
    let (bot, moment) = (context.bot, context.moment);
    if typed.trim().is_empty() {
        return compose_help(&bot.dataset).suggestions.into_iter().map(|choice| choice.label).collect();
    }
    let suggested = bot.suggest(typed, moment, most).into_iter();
    let questions = suggested.map(|fact| (fact, bot.dataset.fact(fact).suggestion().to_owned()));
    let answered = questions.filter(|(fact, question)| {
        let answer = bot.ask(question, &mut Conversation::default(), moment);
        answer.facts.contains(fact)
    });
    answered.map(|(_, question)| question).collect()
}

/// Those of which a word begins as it was typed; first those that begin with it.
fn matching(typed: &str, all: impl Iterator<Item = String>) -> Vec<String> {
    let typed = fold(typed);
    let mut found: Vec<(bool, String)> = all
        .filter_map(|text| {
            let folded = fold(&text);
            let later =
                folded.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(&typed)) || folded.contains(&typed);
            later.then(|| (!folded.starts_with(&typed), text))
        })
        .collect();
    found.sort_by_key(|(later, _)| *later);
    found.into_iter().map(|(_, text)| text).collect()
}

/// Names of a kind, or those spelled nearly so; first those of which most is told.
fn names(kind: Kind, typed: &str, dataset: &Dataset) -> Vec<String> {
    /// How alike a misspelled name has to be, from 0 to 1.
    const ALIKE: f64 = 0.85;
    let typed = fold(typed);
    let told: Vec<(usize, &crate::dataset::Entity)> = dataset
        .entities_with_ids()
        .filter(|(_, entity)| entity.kind == kind)
        .map(|(id, entity)| (profile::about(id, dataset).len(), entity))
        .filter(|(told, _)| *told > 0)
        .collect();
    let ranked = |fits: &dyn Fn(&str) -> bool| {
        let mut found: Vec<(usize, &str)> = told
            .iter()
            .filter(|(_, e)| e.names().any(|name| fits(&fold(name))))
            .map(|(told, e)| (*told, e.name.as_str()))
            .collect();
        found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        found.into_iter().map(|(_, name)| name.to_owned()).collect::<Vec<_>>()
    };
    let begun = ranked(&|name| format!(" {name}").contains(&format!(" {typed}")));
    if begun.is_empty() { ranked(&|name| strsim::jaro_winkler(name, &typed) > ALIKE) } else { begun }
}

/// The day that was typed, or those that people ask for.
fn days(typed: &str, context: &Context) -> Vec<String> {
    if typed.trim().is_empty() {
        return ["today", "tomorrow", "yesterday"].map(str::to_owned).to_vec();
    }
    let found = first_time(typed, context).filter(|found| found.when.days() == 1);
    found.map(|found| wording::day(Day::of(found.when.start))).into_iter().collect()
}

fn month_name(year: i16, month: i8) -> Option<String> {
    Some(Date::new(year, month, 1).ok()?.strftime("%B").to_string())
}

fn paragraphs(dataset: &Dataset) -> impl Iterator<Item = String> {
    dataset.review.sections.iter().enumerate().flat_map(move |(place, section)| {
        let place = u16::try_from(place).unwrap_or_default();
        (1..=section.paragraphs).map(move |number| dataset.paragraph_key(ParagraphId { section: place, number }))
    })
}
