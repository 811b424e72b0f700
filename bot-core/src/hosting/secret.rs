//! Settings that nobody may see: read from the environment or from a file, never printed.

use std::env;
use std::fs;

pub use secrecy::{ExposeSecret, SecretString};

/// Reads a secret from the variable `name`, or from the file that `name` with `_FILE` behind it names.
///
/// # Errors
/// A sentence for the operator: both are set, or the file cannot be read or is empty. It never holds the secret.
pub fn read(name: &str) -> Result<Option<SecretString>, String> {
    let in_file = format!("{name}_FILE");
    let value = env::var(name).ok().filter(|v| !v.trim().is_empty());
    let file = env::var(&in_file).ok().filter(|v| !v.trim().is_empty());
    match (value, file) {
        (Some(_), Some(_)) => Err(format!("{name} and {in_file} are both set: keep one of them")),
        (Some(value), None) => Ok(Some(value.trim().into())),
        (None, None) => Ok(None),
        (None, Some(path)) => {
            let text = fs::read_to_string(&path).map_err(|error| format!("{in_file}: `{path}` cannot be read: {error}"))?;
            let text = text.trim();
            if text.is_empty() { Err(format!("{in_file}: `{path}` is empty")) } else { Ok(Some(text.into())) }
        }
    }
}
