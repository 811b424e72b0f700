//! What follows the first reaction to an interaction, by its token.

use serde_json::Value;

use super::super::check::{Place, draft};
use super::super::failure::{Answer, Failure};
use super::super::interaction::Interaction;
use super::super::message::{Author, Message};
use super::super::request::Body;
use super::super::route::Route;
use super::super::world::World;
use super::callback::say;
use super::messages::change;

/// The most follow-ups where the app is only installed by the person.
const MOST_FOLLOW_UPS: u32 = 5;

/// The interaction of a token that is still good.
fn asked(world: &World, route: &Route) -> Result<Interaction, Failure> {
    if route.application != Some(world.me.id) {
        return Err(Failure::code(10015));
    }
    let id = route.token.as_ref().and_then(|t| world.interactions.by_token.get(t));
    let found = id.and_then(|id| world.interactions.asked.get(id));
    let found = found.filter(|i| !i.expired && i.asked.elapsed() < world.interactions.token_life);
    let found = found.ok_or_else(|| Failure::code(50027))?;
    if found.callbacks == 0 {
        return Err(Failure::code(10015));
    }
    Ok(found.clone())
}

/// The message of a call.
fn message(world: &World, route: &Route, asked: &Interaction) -> Result<Message, Failure> {
    let id = route.message.or(asked.original).ok_or_else(|| Failure::code(10008))?;
    let own = |m: &&Message| m.interaction == Some(asked.id) || asked.source == Some(m.id);
    world.message(asked.channel, id).filter(own).cloned().ok_or_else(|| Failure::code(10008))
}

/// `POST /webhooks/{application}/{token}`.
pub(super) fn follow_up(world: &mut World, route: &Route, body: &Body) -> Answer {
    let asked = asked(world, route)?;
    let loading = asked.original.and_then(|m| world.message(asked.channel, m)).filter(|m| m.thinking).cloned();
    if let Some(loading) = loading {
        // The first words after the sign that the bot thinks take its place, seen by whom it is seen.
        let mut json = body.json.clone();
        json.as_object_mut().map(|fields| fields.remove("flags"));
        let draft = draft(&json, body, Place::WebhookEdit, Some(&loading))?;
        return Ok((200, change(world, loading, draft)));
    }
    if asked.only_user_installed && asked.follow_ups >= MOST_FOLLOW_UPS {
        return Err(Failure::new(400, 40094, "This interaction has reached the maximum number of follow up messages"));
    }
    let id = say(world, &asked, &body.json, body, Place::FollowUp)?;
    world.interactions.asked.entry(asked.id).and_modify(|i| i.follow_ups += 1);
    Ok((200, world.channels[&asked.channel].messages[&id].json(world)))
}

/// `GET …/messages/{id}`, also `@original`.
pub(super) fn get(world: &World, route: &Route) -> Answer {
    let asked = asked(world, route)?;
    Ok((200, message(world, route, &asked)?.json(world)))
}

/// `PATCH …/messages/{id}`, also `@original`.
pub(super) fn edit(world: &mut World, route: &Route, body: &Body) -> Answer {
    let asked = asked(world, route)?;
    let before = message(world, route, &asked)?;
    let draft = draft(&body.json, body, Place::WebhookEdit, Some(&before))?;
    Ok((200, change(world, before, draft)))
}

/// `DELETE …/messages/{id}`, also `@original`.
pub(super) fn delete(world: &mut World, route: &Route) -> Answer {
    let asked = asked(world, route)?;
    let found = message(world, route, &asked)?;
    world.remove(found.channel, found.id, Author::Bot);
    Ok((204, Value::Null))
}
