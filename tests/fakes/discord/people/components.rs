//! Buttons and selects.

use serde_json::{Value, json};

use super::super::interaction::Asked;
use super::super::message::Message;
use super::super::server::FakeDiscord;
use super::super::transcript;
use super::begin::{Beginning, owners};

/// A part of a message that is named by its label, its custom id, or the beginning of its label.
fn find(message: &Message, wanted: &str, selects: bool) -> Result<Value, String> {
    let mut parts = message.controls();
    parts.retain(|p| (p["type"] == 2) != selects);
    let label = |p: &Value| p["label"].as_str().or(p["placeholder"].as_str()).unwrap_or_default().to_owned();
    let found = parts
        .iter()
        .find(|p| label(p) == wanted)
        .or_else(|| parts.iter().find(|p| p["custom_id"] == wanted))
        .or_else(|| parts.iter().find(|p| label(p).starts_with(wanted)));
    let found = found.ok_or_else(|| format!("no `{wanted}` among {:?}", parts.iter().map(label).collect::<Vec<_>>()))?;
    if found["disabled"] == true {
        return Err(format!("`{wanted}` cannot be used any more"));
    }
    if found["custom_id"].is_null() {
        return Err(format!("`{wanted}` sends nothing to the bot"));
    }
    Ok(found.clone())
}

impl FakeDiscord {
    fn found(&self, channel: u64, person: u64, message: u64) -> Result<Message, String> {
        let found = self.message(channel, message).filter(|m| !m.deleted).ok_or_else(|| format!("no message {message}"))?;
        match found.only_for {
            Some(other) if other != person => Err("the person does not see that message".to_owned()),
            _ => Ok(found),
        }
    }

    fn use_component(&self, channel: u64, person: u64, message: u64, line: &str, data: Value) -> Asked {
        let owners = self.act(|world| {
            let who = transcript::name(world, person);
            transcript::note(world, channel, &format!("{who} {line}"));
            // For components it counts who authorized the message they stand on.
            let asked = world.message(channel, message).and_then(|m| m.interaction);
            let known = asked.and_then(|i| world.interactions.asked.get(&i)).map(|i| i.owners.clone());
            known.unwrap_or_else(|| owners(world, channel, person, &[0, 1]))
        });
        let source = Some(message);
        self.begin(Beginning { kind: 3, command_type: 0, name: String::new(), channel, person, owners, source, data })
    }

    /// Somebody presses a button, named by its label, its custom id or the beginning of its label.
    ///
    /// # Errors
    /// If there is no such message or no such button, or the person does not see it.
    pub fn press(&self, channel: u64, person: u64, message: u64, button: &str) -> Result<Asked, String> {
        let found = find(&self.found(channel, person, message)?, button, false)?;
        let label = found["label"].as_str().or(found["emoji"]["name"].as_str()).unwrap_or_default();
        let data = json!({ "id": 2, "custom_id": found["custom_id"], "component_type": 2 });
        Ok(self.use_component(channel, person, message, &format!("presses [{label}]"), data))
    }

    /// A press with an id that no button holds, as a made-up or an outdated app can send it.
    pub fn press_id(&self, channel: u64, person: u64, message: u64, custom_id: &str) -> Asked {
        let data = json!({ "id": 2, "custom_id": custom_id, "component_type": 2 });
        self.use_component(channel, person, message, &format!("presses [{custom_id}]"), data)
    }

    /// Somebody chooses in a select, which is named as a button is, by its placeholder; options by label or value.
    ///
    /// # Errors
    /// If there is no such message, select or option, or their number does not fit.
    pub fn choose(&self, channel: u64, person: u64, message: u64, select: &str, labels: &[&str]) -> Result<Asked, String> {
        let found = find(&self.found(channel, person, message)?, select, true)?;
        let options = found["options"].as_array().cloned().unwrap_or_default();
        let value = |wanted: &&str| {
            let fits = |o: &&Value| o["label"] == *wanted || o["value"] == *wanted;
            options.iter().find(fits).map(|o| o["value"].clone()).ok_or_else(|| format!("no option `{wanted}`"))
        };
        let values = labels.iter().map(value).collect::<Result<Vec<Value>, _>>()?;
        let bound = |name: &str| found[name].as_u64().unwrap_or(1) as usize;
        if values.len() < bound("min_values") || values.len() > bound("max_values") {
            return Err(format!("{} options cannot be chosen", values.len()));
        }
        let data = json!({ "id": 2, "custom_id": found["custom_id"], "component_type": found["type"], "values": values });
        Ok(self.use_component(channel, person, message, &format!("chooses {}", labels.join(", ")), data))
    }
}
