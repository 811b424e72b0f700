//! How the bot introduces itself where a platform shows it before anybody has asked: in its profile, in an empty chat.

use super::wording;
use crate::dataset::{Dataset, Introduction};
use crate::language::Tongue;

/// The bot's name, and what it says of itself.
pub struct Profile {
    /// The same in all languages.
    pub name: String,
    /// A line, at most 120 letters.
    pub short: String,
    /// A few sentences, at most 512 letters.
    pub long: String,
}

/// The longest texts that a platform shows, in letters.
const SHORT: usize = 120;
const LONG: usize = 512;

/// In a language; in English, made from the review itself, where the review has none.
pub fn of(dataset: &Dataset, tongue: Tongue) -> Profile {
    let written = |tongue: Tongue| dataset.review.introductions.get(tongue.code()).cloned();
    let made = || Introduction { short: cut(&wording::in_short(dataset), SHORT), long: cut(&wording::identity(dataset), LONG) };
    let Introduction { short, long } = written(tongue).or_else(|| written(Tongue::En)).unwrap_or_else(made);
    Profile { name: wording::NAME.to_owned(), short: short.trim().to_owned(), long: long.trim().to_owned() }
}

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most { text.to_owned() } else { text.chars().take(most - 1).chain(['…']).collect() }
}
