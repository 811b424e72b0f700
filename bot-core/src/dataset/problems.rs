//! What is wrong with a data folder: all of it at once, for the editor who has to mend it.

use std::fmt;

/// One mistake, with the place where it can be mended.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, relative to the review's folder.
    pub file: String,
    /// The id of the entry, or what is known of it; empty where the whole file is meant.
    pub entry: String,
    /// The field; empty where the whole entry is meant.
    pub field: String,
    /// What is wrong, and where it helps, what is expected.
    pub message: String,
}

impl Problem {
    /// A problem of one field of an entry.
    pub fn new(file: &str, entry: &str, field: &str, message: impl Into<String>) -> Self {
        Self { file: file.into(), entry: entry.into(), field: field.into(), message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let places = [&self.file, &self.entry, &self.field].into_iter().filter(|p| !p.is_empty());
        for place in places {
            write!(f, "{place}: ")?;
        }
        f.write_str(&self.message)
    }
}

/// A folder that cannot be used, with every reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let count = self.0.len();
        writeln!(f, "{count} problem{} in the data:", if count == 1 { "" } else { "s" })?;
        self.0.iter().try_for_each(|problem| writeln!(f, "  {problem}"))
    }
}

impl std::error::Error for Problems {}
