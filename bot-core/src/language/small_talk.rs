//! Sayings that ask nothing of the review: greetings, thanks, "who are you".

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::words::{Word, fold};

/// What a saying is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TalkKind {
    /// Hello.
    Greeting,
    /// Thank you.
    Thanks,
    /// Bye.
    Goodbye,
    /// Who are you?
    Identity,
    /// What can you do?
    Help,
    /// Well done.
    Praise,
    /// You are useless.
    Complaint,
    /// How are you?
    Wellbeing,
    /// Haha.
    Laughter,
    /// OK.
    Agreement,
}

/// The entry of a file: a kind and its sayings.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TalkGroup {
    kind: TalkKind,
    phrases: Vec<String>,
}

/// `data/language/smalltalk.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TalkFile {
    #[serde(default)]
    talk: Vec<TalkGroup>,
}

/// All sayings, ready to be found at any place of a text.
#[derive(Serialize, Deserialize)]
pub struct SmallTalk {
    phrases: FxHashMap<String, TalkKind>,
    /// The most words of a saying that begins with a word.
    longest_from: FxHashMap<String, usize>,
}

impl SmallTalk {
    /// From the file.
    pub fn new(file: TalkFile) -> Self {
        let phrases: FxHashMap<String, TalkKind> = file
            .talk
            .into_iter()
            .flat_map(|group| group.phrases.into_iter().map(move |p| (fold(&p), group.kind)))
            .filter(|(phrase, _)| !phrase.is_empty())
            .collect();
        let mut longest_from: FxHashMap<String, usize> = FxHashMap::default();
        for phrase in phrases.keys() {
            let longest = longest_from.entry(phrase.split(' ').next().unwrap_or(phrase).to_owned()).or_default();
            *longest = phrase.split(' ').count().max(*longest);
        }
        Self { phrases, longest_from }
    }

    /// All words of sayings, for the spelling.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.phrases.keys().flat_map(|p| p.split(' '))
    }

    /// The saying that begins at a word, if any: its kind and how many words it takes.
    pub fn at(&self, words: &[Word], start: usize) -> Option<(TalkKind, usize)> {
        let most = (*self.longest_from.get(&words[start].text)?).min(words.len() - start);
        (1..=most).rev().find_map(|length| {
            let texts: Vec<&str> = words[start..start + length].iter().map(|w| w.text.as_str()).collect();
            self.phrases.get(&texts.join(" ")).map(|kind| (*kind, length))
        })
    }

    /// All sayings of a text, from left to right without overlap: kind, first word, number of words.
    pub fn all(&self, words: &[Word]) -> Vec<(TalkKind, usize, usize)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            match self.at(words, at).filter(|(kind, length)| stands_apart(*kind, at, *length, words.len())) {
                Some((kind, length)) => {
                    found.push((kind, at, length));
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }
}

/// Whether a saying is one where it stands. A greeting or thanks may stand anywhere; other short sayings are ordinary
/// words too ("who got help"), unless they begin or end the message, and a call for help is all of it.
fn stands_apart(kind: TalkKind, start: usize, length: usize, words: usize) -> bool {
    let at_edge = start == 0 || start + length == words;
    match kind {
        TalkKind::Greeting | TalkKind::Thanks | TalkKind::Laughter | TalkKind::Goodbye => true,
        TalkKind::Help if length < 3 => length + 1 >= words,
        _ => length > 2 || at_edge,
    }
}
