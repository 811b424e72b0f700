//! Broken data folders: what an editor is told of each mistake, word for word, and that no check goes without its example.
//!
//! Each folder of `tests/broken-data/` is a review with mistakes; its `expected.txt` holds the report, one problem a line.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use bot_core::dataset::{CHECKS, Dataset};

fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/broken-data"))
}

/// The names of the folders, sorted.
fn folders() -> BTreeSet<String> {
    let entries = fs::read_dir(root()).expect("tests/broken-data can be read").map(|e| e.expect("an entry of it"));
    entries.filter(|e| e.path().is_dir()).map(|e| e.file_name().to_string_lossy().into_owned()).collect()
}

/// What is reported of a folder now, one problem a line.
fn reported(name: &str) -> Vec<String> {
    match Dataset::from_folder(&root().join(name)) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.0.iter().map(ToString::to_string).collect(),
    }
}

/// How the report differs from `expected.txt`; nothing where it does not.
fn mismatch(name: &str) -> Option<String> {
    let expected = match fs::read_to_string(root().join(name).join("expected.txt")) {
        Ok(text) => text,
        Err(error) => return Some(format!("{name}: expected.txt cannot be read ({error})")),
    };
    let (expected, reported): (Vec<&str>, _) = (expected.lines().collect(), reported(name));
    if reported.is_empty() {
        return Some(format!("{name}: is taken for good data"));
    }
    (reported != expected).then(|| {
        let (expected, reported) = (expected.join("\n  "), reported.join("\n  "));
        format!("{name}: expected.txt says\n  {expected}\nbut the report says\n  {reported}")
    })
}

#[test]
fn each_mistake_is_reported_as_expected() {
    let mismatches: Vec<String> = folders().iter().filter_map(|name| mismatch(name)).collect();
    assert!(
        mismatches.is_empty(),
        "{}\n\nTo accept a changed message, copy the lines of the report, without their indentation, into \
         tests/broken-data/<name>/expected.txt.",
        mismatches.join("\n\n")
    );
}

#[test]
fn each_check_has_a_broken_example() {
    let folders = folders();
    let missing: Vec<&str> = CHECKS.iter().map(|check| check.name).filter(|name| !folders.contains(*name)).collect();
    assert!(missing.is_empty(), "no folder in tests/broken-data/ for the checks {missing:?}");
}
