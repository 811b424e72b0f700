//! From a text to a [`Question`].

use jiff::civil::Date;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::concepts::Concepts;
use super::focus::{counted, focus};
use super::intent::intent;
use super::names::{Names, name_stem};
use super::spans::Spans;
use super::stems::StemMemo;
use super::tokens::tokens;
use super::{Mention, Named, Question, Term, Unit, UnitKind};
use crate::dataset::{Dataset, Entity, EntityId, Kind};
use crate::language::{Correction, Familiarity, Intent, Language, Spelling, Tongue, Word, find_dates, fold, words};

/// Reads texts: a question of a person, or a phrase of the dataset.
#[derive(Serialize, Deserialize)]
pub struct Reader {
    /// The names that it knows.
    pub names: Names,
    concepts: Concepts,
    pub(super) spelling: Spelling,
    home: Option<EntityId>,
    /// By entity.
    kinds: Vec<Kind>,
    keys: Vec<String>,
    /// For a country, the places in it.
    places_in: Vec<Vec<EntityId>>,
    year: i16,
}

/// At most so many unknown words of a message are looked up by nearness: a question has fewer, and noise stays cheap.
const MOST_CORRECTIONS: usize = 24;

/// How well the parts of a name count as the name: "the summit in X" for "X summit".
const PART_OF_NAME: f32 = 0.5;
/// How well a name of one word counts as the word.
const NAME_AS_WORD: f32 = 0.9;
/// How well a place counts as its country.
const PLACE_OF_COUNTRY: f32 = 0.6;
/// A name that is written in ordinary words, such as "landmine conference", counts partly as the name and partly as
/// its words: others say it with other words.
const NAME_OF_DESCRIPTION: f32 = 0.6;
const WORD_OF_DESCRIPTION: f32 = 0.5;
/// How much an unknown word of up to three letters counts: a slip of the finger more often than a name.
const CRUMB: f32 = 0.3;
/// How much a place counts in "was X held in Y?", where it may be just what is wrong.
const DOUBTED: f32 = 0.3;
/// How well a synonym counts as the word itself.
const SYNONYM: f32 = 0.85;
/// How well a corrected word counts, by the number of wrong letters.
const CORRECTED: [f32; 3] = [1.0, 0.95, 0.85];

impl Reader {
    /// Knows the names of a dataset, and the words of names and synonyms; the words of phrases are learned as they are
    /// read.
    pub fn new(dataset: &Dataset, language: &Language, memo: &mut StemMemo) -> Self {
        let mut concepts = Concepts::default();
        concepts.add_groups(&language.synonyms, &language.stems, memo);
        concepts.add_groups(&dataset.synonyms, &language.stems, memo);
        let mut places_in = vec![Vec::new(); dataset.entities.len()];
        for (id, entity) in dataset.entities_with_ids() {
            if let Some(within) = entity.within {
                places_in[within.0 as usize].push(id);
            }
        }
        Self {
            names: Names::new(dataset, language, memo),
            concepts,
            spelling: spelling(dataset, language),
            home: dataset.review.home,
            kinds: dataset.entities.iter().map(|e| e.kind).collect(),
            keys: dataset.entities.iter().map(|e| e.key.clone()).collect(),
            places_in,
            year: dataset.review.year,
        }
    }

    /// Reads a person's text: any language that there is a lexicon for, misspelled words put right.
    pub fn question(&self, text: &str, language: &Language, today: Date) -> Question {
        let typed = words(text);
        let talk: usize = language.small_talk.all(&typed).iter().map(|(_, _, length)| length).sum();
        let (words, tongue) = if talk == typed.len() { (typed, Tongue::En) } else { self.in_english(typed, language) };
        let stems = |words: &[Word]| words.iter().map(|w| name_stem(&w.text, &language.stems)).collect::<Vec<_>>();
        let as_typed = stems(&words);
        let (words, corrected) = self.spelled(words, &as_typed, language);
        let stems = if corrected.is_empty() { as_typed } else { stems(&words) };
        let detail = language.cues.detail(&words);
        Question { detail, ..self.read(words, &stems, tongue, corrected, language, today) }
    }

    /// Reads a phrase of the dataset, as it stands, and learns its words; of those that people might type (`typed`) only the
    /// ones that exist, for some are misspelled on purpose.
    pub fn phrase(&mut self, text: &str, typed: bool, language: &Language, memo: &mut StemMemo) -> Question {
        let words = words(text);
        for word in &words {
            if !typed || language.familiarity(&word.text) > Familiarity::Unknown {
                self.spelling.add(&word.text);
            }
        }
        let stems: Vec<String> = words.iter().map(|w| memo.stem(&w.text, &language.stems).to_owned()).collect();
        self.read(words, &stems, Tongue::En, Vec::new(), language, Date::constant(self.year, 1, 1))
    }

    fn read(
        &self,
        words: Vec<Word>,
        stems: &[String],
        tongue: Tongue,
        corrected: Vec<(String, String)>,
        language: &Language,
        today: Date,
    ) -> Question {
        let talk = language.small_talk.all(&words);
        let spans = Spans::new(&words, &talk);
        let mut dates = find_dates(&words, &language.calendar, self.year, today);
        let mut mentions = self.names.find(stems);
        // "29" of a conference is no day, and "May" of a date no name.
        mentions.retain(|m| !dates.iter().any(|d| m.length == 1 && d.words.contains(&m.start)));
        dates.retain(|d| !mentions.iter().any(|m| m.start <= d.words.start && d.words.end <= m.start + m.length));
        let mut cues = language.cues.find(&words, spans.opening());
        cues.retain(|cue| !spans.is_talk(cue.start));
        // "How are you today?" asks for no day.
        if !talk.is_empty() && cues.is_empty() {
            dates.retain(|d| d.when.start != today);
        }
        let concepts = self.concepts.find(stems);
        let distance = |word: &str| corrected.iter().filter(|(_, w)| w == word).map(|(t, w)| strsim::osa_distance(t, w)).max();

        let word_unit = |at: usize| {
            let word = &words[at];
            let found = concepts.iter().filter(|c| (c.start..c.start + c.length).contains(&at));
            let near = CORRECTED[distance(&word.text).unwrap_or(0).min(2)];
            let synonyms = found.map(|c| (Term::Concept(c.concept), SYNONYM * near));
            let familiarity = language.familiarity(&word.text);
            let crumb = !word.is_number()
                && familiarity == Familiarity::Unknown
                && word.text.chars().count() <= 3
                && !self.spelling.knows(&word.text);
            Unit {
                text: word.text.clone(),
                at,
                kind: if word.is_number() { UnitKind::Number } else { UnitKind::Word },
                terms: std::iter::once((Term::stem(&stems[at]), near)).chain(synonyms).collect(),
                share: if crumb { CRUMB } else { 1.0 },
                weak: language.is_weak(&word.text) || crumb,
                common: familiarity == Familiarity::Common,
            }
        };
        let mut units = Vec::new();
        let mut at = 0;
        while at < words.len() {
            if let Some(mention) = mentions.iter().find(|m| m.start == at) {
                if !spans.is_talk(at) || mention.length > 1 {
                    let descriptive = is_descriptive(mention, &words, language);
                    let share = if descriptive { NAME_OF_DESCRIPTION } else { 1.0 };
                    units.push(Unit { share, ..self.name_unit(mention, &words, stems, language) });
                    if descriptive {
                        let inner = (at..at + mention.length).filter(|i| !language.is_stop(&words[*i].text));
                        units.extend(inner.map(|i| Unit { share: WORD_OF_DESCRIPTION, ..word_unit(i) }));
                    }
                }
                at += mention.length;
                continue;
            }
            let in_date = dates.iter().any(|d| d.words.contains(&at));
            if !in_date && !spans.is_talk(at) && !language.is_stop(&words[at].text) {
                units.push(word_unit(at));
            }
            at += 1;
        }
        merge_same(&mut units);
        if cues.iter().any(|c| c.intent == Intent::YesNo) {
            self.doubt_places(&mut units);
        }
        let opening = spans.opening();
        let follows = &words[opening.min(words.len())..];
        let points_back = language.continues(follows) > 0 || words.iter().any(|w| language.points_back(&w.text));
        let intent = intent(&words, &cues, opening);
        let in_date = |at: usize| dates.iter().any(|d| d.words.contains(&at));
        let is_said = |at: usize| !spans.is_talk(at) && !in_date(at);
        let tokens = tokens(stems, &mentions, &self.keys, is_said, intent, !dates.is_empty());
        Question {
            intent,
            attributes: language.attributes.of(tokens.iter().map(|token| &**token)),
            tokens,
            detail: None,
            counted: counted(&words, &cues, &units, language),
            focus: focus(&words, &units, language),
            only_talk: units.is_empty() && dates.is_empty() && !talk.is_empty() && cues.is_empty(),
            talk: talk.first().map(|(kind, _, _)| *kind),
            points_back,
            words,
            tongue,
            cues,
            dates,
            mentions,
            units,
            corrected,
        }
    }

    /// In a yes-or-no question about an event, a document or the like, a place beside it is what is asked, not what is
    /// looked for.
    fn doubt_places(&self, units: &mut [Unit]) {
        let kind = |unit: &Unit| match unit.kind {
            UnitKind::Name(Named::Entity(id)) => Some(self.kinds[id.0 as usize]),
            _ => None,
        };
        let about = |kind: Kind| matches!(kind, Kind::Event | Kind::Document | Kind::Programme);
        if units.iter().filter_map(kind).any(about) {
            for unit in units.iter_mut().filter(|u| kind(u).is_some_and(Kind::is_place)) {
                (unit.share, unit.weak) = (DOUBTED, true);
            }
        }
    }

    fn name_unit(&self, mention: &Mention, words: &[Word], stems: &[String], language: &Language) -> Unit {
        let range = mention.start..mention.start + mention.length;
        let text: Vec<&str> = words[range.clone()].iter().map(|w| w.text.as_str()).collect();
        let mut terms = Vec::new();
        if let Named::Entity(id) = mention.named {
            terms.push((Term::Entity(id), 1.0));
            terms.extend(self.places_in[id.0 as usize].iter().map(|place| (Term::Entity(*place), PLACE_OF_COUNTRY)));
        }
        if mention.length > 1 {
            for at in range.clone().filter(|at| !language.is_stop(&words[*at].text)) {
                terms.push((Term::stem(&stems[at]), PART_OF_NAME));
                // A name within the name: "Shusha" in "Shusha summit".
                let inner = self.names.at(&stems[..range.end], at).filter(|m| m.length < mention.length);
                if let Some(Named::Entity(id)) = inner.map(|m| m.named) {
                    terms.push((Term::Entity(id), PART_OF_NAME));
                }
            }
        } else {
            terms.push((Term::stem(&stems[mention.start]), NAME_AS_WORD));
        }
        let text = match mention.named {
            Named::Entity(_) => text.join(" "),
            Named::Outside(id) => language.outside[id as usize].name.clone(),
        };
        let home = matches!(mention.named, Named::Entity(id) if Some(id) == self.home);
        Unit { text, at: mention.start, kind: UnitKind::Name(mention.named), terms, share: 1.0, weak: home, common: false }
    }

    /// The words with those of another language replaced; names stay as they are.
    fn in_english(&self, typed: Vec<Word>, language: &Language) -> (Vec<Word>, Tongue) {
        let usual = |mut word: Word| {
            word.text = language.usual(&word.text).to_owned();
            word
        };
        let cyrillic = typed.iter().filter(|w| w.text.chars().any(|c| ('а'..='я').contains(&c))).count();
        let is_english = |w: &&Word| {
            let word = language.usual(&w.text);
            language.is_stop(word) || language.familiarity(word) == Familiarity::Common
        };
        let english = typed.iter().filter(is_english).count();
        let letters = typed.iter().filter(|w| !w.is_number()).count();
        let likely = language.lexicons.iter().filter_map(|lexicon| {
            let own_letters = lexicon.tongue == Tongue::Ru && cyrillic * 2 >= letters;
            if letters == 0 || !(own_letters || english * 2 < letters) {
                return None;
            }
            let markers = lexicon.markers_in(&typed);
            let known = lexicon.known_in(&typed, &language.stems);
            let fits = own_letters || markers > 0 || (letters > 2 && known * 2 >= letters && english * 3 <= letters);
            fits.then_some((markers + known, lexicon))
        });
        let Some((_, lexicon)) = likely.max_by_key(|(score, _)| *score) else {
            return (typed.into_iter().map(usual).collect(), Tongue::En);
        };
        let stems: Vec<String> = typed.iter().map(|w| name_stem(&w.text, &language.stems)).collect();
        let mut english = Vec::new();
        let mut at = 0;
        while at < typed.len() {
            let name = self.names.at(&stems, at);
            let translated = lexicon.at(&typed, at, &language.stems);
            let longer = translated.is_some_and(|(_, length)| name.is_none_or(|m| length > m.length));
            if let (Some((text, length)), true) = (translated, longer) {
                // A month that comes from another language is surely one.
                let month = |w: &Word| language.calendar.month(&w.text).is_some();
                english.extend(words(text).into_iter().map(|w| Word { opens_sentence: false, capital: month(&w), ..w }));
                at += length;
            } else {
                let length = name.map_or(1, |m| m.length);
                english.extend(typed[at..at + length].iter().cloned());
                if let Some(bare) = name.is_none().then(|| self.names.without_ending(&stems[at])).flatten() {
                    english.last_mut().into_iter().for_each(|word: &mut Word| bare.clone_into(&mut word.text));
                }
                at += length;
            }
        }
        (english, lexicon.tongue)
    }

    /// The words with unknown ones replaced by the nearest known; the words of a name stay as they are.
    fn spelled(&self, mut words: Vec<Word>, stems: &[String], language: &Language) -> (Vec<Word>, Vec<(String, String)>) {
        let mut corrected = Vec::new();
        let unknown =
            |w: &Word| !self.spelling.knows(&w.text) && language.familiarity(&w.text) != Familiarity::Common && !w.is_number();
        if !words.iter().any(unknown) {
            return (words, corrected);
        }
        let named = self.names.find(stems);
        let in_name = |at: usize| named.iter().any(|m| (m.start..m.start + m.length).contains(&at));
        let unknown = words.iter_mut().enumerate().filter(|(at, w)| unknown(w) && !in_name(*at)).map(|(_, word)| word);
        for word in unknown.take(MOST_CORRECTIONS) {
            // A rare word that exists is read as another only where one letter makes it one that we know.
            let exists = language.familiarity(&word.text) == Familiarity::Known;
            let likely = |c: &Correction| c.distance == 1 || !(exists || self.is_outside(&c.word, language));
            if let Some(found) = self.spelling.correct(&word.text).filter(likely) {
                corrected.push((std::mem::replace(&mut word.text, found.word.clone()), found.word));
            }
        }
        (words, corrected)
    }

    /// Whether a word is a name of the world at large: what is far from one is something else.
    fn is_outside(&self, word: &str, language: &Language) -> bool {
        let named = self.names.at(&[name_stem(word, &language.stems)], 0).map(|mention| mention.named);
        matches!(named, Some(Named::Outside(_)))
    }
}

/// Whether a name is written in ordinary words.
fn is_descriptive(mention: &Mention, words: &[Word], language: &Language) -> bool {
    let ordinary = |w: &Word| language.familiarity(&w.text) > Familiarity::Unknown;
    mention.length > 1 && words[mention.start..mention.start + mention.length].iter().all(ordinary)
}

/// The words of names, synonyms and cues.
fn spelling(dataset: &Dataset, language: &Language) -> Spelling {
    let mut spelling = Spelling::default();
    for text in language.synonyms.iter().chain(&dataset.synonyms).flatten() {
        fold(text).split(' ').for_each(|word| spelling.add(word));
    }
    let names = dataset.entities.iter().flat_map(Entity::names);
    let outside = language.outside.iter().flat_map(|n| n.aliases.iter().chain([&n.name]).map(String::as_str));
    for name in names.chain(outside) {
        // Among aliases are misspellings; of those of several words, only the words that exist can be what was meant.
        let words = fold(name);
        let alone = !words.contains(' ');
        let exists = |word: &&str| alone || language.familiarity(word) > Familiarity::Unknown;
        words.split(' ').filter(exists).for_each(|word| spelling.add(word));
    }
    language
        .cues
        .words()
        .chain(language.calendar.month_names())
        .chain(language.small_talk.words())
        .for_each(|word| spelling.add(word));
    spelling
}

/// A word said twice is asked once.
fn merge_same(units: &mut Vec<Unit>) {
    let mut seen = FxHashSet::default();
    units.retain(|unit| unit.terms.first().is_none_or(|(term, _)| seen.insert(term.clone())));
}
