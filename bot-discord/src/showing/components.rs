//! What can be pressed under a message: buttons in rows, and a menu where there is much to choose from.

use std::collections::HashSet;

use bot_core::answers::wording;
use bot_core::dataset::Dataset;
use bot_core::reply::Button;
use bot_core::reply::buttons::Group;
use serenity::all::ButtonStyle;
use serenity::builder::{CreateActionRow, CreateButton, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption};

use super::first;

/// What Discord allows.
const MOST_ROWS: usize = 5;
const A_ROW: usize = 5;
const MOST_OPTIONS: usize = 25;
const LONGEST_LABEL: usize = 80;
const LONGEST_OPTION: usize = 100;
/// What a menu is called; what is chosen from it tells all.
const MENU: &str = "menu";

/// The rows of a message.
pub fn of(groups: &[Group], dataset: &Dataset) -> Vec<CreateActionRow> {
    // No two buttons of a message may ask for the same.
    let mut seen = HashSet::new();
    let groups: Vec<(&Group, Vec<(&Button, String)>)> = groups
        .iter()
        .map(|group| {
            let buttons = group.buttons().iter().map(|button| (button, button.press.token(dataset)));
            (group, buttons.filter(|(_, token)| seen.insert(token.clone())).collect())
        })
        .collect();
    let alone: usize = groups.iter().map(|(group, buttons)| rows_alone(group, buttons.len())).sum();
    let mut rows = Vec::new();
    for (group, buttons) in groups.iter().filter(|(_, buttons)| !buttons.is_empty()) {
        match group {
            Group::Menu(_) if buttons.len() > A_ROW => rows.push(menu(buttons)),
            // A whole sentence has a row to itself where there are enough.
            Group::Questions(_) if alone <= MOST_ROWS => rows.extend(buttons.chunks(1).map(|row| row_of(row, group))),
            _ => rows.extend(buttons.chunks(A_ROW).map(|row| row_of(row, group))),
        }
    }
    rows.truncate(MOST_ROWS);
    rows
}

fn rows_alone(group: &Group, buttons: usize) -> usize {
    match group {
        Group::Questions(_) => buttons,
        Group::Menu(_) => usize::from(buttons > 0),
        Group::Pages(_) | Group::Sources(_) => buttons.div_ceil(A_ROW),
    }
}

fn row_of(buttons: &[(&Button, String)], group: &Group) -> CreateActionRow {
    let style = match group {
        Group::Questions(_) => ButtonStyle::Primary,
        Group::Menu(_) | Group::Pages(_) | Group::Sources(_) => ButtonStyle::Secondary,
    };
    let key =
        |(button, token): &(&Button, String)| CreateButton::new(token).label(first(&button.label, LONGEST_LABEL)).style(style);
    CreateActionRow::Buttons(buttons.iter().map(key).collect())
}

fn menu(buttons: &[(&Button, String)]) -> CreateActionRow {
    let option = |(button, token): &(&Button, String)| CreateSelectMenuOption::new(first(&button.label, LONGEST_OPTION), token);
    let options = buttons.iter().take(MOST_OPTIONS).map(option).collect();
    let menu = CreateSelectMenu::new(MENU, CreateSelectMenuKind::String { options }).placeholder(wording::CHOOSE);
    CreateActionRow::SelectMenu(menu)
}
