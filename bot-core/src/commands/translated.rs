//! A line for menus in the languages of the people who see them.

use crate::language::Tongue;

/// The same line in each language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Translated {
    /// English: also for every language that is not here.
    pub en: &'static str,
    /// Azerbaijani.
    pub az: &'static str,
    /// Russian.
    pub ru: &'static str,
    /// Turkish.
    pub tr: &'static str,
}

impl Translated {
    /// The line in a language.
    pub fn to(&self, tongue: Tongue) -> &'static str {
        match tongue {
            Tongue::En => self.en,
            Tongue::Az => self.az,
            Tongue::Ru => self.ru,
            Tongue::Tr => self.tr,
        }
    }
}
