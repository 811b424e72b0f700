//! Which kind of answer is wanted, from the cues of a text.

use crate::language::{Cue, Intent, Word};

/// The kind of answer wanted. `opening` is the word at which the question begins, behind greetings.
pub fn intent(words: &[Word], cues: &[Cue], opening: usize) -> Option<Intent> {
    if let Some(cue) = cues.iter().find(|c| c.strong) {
        return Some(cue.intent);
    }
    let relative = |c: &Cue| c.intent == Intent::Who && c.start > opening && is_relative(words, c.start);
    let plain = |c: &&Cue| !matches!(c.intent, Intent::Calendar | Intent::YesNo) && !relative(c);
    // Within the same words the longer cue says more: `which city` before `which`.
    let longest_first = |c: &&Cue| (c.start, std::cmp::Reverse(c.length), c.intent);
    let first = cues.iter().filter(plain).min_by_key(longest_first);
    let yes_no = cues.iter().any(|c| c.intent == Intent::YesNo && c.start == opening);
    match first {
        // "Did they say how many …" begins with a verb, and still asks for the number.
        Some(cue) if yes_no && !matches!(cue.intent, Intent::What | Intent::About | Intent::Explain) => Some(cue.intent),
        _ if yes_no => Some(Intent::YesNo),
        Some(cue) if cue.intent == Intent::What => Some(specific(words, cues, cue)),
        Some(cue) => Some(cue.intent),
        None => None,
    }
}

/// A bare "what" or "which" gives way to a word behind it that says more: "what was the date of …".
fn specific(words: &[Word], cues: &[Cue], what: &Cue) -> Intent {
    let says_more = |c: &&Cue| c.start > what.start && matches!(c.intent, Intent::Figure | Intent::Date | Intent::Explain);
    if let Some(cue) = cues.iter().find(says_more).filter(|c| c.start <= what.start + what.length + 2) {
        return cue.intent;
    }
    let noun = words.get(what.start + what.length).map_or("", |w| w.text.as_str());
    let verb = matches!(noun, "was" | "is" | "does" | "has" | "this" | "us");
    if noun.len() > 3 && noun.ends_with('s') && !noun.ends_with("ss") && !verb { Intent::List } else { Intent::What }
}

/// Whether the "who" at a place only tells which people are meant: "the leaders who came".
fn is_relative(words: &[Word], at: usize) -> bool {
    let people =
        |word: &str| matches!(word, "people" | "those" | "one" | "men" | "women") || (word.len() > 4 && word.ends_with('s'));
    words[at].text == "who" && at > 0 && !words[at].opens_sentence && people(&words[at - 1].text)
}
