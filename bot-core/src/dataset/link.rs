//! From entries to a [`Dataset`]: every id becomes the place of what it names.

use rustc_hash::FxHashMap;

use super::calendar::Calendar;
use super::checks::CHECKS;
use super::entries::{self, Entries, Entry};
use super::files::DataFile;
use super::problems::Problems;
use super::schema::{RawEntity, RawFact, RawReview, RawTopic};
use super::{Dataset, Entity, EntityId, Fact, FactId, Figure, Introduction, Kind, ParagraphId, Review, Section, Topic};
use crate::when::When;

type Ids<T> = FxHashMap<String, T>;

/// Reads, checks and links.
pub fn link(files: &[DataFile]) -> Result<Dataset, Problems> {
    let (mut entries, mut problems) = entries::read(files);
    problems.extend(CHECKS.iter().flat_map(|check| (check.find)(&entries)));
    let Some(review) = entries.review.take().filter(|_| problems.is_empty()) else {
        return Err(Problems(problems));
    };
    Ok(linked(entries, &review.raw))
}

/// All ids are known to exist here: the checks have passed.
fn linked(mut entries: Entries, raw: &RawReview) -> Dataset {
    let entity_ids: Ids<EntityId> = ids(entries.entities.iter().map(|(_, e)| &e.raw.id), EntityId);
    let units = entries.facts.iter().filter_map(|e| e.raw.figure.as_ref()).map(|f| f.unit.clone());
    let codes = units.filter(|unit| unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase()));
    let review = review(raw, codes.chain(raw.money.clone()).collect(), &entity_ids);
    // The review's own order, whatever the names of the files.
    entries.facts.sort_by_key(|e| e.raw.paragraphs.iter().filter_map(|p| review.find_paragraph(p)).min());
    let fact_ids: Ids<FactId> = ids(entries.facts.iter().map(|e| &e.raw.id), FactId);
    let entities: Vec<Entity> = entries.entities.into_iter().map(|(kind, e)| entity(kind, e, &entity_ids)).collect();
    let facts: Vec<Fact> = entries.facts.into_iter().map(|e| fact(e, &review, &entities, &entity_ids, &fact_ids)).collect();
    let synonyms = entries.groups.into_iter().map(|e| e.raw).collect();
    let topic = |e: Entry<RawTopic>| Topic { name: e.raw.name, questions: e.raw.questions };
    let unanswered = entries.topics.into_iter().map(topic).collect();
    let calendar = Calendar::new(&facts);
    Dataset { review, facts, entities, synonyms, unanswered, calendar, facts_by_key: fact_ids }
}

fn ids<'a, T>(keys: impl Iterator<Item = &'a String>, id: impl Fn(u32) -> T) -> Ids<T> {
    keys.enumerate().map(|(i, key)| (key.clone(), id(i as u32))).collect()
}

fn review(raw: &RawReview, mut money: Vec<String>, entities: &Ids<EntityId>) -> Review {
    money.sort_unstable();
    money.dedup();
    let sections = raw.sections.iter().map(|s| Section {
        id: s.id.clone(),
        title: s.title.clone(),
        paragraphs: s.paragraphs,
        topics: s.topics.clone(),
    });
    Review {
        id: raw.id.clone(),
        title: raw.title.clone(),
        publisher: raw.publisher.clone(),
        published: raw.published.as_ref().and_then(|day| day.parse().ok()),
        year: raw.year,
        home: entities.get(&raw.home).copied(),
        covers: raw.covers.clone(),
        introductions: raw
            .introduction
            .iter()
            .map(|(language, text)| (language.clone(), Introduction { short: text.short.clone(), long: text.long.clone() }))
            .collect(),
        money,
        sections: sections.collect(),
    }
}

fn entity(kind: Kind, entry: Entry<RawEntity>, ids: &Ids<EntityId>) -> Entity {
    let Entry { file, raw } = entry;
    let within = raw.within.and_then(|id| ids.get(&id).copied());
    let RawEntity { id, name, aliases, printed, office, .. } = raw;
    Entity { key: id, kind, name, aliases, printed, office, within, file }
}

fn fact(entry: Entry<RawFact>, review: &Review, entities: &[Entity], entity_ids: &Ids<EntityId>, fact_ids: &Ids<FactId>) -> Fact {
    let Entry { file, raw } = entry;
    let member = |text: &String| entity_ids.get(text).map_or(text.clone(), |id| entities[id.0 as usize].name.clone());
    let figure =
        raw.figure.and_then(|f| Some(Figure { value: f.value?, unit: f.unit, counts: f.counts, qualifier: f.qualifier }));
    let paragraphs: Vec<ParagraphId> = raw.paragraphs.iter().filter_map(|p| review.find_paragraph(p)).collect();
    Fact {
        figure,
        when: raw.when.and_then(|when| When::parse(&when).ok()),
        entities: raw.entities.iter().filter_map(|id| entity_ids.get(id).copied()).collect(),
        members: raw.members.iter().map(member).collect(),
        parts: raw.parts.iter().filter_map(|id| fact_ids.get(id).copied()).collect(),
        paragraphs,
        key: raw.id,
        says: raw.says,
        asks: raw.asks,
        near_misses: raw.near_misses,
        caution: raw.caution,
        counted: raw.counted,
        corrected: raw.corrected,
        file,
    }
}
