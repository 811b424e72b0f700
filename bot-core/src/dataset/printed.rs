//! The dataset beside the review itself: every number, date and name of a fact stands in a paragraph that it cites.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use text2num::{Language as NumberWords, replace_numbers_in_text};

use super::problems::Problem;
use super::{Dataset, Fact};
use crate::language::{DateMention, Familiarity, Language, Word, find_dates, fold, words};
use crate::when::{Precision, When};

/// How much was proved.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Printed {
    /// Facts that were laid beside their paragraphs.
    pub facts: usize,
    /// Numbers of these.
    pub numbers: usize,
    /// Dates of these.
    pub dates: usize,
    /// Names of these.
    pub names: usize,
}

/// A line of the source: a paragraph of the review in its own words.
#[derive(Deserialize)]
struct Paragraph {
    id: String,
    text: String,
}

/// What the paragraphs of a fact hold, made ready to be searched.
struct Cited {
    folded: String,
    words: FxHashSet<String>,
    numbers: Vec<f64>,
    dates: Vec<DateMention>,
}

/// Checks all facts against the review's text: lines `{"id": "climate-1", "text": "…"}`; other keys are ignored.
///
/// # Errors
/// A line is not of that form, or a paragraph that a fact cites is not there.
pub fn check_against(dataset: &Dataset, language: &Language, source: &str) -> Result<(Printed, Vec<Problem>), Vec<Problem>> {
    let mut broken = Vec::new();
    let mut texts: FxHashMap<String, String> = FxHashMap::default();
    for (number, line) in source.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str::<Paragraph>(line) {
            Ok(paragraph) => drop(texts.insert(paragraph.id, paragraph.text)),
            Err(error) => broken.push(Problem::new("source", &format!("line {}", number + 1), "", error.to_string())),
        }
    }
    for paragraph in dataset.facts.iter().flat_map(|f| &f.paragraphs) {
        let key = dataset.paragraph_key(*paragraph);
        if !texts.contains_key(&key) && !broken.iter().any(|p| p.entry == key) {
            broken.push(Problem::new("source", &key, "", "is cited by a fact, and not in the source"));
        }
    }
    if !broken.is_empty() {
        return Err(broken);
    }
    let mut checker = Checker { dataset, language, printed: Printed::default(), problems: Vec::new() };
    for fact in &dataset.facts {
        let text: Vec<&str> = fact.paragraphs.iter().map(|p| texts[&dataset.paragraph_key(*p)].as_str()).collect();
        checker.fact(fact, &checker.cited(&text.join("\n")));
    }
    Ok((checker.printed, checker.problems))
}

struct Checker<'a> {
    dataset: &'a Dataset,
    language: &'a Language,
    printed: Printed,
    problems: Vec<Problem>,
}

impl Checker<'_> {
    fn cited(&self, text: &str) -> Cited {
        // `words` reads no more than a message may hold; paragraphs are longer.
        let read: Vec<Word> = chunks(text).flat_map(words).collect();
        let in_digits = replace_numbers_in_text(&text.replace('-', " "), &NumberWords::english(), 0.0);
        let numbers = chunks(text).chain(chunks(&in_digits)).flat_map(|chunk| values(&words(chunk)));
        Cited {
            folded: format!(" {} ", read.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ")),
            words: read.iter().map(|w| self.language.stems.english(&w.text)).collect(),
            numbers: numbers.collect(),
            dates: find_dates(&read, &self.language.calendar, self.dataset.review.year, self.new_year()),
        }
    }

    fn new_year(&self) -> jiff::civil::Date {
        jiff::civil::Date::constant(self.dataset.review.year, 1, 1)
    }

    fn fact(&mut self, fact: &Fact, cited: &Cited) {
        self.printed.facts += 1;
        let own = self.own(fact);
        for (field, text) in [("says", Some(&fact.says)), ("caution", fact.caution.as_ref())] {
            let Some(text) = text else { continue };
            let read = words(text);
            let dates = find_dates(&read, &self.language.calendar, self.dataset.review.year, self.new_year());
            self.numbers(fact, field, &read, &dates, cited, &own);
            self.dates(fact, field, &dates, cited, &own);
            self.names(fact, field, &read, &dates, cited, &own);
        }
        if let Some(figure) = &fact.figure {
            self.printed.numbers += 1;
            if !has_value(&cited.numbers, figure.value) && !has_value(&own.numbers, figure.value) {
                self.say(fact, "figure", format!("{} is not in {}", figure.value, self.where_cited(fact)));
            }
        }
        if let Some(when) = fact.when.filter(|w| !self.is_dated(w, cited, &own)) {
            self.say(fact, "when", format!("{when} is not in {}", self.where_cited(fact)));
        }
        for id in &fact.entities {
            self.printed.names += 1;
            let entity = self.dataset.entity(*id);
            let forms = entity.names().chain(entity.printed.iter().map(String::as_str));
            let stands = |form: &str| cited.folded.contains(&format!(" {} ", fold(form)));
            if !forms.into_iter().any(stands) && !own.words.contains(&fold(&entity.name)) {
                self.say(fact, "entities", format!("`{}` is not named in {}", entity.key, self.where_cited(fact)));
            }
        }
    }

    fn numbers(&mut self, fact: &Fact, field: &str, read: &[Word], dates: &[DateMention], cited: &Cited, own: &Own) {
        for (at, word) in read.iter().enumerate().filter(|(at, w)| w.is_number() && !within(dates, *at)) {
            self.printed.numbers += 1;
            let found = values(&read[at..(at + 2).min(read.len())]);
            let stands = |v: &f64| has_value(&cited.numbers, *v) || has_value(&own.numbers, *v);
            if !found.iter().any(stands) && word.text != self.dataset.review.year.to_string() {
                self.say(fact, field, format!("the number {} is not in {}", word.text, self.where_cited(fact)));
            }
        }
    }

    fn dates(&mut self, fact: &Fact, field: &str, dates: &[DateMention], cited: &Cited, own: &Own) {
        for mention in dates {
            self.printed.dates += 1;
            if !self.is_dated(&mention.when, cited, own) {
                self.say(fact, field, format!("the date {} is not in {}", mention.when, self.where_cited(fact)));
            }
        }
    }

    /// Whether the paragraphs date something so: with the same days, or days of theirs; the review's year goes without saying.
    fn is_dated(&self, when: &When, cited: &Cited, own: &Own) -> bool {
        let year = |y: i16| {
            y == self.dataset.review.year
                || has_value(&cited.numbers, f64::from(y))
                || has_value(&own.numbers, f64::from(y))
                || cited.dates.iter().chain(&own.dates).any(|d| d.when.start.year() == y || d.when.end.year() == y)
        };
        match when.precision {
            Precision::Year => year(when.start.year()) && year(when.end.year()),
            Precision::Month | Precision::Day => {
                let mut dates = cited.dates.iter().chain(&own.dates).map(|d| d.when);
                // A month is told where a day of it is; a day only where the day is.
                dates.any(|d| {
                    d.precision != Precision::Year
                        && (when.within(&d)
                            && d.precision >= when.precision
                            && (d.days() < 25 || when.precision == Precision::Month)
                            || (when.precision == Precision::Month && d.within(when)))
                })
            }
        }
    }

    fn names(&mut self, fact: &Fact, field: &str, read: &[Word], dates: &[DateMention], cited: &Cited, own: &Own) {
        for (at, word) in read.iter().enumerate() {
            let in_dictionary = self.language.familiarity(&word.text) > Familiarity::Unknown || self.language.is_stop(&word.text);
            let ordinary = word.opens_sentence && in_dictionary;
            if !word.capital || ordinary || word.is_number() || within(dates, at) {
                continue;
            }
            self.printed.names += 1;
            let stem = self.language.stems.english(&word.text);
            if !cited.words.contains(&stem) && !own.words.contains(&word.text) && !own.stems.contains(&stem) {
                self.say(fact, field, format!("the name {} is not in {}", word.text, self.where_cited(fact)));
            }
        }
    }

    /// What a fact may say beyond its paragraphs: what it marks as counted or corrected, the names of its entities,
    /// and who speaks.
    fn own(&self, fact: &Fact) -> Own {
        let marked: Vec<&str> = fact.counted.iter().chain(&fact.corrected).map(String::as_str).collect();
        let read: Vec<Word> = marked.iter().flat_map(|m| words(m)).collect();
        let entities = fact.entities.iter().chain(&self.dataset.review.home).map(|id| self.dataset.entity(*id));
        let mut stems: FxHashSet<String> = FxHashSet::default();
        for name in entities.flat_map(super::Entity::names).chain([self.dataset.review.publisher.as_str()]) {
            stems.extend(words(name).iter().map(|w| self.language.stems.english(&w.text)));
        }
        let dates =
            marked.iter().flat_map(|m| find_dates(&words(m), &self.language.calendar, self.dataset.review.year, self.new_year()));
        Own {
            numbers: values(&read),
            dates: dates.collect(),
            words: read.into_iter().map(|w| w.text).chain(marked.iter().map(|m| fold(m))).collect(),
            stems,
        }
    }

    fn where_cited(&self, fact: &Fact) -> String {
        let keys: Vec<String> = fact.paragraphs.iter().map(|p| self.dataset.paragraph_key(*p)).collect();
        keys.join(", ")
    }

    fn say(&mut self, fact: &Fact, field: &str, message: String) {
        self.problems.push(Problem::new(&fact.file, &fact.key, field, message));
    }
}

/// What a fact may say beyond its paragraphs.
struct Own {
    numbers: Vec<f64>,
    dates: Vec<DateMention>,
    words: FxHashSet<String>,
    stems: FxHashSet<String>,
}

/// Pieces that `words` reads whole, cut between words.
fn chunks(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let most = rest.char_indices().nth(1_000).map_or(rest.len(), |(at, _)| at);
        // A sentence's end keeps dates and names whole.
        let cut = if most == rest.len() { most } else { rest[..most].rfind(". ").map_or(most, |at| at + 1) };
        let (piece, after) = rest.split_at(cut);
        rest = after;
        Some(piece)
    })
}

fn within(dates: &[DateMention], at: usize) -> bool {
    dates.iter().any(|d| d.words.contains(&at))
}

fn has_value(values: &[f64], value: f64) -> bool {
    values.iter().any(|v| (v - value).abs() <= value.abs() * 1e-9)
}

/// The numbers of a text: in digits, as ordinals (also Roman), and with the thousand or million behind them.
fn values(read: &[Word]) -> Vec<f64> {
    let mut values = Vec::new();
    for (at, word) in read.iter().enumerate() {
        let digits = word.text.trim_end_matches(|c: char| c.is_alphabetic());
        let value = digits.parse::<f64>().ok().or_else(|| roman(word));
        let Some(value) = value else { continue };
        values.push(value);
        let scale = match read.get(at + 1).map_or("", |w| w.text.as_str()) {
            "thousand" => 1e3,
            "million" => 1e6,
            "billion" => 1e9,
            "trillion" => 1e12,
            _ => continue,
        };
        values.push(value * scale);
    }
    values
}

/// A Roman numeral of two letters or more, up to thirty-nine, as ordinals of meetings are written.
fn roman(word: &Word) -> Option<f64> {
    let digits = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    if !word.capital || word.text.len() < 2 {
        return None;
    }
    let tens = word.text.chars().take_while(|c| *c == 'x').count();
    let ones = digits.iter().position(|d| *d == &word.text[tens..])?;
    (tens <= 3 && tens + ones > 0).then_some((tens * 10 + ones) as f64)
}
