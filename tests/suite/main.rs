//! Drives the whole bot as a person would, with cases from files.
//!
//! `questions`: question sets with floors; `kinds`: one case for each kind of question; `calendar`: the dates;
//! `proof`: the facts beside what the review prints; `second_review`: another review through the same code;
//! `broken_data`: what the checks refuse; `hostile`: input of any kind; `tidy`: the house rules.

mod broken_data;
mod calendar;
mod graded;
mod hostile;
mod intents;
mod kinds;
mod proof;
mod questions;
mod second_review;
mod tidy;

use std::path::PathBuf;
use std::sync::LazyLock;

use bot_core::bot::Bot;
use bot_core::dataset::Dataset;
use bot_core::moment::Moment;
use jiff::civil::Date;

/// The bot with the built-in review, made once for all tests.
static BOT: LazyLock<Bot> = LazyLock::new(|| Bot::new(Dataset::built_in().expect("the built-in review has no problems")));

/// The day on which the tests ask: an ordinary one, so that "today" means nothing of the review.
static ASKED_ON: LazyLock<Moment> = LazyLock::new(|| Moment::on(Date::constant(2026, 9, 9)));

/// A path within `tests/`.
fn path(relative: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(relative)
}
