//! What is true of language, whatever the review: words, stems, spelling, dates, synonyms, kinds of question, small talk.
//!
//! It knows no facts. Its data is `data/language/`, built into the binary.

mod attributes;
mod calendar_words;
mod cues;
pub(crate) mod data;
mod dates;
mod english;
mod lexicon;
mod outside;
mod small_talk;
mod spelling;
mod stem;
mod vectors;
mod words;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

pub use attributes::{AttributeSet, Attributes};
pub use calendar_words::CalendarWords;
pub use cues::{Cue, Cues, Detail, Intent};
pub use dates::{DateMention, find as find_dates};
pub use english::Familiarity;
pub use lexicon::{Lexicon, Tongue};
pub use outside::OutsideName;
pub use small_talk::{SmallTalk, TalkKind};
pub use spelling::{Correction, Spelling};
pub use stem::Stems;
pub use vectors::{Gist, Gists, Vectors};
pub use words::{LONGEST_TEXT, MOST_SENTENCES, MOST_WORDS, Word, fold, joined, sentences, words};

/// Everything of `data/language/`, ready to use.
#[derive(Serialize, Deserialize)]
pub struct Language {
    /// Word forms.
    pub stems: Stems,
    /// Names of months and the words around dates.
    pub calendar: CalendarWords,
    /// What can be asked of nearly anything.
    pub attributes: Attributes,
    /// Cues of the kinds of question.
    pub cues: Cues,
    /// Sayings that ask nothing.
    pub small_talk: SmallTalk,
    /// Names of the world at large.
    pub outside: Vec<OutsideName>,
    /// Topics that no review answers: a name, and how people ask for it.
    pub off_topic: Vec<(String, Vec<String>)>,
    /// Other languages than English.
    pub lexicons: Vec<Lexicon>,
    /// Groups of words that stand for each other.
    pub synonyms: Vec<Vec<String>>,
    #[serde(skip, default = "english::English::built_in")]
    english: english::English,
    spellings: FxHashMap<String, String>,
    stop: FxHashSet<String>,
    weak: FxHashSet<String>,
    pointing: FxHashSet<String>,
    continuing: Vec<Vec<String>>,
}

impl Language {
    /// The language data that the binary carries.
    ///
    /// # Panics
    /// If a built-in file is broken, which a test of this module would have shown.
    pub fn built_in() -> Self {
        let forms: data::Forms = data::read("forms.toml");
        let stop: data::StopWords = data::read("stopwords.toml");
        let synonyms: data::Synonyms = data::read("synonyms.toml");
        let outside: data::Outside = data::read("outside.toml");
        let off_topic: data::OffTopic = data::read("off_topic.toml");
        let stems = Stems::new(forms.irregular);
        let lexicons = ["lexicon/ru.toml", "lexicon/tr.toml", "lexicon/az.toml"];
        Self {
            calendar: data::read("calendar.toml"),
            attributes: Attributes::new(data::read("attributes.toml"), &stems),
            cues: Cues::new(data::read("intents.toml")),
            small_talk: SmallTalk::new(data::read("smalltalk.toml")),
            outside: outside.name,
            off_topic: off_topic.topic.into_iter().map(|t| (t.name, t.questions)).collect(),
            lexicons: lexicons.iter().map(|file| Lexicon::new(data::read(file), &stems)).collect(),
            synonyms: synonyms.group.into_iter().map(|g| g.words).collect(),
            english: english::English::built_in(),
            spellings: forms.spellings,
            stop: stop.stop,
            weak: stop.weak,
            pointing: stop.pointing,
            continuing: stop.continuing.iter().map(|c| c.split(' ').map(str::to_owned).collect()).collect(),
            stems,
        }
    }

    /// The usual form of a chat spelling or a far misspelling: `u` is `you`.
    pub fn usual<'a>(&'a self, word: &'a str) -> &'a str {
        self.spellings.get(word).map_or(word, String::as_str)
    }

    /// Whether a word says nothing of what is asked for.
    pub fn is_stop(&self, word: &str) -> bool {
        self.stop.contains(word)
    }

    /// Whether a word counts only where little else is there.
    pub fn is_weak(&self, word: &str) -> bool {
        self.weak.contains(word)
    }

    /// Whether a word points back to what was talked about before.
    pub fn points_back(&self, word: &str) -> bool {
        self.pointing.contains(word)
    }

    /// How many words at the beginning continue an earlier question: `what about` are 2.
    pub fn continues(&self, words: &[Word]) -> usize {
        let begins = |start: &&Vec<String>| start.len() <= words.len() && start.iter().zip(words).all(|(a, b)| *a == b.text);
        self.continuing.iter().filter(begins).map(Vec::len).max().unwrap_or(0)
    }

    /// The most common words of English.
    pub fn common_words(&self) -> impl Iterator<Item = &str> {
        self.english.common()
    }

    /// Whether and how well known a word is in English.
    pub fn familiarity(&self, word: &str) -> Familiarity {
        self.english.familiarity(word)
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn the_built_in_data_reads() {
        let language = Language::built_in();
        assert!(language.is_stop("the") && !language.is_stop("embassy"));
        assert_eq!(language.usual("wich"), "which");
        assert_eq!(language.lexicons.len(), 3);
    }
}
