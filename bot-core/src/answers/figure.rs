//! A figure by itself: what it counts, and how much that is.

use super::wording;
use crate::dataset::Figure;

/// The unit of a place in a row, which is no amount.
const ORDINAL: &str = "ordinal";
/// Beginnings of what is counted that make sense only behind the unit.
const DEPENDENT: &[&str] =
    &["of ", "that ", "in ", "on ", "at ", "by ", "with ", "from ", "to ", "where ", "who ", "which ", "for "];

/// What is counted, and the amount with its qualifier, for a table or a field; `None` for a place in a row.
pub fn entry(figure: &Figure) -> Option<(String, String)> {
    if figure.unit == ORDINAL {
        return None;
    }
    let dependent = DEPENDENT.iter().any(|start| figure.counts.starts_with(start));
    let counts = if dependent { format!("{} {}", figure.unit, figure.counts) } else { figure.counts.clone() };
    let mut letters = counts.chars();
    let name = letters.next().map(|first| first.to_uppercase().chain(letters).collect())?;
    Some((name, amount(figure)))
}

/// `more than 69 embassies`.
pub fn amount(figure: &Figure) -> String {
    let qualifier = figure.qualifier.as_ref().map(|q| format!("{q} ")).unwrap_or_default();
    format!("{qualifier}{} {}", wording::number(figure.value), figure.unit)
}
