//! From a person's text to words: Unicode compatibility forms, case, accents and width are evened out here and nowhere else.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// How much of a message is read, in Unicode scalar values: longer than any question, short enough to stay within microseconds.
pub const LONGEST_TEXT: usize = 2_000;

/// The most sentences of a message that are read one by one.
pub const MOST_SENTENCES: usize = 4;

/// The most words of a message that are read.
pub const MOST_WORDS: usize = 200;

/// What stands behind an apostrophe and belongs to the word.
const ENGLISH_ENDINGS: [&str; 5] = ["t", "re", "ll", "ve", "clock"];

/// A word of a text, evened out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Small letters without accents, or a number with a `.` before its decimals.
    pub text: String,
    /// Whether it began with a capital letter.
    pub capital: bool,
    /// The character between this word and the one before, where they touch: the `-` of `2-3`.
    pub joined: Option<char>,
    /// Whether a sentence ended between the word before and this one.
    pub opens_sentence: bool,
}

impl Word {
    /// Whether it is written in digits.
    pub fn is_number(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Its value, if it is a whole number written in digits.
    pub fn whole_number(&self) -> Option<i64> {
        self.text.parse().ok()
    }
}

/// The words of a text. Markup tags, emoji and invisible characters are dropped; digits and letters that touch are
/// taken apart (`COP29` is `cop 29`), except ordinals (`3rd`).
pub fn words(text: &str) -> Vec<Word> {
    let cut = text.char_indices().nth(LONGEST_TEXT).map_or(text, |(at, _)| &text[..at]);
    // Most texts are ASCII, whose forms are even already.
    let even: Cow<str> = if cut.is_ascii() { cut.into() } else { cut.nfkc().collect::<String>().into() };
    let mut reader = Reader::default();
    let plain = without_tags(&even);
    let mut chars = plain.chars().peekable();
    while let Some(c) = chars.next() {
        if reader.words.len() >= MOST_WORDS {
            break;
        }
        reader.take(c, chars.peek().copied());
    }
    reader.finish()
}

/// The sentences of a text, by the rules of Unicode; at most four, the rest is not read by itself.
pub fn sentences(text: &str) -> Vec<&str> {
    let cut = text.char_indices().nth(LONGEST_TEXT).map_or(text, |(at, _)| &text[..at]);
    // Three dots end a thought, whatever follows; before a colon stands what is said around a question.
    let ends = ["...", "…", "．．．", ": "];
    let thoughts = cut.unicode_sentences().flat_map(|sentence| {
        ends.iter().fold(vec![sentence], |parts, end| parts.into_iter().flat_map(|part| part.split(end)).collect())
    });
    thoughts.filter(|t| t.chars().any(char::is_alphanumeric)).take(MOST_SENTENCES).collect()
}

/// The questions that a sentence joins by "and": "how many were there, and who led them?"
pub fn joined(sentence: &str) -> Vec<&str> {
    let mut parts = vec![sentence];
    while parts.len() < MOST_SENTENCES {
        let last = parts[parts.len() - 1];
        let small = last.to_ascii_lowercase();
        let Some(cut) = JOINTS.iter().filter_map(|joint| small.find(joint)).min() else { break };
        // What stands before has to be a question by itself: "when and where was it" and "how many women and how many men
        // came" are one.
        if !small[..cut].split_whitespace().any(|word| VERBS.contains(&word)) {
            break;
        }
        parts.pop();
        parts.push(&last[..cut]);
        parts.push(&last[cut + " and ".len()..]);
    }
    parts
}

/// What joins two questions.
const JOINTS: [&str; 8] =
    [" and how ", " and who ", " and when ", " and where ", " and what ", " and which ", " and why ", " and whom "];
/// One of these stands in nearly every whole question.
const VERBS: [&str; 14] =
    ["is", "are", "was", "were", "did", "do", "does", "has", "have", "had", "will", "stands", "took", "signed"];

/// The words of a text with single spaces between: two texts with the same fold are the same to us.
pub fn fold(text: &str) -> String {
    let words: Vec<String> = words(text).into_iter().map(|w| w.text).collect();
    words.join(" ")
}

#[derive(Default)]
struct Reader {
    words: Vec<Word>,
    current: String,
    capital: bool,
    /// What was seen since the last word.
    between: Option<char>,
    spaced: bool,
    sentence_ended: bool,
}

impl Reader {
    fn take(&mut self, c: char, next: Option<char>) {
        if !c.is_ascii() && (is_invisible(c) || is_combining_mark(c)) {
            return;
        }
        if c.is_alphanumeric() {
            return self.letter(c);
        }
        let next_is_digit = next.is_some_and(|n| n.is_ascii_digit());
        match c {
            // Thousands and decimals: `22,512`, `87.4`.
            ',' if self.in_number() && next_is_digit && !self.current.contains('.') => {}
            '.' if self.in_number() && next_is_digit && !self.current.contains('.') => self.current.push('.'),
            '\'' | '’' | 'ʼ' | '`' if !self.current.is_empty() && next.is_some_and(char::is_alphabetic) => {
                self.current.push('\'');
            }
            _ => self.separator(c, next),
        }
    }

    fn letter(&mut self, c: char) {
        let digit = c.is_ascii_digit();
        let last_is_digit = self.current.ends_with(|l: char| l.is_ascii_digit());
        if !self.current.is_empty() && digit != last_is_digit && !self.current.ends_with('\'') && !self.current.ends_with('.') {
            self.end_word();
            self.between = None;
        }
        if self.current.is_empty() {
            self.capital = c.is_uppercase();
        }
        push_folded(&mut self.current, c);
    }

    fn separator(&mut self, c: char, next: Option<char>) {
        self.end_word();
        let symbol = match c {
            '%' => Some("percent"),
            '$' => Some("usd"),
            '&' => Some("and"),
            _ => None,
        };
        if let Some(symbol) = symbol {
            self.current.push_str(symbol);
            self.end_word();
        } else if c.is_whitespace() {
            self.spaced = true;
            self.sentence_ended |= c == '\n';
        } else {
            self.between = Some(c);
            self.sentence_ended |= matches!(c, '?' | '!' | ';' | '…') || (c == '.' && next.is_none_or(char::is_whitespace));
        }
    }

    fn in_number(&self) -> bool {
        self.current.starts_with(|c: char| c.is_ascii_digit()) && self.current.ends_with(|c: char| c.is_ascii_digit())
    }

    fn end_word(&mut self) {
        let mut text = std::mem::take(&mut self.current);
        if text.is_empty() {
            return;
        }
        if let Some((owner, ending)) = text.split_once('\'').filter(|(owner, _)| owner.len() > 1) {
            // `what's` is `what`, `don't` is `dont`; in other languages what follows is an ending of the name: `BM'nin`.
            let kept = if ENGLISH_ENDINGS.contains(&ending) { owner.to_owned() + ending } else { owner.to_owned() };
            text = kept;
        }
        text.retain(|c| c != '\'');
        shorten_runs(&mut text);
        let ordinal = matches!(text.as_str(), "st" | "nd" | "rd" | "th");
        let touches = !self.spaced && self.between.is_none();
        if let Some(number) = self.words.last_mut().filter(|w| ordinal && touches && w.whole_number().is_some()) {
            number.text.push_str(&text);
        } else if !text.is_empty() {
            self.words.push(Word {
                text,
                capital: self.capital,
                joined: self.between.filter(|_| !self.spaced && !self.words.is_empty()),
                opens_sentence: self.sentence_ended || self.words.is_empty(),
            });
        }
        (self.between, self.spaced, self.sentence_ended) = (None, false, false);
    }

    fn finish(mut self) -> Vec<Word> {
        self.end_word();
        self.words
    }
}

/// `hiiii` is `hi`: no word has a letter three times in a row.
fn shorten_runs(text: &mut String) {
    let mut runs: Vec<(char, usize)> = Vec::new();
    if !text.as_bytes().windows(3).any(|w| w[0] == w[1] && w[1] == w[2] && w[0].is_ascii_alphabetic()) {
        return;
    }
    for letter in text.chars() {
        match runs.last_mut() {
            Some((last, count)) if *last == letter => *count += 1,
            _ => runs.push((letter, 1)),
        }
    }
    *text = runs.into_iter().flat_map(|(letter, count)| std::iter::repeat_n(letter, if count > 2 { 1 } else { count })).collect();
}

/// A letter in small, without accents. Letters that Unicode does not take apart are replaced by the one that people
/// type instead of them.
fn push_folded(to: &mut String, c: char) {
    if c.is_ascii() {
        return to.push(c.to_ascii_lowercase());
    }
    for small in c.to_lowercase() {
        match small {
            'й' => to.push('й'),
            'ё' => to.push('е'),
            'ı' => to.push('i'),
            'ə' | 'є' => to.push('e'),
            'ø' => to.push('o'),
            'ł' => to.push('l'),
            'đ' | 'ð' => to.push('d'),
            'ß' => to.push_str("ss"),
            'æ' => to.push_str("ae"),
            'œ' => to.push_str("oe"),
            _ => to.extend(std::iter::once(small).nfkd().filter(|c| !is_combining_mark(*c))),
        }
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// The text with tags and character references of HTML as spaces: people paste them, and nobody asks about them.
fn without_tags(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '&']) {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(length) = markup_length(rest) {
            plain.push(' ');
            rest = &rest[length..];
        } else {
            plain.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    plain.push_str(rest);
    plain.into()
}

/// How many bytes of markup the text begins with.
fn markup_length(text: &str) -> Option<usize> {
    let inner = &text[1..];
    if text.starts_with('<') {
        let tag = inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        return inner.find('>').filter(|_| tag).map(|end| end + 2);
    }
    let name = inner.find(';').filter(|end| (1..=8).contains(end))?;
    inner[..name].bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#').then_some(name + 2)
}

#[cfg(test)]
mod tests {
    use super::{fold, words};

    #[test]
    fn evens_out_what_people_type() {
        let cases = [
            ("Türkiye's ÜBER-plan", "turkiye uber plan"),
            ("COP29, cop-29 & COP 29", "cop 29 cop 29 and cop 29"),
            ("Ｈｏｗ\u{3000}ｍａｎｙ？", "how many"),
            ("H̶̢͝o̷w̸ many", "how many"),
            ("the 3rd of July; 22,512 or 87.4%", "the 3rd of july 22512 or 87.4 percent"),
            ("<b>How</b> many&nbsp;events", "how many events"),
            ("Azərbaycanın İstanbul", "azerbaycanin istanbul"),
            ("it’s what's don't BM'nin", "it what dont bm"),
            ("пятый ёж", "пятый еж"),
            ("🙂 hiiii 👋", "hi"),
            ("a < b and c > d", "a b and c d"),
        ];
        for (text, folded) in cases {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn keeps_what_joins_two_numbers() {
        let read = words("2-3 October, 07.03");
        assert_eq!(read[1].joined, Some('-'));
        assert_eq!(read[3].text, "07.03");
    }

    #[test]
    fn marks_sentences() {
        let read = words("Sorry. When was it? Where");
        let opens: Vec<bool> = read.iter().map(|w| w.opens_sentence).collect();
        assert_eq!(opens, [true, true, false, false, true]);
    }
}
