//! Other languages: a question's words replaced by English ones, so that the same facts can be found.

use any_ascii::any_ascii;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::stem::Stems;
use super::words::Word;

/// A language in which people ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tongue {
    /// English.
    En,
    /// Russian.
    Ru,
    /// Turkish.
    Tr,
    /// Azerbaijani.
    Az,
}

impl Tongue {
    /// The ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ru => "ru",
            Self::Tr => "tr",
            Self::Az => "az",
        }
    }
}

/// A file of `data/language/lexicon/`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LexiconFile {
    language: Tongue,
    name: String,
    note: String,
    markers: Vec<String>,
    words: FxHashMap<String, String>,
}

/// The words of one language with their English.
#[derive(Serialize, Deserialize)]
pub struct Lexicon {
    /// Which language.
    pub tongue: Tongue,
    /// Its English name.
    pub name: String,
    /// The line that is shown under an English answer, in the language itself.
    pub note: String,
    markers: FxHashSet<String>,
    exact: FxHashMap<String, String>,
    stems: FxHashMap<String, String>,
    longest: usize,
}

/// The shortest key that may be the beginning of a longer word.
const SHORTEST_PREFIX: usize = 4;
/// How many letters of endings a word may have behind such a key.
const LONGEST_ENDING: usize = 6;

impl Lexicon {
    /// From a file.
    pub fn new(file: LexiconFile, stems: &Stems) -> Self {
        let longest = file.words.keys().map(|k| k.split(' ').count()).max().unwrap_or(1);
        let single = file.words.iter().filter(|(key, _)| !key.contains(' '));
        let by_stem = single.map(|(key, english)| (stem(file.language, key, stems), english.clone())).collect();
        // Stems are those of the language's own letters.
        let file = with_latin_letters(file);
        Self {
            tongue: file.language,
            name: file.name,
            note: file.note,
            markers: file.markers.into_iter().collect(),
            exact: file.words,
            stems: by_stem,
            longest,
        }
    }

    /// How many of the words are typical of this language.
    pub fn markers_in(&self, words: &[Word]) -> usize {
        words.iter().filter(|w| self.markers.contains(&w.text)).count()
    }

    /// How many of the words it can translate.
    pub fn known_in(&self, words: &[Word], stems: &Stems) -> usize {
        words.iter().filter(|w| self.english(&w.text, stems).is_some()).count()
    }

    /// The English of the longest entry that begins at a word, and how many words it takes.
    pub fn at(&self, words: &[Word], start: usize, stems: &Stems) -> Option<(&str, usize)> {
        let most = self.longest.min(words.len() - start);
        let phrase = (2..=most).rev().find_map(|length| {
            let texts: Vec<&str> = words[start..start + length].iter().map(|w| w.text.as_str()).collect();
            self.exact.get(&texts.join(" ")).map(|english| (english.as_str(), length))
        });
        phrase.or_else(|| self.english(&words[start].text, stems).map(|english| (english, 1)))
    }

    fn english(&self, word: &str, stems: &Stems) -> Option<&str> {
        let by_prefix = || {
            let letters = word.chars().count();
            let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
            let prefixes = ends.enumerate().filter(|(i, _)| (SHORTEST_PREFIX..letters).contains(&(i + 1)));
            let near = prefixes.filter(|(i, _)| letters - (i + 1) <= LONGEST_ENDING);
            near.filter_map(|(_, end)| self.exact.get(&word[..end])).last()
        };
        self.exact.get(word).or_else(|| self.stems.get(&stem(self.tongue, word, stems))).or_else(by_prefix).map(String::as_str)
    }
}

/// The shortest marker that is one in Latin letters too: shorter ones are words of other languages.
const SHORTEST_LATIN_MARKER: usize = 5;

/// Many type Cyrillic words in Latin letters: a file that knows these too.
fn with_latin_letters(mut file: LexiconFile) -> LexiconFile {
    // As people type it: without the sign of softness, and with the commonest ending of adjectives.
    let latin = |word: &str| Some(any_ascii(word).replace('\'', "").replace("yy", "iy")).filter(|latin| latin != word);
    let words: Vec<_> = file.words.iter().filter_map(|(word, english)| Some((latin(word)?, english.clone()))).collect();
    for (word, english) in words {
        file.words.entry(word).or_insert(english);
    }
    let markers: Vec<_> = file.markers.iter().filter_map(|marker| latin(marker)).collect();
    file.markers.extend(markers.into_iter().filter(|marker| marker.len() >= SHORTEST_LATIN_MARKER));
    file
}

fn stem(tongue: Tongue, word: &str, stems: &Stems) -> String {
    match tongue {
        Tongue::En => stems.english(word),
        Tongue::Ru => stems.russian(word),
        Tongue::Tr | Tongue::Az => stems.turkish(word),
    }
}
