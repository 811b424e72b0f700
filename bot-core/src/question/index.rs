//! The facts' own texts, read like questions and found by their terms: an inverted index, not a scan.

use rustc_hash::FxHashMap;

use super::read::Reader;
use super::{Named, Question, Unit, UnitKind};
use crate::dataset::{Dataset, EntityId, Fact, FactId};
use crate::language::{Intent, Language};

/// A term by its number.
pub type TermId = u32;

/// A phrase by its place in [`Index::phrases`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PhraseId(pub u32);

/// What a phrase asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsksFor {
    /// A fact.
    Fact(FactId),
    /// Something beside a fact, which the review does not tell.
    NearMiss(FactId),
    /// A topic that the review does not have, by its place in [`Index::topics`].
    Nothing(u32),
}

/// A way to ask for a fact, a near miss of one, or a question that nothing answers.
#[derive(Debug, Clone)]
pub struct Phrase {
    /// What it asks for.
    pub asks_for: AsksFor,
    /// The kind of answer it wants.
    pub intent: Option<Intent>,
    /// The weight of all its units.
    pub weight: f32,
}

/// Everything that a search needs to know of the facts.
pub struct Index {
    /// All asks, near misses and questions that nothing answers.
    pub phrases: Vec<Phrase>,
    /// The topics that nothing answers.
    pub topics: Vec<String>,
    terms: FxHashMap<String, TermId>,
    /// By term: the facts that hold it, and how firmly, 0 to 1.
    facts: Vec<Vec<(FactId, f32)>>,
    /// By term: the phrases that hold it.
    phrases_of: Vec<Vec<PhraseId>>,
    /// By term: how rare it is among facts.
    rarity: Vec<f32>,
    /// Rarity of a term that no fact has.
    most_rare: f32,
    /// By fact: the kinds of answer that its asks want.
    intents: Vec<Vec<Intent>>,
    /// By fact: the terms of the unit of its figure.
    units: Vec<Vec<TermId>>,
    /// By fact: whether its statement has a number that is no date.
    tells_number: Vec<bool>,
    /// By fact: the entities that it is about.
    entities: Vec<Vec<EntityId>>,
}

/// How firmly a fact holds a term that stands in its statement.
const IN_SAYS: f32 = 1.0;
/// The same for a term of its asks, for one ask and for each further one: the best of the values that were tried on
/// left-out asks.
const IN_ASK: f32 = 0.5;
const IN_FURTHER_ASK: f32 = 0.15;
/// The same for the words of its section's heading and topics.
const IN_SECTION: f32 = 0.3;
/// What a weak unit weighs, in parts of its rarity.
const WEAK: f32 = 0.5;
/// What a common English word weighs that no fact has: "exactly" asks for nothing, "weather" does.
const COMMON_UNKNOWN: f32 = 0.6;

#[derive(Default)]
struct Builder {
    terms: FxHashMap<String, TermId>,
    facts: Vec<Vec<(FactId, f32)>>,
    phrases_of: Vec<Vec<PhraseId>>,
}

impl Index {
    /// Reads all texts of a dataset.
    pub fn new(dataset: &Dataset, reader: &Reader, language: &Language) -> Self {
        let mut builder = Builder::default();
        let mut phrases = Vec::new();
        let mut tells_number = Vec::new();
        let mut figure_units = Vec::new();
        let mut read = Vec::new();
        for (id, fact) in dataset.facts_with_ids() {
            let mut strengths: FxHashMap<TermId, f32> = FxHashMap::default();
            tells_number.push(
                reader
                    .phrase(&fact.says, language)
                    .units
                    .iter()
                    .any(|u| u.kind == UnitKind::Number && u.text != dataset.review.year.to_string()),
            );
            for (text, strength) in supporting_texts(dataset, fact) {
                builder.note(&reader.phrase(&text, language).units, strength, 0.0, &mut strengths);
            }
            for entity in &fact.entities {
                let term = builder.term(&format!("@{}", entity.0));
                strengths.insert(term, IN_SAYS);
            }
            let asks = fact.asks.iter().map(|ask| (ask, false));
            for (text, near_miss) in asks.chain(fact.near_misses.iter().map(|n| (n, true))) {
                let question = reader.phrase(text, language);
                if !near_miss {
                    builder.note(&question.units, IN_ASK, IN_FURTHER_ASK, &mut strengths);
                }
                let phrase = PhraseId(phrases.len() as u32);
                builder.post(&question.units, phrase);
                let asks_for = if near_miss { AsksFor::NearMiss(id) } else { AsksFor::Fact(id) };
                phrases.push(Phrase { asks_for, intent: question.intent, weight: 0.0 });
                read.push(question);
            }
            let unit = fact.figure.as_ref().map(|f| reader.phrase(&f.unit, language).units).unwrap_or_default();
            figure_units.push(own_terms(&unit).map(|term| builder.term(term)).collect());
            for (term, strength) in strengths {
                builder.facts[term as usize].push((id, strength.min(1.0)));
            }
        }
        let of_review = dataset.unanswered.iter().map(|t| (&t.name, &t.questions));
        let topics: Vec<_> = of_review.chain(language.off_topic.iter().map(|(name, questions)| (name, questions))).collect();
        for (place, (_, questions)) in topics.iter().enumerate() {
            for text in *questions {
                let question = reader.phrase(text, language);
                builder.post(&question.units, PhraseId(phrases.len() as u32));
                phrases.push(Phrase { asks_for: AsksFor::Nothing(place as u32), intent: question.intent, weight: 0.0 });
                read.push(question);
            }
        }
        let topics = topics.into_iter().map(|(name, _)| name.clone()).collect();
        Self { tells_number, units: figure_units, ..builder.finish(dataset, phrases, topics, &read) }
    }

    /// The number of a term, if any fact has it.
    pub fn term(&self, term: &str) -> Option<TermId> {
        self.terms.get(term).copied()
    }

    /// The facts that hold a term, with how firmly.
    pub fn facts(&self, term: TermId) -> &[(FactId, f32)] {
        &self.facts[term as usize]
    }

    /// The phrases that hold a term.
    pub fn phrases(&self, term: TermId) -> &[PhraseId] {
        &self.phrases_of[term as usize]
    }

    /// The entities of a fact.
    pub fn entities(&self, fact: FactId) -> &[EntityId] {
        &self.entities[fact.0 as usize]
    }

    /// How many facts there are.
    pub fn fact_count(&self) -> usize {
        self.entities.len()
    }

    /// How firmly a fact holds a unit, 0 to 1.
    pub fn firmness(&self, unit: &Unit, fact: FactId) -> f32 {
        let held = |(term, near): &(String, f32)| {
            let facts = self.facts(self.term(term)?);
            let at = facts.binary_search_by_key(&fact, |(f, _)| *f).ok()?;
            Some(near * facts[at].1)
        };
        unit.terms.iter().filter_map(held).fold(0.0, f32::max)
    }

    /// How well a fact's figure counts the unit, 0 to 1: "ships" of "how many ships".
    pub fn counts(&self, unit: &Unit, fact: FactId) -> f32 {
        let units = &self.units[fact.0 as usize];
        let counted = unit.terms.iter().filter(|(term, _)| self.term(term).is_some_and(|t| units.contains(&t)));
        counted.map(|(_, near)| *near).fold(0.0, f32::max)
    }

    /// Whether the statement of a fact has a number that is no date.
    pub fn tells_number(&self, fact: FactId) -> bool {
        self.tells_number[fact.0 as usize]
    }

    /// Whether an ask of the fact wants this kind of answer.
    pub fn asked_so(&self, fact: FactId, intent: Intent) -> bool {
        self.intents[fact.0 as usize].contains(&intent)
    }

    /// The weight of a term that no fact has: the highest that there is.
    pub fn most_rare(&self) -> f32 {
        self.most_rare
    }

    /// Whether any fact has the unit or something that counts as it.
    pub fn knows(&self, unit: &Unit) -> bool {
        unit.terms.iter().any(|(term, _)| self.term(term).is_some_and(|t| !self.facts(t).is_empty()))
    }

    /// What a unit weighs in a question: the rarer, the more.
    pub fn weight(&self, unit: &Unit) -> f32 {
        let held = |term: &str| self.term(term).filter(|t| !self.facts(*t).is_empty());
        let rarities = unit.terms.iter().filter_map(|(term, near)| held(term).map(|t| (self.rarity[t as usize], *near)));
        // The term itself decides; where it is unknown, the most telling of its synonyms.
        let rarity = rarities.max_by(|a, b| a.1.total_cmp(&b.1).then(a.0.total_cmp(&b.0))).map(|(rarity, _)| rarity);
        let weight = match (rarity, unit.kind) {
            (Some(rarity), _) if unit.weak => rarity * WEAK,
            (Some(rarity), _) => rarity,
            (None, UnitKind::Name(Named::Outside(_))) => self.most_rare,
            (None, _) if unit.weak => self.most_rare * WEAK * COMMON_UNKNOWN,
            (None, _) if unit.common => self.most_rare * COMMON_UNKNOWN,
            (None, _) => self.most_rare,
        };
        weight * unit.share
    }
}

/// The texts of a fact beside its asks, each with how firmly its words hold.
fn supporting_texts(dataset: &Dataset, fact: &Fact) -> Vec<(String, f32)> {
    let mut texts = vec![(fact.says.clone(), IN_SAYS)];
    texts.extend(fact.figure.iter().map(|f| (format!("{} {}", f.unit, f.counts), IN_ASK)));
    texts.extend(fact.members.iter().map(|m| (m.clone(), IN_SAYS)));
    if let Some(paragraph) = fact.paragraphs.first() {
        let section = dataset.section(*paragraph);
        texts.push((format!("{} {}", section.title, section.topics.join(" ")), IN_SECTION));
    }
    texts
}

impl Builder {
    fn term(&mut self, term: &str) -> TermId {
        if let Some(id) = self.terms.get(term) {
            return *id;
        }
        let id = self.facts.len() as TermId;
        self.terms.insert(term.to_owned(), id);
        self.facts.push(Vec::new());
        self.phrases_of.push(Vec::new());
        id
    }

    /// Adds the terms of a text to what a fact holds.
    fn note(&mut self, units: &[Unit], strength: f32, further: f32, strengths: &mut FxHashMap<TermId, f32>) {
        for term in own_terms(units) {
            let id = self.term(term);
            let held = strengths.entry(id).or_insert(0.0);
            *held = if *held >= strength { *held + further } else { strength };
        }
    }

    fn post(&mut self, units: &[Unit], phrase: PhraseId) {
        for term in own_terms(units) {
            let id = self.term(term) as usize;
            if self.phrases_of[id].last() != Some(&phrase) {
                self.phrases_of[id].push(phrase);
            }
        }
    }

    fn finish(self, dataset: &Dataset, phrases: Vec<Phrase>, topics: Vec<String>, read: &[Question]) -> Index {
        let count = dataset.facts.len() as f32;
        let rarity = |facts: &Vec<(FactId, f32)>| {
            // Facts that hold a term only by their section's heading say little of how rare it is.
            let holding = facts.iter().filter(|(_, strength)| *strength > IN_SECTION).count() as f32;
            (1.0 + (count - holding + 0.5) / (holding + 0.5)).ln()
        };
        let mut index = Index {
            rarity: self.facts.iter().map(rarity).collect(),
            most_rare: (1.0 + (count + 0.5) / 0.5).ln(),
            entities: dataset.facts.iter().map(|f| f.entities.clone()).collect(),
            intents: vec![Vec::new(); dataset.facts.len()],
            tells_number: Vec::new(),
            units: Vec::new(),
            topics,
            phrases,
            terms: self.terms,
            facts: self.facts,
            phrases_of: self.phrases_of,
        };
        for (i, question) in read.iter().enumerate() {
            index.phrases[i].weight = question.units.iter().map(|u| index.weight(u)).sum();
            let phrase = &index.phrases[i];
            let AsksFor::Fact(fact) = phrase.asks_for else { continue };
            let intents = &mut index.intents[fact.0 as usize];
            intents.extend(phrase.intent.filter(|intent| !intents.contains(intent)));
        }
        index
    }
}

/// The terms under which a text can be found: all but the weaker readings of its names (the places of a country).
fn own_terms(units: &[Unit]) -> impl Iterator<Item = &str> {
    units.iter().flat_map(|unit| {
        let name = matches!(unit.kind, UnitKind::Name(_));
        unit.terms.iter().filter(move |(term, near)| !name || *near >= 1.0 || !term.starts_with('@')).map(|(t, _)| t.as_str())
    })
}
