//! The commands that the bot registers.

use serde_json::{Value, json};

use super::super::check;
use super::super::failure::{Answer, Failure};
use super::super::objects::add;
use super::super::request::Body;
use super::super::route::Route;
use super::super::world::World;

fn own(world: &World, route: &Route) -> Result<(), Failure> {
    if route.application == Some(world.me.id) { Ok(()) } else { Err(Failure::code(10002)) }
}

/// `GET /applications/{id}/commands`.
pub(super) fn get(world: &World, route: &Route, body: &Body) -> Answer {
    own(world, route)?;
    let mut all = world.commands.clone();
    if !body.asks("with_localizations") {
        all.iter_mut().for_each(without_localizations);
    }
    Ok((200, json!(all)))
}

fn without_localizations(part: &mut Value) {
    if let Some(fields) = part.as_object_mut() {
        fields.retain(|name, _| !name.ends_with("_localizations"));
    }
    for name in ["options", "choices"] {
        part.get_mut(name).and_then(Value::as_array_mut).into_iter().flatten().for_each(without_localizations);
    }
}

/// `PUT /applications/{id}/commands`: all at once; what is not named is gone.
pub(super) fn set(world: &mut World, route: &Route, body: &Body) -> Answer {
    own(world, route)?;
    check::commands(&body.json)?;
    let before = std::mem::take(&mut world.commands);
    let kind = |c: &Value| c["type"].as_u64().unwrap_or(1);
    for command in body.json.as_array().into_iter().flatten() {
        let known = before.iter().find(|b| b["name"] == command["name"] && kind(b) == kind(command));
        let id = known.and_then(|k| k["id"].as_str().map(str::to_owned)).unwrap_or_else(|| world.fresh().to_string());
        let mut stored = json!({
            "type": 1, "description": "", "name_localizations": null, "description_localizations": null, "nsfw": false,
            "default_member_permissions": null, "dm_permission": true, "contexts": null, "integration_types": [0],
        });
        add(&mut stored, command.clone());
        add(&mut stored, json!({ "id": id, "application_id": world.me.id.to_string(), "version": id }));
        world.commands.push(stored);
    }
    Ok((200, json!(world.commands)))
}
