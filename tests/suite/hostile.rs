//! Input of any kind: a polite reply within a few milliseconds, never a panic.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use bot_core::answers::LONGEST_ANSWER;
use bot_core::conversation::Conversation;
use bot_core::reply::{Outcome, plain};
use proptest::prelude::*;

use crate::{ASKED_ON, BOT};

/// So long may a release build take at most; the tests' build is less optimized.
const PATIENCE: Duration = Duration::from_millis(if cfg!(debug_assertions) { 50 } else { 5 });
/// What takes longer is asked again so often, for the machine may have been busy with something else; the fastest counts.
const TRIES: usize = 5;

/// The source and the line in another language stand under an answer and do not count to its length.
const NOTES: usize = 400;

fn survives(text: &str) -> Result<(), TestCaseError> {
    let mut conversation = Conversation::default();
    let mut replies = Vec::new();
    for _ in 0..2 {
        let mut fastest = Duration::MAX;
        let before = conversation.clone();
        for _ in 0..TRIES {
            conversation.clone_from(&before);
            let begun = Instant::now();
            let reply = BOT.hear(text, &mut conversation, *ASKED_ON);
            fastest = fastest.min(begun.elapsed());
            if fastest < PATIENCE {
                replies.push(reply);
                break;
            }
        }
        prop_assert!(fastest < PATIENCE, "took {fastest:?}");
    }
    for reply in replies {
        let said = plain::text(&reply);
        prop_assert!(!said.trim().is_empty(), "no word in reply");
        let most = if reply.facts.len() == 1 { LONGEST_ANSWER } else { 2_000 };
        prop_assert!(
            reply.outcome != Outcome::Answer || said.chars().count() <= most + NOTES,
            "{} letters in reply",
            said.chars().count()
        );
        prop_assert!(said.chars().count() <= 2_000, "{} letters in reply", said.chars().count());
        prop_assert!(reply.outcome != Outcome::Answer || !reply.sources.is_empty(), "an answer without a source");
    }
    Ok(())
}

#[test]
fn extremes_are_answered() {
    let long = "embassies of the world ".repeat(5_000);
    let zalgo: String = "how many".chars().flat_map(|c| std::iter::once(c).chain(std::iter::repeat_n('\u{336}', 300))).collect();
    let texts = [
        "",
        " ",
        "\n\n",
        "?",
        "....",
        "/",
        "//",
        "/ask",
        "/onthisday 31 February",
        "/source climate-999",
        "/nosuchcommand",
        "👋🏽👩‍👩‍👧‍👦",
        "\u{202e}\u{200b}",
        "a",
        "0",
        "@everyone <@123> [x](http://y)",
        "\u{0}\u{1b}[2J",
        long.as_str(),
        zalgo.as_str(),
    ];
    for text in texts {
        survives(text).unwrap_or_else(|e| panic!("{:?}: {e}", text.chars().take(40).collect::<String>()));
    }
}

/// Real questions, for mutation.
static QUESTIONS: LazyLock<Vec<String>> =
    LazyLock::new(|| BOT.dataset.facts.iter().flat_map(|f| f.asks.iter().chain(&f.near_misses)).cloned().collect());

/// Changes to a text, each at a place in thousandths of its length.
fn mutated(text: &str, changes: &[(u8, usize, char)]) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for (kind, place, letter) in changes {
        // A place lies within the text or right behind it.
        let at = place * letters.len() / 1_000;
        match kind {
            0 => letters.insert(at, *letter),
            1 if at < letters.len() => drop(letters.remove(at)),
            2 if at + 1 < letters.len() => letters.swap(at, at + 1),
            3 => letters.truncate(at.max(1)),
            4 => letters.rotate_left(at),
            5 if at < letters.len() => letters[at] = *letter,
            _ => letters.extend_from_within(..at),
        }
    }
    letters.into_iter().collect()
}

proptest! {
    // Ten thousand inputs in all.
    #![proptest_config(ProptestConfig { cases: 2_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_survived(text in any::<String>()) {
        survives(&text)?;
    }

    #[test]
    fn any_mixture_of_known_words_is_survived(words in proptest::collection::vec("[a-z]{1,9}|how many|when|[0-9]{1,4}|-|may|july|and|than|/ask|\\?", 0..30)) {
        survives(&words.join(" "))?;
    }

    #[test]
    fn a_mutated_question_is_survived(
        question in any::<prop::sample::Index>(),
        changes in proptest::collection::vec((0_u8..7, 0_usize..1_000, any::<char>()), 1..6),
    ) {
        survives(&mutated(question.get::<String>(&QUESTIONS), &changes))?;
    }

    #[test]
    fn two_questions_in_one_are_survived(a in any::<prop::sample::Index>(), b in any::<prop::sample::Index>(), between in " |, |\\. |\\? and | or | than |: ") {
        survives(&format!("{}{between}{}", a.get::<String>(&QUESTIONS), b.get::<String>(&QUESTIONS)))?;
    }
}
