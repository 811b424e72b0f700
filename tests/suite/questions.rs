//! Question sets by people who did not write the `asks`, each with a floor under its score.

use std::fmt::Write;

use serde::Deserialize;

use crate::graded::{read, score};
use crate::{BOT, path};

/// A line of `cases/questions/floors.toml`, in parts of a hundred.
#[derive(Deserialize)]
struct Floor {
    set: String,
    right: f64,
    wrong: f64,
    refused: f64,
}

#[derive(Deserialize)]
struct Floors {
    floor: Vec<Floor>,
}

fn floors() -> Vec<Floor> {
    let text = std::fs::read_to_string(path("cases/questions/floors.toml")).expect("floors");
    toml::from_str::<Floors>(&text).expect("floors").floor
}

#[test]
fn every_set_stays_above_its_floor() {
    let mut report = String::new();
    for Floor { set, right, wrong, refused } in floors() {
        let (found, misses) = score(&BOT, &read(&path(&format!("cases/questions/{set}.jsonl"))));
        if found.right < right || found.wrong > wrong || found.refused < refused {
            let _ = writeln!(
                report,
                "{set}: {found:.1?}, floor {right} right, {wrong} wrong, {refused} refused\n  {}",
                misses.join("\n  ")
            );
        }
    }
    assert!(report.is_empty(), "a change made answers worse; `icmal ask QUESTION --why` shows how each is read:\n{report}");
}

#[test]
fn every_set_has_a_floor() {
    let floors = floors();
    for entry in std::fs::read_dir(path("cases/questions")).expect("question sets").filter_map(Result::ok) {
        let file = entry.path();
        if file.extension().is_some_and(|e| e == "jsonl") {
            let set = file.file_stem().expect("a name").to_string_lossy().into_owned();
            assert!(floors.iter().any(|f| f.set == set), "{set} needs a floor in cases/questions/floors.toml");
        }
    }
}
