//! What a question asks for by name: the ships of "how many ships", the age limit of "what age limit applies".

use super::{Unit, UnitKind};
use crate::language::{Cue, Intent, Language, Word};

/// A noun with its attributes has at most so many words.
const LONGEST: usize = 3;

/// What a number is asked of: the units right behind "how many" or "number of", which touch each other: "separate
/// legal proceedings".
pub fn counted(words: &[Word], cues: &[Cue], units: &[Unit], language: &Language) -> Vec<usize> {
    let counts =
        |cue: &&Cue| cue.intent == Intent::Figure && matches!(words[cue.start + cue.length - 1].text.as_str(), "many" | "of");
    let behind = cues.iter().find(counts).map(|cue| cue.start + cue.length);
    behind.map_or_else(Vec::new, |behind| run(behind, units, language, words.len()))
}

/// What is asked for behind "which" and "what", as far as its words touch each other.
pub fn focus(words: &[Word], units: &[Unit], language: &Language) -> Vec<usize> {
    let asks = |word: &Word| matches!(word.text.as_str(), "what" | "which" | "whose");
    let behind = words.iter().position(asks).map(|at| at + 1);
    behind.map_or_else(Vec::new, |behind| run(behind, units, language, LONGEST))
}

/// The words from a place on that touch each other, with a gap of one before the first at most.
fn run(behind: usize, units: &[Unit], language: &Language, longest: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut next = behind + 1;
    for (place, unit) in units.iter().enumerate().filter(|(_, u)| u.at >= behind).take(longest) {
        if unit.at > next || unit.kind != UnitKind::Word {
            break;
        }
        next = unit.at + 1;
        if !language.is_weak(&unit.text) {
            found.push(place);
        }
    }
    found
}
