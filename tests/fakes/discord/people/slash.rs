//! Commands, of a slash or of a message.

use serde_json::{Value, json};

use super::super::interaction::Asked;
use super::super::server::FakeDiscord;
use super::super::transcript;
use super::super::world::World;
use super::begin::{Beginning, context, owners};
use super::options::{Resolved, Spot, Typed};

/// A registered command that people see in a channel.
pub(super) fn shown(world: &World, channel: u64, person: u64, name: &str, kind: u64) -> Result<(Value, Value), String> {
    let all = &world.commands;
    let found = all.iter().find(|c| c["name"] == name && c["type"] == kind);
    let found = found.ok_or_else(|| {
        let names: Vec<&str> = all.iter().filter_map(|c| c["name"].as_str()).collect();
        format!("no command `{name}` among {names:?}")
    })?;
    let numbers = |field: &str| found[field].as_array().map(|l| l.iter().filter_map(Value::as_u64).collect::<Vec<_>>());
    let here = context(world, channel);
    if numbers("contexts").is_some_and(|c| !c.contains(&here)) {
        return Err(format!("`{name}` is not for such channels"));
    }
    let owners = owners(world, channel, person, &numbers("integration_types").unwrap_or_else(|| vec![0]));
    if owners.as_object().is_none_or(serde_json::Map::is_empty) {
        return Err(format!("`{name}` is installed neither here nor for the person"));
    }
    let needed = found["default_member_permissions"].as_str().and_then(|b| b.parse().ok()).unwrap_or(0);
    if !FakeDiscord::may_use(world, channel, person, needed) {
        return Err(format!("the person lacks the permission for `{name}`"));
    }
    Ok((found.clone(), owners))
}

/// What a slash command leads to: its names, the command, and its options as the bot gets them.
pub(super) struct Called {
    pub(super) data: Value,
    pub(super) owners: Value,
}

/// Reads what is typed after a slash; `name` holds subcommands behind spaces.
pub(super) fn called(spot: Spot<'_>, name: &str, typed: Typed<'_>, focused: Option<&str>) -> Result<Called, String> {
    let mut words = name.split(' ');
    let root = words.next().unwrap_or_default();
    let (command, owners) = shown(spot.world, spot.channel, spot.person, root, 1)?;
    let mut level = &command;
    let mut path = Vec::new();
    for word in words {
        let below = level["options"].as_array().into_iter().flatten();
        level = below.into_iter().find(|o| o["name"] == word).ok_or_else(|| format!("no subcommand `{word}`"))?;
        path.push((word, level["type"].clone()));
    }
    let known = level["options"].as_array().cloned().unwrap_or_default();
    if known.iter().any(|o| matches!(o["type"].as_u64(), Some(1 | 2))) {
        return Err(format!("`{name}` needs a subcommand"));
    }
    let mut resolved = Resolved::default();
    let mut options = spot.read(&known, typed, focused, &mut resolved)?;
    for (word, kind) in path.into_iter().rev() {
        options = vec![json!({ "name": word, "type": kind, "options": options })];
    }
    let mut data = json!({ "id": command["id"], "name": root, "type": 1 });
    if !options.is_empty() {
        data["options"] = json!(options);
    }
    resolved.into_data(&mut data);
    Ok(Called { data, owners })
}

/// Options as a person sees them typed.
pub(super) fn written(typed: Typed<'_>) -> String {
    typed.iter().fold(String::new(), |line, (name, words)| format!("{line} {name}: {words}"))
}

impl FakeDiscord {
    /// Somebody uses a slash command; subcommands stand behind spaces, people and channels in options by name.
    ///
    /// # Errors
    /// If the command is not registered, not shown there to the person, or the options do not fit.
    pub fn slash(&self, channel: u64, person: u64, name: &str, typed: &[(&str, &str)]) -> Result<Asked, String> {
        let found = {
            let world = self.inner.world();
            called(Spot { world: &world, channel, person }, name, typed, None)?
        };
        self.act(|world| {
            let who = transcript::name(world, person);
            transcript::note(world, channel, &format!("{who} uses /{name}{}", written(typed)));
        });
        let (name, Called { data, owners }) = (name.to_owned(), found);
        Ok(self.begin(Beginning { kind: 2, command_type: 1, name, channel, person, owners, source: None, data }))
    }

    /// The same of a command that the bot does not know any more, as the app of a person may still show it.
    pub fn slash_stale(&self, channel: u64, person: u64, name: &str, typed: &[(&str, &str)]) -> Asked {
        let (id, owners) = self.act(|world| {
            let who = transcript::name(world, person);
            transcript::note(world, channel, &format!("{who} uses the old /{name}{}", written(typed)));
            (world.fresh(), owners(world, channel, person, &[0, 1]))
        });
        let option = |(name, words): &(&str, &str)| json!({ "name": name, "type": 3, "value": words });
        let options: Vec<Value> = typed.iter().map(option).collect();
        let data = json!({ "id": id.to_string(), "name": name, "type": 1, "options": options });
        let name = name.to_owned();
        self.begin(Beginning { kind: 2, command_type: 1, name, channel, person, owners, source: None, data })
    }

    /// Somebody uses a command out of the menu of a message.
    ///
    /// # Errors
    /// If there is no such command or no such message.
    pub fn message_command(&self, channel: u64, person: u64, name: &str, message: u64) -> Result<Asked, String> {
        let (data, owners) = self.act(|world| {
            let (command, owners) = shown(world, channel, person, name, 3)?;
            let found = world.message(channel, message).ok_or_else(|| format!("no message {message}"))?;
            let (number, object) = (found.number, found.json(world));
            let target = message.to_string();
            let mut data = json!({ "id": command["id"], "name": name, "type": 3, "target_id": target });
            data["resolved"]["messages"][&target] = object;
            let who = transcript::name(world, person);
            transcript::note(world, channel, &format!("{who} uses “{name}” on {number}"));
            Ok::<_, String>((data, owners))
        })?;
        let name = name.to_owned();
        Ok(self.begin(Beginning { kind: 2, command_type: 3, name, channel, person, owners, source: None, data }))
    }
}
