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
    let key = |button: &Button| InlineKeyboardButton::callback(button.label.clone(), button.press.token(dataset));
    let a_row = match group {
        Group::Questions(_) => 1,
        Group::Menu(buttons) if buttons.iter().any(|b| b.label.chars().count() > SHORT) => 1,
        Group::Menu(_) => 2,
        Group::Pages(buttons) | Group::Sources(buttons) => buttons.len(),
    };
    group.buttons().chunks(a_row.max(1)).map(|row| row.iter().map(key).collect()).collect()
}
