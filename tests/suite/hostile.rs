//! Input of any kind: a polite reply within a few milliseconds, never a panic.

use std::time::{Duration, Instant};

use bot_core::conversation::Conversation;
use bot_core::reply::{Outcome, plain};
use proptest::prelude::*;

use crate::{ASKED_ON, BOT};

/// Long enough for a debug build on a busy machine; a release build is measured by `bot-core`'s own benchmark.
const PATIENCE: Duration = Duration::from_millis(250);

fn survives(text: &str) -> Result<(), TestCaseError> {
    let mut conversation = Conversation::default();
    let begun = Instant::now();
    let reply = BOT.hear(text, &mut conversation, *ASKED_ON);
    let again = BOT.hear(text, &mut conversation, *ASKED_ON);
    prop_assert!(begun.elapsed() < 2 * PATIENCE, "took {:?}", begun.elapsed());
    for reply in [reply, again] {
        let said = plain::text(&reply);
        prop_assert!(!said.trim().is_empty(), "no word in reply");
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_survived(text in any::<String>()) {
        survives(&text)?;
    }

    #[test]
    fn any_mixture_of_known_words_is_survived(words in proptest::collection::vec("[a-z]{1,9}|how many|when|[0-9]{1,4}|-|may|july|and|than|/ask|\\?", 0..30)) {
        survives(&words.join(" "))?;
    }
}
