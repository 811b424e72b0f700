//! Names of the world at large: a question about somebody whom the review does not name is not for us.

use serde::{Deserialize, Serialize};

/// A country, city, person, organization or other name from `data/language/outside.toml`.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OutsideName {
    /// The name as a decline shows it.
    pub name: String,
    /// What it is: `country`, `city`, `person`, …
    pub kind: String,
    /// What people type for it.
    #[serde(default)]
    pub aliases: Vec<String>,
}
