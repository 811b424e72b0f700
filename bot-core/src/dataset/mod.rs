//! What the review says: facts, names, sections. Read once at the start, never changed after.
//!
//! [`Dataset::built_in`] and [`Dataset::from_folder`] are the two ways to get one; both refuse data that does not pass
//! every check, with all problems in one report.

mod calendar;
mod checks;
mod entries;
mod files;
mod link;
mod printed;
mod problems;
mod schema;

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

pub use crate::when::{Precision, When};
pub use calendar::{Calendar, Day, Event};
pub use checks::{CHECKS, Check};
pub use printed::{Printed, check_against};
pub use problems::{Problem, Problems};

/// A fact by its place in [`Dataset::facts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FactId(pub u32);

/// An entity by its place in [`Dataset::entities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EntityId(pub u32);

/// A paragraph: a section by its place in [`Review::sections`], and the number within it, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ParagraphId {
    /// Place of the section in [`Review::sections`].
    pub section: u16,
    /// Number of the paragraph, from 1.
    pub number: u16,
}

/// One review with all that is known of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Dataset {
    /// The document itself.
    pub review: Review,
    /// All facts, in the order of the review.
    pub facts: Vec<Fact>,
    /// All names.
    pub entities: Vec<Entity>,
    /// Groups of words that stand for each other in this review's field.
    pub synonyms: Vec<Vec<String>>,
    /// Topics that people expect in it, and that it does not have.
    pub unanswered: Vec<Topic>,
    /// What happened when.
    pub calendar: Calendar,
    facts_by_key: FxHashMap<String, FactId>,
}

/// The document that the bot answers from.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Review {
    /// Short id, the same in links.
    pub id: String,
    /// Its title, as a reader would cite it.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// The day of publication, where it is known.
    pub published: Option<Date>,
    /// The year that it reviews.
    pub year: i16,
    /// The country (or other entity) whose review it is: naming it does not narrow a question down.
    pub home: Option<EntityId>,
    /// What it covers, for a greeting and for declines: "foreign policy of … in …".
    pub covers: String,
    /// How the bot introduces itself where a platform shows it, by language (ISO 639-1).
    pub introductions: BTreeMap<String, Introduction>,
    /// Units of its figures that are money: three capital letters (`USD`), and those that it names.
    pub money: Vec<String>,
    /// Its sections in order.
    pub sections: Vec<Section>,
}

/// How the bot introduces itself in a language.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Introduction {
    /// A line, at most 120 letters.
    pub short: String,
    /// A few sentences, at most 512 letters.
    pub long: String,
}

/// A topic that the review does not answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Topic {
    /// A noun phrase for a decline: "nothing about {name}".
    pub name: String,
    /// How people ask for it.
    pub questions: Vec<String>,
}

/// A section of the review.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Section {
    /// The first part of its paragraphs' ids: `climate`.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// How many numbered paragraphs it has.
    pub paragraphs: u16,
    /// Words by which people look for it.
    pub topics: Vec<String>,
}

/// One statement of the review, in our own words. The fields are described in `data/README.md`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Fact {
    /// The id of the data files.
    pub key: String,
    /// The statement, complete alone.
    pub says: String,
    /// Ways to ask for it; the first is fit to be shown.
    pub asks: Vec<String>,
    /// Look-alike questions that the review does not answer.
    pub near_misses: Vec<String>,
    /// Its number, if it has one.
    pub figure: Option<Figure>,
    /// Its time, if it has one.
    pub when: Option<When>,
    /// Whom and what it names, the most important first.
    pub entities: Vec<EntityId>,
    /// The members of a list, in the review's order, as they are shown.
    pub members: Vec<String>,
    /// Facts of which this is the whole.
    pub parts: Vec<FactId>,
    /// What it rests on; never empty.
    pub paragraphs: Vec<ParagraphId>,
    /// What a careful reader must know.
    pub caution: Option<String>,
    /// Numbers that we counted, as written.
    pub counted: Vec<String>,
    /// Words or numbers that differ from what is printed, as written.
    pub corrected: Vec<String>,
    /// The file in which it stands, for reports.
    pub file: String,
}

/// A number with what it counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The number itself, in full (`1300000000000`).
    pub value: f64,
    /// What is counted: `embassies`, `USD`, `%`, `ordinal`, `years`.
    pub unit: String,
    /// Of what, in a few words.
    pub counts: String,
    /// `more than`, `about`, …
    pub qualifier: Option<String>,
}

/// What kind of thing a name stands for: the file of the entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// `countries.toml`
    Country,
    /// `regions.toml`
    Region,
    /// `places.toml`
    Place,
    /// `people.toml`
    Person,
    /// `organizations.toml`
    Organization,
    /// `documents.toml`
    Document,
    /// `programmes.toml`
    Programme,
    /// `events.toml`
    Event,
}

impl Kind {
    /// Every kind with the stem of its file.
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::Country, "countries"),
        (Self::Region, "regions"),
        (Self::Place, "places"),
        (Self::Person, "people"),
        (Self::Organization, "organizations"),
        (Self::Document, "documents"),
        (Self::Programme, "programmes"),
        (Self::Event, "events"),
    ];

    /// Whether something of this kind can be the answer to "where".
    pub fn is_place(self) -> bool {
        matches!(self, Self::Country | Self::Region | Self::Place)
    }

    /// Whether something of this kind can be the answer to "who".
    pub fn can_act(self) -> bool {
        matches!(self, Self::Country | Self::Person | Self::Organization)
    }
}

/// A name with everything that people type for it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Entity {
    /// The id of the data files.
    pub key: String,
    /// Country, person, …
    pub kind: Kind,
    /// The name that answers show.
    pub name: String,
    /// What people type.
    pub aliases: Vec<String>,
    /// What stands in the review, but nobody types.
    pub printed: Vec<String>,
    /// A person's office.
    pub office: Option<String>,
    /// Where a place lies.
    pub within: Option<EntityId>,
    /// The file in which it stands, for reports.
    pub file: String,
}

impl Dataset {
    /// The review that the binary carries.
    ///
    /// # Errors
    /// Every problem of the data; a test keeps the built-in review free of them.
    pub fn built_in() -> Result<Self, Problems> {
        link::link(&files::built_in())
    }

    /// A review in a folder of the shape that `data/README.md` describes.
    ///
    /// # Errors
    /// The folder cannot be read, or its data has problems: all of them.
    pub fn from_folder(folder: &Path) -> Result<Self, Problems> {
        link::link(&files::read_folder(folder)?)
    }

    /// A fact.
    pub fn fact(&self, id: FactId) -> &Fact {
        &self.facts[id.0 as usize]
    }

    /// An entity.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0 as usize]
    }

    /// A fact by the id of the data files.
    pub fn find_fact(&self, key: &str) -> Option<FactId> {
        self.facts_by_key.get(key).copied()
    }

    /// All facts with their ids.
    pub fn facts_with_ids(&self) -> impl Iterator<Item = (FactId, &Fact)> {
        self.facts.iter().enumerate().map(|(i, fact)| (FactId(i as u32), fact))
    }

    /// All entities with their ids.
    pub fn entities_with_ids(&self) -> impl Iterator<Item = (EntityId, &Entity)> {
        self.entities.iter().enumerate().map(|(i, entity)| (EntityId(i as u32), entity))
    }

    /// An entity by the id of the data files.
    pub fn find_entity(&self, key: &str) -> Option<EntityId> {
        self.entities_with_ids().find(|(_, entity)| entity.key == key).map(|(id, _)| id)
    }

    /// The section of a paragraph.
    pub fn section(&self, paragraph: ParagraphId) -> &Section {
        &self.review.sections[paragraph.section as usize]
    }

    /// A paragraph's id as the review's readers cite it: `climate-1`.
    pub fn paragraph_key(&self, paragraph: ParagraphId) -> String {
        format!("{}-{}", self.section(paragraph).id, paragraph.number)
    }

    /// A paragraph by its id; case does not matter.
    pub fn find_paragraph(&self, key: &str) -> Option<ParagraphId> {
        self.review.find_paragraph(key)
    }

    /// The facts that rest on a paragraph, in order.
    pub fn facts_of(&self, paragraph: ParagraphId) -> impl Iterator<Item = FactId> {
        self.facts_with_ids().filter(move |(_, f)| f.paragraphs.contains(&paragraph)).map(|(id, _)| id)
    }
}

impl Review {
    /// A paragraph by its id, such as `climate-1`.
    pub fn find_paragraph(&self, key: &str) -> Option<ParagraphId> {
        let (section, number) = key.trim().rsplit_once('-')?;
        let number: u16 = number.parse().ok()?;
        let place = self.sections.iter().position(|s| s.id.eq_ignore_ascii_case(section))?;
        let exists = (1..=self.sections[place].paragraphs).contains(&number);
        exists.then_some(ParagraphId { section: place as u16, number })
    }
}

impl Fact {
    /// The question that is shown when this fact is suggested.
    pub fn suggestion(&self) -> &str {
        self.asks.first().map_or(self.says.as_str(), String::as_str)
    }
}

impl Entity {
    /// The name and all that people type for it.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let file = Self::ALL.iter().find(|(kind, _)| kind == self).map_or("", |(_, file)| file);
        f.write_str(file)
    }
}
