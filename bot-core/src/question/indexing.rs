//! How the index is made: every text of the dataset is read once, like a question.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::forest::Forest;
use super::index::{AsksFor, Index, Phrase, TermId};
use super::read::Reader;
use super::{Question, StemMemo, Term, Unit, UnitKind};
use crate::dataset::{Dataset, Fact, FactId};
use crate::language::{AttributeSet, Gists, Intent, Language, Vectors};

/// How firmly a fact holds a term that stands in its statement.
const IN_SAYS: f32 = 1.0;
/// The same for a term of its asks, for one ask and for each further one: the best of the values that were tried on
/// left-out asks.
const IN_ASK: f32 = 0.5;
const IN_FURTHER_ASK: f32 = 0.15;
/// The same for the words of its section's heading and topics.
const IN_SECTION: f32 = 0.3;

/// What is gathered while the texts are read.
struct Builder<'a> {
    reader: &'a mut Reader,
    language: &'a Language,
    memo: &'a mut StemMemo,
    terms: FxHashMap<Term, TermId>,
    facts: Vec<Vec<(FactId, f32)>>,
    terms_of_phrases: Vec<TermId>,
    ends_of_terms: Vec<u32>,
    phrases: Vec<Phrase>,
    /// By phrase: its units, for their weight is known only when all texts are read.
    units: Vec<Vec<Unit>>,
    /// By fact.
    intents: Vec<Vec<Intent>>,
    tells_number: Vec<bool>,
    figure_units: Vec<Vec<TermId>>,
    attributes: Vec<AttributeSet>,
    phrases_of_fact: Vec<Range<u32>>,
    vectors: Vectors,
    phrase_gists: Gists,
    fact_gists: Gists,
    topic_gists: Gists,
    phrases_of_topic: Vec<Range<u32>>,
}

impl Index {
    /// Reads all texts of a dataset; the reader learns their words.
    pub fn new(dataset: &Dataset, reader: &mut Reader, language: &Language, memo: &mut StemMemo) -> Self {
        let mut builder = Builder {
            reader,
            language,
            memo,
            terms: FxHashMap::default(),
            facts: Vec::new(),
            terms_of_phrases: Vec::new(),
            ends_of_terms: Vec::new(),
            phrases: Vec::new(),
            units: Vec::new(),
            intents: vec![Vec::new(); dataset.facts.len()],
            tells_number: Vec::new(),
            figure_units: Vec::new(),
            attributes: Vec::new(),
            phrases_of_fact: Vec::new(),
            vectors: Vectors::built_in(),
            phrase_gists: Gists::default(),
            fact_gists: Gists::default(),
            topic_gists: Gists::default(),
            phrases_of_topic: Vec::new(),
        };
        for (id, fact) in dataset.facts_with_ids() {
            builder.fact(id, fact, dataset);
        }
        let of_review = dataset.unanswered.iter().map(|t| (&t.name, &t.questions));
        let topics: Vec<_> = of_review.chain(language.off_topic.iter().map(|(name, questions)| (name, questions))).collect();
        for (place, (_, questions)) in topics.iter().enumerate() {
            builder.topic(place, questions);
        }
        builder.finish(dataset, topics.into_iter().map(|(name, _)| name.clone()).collect())
    }
}

impl Builder<'_> {
    fn read(&mut self, text: &str) -> Question {
        self.reader.phrase(text, false, self.language, self.memo)
    }

    fn read_typed(&mut self, text: &str) -> Question {
        self.reader.phrase(text, true, self.language, self.memo)
    }

    fn fact(&mut self, id: FactId, fact: &Fact, dataset: &Dataset) {
        let mut strengths: FxHashMap<TermId, f32> = FxHashMap::default();
        let says = self.read(&fact.says);
        self.fact_gists.push(self.vectors.gist(&says.tokens).as_ref());
        let mut attributes = says.attributes;
        let first = self.phrases.len() as u32;
        let year = dataset.review.year.to_string();
        self.tells_number.push(says.units.iter().any(|u| u.kind == UnitKind::Number && u.text != year));
        self.note(&says.units, IN_SAYS, 0.0, &mut strengths);
        for (text, strength) in supporting_texts(dataset, fact) {
            let read = self.read(&text);
            attributes = attributes.with(read.attributes);
            self.note(&read.units, strength, 0.0, &mut strengths);
        }
        for entity in &fact.entities {
            let term = self.term(&Term::Entity(*entity));
            strengths.insert(term, IN_SAYS);
        }
        for text in &fact.asks {
            let question = self.read_typed(text);
            attributes = attributes.with(question.attributes);
            self.note(&question.units, IN_ASK, IN_FURTHER_ASK, &mut strengths);
            let intents = &mut self.intents[id.0 as usize];
            intents.extend(question.intent.filter(|intent| !intents.contains(intent)));
            self.post(question, AsksFor::Fact(id));
        }
        for text in &fact.near_misses {
            let question = self.read_typed(text);
            self.post(question, AsksFor::NearMiss(id));
        }
        self.attributes.push(attributes);
        self.phrases_of_fact.push(first..self.phrases.len() as u32);
        let unit = fact.figure.as_ref().map(|f| self.read(&f.unit).units).unwrap_or_default();
        let unit = own_terms(&unit).map(|term| self.term(term)).collect();
        self.figure_units.push(unit);
        for (term, strength) in strengths {
            self.facts[term as usize].push((id, strength.min(1.0)));
        }
    }

    fn topic(&mut self, place: usize, questions: &[String]) {
        let first = self.phrases.len() as u32;
        let mut tokens = Vec::new();
        for text in questions {
            let question = self.read_typed(text);
            tokens.extend_from_slice(&question.tokens);
            self.post(question, AsksFor::Nothing(place as u32));
        }
        self.topic_gists.push(self.vectors.gist(&tokens).as_ref());
        self.phrases_of_topic.push(first..self.phrases.len() as u32);
    }

    fn term(&mut self, term: &Term) -> TermId {
        if let Some(id) = self.terms.get(term) {
            return *id;
        }
        let id = self.facts.len() as TermId;
        self.terms.insert(term.clone(), id);
        self.facts.push(Vec::new());
        id
    }

    /// Adds the terms of a text to what a fact holds.
    fn note(&mut self, units: &[Unit], strength: f32, further: f32, strengths: &mut FxHashMap<TermId, f32>) {
        for term in own_terms(units) {
            let held = strengths.entry(self.term(term)).or_insert(0.0);
            *held = if *held >= strength { *held + further } else { strength };
        }
    }

    /// Adds a phrase with its terms.
    fn post(&mut self, question: Question, asks_for: AsksFor) {
        let mut terms: Vec<TermId> = own_terms(&question.units).map(|term| self.term(term)).collect();
        terms.sort_unstable();
        terms.dedup();
        self.terms_of_phrases.extend(terms);
        self.ends_of_terms.push(self.terms_of_phrases.len() as u32);
        self.phrase_gists.push(self.vectors.gist(&question.tokens).as_ref());
        self.phrases.push(Phrase { asks_for, intent: question.intent, weight: 0.0 });
        self.units.push(question.units);
    }

    fn finish(self, dataset: &Dataset, topics: Vec<String>) -> Index {
        let count = dataset.facts.len() as f32;
        let rarity = |facts: &Vec<(FactId, f32)>| {
            // Facts that hold a term only by their section's heading say little of how rare it is.
            let holding = facts.iter().filter(|(_, strength)| *strength > IN_SECTION).count() as f32;
            (1.0 + (count - holding + 0.5) / (holding + 0.5)).ln()
        };
        let mut index = Index {
            rarity: self.facts.iter().map(rarity).collect(),
            most_rare: (1.0 + (count + 0.5) / 0.5).ln(),
            intents: self.intents,
            tells_number: self.tells_number,
            attributes: self.attributes,
            phrases_of_fact: self.phrases_of_fact,
            forest: Forest::built_in(),
            vectors: self.vectors,
            phrase_gists: self.phrase_gists,
            fact_gists: self.fact_gists,
            topic_gists: self.topic_gists,
            phrases_of_topic: self.phrases_of_topic,
            units: self.figure_units,
            topics,
            phrases: self.phrases,
            terms: self.terms,
            facts: self.facts,
            terms_of_phrases: self.terms_of_phrases,
            ends_of_terms: self.ends_of_terms,
        };
        let weights: Vec<f32> = self.units.iter().map(|units| units.iter().map(|u| index.weight(u)).sum()).collect();
        for (phrase, weight) in index.phrases.iter_mut().zip(weights) {
            phrase.weight = weight;
        }
        index
    }
}

/// The texts of a fact beside its statement and its asks, each with how firmly its words hold.
fn supporting_texts(dataset: &Dataset, fact: &Fact) -> Vec<(String, f32)> {
    let mut texts: Vec<(String, f32)> = Vec::new();
    texts.extend(fact.figure.iter().map(|f| (format!("{} {}", f.unit, f.counts), IN_ASK)));
    texts.extend(fact.members.iter().map(|m| (m.clone(), IN_SAYS)));
    if let Some(paragraph) = fact.paragraphs.first() {
        let section = dataset.section(*paragraph);
        texts.push((format!("{} {}", section.title, section.topics.join(" ")), IN_SECTION));
    }
    texts
}

/// The terms under which a text can be found: all but the weaker readings of its names (the places of a country).
fn own_terms(units: &[Unit]) -> impl Iterator<Item = &Term> {
    units.iter().flat_map(|unit| {
        let name = matches!(unit.kind, UnitKind::Name(_));
        let found = move |(term, near): &&(Term, f32)| !name || *near >= 1.0 || !matches!(term, Term::Entity(_));
        unit.terms.iter().filter(found).map(|(term, _)| term)
    })
}
