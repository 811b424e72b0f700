//! What people type behind `/subscribe`: an hour, a zone by any of its names, how often, what comes on quiet days; in any order.
//!
//! An offset alone, `utc+4`, is refused with a choice of the zones that have it now: it does not say whether clocks are
//! changed there in summer, and a post that moves by an hour twice a year is what people complain of. Who wants a fixed
//! offset can name the zone that has it, `Etc/GMT-4`, whose sign is the other way round; it is among the choices.

mod clock;
mod offset;
mod phrases;
mod places;
mod wrong;

use jiff::Timestamp;

use super::{Hour, Quiet, Rhythm};
use crate::language::words;
use clock::Clock;
use phrases::{Meaning, Phrases};
pub use wrong::Wrong;

/// What somebody asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// No more posts.
    Off,
    /// Posts, with what was said of them.
    Posts(Given),
}

/// What was said of the posts; what was not is for the reader to fill in, or to leave as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// When.
    pub hour: Option<Hour>,
    /// Where: the name that the zone has in the database today, also where an older one was typed.
    pub zone: Option<String>,
    /// How often.
    pub rhythm: Option<Rhythm>,
    /// What comes on quiet days.
    pub quiet: Option<Quiet>,
}

/// Reads what people type.
pub struct Asking {
    phrases: Phrases,
}

/// How much of a text is read, in Unicode scalar values.
const LONGEST: usize = 200;

impl Asking {
    /// With the words and names of `data/language/` and those of the time zone database.
    ///
    /// # Panics
    /// If a built-in file is broken, which a test would have shown.
    pub fn built_in() -> Self {
        Self { phrases: Phrases::built_in() }
    }

    /// Reads a text. The moment tells which zones have an offset.
    ///
    /// # Errors
    /// What was wrong, if anything was: nothing is guessed and nothing passed over.
    pub fn read(&self, text: &str, now: Timestamp) -> Result<Asked, Wrong> {
        let text: String = text.trim().chars().take(LONGEST).collect();
        if text.is_empty() {
            return Ok(Asked::Posts(Given::default()));
        }
        let mut found = Found::default();
        let rest = places::take_names(&text, &mut found)?;
        if let Some(offset) = offset::find(&rest) {
            return offset.zone(now, &self.phrases).map_or_else(Err, |(zone, rest)| {
                found.zone(zone)?;
                self.read_words(&rest, found)
            });
        }
        self.read_words(&rest, found)
    }

    fn read_words(&self, text: &str, mut found: Found) -> Result<Asked, Wrong> {
        let words = words(text);
        let mut at = 0;
        let mut run = Vec::new();
        while at < words.len() {
            let phrase = self.phrases.at(&words[at..]);
            match phrase {
                Some((Meaning::Zones(_), length)) => {
                    run.extend(&words[at..at + length]);
                    at += length;
                    continue;
                }
                Some((meaning, length)) => {
                    found.meaning(meaning, &words[at].text)?;
                    at += length;
                }
                None => {
                    let Some(length) = found.clock.read(&words[at..])? else {
                        run.push(&words[at]);
                        at += 1;
                        continue;
                    };
                    at += length;
                }
            }
            self.end_run(&mut run, &mut found)?;
        }
        self.end_run(&mut run, &mut found)?;
        found.finish(text)
    }

    /// What the words since the last one of another meaning are: the name of a zone, or some word that is misspelled.
    fn end_run(&self, run: &mut Vec<&crate::language::Word>, found: &mut Found) -> Result<(), Wrong> {
        let texts: Vec<&str> = run.drain(..).map(|word| word.text.as_str()).collect();
        if texts.is_empty() {
            return Ok(());
        }
        match places::resolve(&texts, &self.phrases)? {
            Meaning::Zones(places) => found.zones(&texts.join(" "), places.zones),
            meaning => found.meaning(&meaning, &texts.join(" ")),
        }
    }

    /// Zones that a beginning may mean, for a list to choose from: the name as people know it, and the zone. Without a
    /// beginning, those that most are in.
    pub fn complete(&self, beginning: &str, most: usize) -> Vec<(String, String)> {
        places::complete(beginning, most, &self.phrases)
    }

    /// A refusal in words, with an example that works.
    pub fn explain(&self, wrong: &Wrong) -> String {
        wrong.sentence(&self.phrases.examples)
    }
}

/// What was found so far.
#[derive(Default)]
struct Found {
    given: Given,
    clock: Clock,
    off: bool,
    weekly: bool,
}

impl Found {
    fn meaning(&mut self, meaning: &Meaning, word: &str) -> Result<(), Wrong> {
        match meaning {
            Meaning::Off => self.off = true,
            Meaning::Around => {}
            Meaning::Weekly => self.weekly = true,
            Meaning::Rhythm(rhythm) => return once(&mut self.given.rhythm, *rhythm, "how often"),
            Meaning::Quiet(quiet) => return once(&mut self.given.quiet, *quiet, "what comes on quiet days"),
            Meaning::Named(hour) => return self.clock.named(*hour),
            Meaning::Half(half) => return self.clock.half(*half, word),
            Meaning::Zones(places) => return self.zones(word, places.zones.clone()),
        }
        Ok(())
    }

    fn zones(&mut self, text: &str, mut zones: Vec<String>) -> Result<(), Wrong> {
        if zones.len() > 1 {
            return Err(Wrong::Which { text: text.to_owned(), zones });
        }
        zones.pop().map_or(Ok(()), |zone| self.zone(zone))
    }

    fn zone(&mut self, zone: String) -> Result<(), Wrong> {
        once(&mut self.given.zone, zone, "the time zone")
    }

    fn finish(mut self, text: &str) -> Result<Asked, Wrong> {
        self.given.hour = self.clock.finish()?;
        let nothing = self.given == Given::default();
        if self.off {
            return if nothing && !self.weekly { Ok(Asked::Off) } else { Err(Wrong::OffWithMore) };
        }
        if self.weekly && !matches!(self.given.rhythm, Some(Rhythm::Weekly(_))) {
            return Err(if self.given.rhythm.is_some() { Wrong::Twice { what: "how often" } } else { Wrong::WhichDay });
        }
        // Words that say nothing, and nothing else.
        if nothing { Err(Wrong::Unknown { text: text.trim().to_owned() }) } else { Ok(Asked::Posts(self.given)) }
    }
}

/// Takes what is said once, or the same again.
fn once<T: PartialEq>(place: &mut Option<T>, value: T, what: &'static str) -> Result<(), Wrong> {
    if place.as_ref().is_some_and(|earlier| *earlier != value) {
        return Err(Wrong::Twice { what });
    }
    *place = Some(value);
    Ok(())
}
