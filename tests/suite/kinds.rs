//! One dialogue for each kind of question, answered as that kind: it breaks when the code of the kind is broken.

use bot_core::conversation::Conversation;
use bot_core::question::Verdict;
use bot_core::reply::plain;
use serde::Deserialize;

use crate::{ASKED_ON, BOT, path};

/// An entry of `cases/kinds.toml`.
#[derive(Deserialize)]
struct Case {
    kind: String,
    /// What is said, in one conversation; the last is judged.
    said: Vec<String>,
    /// How the last is decided.
    verdict: String,
    /// What the reply holds.
    holds: Vec<String>,
    /// What it must not hold.
    #[serde(default)]
    lacks: Vec<String>,
}

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

/// The kinds of which each needs a case.
const KINDS: [&str; 24] = [
    "figure",
    "date",
    "who",
    "where",
    "what",
    "list",
    "explain",
    "yesno",
    "about",
    "day",
    "period",
    "listed",
    "comparison",
    "sum",
    "around an event",
    "several questions",
    "false premise",
    "other language",
    "count",
    "small talk",
    "follow-up",
    "missing detail",
    "decline",
    "choices",
];

fn verdict(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Nothing => "nothing",
        Verdict::Talk(_) => "talk",
        Verdict::Tell(_) => "tell",
        Verdict::Compare(..) => "compare",
        Verdict::Sum(..) => "sum",
        Verdict::Profile(_) => "profile",
        Verdict::Days(_) => "days",
        Verdict::Period(_) => "period",
        Verdict::Choose(_) => "choose",
        Verdict::Missing(..) => "missing",
        Verdict::Listed(..) => "listed",
        Verdict::Decline(..) => "decline",
    }
}

#[test]
fn each_kind_is_answered_as_its_kind() {
    let text = std::fs::read_to_string(path("cases/kinds.toml")).expect("kinds");
    let cases: Cases = toml::from_str(&text).expect("kinds");
    let mut wrong = Vec::new();
    for case in &cases.case {
        let (last, earlier) = case.said.split_last().expect("something said");
        let mut conversation = Conversation::default();
        for text in earlier {
            BOT.hear(text, &mut conversation, *ASKED_ON);
        }
        let judged = BOT.judge(last, &conversation, *ASKED_ON);
        let said = plain::text(&BOT.hear(last, &mut conversation, *ASKED_ON));
        let found = verdict(&judged.verdict);
        let misses: Vec<&String> = case.holds.iter().filter(|h| !said.contains(h.as_str())).collect();
        let extra: Vec<&String> = case.lacks.iter().filter(|l| said.contains(l.as_str())).collect();
        if found != case.verdict || !misses.is_empty() || !extra.is_empty() {
            wrong.push(format!("{}: {last:?} is decided as {found}; misses {misses:?}, has {extra:?}:\n{said}\n", case.kind));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for kind in KINDS {
        assert!(cases.case.iter().any(|c| c.kind == kind), "{kind} has no case in cases/kinds.toml");
    }
}
