//! The files of a review: those built into the binary, or a folder named by the operator.

use std::path::Path;

use include_dir::{Dir, include_dir};

use super::problems::{Problem, Problems};

static BUILT_IN: Dir = include_dir!("$CARGO_MANIFEST_DIR/../data/review-2024");

/// A data file: its path relative to the review's folder (with `/`), and its text.
#[derive(Debug, Clone)]
pub struct DataFile {
    /// For example `facts/climate.toml`.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// The files of the review that the binary carries.
pub fn built_in() -> Vec<DataFile> {
    let mut files = Vec::new();
    collect_built_in(&BUILT_IN, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn collect_built_in(dir: &Dir, files: &mut Vec<DataFile>) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        if let Some(text) = file.contents_utf8().filter(|_| is_toml(file.path())) {
            files.push(DataFile { path, text: text.to_owned() });
        }
    }
    dir.dirs().for_each(|d| collect_built_in(d, files));
}

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "toml")
}

/// The `.toml` files of a folder and its folders.
///
/// # Errors
/// The folder does not exist, cannot be read, or holds a file that is not UTF-8: every one of these.
pub fn read_folder(root: &Path) -> Result<Vec<DataFile>, Problems> {
    let mut files = Vec::new();
    let mut problems = Vec::new();
    collect_folder(root, root, &mut files, &mut problems);
    files.sort_by(|a: &DataFile, b| a.path.cmp(&b.path));
    if problems.is_empty() { Ok(files) } else { Err(Problems(problems)) }
}

fn collect_folder(root: &Path, dir: &Path, files: &mut Vec<DataFile>, problems: &mut Vec<Problem>) {
    let name = |path: &Path| path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
    let entries = match std::fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) => {
            let place = dir.display().to_string();
            return problems.push(Problem::new(&place, "", "", format!("cannot be read as a folder ({error})")));
        }
    };
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        if path.is_dir() {
            collect_folder(root, &path, files, problems);
        } else if is_toml(&path) {
            match std::fs::read_to_string(&path) {
                Ok(text) => files.push(DataFile { path: name(&path), text }),
                Err(error) => problems.push(Problem::new(&name(&path), "", "", format!("cannot be read ({error})"))),
            }
        }
    }
}
