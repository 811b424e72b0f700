//! Word forms: `embassies` and `embassy` are one term.

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// Brings words of one language to their stems.
#[derive(Serialize, Deserialize)]
pub struct Stems {
    #[serde(skip, default = "stemmer_en")]
    english: Stemmer,
    #[serde(skip, default = "stemmer_ru")]
    russian: Stemmer,
    #[serde(skip, default = "stemmer_tr")]
    turkish: Stemmer,
    irregular: FxHashMap<String, String>,
}

impl Stems {
    /// With the irregular forms of English: `held` to `hold`.
    pub fn new(irregular: FxHashMap<String, String>) -> Self {
        Self { english: stemmer_en(), russian: stemmer_ru(), turkish: stemmer_tr(), irregular }
    }

    /// The stem of a folded English word.
    pub fn english(&self, word: &str) -> String {
        let base = self.irregular.get(word).map_or(word, String::as_str);
        if base.starts_with(|c: char| c.is_ascii_digit()) || !base.is_ascii() {
            return base.to_owned();
        }
        self.english.stem(&american(base)).into_owned()
    }

    /// The stem of a folded Russian word.
    pub fn russian(&self, word: &str) -> String {
        self.russian.stem(word).into_owned()
    }

    /// The stem of a folded Turkish or Azerbaijani word.
    pub fn turkish(&self, word: &str) -> String {
        self.turkish.stem(word).into_owned()
    }
}

fn stemmer_en() -> Stemmer {
    Stemmer::create(Algorithm::English)
}

fn stemmer_ru() -> Stemmer {
    Stemmer::create(Algorithm::Russian)
}

fn stemmer_tr() -> Stemmer {
    Stemmer::create(Algorithm::Turkish)
}

/// British endings in their American form, so that both have one stem.
fn american(word: &str) -> String {
    let endings = [("isation", "ization"), ("isations", "izations"), ("ising", "izing"), ("ised", "ized"), ("ise", "ize")];
    let long = word.len() > 6;
    let found = endings.iter().find(|(british, _)| long && word.ends_with(british));
    found.map_or_else(|| word.to_owned(), |(british, us)| format!("{}{us}", &word[..word.len() - british.len()]))
}

#[cfg(test)]
mod tests {
    use super::Stems;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        let irregular = [("held".to_owned(), "hold".to_owned())].into_iter().collect();
        let stems = Stems::new(irregular);
        for (a, b) in [("embassies", "embassy"), ("held", "holding"), ("organisations", "organization"), ("signed", "signing")] {
            assert_eq!(stems.english(a), stems.english(b), "{a} {b}");
        }
    }
}
