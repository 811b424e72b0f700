//! Reads and indexes the built-in review once, when the program is built: a start then loads it in a few milliseconds.
//!
//! The modules that read and index are the program's own; they are compiled here a second time, since a build script
//! cannot use the crate that it builds.

#![expect(dead_code, unused_imports, reason = "only what reads and indexes is used here")]

use std::path::Path;
use std::{env, fs};

#[path = "src/conversation.rs"]
mod conversation;
#[path = "src/dataset/mod.rs"]
mod dataset;
#[path = "src/language/mod.rs"]
mod language;
#[path = "src/prepared.rs"]
mod prepared;
#[path = "src/question/mod.rs"]
mod question;
#[path = "src/when.rs"]
mod when;

fn main() {
    println!("cargo:rerun-if-changed=../data");
    let dataset = dataset::Dataset::built_in().unwrap_or_else(|problems| panic!("the built-in review has problems:\n{problems}"));
    let prepared = postcard::to_allocvec(&prepared::Prepared::new(dataset)).expect("it has no value that cannot be written");
    let folder = env::var_os("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&folder).join("prepared.postcard"), prepared).expect("cargo's folder can be written to");
}
