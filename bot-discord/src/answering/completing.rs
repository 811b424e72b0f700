//! What somebody types in an option of a command is completed.

use std::collections::HashSet;

use bot_core::commands::complete::complete;
use bot_core::commands::{self, Context};
use serde_json::{Value, json};

use super::Answering;
use crate::incoming::Field;
use crate::showing::first;

/// How many choices Discord takes, and how long each may be, in letters.
const MOST: usize = 25;
const LONGEST: usize = 100;

impl Answering {
    /// Choices for an option, none for one that nobody knows.
    pub(super) fn completed(&self, command: &str, field: &Field) -> Vec<Value> {
        let command = commands::named(command);
        let argument = command.and_then(|known| known.arguments.iter().find(|argument| argument.name == field.name));
        let Some(argument) = argument else { return Vec::new() };
        let context = Context { bot: &self.core.bot, moment: (self.core.ways.now)(), standing: None };
        let found = complete(argument.takes, &first(&field.value, LONGEST), &context, MOST);
        let mut offered = HashSet::new();
        let fits = |text: &String| (1..=LONGEST).contains(&text.chars().count()) && offered.insert(text.clone());
        let whole = found.into_iter().filter(fits);
        whole.map(|text| json!({ "name": text, "value": text })).collect()
    }
}
