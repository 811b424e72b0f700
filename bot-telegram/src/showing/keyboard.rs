//! What can be pressed under a message.

use bot_core::dataset::Dataset;
use bot_core::reply::Button;
use bot_core::reply::buttons::Group;
use teloxide::types::{InlineKeyboardButton, InlineKeyboardMarkup};

/// A label of more letters has a row to itself.
const SHORT: usize = 22;

/// The keyboard; none without buttons.
pub fn of(groups: &[Group], dataset: &Dataset) -> Option<InlineKeyboardMarkup> {
    let rows: Vec<Vec<InlineKeyboardButton>> = groups.iter().flat_map(|group| rows(group, dataset)).collect();
    (!rows.is_empty()).then(|| InlineKeyboardMarkup::new(rows))
}

fn rows(group: &Group, dataset: &Dataset) -> Vec<Vec<InlineKeyboardButton>> {
    let buttons = group.buttons();
    let is_short = |button: &Button| button.label.chars().count() <= SHORT;
    let rows: Vec<&[Button]> = match group {
        Group::Questions(_) => buttons.chunks(1).collect(),
        // Two short ones stand beside each other.
        Group::Menu(_) => buttons.chunk_by(|a, b| is_short(a) && is_short(b)).flat_map(|run| run.chunks(2)).collect(),
        Group::Pages(_) | Group::Sources(_) => vec![buttons],
    };
    let key = |button: &Button| InlineKeyboardButton::callback(button.label.clone(), button.press.token(dataset));
    rows.into_iter().map(|row| row.iter().map(key).collect()).collect()
}
