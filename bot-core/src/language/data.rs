//! The files of `data/language/`: their shapes, and how they are read out of the binary.

use include_dir::{Dir, include_dir};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::outside::OutsideName;

static FILES: Dir = include_dir!("$CARGO_MANIFEST_DIR/../data/language");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forms {
    pub spellings: FxHashMap<String, String>,
    pub irregular: FxHashMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StopWords {
    pub stop: FxHashSet<String>,
    pub weak: FxHashSet<String>,
    pub pointing: FxHashSet<String>,
    pub continuing: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Synonyms {
    #[serde(default)]
    pub group: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outside {
    #[serde(default)]
    pub name: Vec<OutsideName>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OffTopic {
    #[serde(default)]
    pub topic: Vec<OffTopicEntry>,
}

/// A topic that no review answers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OffTopicEntry {
    /// A noun phrase.
    pub name: String,
    /// How people ask for it.
    pub questions: Vec<String>,
}

/// What a built-in file holds.
pub fn bytes(file: &str) -> &'static [u8] {
    FILES.get_file(file).unwrap_or_else(|| panic!("data/language/{file} is missing")).contents()
}

/// The text of a built-in file.
pub fn text(file: &str) -> &'static str {
    std::str::from_utf8(bytes(file)).unwrap_or_else(|_| panic!("data/language/{file} is no text"))
}

/// A built-in file, read. The files are part of the binary, so a broken one is our mistake and found by the first test.
pub fn read<T: DeserializeOwned>(file: &str) -> T {
    toml::from_str(text(file)).unwrap_or_else(|error| panic!("data/language/{file}: {error}"))
}
