//! The data files taken apart into entries, each with its file: no entry is judged here, and none is lost.

use serde::de::DeserializeOwned;
use toml::{Table, Value};

use super::Kind;
use super::files::DataFile;
use super::problems::Problem;
use super::schema::{RawEntity, RawFact, RawReview, RawTopic};

/// An entry with the file in which it stands.
#[derive(Debug, Clone)]
pub struct Entry<T> {
    /// Relative to the review's folder.
    pub file: String,
    /// The entry as it is written.
    pub raw: T,
}

/// Everything of a review's folder, unchecked.
#[derive(Debug, Default)]
pub struct Entries {
    /// `review.toml`; absent where there is none.
    pub review: Option<Entry<RawReview>>,
    /// All facts, by file and place.
    pub facts: Vec<Entry<RawFact>>,
    /// All entities with their kind.
    pub entities: Vec<(Kind, Entry<RawEntity>)>,
    /// What the review is expected to answer, and does not.
    pub topics: Vec<Entry<RawTopic>>,
    /// All groups of synonyms.
    pub groups: Vec<Entry<Vec<String>>>,
}

#[derive(Default, serde::Deserialize)]
struct RawGroup {
    #[serde(default)]
    words: Vec<String>,
}

/// Takes the files apart; what cannot be read becomes a problem, and the rest is still read.
pub fn read(files: &[DataFile]) -> (Entries, Vec<Problem>) {
    let mut entries = Entries::default();
    let mut problems = Vec::new();
    for file in files {
        let table: Table = match file.text.parse() {
            Ok(table) => table,
            Err(error) => {
                let error: toml::de::Error = error;
                let before = file.text.bytes().take(error.span().map_or(0, |span| span.start));
                let line = 1 + before.filter(|b| *b == b'\n').count();
                problems.push(Problem::new(
                    &file.path,
                    "",
                    "",
                    format!("is no TOML in line {line}: {}", one_line(error.message())),
                ));
                continue;
            }
        };
        read_file(&file.path, table, &mut entries, &mut problems);
    }
    if entries.review.is_none() {
        problems.push(Problem::new(
            "review.toml",
            "",
            "",
            "is missing or cannot be read: title, year, sections and home stand in it",
        ));
    }
    (entries, problems)
}

fn read_file(path: &str, table: Table, entries: &mut Entries, problems: &mut Vec<Problem>) {
    let (folder, name) = path.split_once('/').unwrap_or(("", path));
    let kind = Kind::ALL.iter().find(|(_, stem)| name.strip_suffix(".toml") == Some(stem)).map(|(kind, _)| *kind);
    match (folder, kind) {
        ("", _) if name == "review.toml" => {
            let raw = read_entry(path, "", Value::Table(table), problems);
            entries.review = raw.map(|raw| Entry { file: path.into(), raw });
        }
        ("", _) if name == "unanswered.toml" => entries.topics = read_list(path, "topic", table, problems),
        ("facts", _) => entries.facts.extend(read_list(path, "fact", table, problems)),
        ("entities", Some(kind)) => {
            let list = read_list(path, "entity", table, problems);
            entries.entities.extend(list.into_iter().map(|entry| (kind, entry)));
        }
        ("words", _) => {
            let list = read_list::<RawGroup>(path, "group", table, problems).into_iter();
            entries.groups.extend(list.map(|e| Entry { file: e.file, raw: e.raw.words }));
        }
        _ => problems.push(Problem::new(path, "", "", "has no place here: see data/README.md for the files of a review")),
    }
}

/// The entries `[[key]]` of a file.
fn read_list<T: DeserializeOwned>(path: &str, key: &str, table: Table, problems: &mut Vec<Problem>) -> Vec<Entry<T>> {
    let mut list = Vec::new();
    for (found, value) in table {
        match value {
            Value::Array(values) if found == key => {
                let entries = values.into_iter().enumerate().filter_map(|(i, value)| {
                    let id = value.get("id").and_then(Value::as_str).map_or(format!("{key} {}", i + 1), str::to_owned);
                    read_entry(path, &id, value, problems)
                });
                list.extend(entries.map(|raw| Entry { file: path.to_owned(), raw }));
            }
            _ => problems.push(Problem::new(
                path,
                "",
                &found,
                format!("unknown key: this file holds only [[{key}]], in double brackets"),
            )),
        }
    }
    list
}

/// One entry, with a problem for each key that nobody knows.
fn read_entry<T: DeserializeOwned>(path: &str, id: &str, value: Value, problems: &mut Vec<Problem>) -> Option<T> {
    let mut unknown = Vec::new();
    let read = serde_ignored::deserialize(value, |key| unknown.push(key.to_string().replace(".?", "")));
    problems.extend(unknown.iter().map(|key| Problem::new(path, id, key, "unknown key: see data/README.md for the fields")));
    read.map_err(|error: toml::de::Error| problems.push(Problem::new(path, id, "", plain(&error.to_string())))).ok()
}

/// A value of the wrong type, in the words of an editor.
fn plain(text: &str) -> String {
    let words = [
        ("invalid type: ", "wrong kind of value: "),
        ("expected a string", "expected a text in quotes"),
        ("expected a sequence", "expected a list in square brackets"),
        ("expected f64", "expected a number"),
        ("expected i16", "expected a whole number"),
        ("expected u16", "expected a whole number"),
    ];
    words.iter().fold(one_line(text), |text, (machine, human)| text.replace(machine, human))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
