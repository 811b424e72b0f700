//! What data must fulfil: a table of named checks, each reporting all that it finds.
//!
//! For each check `tests/broken-data/<name>/` holds the smallest folder that breaks it.

use rustc_hash::FxHashMap;

use super::Kind;
use super::entries::{Entries, Entry};
use super::problems::Problem;
use super::schema::{RawEntity, RawFact};
use crate::language::fold;
use crate::when::When;

/// A named check over everything that was read.
pub struct Check {
    /// Also the folder of its broken example.
    pub name: &'static str,
    /// Reports every place that breaks it.
    pub find: fn(&Entries) -> Vec<Problem>,
}

/// All checks, in the order of their reports.
pub const CHECKS: &[Check] = &[
    Check { name: "review", find: review },
    Check { name: "fact-ids", find: fact_ids },
    Check { name: "fact-says", find: fact_says },
    Check { name: "fact-asks", find: fact_asks },
    Check { name: "fact-same-asks", find: fact_same_asks },
    Check { name: "fact-figure", find: fact_figure },
    Check { name: "fact-when", find: fact_when },
    Check { name: "fact-entities", find: fact_entities },
    Check { name: "fact-parts", find: fact_parts },
    Check { name: "fact-paragraphs", find: fact_paragraphs },
    Check { name: "entity-ids", find: entity_ids },
    Check { name: "entity-names", find: entity_names },
    Check { name: "entity-in", find: entity_in },
    Check { name: "synonyms", find: synonyms },
    Check { name: "unanswered", find: unanswered },
];

/// The fewest ways to ask that a fact may have.
const FEWEST_ASKS: usize = 5;
/// The longest first ask, in letters: it has to fit on a button.
const LONGEST_SUGGESTION: usize = 75;
/// The longest id, in letters: buttons carry it, with a form before and a page behind.
const LONGEST_ID: usize = 56;
/// The longest introductions, in letters: what Telegram shows beside a bot's name, and in an empty chat.
const LONGEST_SHORT: usize = 120;
const LONGEST_LONG: usize = 512;
/// The longest statement, in letters; where a list is told whole it may be twice that.
const LONGEST_SAYS: usize = 440;

fn each_fact(entries: &Entries, mut judge: impl FnMut(&RawFact, &mut dyn FnMut(&str, String))) -> Vec<Problem> {
    let mut problems = Vec::new();
    for Entry { file, raw } in &entries.facts {
        judge(raw, &mut |field, message| problems.push(Problem::new(file, &raw.id, field, message)));
    }
    problems
}

fn each_entity(entries: &Entries, mut judge: impl FnMut(&RawEntity, &mut dyn FnMut(&str, String))) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (_, Entry { file, raw }) in &entries.entities {
        judge(raw, &mut |field, message| problems.push(Problem::new(file, &raw.id, field, message)));
    }
    problems
}

/// Whether a text has no letter and no digit.
fn is_empty(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

fn good_id(id: &str) -> bool {
    (1..=LONGEST_ID).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn review(entries: &Entries) -> Vec<Problem> {
    let Some(Entry { file, raw }) = &entries.review else { return Vec::new() };
    let mut problems = Vec::new();
    let mut say = |field: &str, message: &str| problems.push(Problem::new(file, "", field, message));
    for (field, text) in [("id", &raw.id), ("title", &raw.title), ("publisher", &raw.publisher), ("covers", &raw.covers)] {
        if text.trim().is_empty() {
            say(field, "is missing");
        }
    }
    if raw.year == 0 {
        say("year", "is missing: the year that the review is about");
    }
    if raw.published.as_deref().is_some_and(|day| day.parse::<jiff::civil::Date>().is_err()) {
        say("published", "is no day of the calendar such as 2024-12-28");
    }
    if !raw.home.is_empty() && !entries.entities.iter().any(|(_, e)| e.raw.id == raw.home) {
        say("home", &format!("`{}` is not the id of an entity in entities/", raw.home));
    }
    for (language, text) in &raw.introduction {
        let fits = |text: &str, most: usize| (1..=most).contains(&text.chars().count());
        if !fits(&text.short, LONGEST_SHORT) || !fits(&text.long, LONGEST_LONG) {
            say(
                "introduction",
                &format!("`{language}` needs `short`, at most {LONGEST_SHORT} letters, and `long`, at most {LONGEST_LONG}"),
            );
        }
    }
    if raw.sections.is_empty() {
        say("section", "is missing: a review has at least one [[section]]");
    }
    for section in &raw.sections {
        if !good_id(&section.id) || section.title.is_empty() || section.paragraphs == 0 {
            say(
                "section",
                &format!(
                    "`{}` needs an `id` (at most 56 small letters, digits and hyphens), a `title` and `paragraphs`, how many it has",
                    section.id
                ),
            );
        }
    }
    problems
}

fn fact_ids(entries: &Entries) -> Vec<Problem> {
    let mut seen: FxHashMap<String, u32> = FxHashMap::default();
    each_fact(entries, |fact, say| {
        if !good_id(&fact.id) {
            let hint = fact.asks.first().unwrap_or(&fact.says);
            say("id", format!("`{}` is no id of at most 56 small letters, digits and hyphens, in the fact `{hint}`", fact.id));
        }
        let times = seen.entry(fact.id.clone()).or_default();
        *times += 1;
        if *times > 1 {
            say("id", format!("`{}` is used by an earlier fact", fact.id));
        }
    })
}

fn fact_says(entries: &Entries) -> Vec<Problem> {
    each_fact(entries, |fact, say| {
        let (letters, allowed) = (fact.says.chars().count(), LONGEST_SAYS * if fact.members.is_empty() { 1 } else { 2 });
        if letters == 0 {
            say("says", "is missing: the statement in our own words".into());
        } else if letters > allowed {
            say("says", format!("has {letters} letters; at most {allowed} fit an answer"));
        }
    })
}

fn fact_asks(entries: &Entries) -> Vec<Problem> {
    each_fact(entries, |fact, say| {
        if fact.asks.len() < FEWEST_ASKS {
            say("asks", format!("has {} ways to ask; at least {FEWEST_ASKS} are needed", fact.asks.len()));
        }
        if let Some(first) = fact.asks.first().filter(|a| a.chars().count() > LONGEST_SUGGESTION) {
            say(
                "asks",
                format!("the first one is shown on buttons and may have at most {LONGEST_SUGGESTION} letters: `{first}`"),
            );
        }
        if fact.asks.iter().chain(&fact.near_misses).any(|ask| is_empty(ask)) {
            say("asks", "holds an empty question, here or in `near_misses`".into());
        }
    })
}

fn fact_same_asks(entries: &Entries) -> Vec<Problem> {
    let mut seen: FxHashMap<String, String> = FxHashMap::default();
    each_fact(entries, |fact, say| {
        for (field, question) in fact.asks.iter().map(|q| ("asks", q)).chain(fact.near_misses.iter().map(|q| ("near_misses", q)))
        {
            let key = question.trim_end_matches(['?', '.', '!', ' ']).to_lowercase();
            if let Some(other) = seen.insert(key, fact.id.clone()).filter(|other| field == "asks" || *other == fact.id) {
                say(field, format!("`{question}` stands in `{other}` too: it can have one answer only"));
            }
        }
    })
}

fn fact_figure(entries: &Entries) -> Vec<Problem> {
    each_fact(entries, |fact, say| {
        let Some(figure) = &fact.figure else { return };
        if figure.value.is_none_or(|v| !v.is_finite()) || figure.unit.is_empty() || figure.counts.is_empty() {
            say("figure", "needs a `value` (a plain number), a `unit` and what it `counts`".into());
        }
    })
}

fn fact_when(entries: &Entries) -> Vec<Problem> {
    each_fact(entries, |fact, say| {
        if let Some(Err(message)) = fact.when.as_deref().map(When::parse) {
            say("when", message);
        }
    })
}

fn fact_entities(entries: &Entries) -> Vec<Problem> {
    each_fact(entries, |fact, say| {
        for id in fact.entities.iter().filter(|id| !entries.entities.iter().any(|(_, e)| e.raw.id == **id)) {
            say("entities", format!("`{id}` is not the id of an entity in entities/"));
        }
    })
}

fn fact_parts(entries: &Entries) -> Vec<Problem> {
    each_fact(entries, |fact, say| {
        for id in &fact.parts {
            if *id == fact.id {
                say("parts", format!("`{id}` cannot be a part of itself"));
            } else if !entries.facts.iter().any(|e| e.raw.id == *id) {
                say("parts", format!("`{id}` is not the id of a fact"));
            }
        }
    })
}

fn fact_paragraphs(entries: &Entries) -> Vec<Problem> {
    let sections = entries.review.as_ref().map(|e| e.raw.sections.as_slice()).unwrap_or_default();
    let exists = |id: &str| {
        id.rsplit_once('-').is_some_and(|(section, number)| {
            let number = number.parse::<u16>().ok();
            sections.iter().any(|s| s.id == section && number.is_some_and(|n| (1..=s.paragraphs).contains(&n)))
        })
    };
    each_fact(entries, |fact, say| {
        if fact.paragraphs.is_empty() {
            say("paragraphs", "is missing: a fact without its paragraph cannot be shown".into());
        }
        for id in fact.paragraphs.iter().filter(|id| !exists(id)) {
            say("paragraphs", format!("`{id}` is no paragraph of the sections in review.toml"));
        }
    })
}

fn entity_ids(entries: &Entries) -> Vec<Problem> {
    let mut seen: FxHashMap<String, u32> = FxHashMap::default();
    each_entity(entries, |entity, say| {
        if !good_id(&entity.id) {
            let hint = &entity.name;
            say(
                "id",
                format!("`{}` is no id of at most 56 small letters, digits and hyphens, in the entity `{hint}`", entity.id),
            );
        }
        let times = seen.entry(entity.id.clone()).or_default();
        *times += 1;
        if *times > 1 {
            say("id", format!("`{}` is used by an earlier entity", entity.id));
        }
    })
}

fn entity_names(entries: &Entries) -> Vec<Problem> {
    let mut owners: FxHashMap<String, String> = FxHashMap::default();
    each_entity(entries, |entity, say| {
        if fold(&entity.name).trim().is_empty() {
            say("name", "is missing: the name that answers show".into());
        }
        for name in std::iter::once(&entity.name).chain(&entity.aliases) {
            let owner = owners.entry(fold(name)).or_insert_with(|| entity.id.clone());
            if *owner != entity.id {
                say("aliases", format!("`{name}` belongs to the entity `{owner}` already"));
            }
        }
    })
}

fn entity_in(entries: &Entries) -> Vec<Problem> {
    let place = |id: &str| entries.entities.iter().any(|(kind, e)| e.raw.id == id && kind.is_place());
    let mut problems = each_entity(entries, |entity, say| {
        if let Some(id) = entity.within.as_ref().filter(|id| !place(id)) {
            say("in", format!("`{id}` is not the id of a country, region or place"));
        }
    });
    problems.extend(
        entries
            .entities
            .iter()
            .filter(|(kind, e)| *kind != Kind::Person && e.raw.office.is_some())
            .map(|(_, e)| Problem::new(&e.file, &e.raw.id, "office", "only people (entities/people.toml) have an office")),
    );
    problems
}

fn synonyms(entries: &Entries) -> Vec<Problem> {
    let short = |words: &[String]| words.iter().filter(|w| !fold(w).trim().is_empty()).count() < 2;
    let groups = entries.groups.iter().filter(|e| short(&e.raw));
    groups.map(|e| Problem::new(&e.file, &e.raw.join(", "), "words", "a group needs two words or more")).collect()
}

fn unanswered(entries: &Entries) -> Vec<Problem> {
    let broken = |e: &&Entry<super::schema::RawTopic>| e.raw.name.trim().is_empty() || e.raw.questions.is_empty();
    let topics = entries.topics.iter().filter(broken);
    topics.map(|e| Problem::new(&e.file, &e.raw.name, "topic", "needs a `name` and at least one of `questions`")).collect()
}
