//! Messages of the bot in channels.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::Instant;

use super::super::channel::{Channel, ChannelKind};
use super::super::check::{Draft, Errors, Place, draft};
use super::super::clock;
use super::super::failure::{Answer, Failure};
use super::super::message::{Author, Message};
use super::super::permissions::bits;
use super::super::pings;
use super::super::request::{Body, snowflake};
use super::super::route::Route;
use super::super::world::World;

/// How long the same nonce gives back the earlier message.
const NONCE_LIFE: Duration = Duration::from_mins(5);

/// The channel, if the bot may write such a message there.
fn writable<'a>(world: &'a World, id: u64, draft: &Draft) -> Result<&'a Channel, Failure> {
    let channel = world.seen(id)?;
    let person = channel.people.first().and_then(|p| world.persons.get(p));
    if channel.kind == ChannelKind::Dm && person.is_some_and(|p| !p.takes_dms) {
        return Err(Failure::code(50007));
    }
    if channel.locked && world.bot_permissions(channel) & (1 << 34) == 0 {
        return Err(Failure::code(160_005));
    }
    let (embeds, files) = draft.holds();
    let mut needed = channel.writing();
    for (there, bit) in [(embeds, bits::EMBED_LINKS), (files, bits::ATTACH_FILES)] {
        if there {
            needed |= bit;
        }
    }
    world.permitted(id, needed)
}

/// The message that a new one answers.
fn reference(world: &World, channel: u64, json: &Value) -> Result<Option<u64>, Failure> {
    let Some(field) = json.get("message_reference").filter(|v| !v.is_null()) else { return Ok(None) };
    let mut errors = Errors::default();
    let Some(id) = field.get("message_id").and_then(snowflake) else {
        errors.required("message_reference.message_id");
        errors.result()?;
        return Ok(None);
    };
    if field.get("channel_id").and_then(snowflake).is_some_and(|c| c != channel) {
        let message = "Cannot reply to a message in another channel";
        errors.add("message_reference", "REPLIES_CANNOT_REFERENCE_OTHER_CHANNEL", message);
        errors.result()?;
    }
    world.permitted(channel, bits::READ_MESSAGE_HISTORY).map_err(|_| Failure::code(160_002))?;
    let there = world.message(channel, id).is_some_and(|m| m.only_for.is_none());
    if there {
        return Ok(Some(id));
    }
    if field.get("fail_if_not_exists") == Some(&json!(false)) {
        return Ok(None);
    }
    errors.add("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
    errors.result()?;
    Ok(None)
}

/// The earlier message of an enforced nonce.
fn earlier(world: &World, channel: u64, json: &Value) -> Result<Option<u64>, Failure> {
    if json.get("enforce_nonce") != Some(&json!(true)) {
        return Ok(None);
    }
    let Some(nonce) = json.get("nonce").filter(|n| !n.is_null()) else { return Ok(None) };
    let found = world.nonces.get(&(channel, plain(nonce))).filter(|(_, at)| at.elapsed() < NONCE_LIFE);
    match found {
        Some((id, _)) if world.message(channel, *id).is_none() => Err(Failure::code(10008)),
        Some((id, _)) => Ok(Some(*id)),
        None => Ok(None),
    }
}

fn plain(nonce: &Value) -> String {
    nonce.as_str().map_or_else(|| nonce.to_string(), str::to_owned)
}

/// `POST /channels/{id}/messages`.
pub(super) fn create(world: &mut World, route: &Route, body: &Body) -> Answer {
    let channel = route.channel.unwrap_or_default();
    world.seen(channel)?;
    let draft = draft(&body.json, body, Place::Channel, None)?;
    writable(world, channel, &draft)?;
    if let Some(id) = earlier(world, channel, &body.json)? {
        return Ok((200, world.channels[&channel].messages[&id].json(world)));
    }
    let reply_to = reference(world, channel, &body.json)?;
    let (allowed, nonce) = (draft.allowed.clone(), draft.nonce.clone());
    let pings_replied = reply_to.is_some() && allowed.replied;
    let flags = draft.flags;
    let mut message = Message { reply_to, flags, nonce: nonce.clone(), pings_replied, ..Message::new(Author::Bot) };
    draft.into_message(world, &mut message);
    world.reopen(channel);
    let id = world.post(channel, message);
    if let Some(nonce) = &nonce {
        world.nonces.insert((channel, plain(nonce)), (id, Instant::now()));
    }
    let message = world.channels[&channel].messages[&id].clone();
    pings::note(world, &message, &allowed);
    let mut object = message.json(world);
    if let Some(nonce) = nonce {
        object["nonce"] = nonce;
    }
    Ok((200, object))
}

/// A message that the bot may change.
fn own<'a>(world: &'a World, route: &Route) -> Result<&'a Message, Failure> {
    let channel = world.seen(route.channel.unwrap_or_default())?;
    let found = world.message(channel.id, route.message.unwrap_or_default()).filter(|m| m.only_for.is_none());
    let found = found.ok_or_else(|| Failure::code(10008))?;
    if channel.archived {
        return Err(Failure::code(50083));
    }
    Ok(found)
}

/// `PATCH /channels/{id}/messages/{id}`.
pub(super) fn edit(world: &mut World, route: &Route, body: &Body) -> Answer {
    let before = own(world, route)?.clone();
    if before.author != Author::Bot {
        return Err(Failure::code(50005));
    }
    let draft = draft(&body.json, body, Place::ChannelEdit, Some(&before))?;
    let (embeds, files) = draft.holds();
    let needed = if embeds { bits::EMBED_LINKS } else { 0 } | if files { bits::ATTACH_FILES } else { 0 };
    world.permitted(before.channel, needed)?;
    let object = change(world, before, draft);
    Ok((200, object))
}

/// Puts a draft into an existing message and shows it.
pub(super) fn change(world: &mut World, before: Message, draft: Draft) -> Value {
    let (channel, id, was_thinking) = (before.channel, before.id, before.thinking);
    let allowed = draft.allowed.clone();
    let mut after = before;
    draft.into_message(world, &mut after);
    after.thinking = false;
    if !was_thinking {
        after.edits += 1;
        after.edited = Some(clock::now());
    }
    if let Some(room) = world.channels.get_mut(&channel) {
        room.messages.insert(id, after.clone());
    }
    world.changed(channel, id, was_thinking);
    if was_thinking {
        pings::note(world, &after, &allowed);
    }
    after.json(world)
}

/// `DELETE /channels/{id}/messages/{id}`.
pub(super) fn delete(world: &mut World, route: &Route) -> Answer {
    let message = own(world, route)?;
    let (channel, id) = (message.channel, message.id);
    if message.author != Author::Bot {
        world.permitted(channel, bits::MANAGE_MESSAGES)?;
    }
    world.remove(channel, id, Author::Bot);
    Ok((204, Value::Null))
}

/// `GET /channels/{id}/messages/{id}`.
pub(super) fn get(world: &World, route: &Route) -> Answer {
    let channel = world.permitted(route.channel.unwrap_or_default(), bits::READ_MESSAGE_HISTORY)?;
    let found = world.message(channel.id, route.message.unwrap_or_default()).filter(|m| m.only_for.is_none());
    Ok((200, found.ok_or_else(|| Failure::code(10008))?.json(world)))
}

/// `GET /channels/{id}/messages`, the newest first.
pub(super) fn list(world: &World, route: &Route, body: &Body) -> Answer {
    let channel = world.permitted(route.channel.unwrap_or_default(), bits::READ_MESSAGE_HISTORY)?;
    let number = |name: &str| body.query.get(name).and_then(|n| n.parse::<u64>().ok());
    let limit = number("limit").unwrap_or(50).clamp(1, 100) as usize;
    let (before, after) = (number("before").unwrap_or(u64::MAX), number("after").unwrap_or(0));
    let found = channel.messages.values().rev().filter(|m| !m.deleted && m.only_for.is_none() && m.id < before && m.id > after);
    Ok((200, json!(found.take(limit).map(|m| m.json(world)).collect::<Vec<_>>())))
}
