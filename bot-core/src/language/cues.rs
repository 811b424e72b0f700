//! The words that tell which kind of answer is wanted.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::words::Word;

/// The kind of answer wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Intent {
    /// Two things beside each other.
    Compare,
    /// Two figures added up.
    Sum,
    /// A number.
    Figure,
    /// A time.
    Date,
    /// A person, an organization, a country.
    Who,
    /// A place.
    Where,
    /// All of something.
    List,
    /// A reason, a purpose, a manner.
    Explain,
    /// All that is known of a name.
    About,
    /// Anything else that is asked.
    What,
    /// Whether it is so.
    YesNo,
    /// What there was on a day or in a period.
    Calendar,
}

impl Intent {
    /// The word for it in traces and files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Compare => "compare",
            Self::Sum => "sum",
            Self::Figure => "figure",
            Self::Date => "date",
            Self::Who => "who",
            Self::Where => "where",
            Self::List => "list",
            Self::Explain => "explain",
            Self::About => "about",
            Self::What => "what",
            Self::YesNo => "yesno",
            Self::Calendar => "calendar",
        }
    }
}

/// A cue found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cue {
    /// What it tells.
    pub intent: Intent,
    /// The first word of it.
    pub start: usize,
    /// How many words it has.
    pub length: usize,
    /// Whether it wins wherever it stands.
    pub strong: bool,
    /// A bit for each of its words that may be any word.
    wild: u32,
}

impl Cue {
    /// Whether it has a word of the text that is a word of the cue itself.
    pub fn has(&self, at: usize) -> bool {
        (self.start..self.start + self.length).contains(&at) && self.wild & (1 << (at - self.start)) == 0
    }
}

/// The entry of `data/language/intents.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueGroup {
    kind: Intent,
    #[serde(default)]
    strong: bool,
    #[serde(default)]
    opening: bool,
    cues: Vec<String>,
}

/// A detail that an answer has to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Detail {
    /// A sum of money.
    Money,
    /// A part of a hundred.
    Percent,
    /// A person's own name.
    Name,
    /// The members of a list.
    Members,
    /// A reason.
    Reason,
    /// Any number.
    Number,
    /// How long something lasts: a number of years, or its first and last day.
    Duration,
    /// A time.
    Date,
    /// A place.
    Place,
    /// A city or a village, not a whole country.
    City,
    /// A person, an organization or a country.
    Actor,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WantGroup {
    detail: Detail,
    cues: Vec<String>,
    #[serde(default)]
    with: Vec<String>,
}

/// `data/language/intents.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueFile {
    intent: Vec<CueGroup>,
    want: Vec<WantGroup>,
}

#[derive(Serialize, Deserialize)]
struct Pattern {
    words: Vec<String>,
    intent: Intent,
    strong: bool,
    opening: bool,
}

/// All cues, found by their first word.
#[derive(Serialize, Deserialize)]
pub struct Cues {
    by_first: FxHashMap<String, Vec<Pattern>>,
    wants: Vec<Want>,
    /// By the first word of a cue: the want whose cue it is, by its place, and the words of the cue.
    wants_from: FxHashMap<String, Vec<(usize, Vec<String>)>>,
}

/// A detail that is asked for by cues, where one of some words stands in the text too.
#[derive(Serialize, Deserialize)]
struct Want {
    detail: Detail,
    with: Vec<String>,
}

impl Cues {
    /// From the file.
    pub fn new(file: CueFile) -> Self {
        let mut by_first: FxHashMap<String, Vec<Pattern>> = FxHashMap::default();
        for group in file.intent {
            for cue in group.cues {
                let words: Vec<String> = cue.split(' ').map(str::to_owned).collect();
                let pattern = Pattern { intent: group.kind, strong: group.strong, opening: group.opening, words };
                by_first.entry(pattern.words[0].clone()).or_default().push(pattern);
            }
        }
        for patterns in by_first.values_mut() {
            patterns.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
        }
        let mut wants_from: FxHashMap<String, Vec<(usize, Vec<String>)>> = FxHashMap::default();
        for (place, want) in file.want.iter().enumerate() {
            for cue in &want.cues {
                let words: Vec<String> = cue.split(' ').map(str::to_owned).collect();
                wants_from.entry(words[0].clone()).or_default().push((place, words));
            }
        }
        let wants = file.want.into_iter().map(|want| Want { detail: want.detail, with: want.with }).collect();
        Self { by_first, wants, wants_from }
    }

    /// The detail that a text asks for by name, if any. In its cues `*` stands for a word and `NUMBER` for a number.
    pub fn detail(&self, words: &[Word]) -> Option<Detail> {
        let is = |cue: &String, word: &Word| cue == "*" || (cue == "NUMBER" && word.is_number()) || *cue == word.text;
        let stands = |cue: &[String], here: &[Word]| cue.len() <= here.len() && cue.iter().zip(here).all(|(c, w)| is(c, w));
        let with = |needed: &[String]| {
            needed.is_empty() || words.iter().any(|w| needed.iter().any(|n| n == w.text.trim_end_matches('s')))
        };
        let asked = words.iter().enumerate().flat_map(|(at, word)| {
            let number = word.is_number().then_some("NUMBER");
            let begun_by = [Some("*"), number, Some(word.text.as_str())].into_iter().flatten();
            let cues = begun_by.filter_map(|first| self.wants_from.get(first)).flatten();
            cues.filter(move |(_, cue)| stands(cue, &words[at..])).map(|(place, _)| *place)
        });
        // What stands first in the file goes first.
        asked.filter(|place| with(&self.wants[*place].with)).min().map(|place| self.wants[place].detail)
    }

    /// All cues of a text, the longest at each place. `opening` is the word at which the question itself begins.
    pub fn find(&self, words: &[Word], opening: usize) -> Vec<Cue> {
        let mut found: Vec<Cue> = Vec::new();
        for start in 0..words.len() {
            let Some(patterns) = self.by_first.get(&words[start].text) else { continue };
            let fits = |p: &&Pattern| {
                let here = &words[start..];
                (!p.opening || start == opening)
                    && p.words.len() <= here.len()
                    && p.words.iter().zip(here).all(|(cue, word)| cue == "*" || *cue == word.text)
            };
            let longest = patterns.iter().find(fits).map_or(0, |p| p.words.len());
            // Two kinds may share a cue; both are told.
            for p in patterns.iter().filter(fits).filter(|p| p.words.len() == longest) {
                let wild = p.words.iter().enumerate().filter(|(_, word)| *word == "*").fold(0, |bits, (at, _)| bits | 1 << at);
                found.push(Cue { intent: p.intent, start, length: longest, strong: p.strong, wild });
            }
        }
        found
    }

    /// All words of cues, for the spelling.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.by_first.values().flatten().flat_map(|p| p.words.iter().map(String::as_str)).filter(|w| *w != "*")
    }
}
