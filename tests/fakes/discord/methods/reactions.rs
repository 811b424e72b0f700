//! Reactions of the bot.

use serde_json::Value;

use super::super::failure::{Answer, Failure};
use super::super::permissions::bits;
use super::super::route::Route;
use super::super::transcript;
use super::super::world::World;

/// The channel and the message of a call, and the emoji out of the address.
fn place(world: &World, route: &Route, needed: u64) -> Result<(u64, u64, String), Failure> {
    let channel = world.permitted(route.channel.unwrap_or_default(), needed)?;
    if channel.archived {
        return Err(Failure::code(50083));
    }
    let message = route.message.filter(|m| world.message(channel.id, *m).is_some_and(|m| m.only_for.is_none()));
    let message = message.ok_or_else(|| Failure::code(10008))?;
    let written = format!("emoji={}", route.emoji.as_deref().unwrap_or_default());
    let emoji = form_urlencoded::parse(written.as_bytes()).next().map(|(_, emoji)| emoji.into_owned()).unwrap_or_default();
    let is_emoji = !emoji.is_empty() && (emoji.contains(':') || !emoji.chars().any(char::is_alphanumeric));
    if !is_emoji {
        return Err(Failure::code(10014));
    }
    Ok((channel.id, message, emoji))
}

/// `PUT …/reactions/{emoji}/@me`.
pub(super) fn add(world: &mut World, route: &Route) -> Answer {
    let (channel, message, emoji) = place(world, route, bits::READ_MESSAGE_HISTORY | bits::ADD_REACTIONS)?;
    let found = world.message_mut(channel, message).ok_or_else(|| Failure::code(10008))?;
    if !found.reactions.contains(&emoji) {
        found.reactions.push(emoji.clone());
        let line = format!("  Icmal reacts to {} with {emoji}", found.number);
        world.put_lines(channel, [transcript::stable(&line)]);
    }
    Ok((204, Value::Null))
}

/// `DELETE …/reactions/{emoji}/@me`.
pub(super) fn remove(world: &mut World, route: &Route) -> Answer {
    let (channel, message, emoji) = place(world, route, 0)?;
    let found = world.message_mut(channel, message).ok_or_else(|| Failure::code(10008))?;
    if found.reactions.contains(&emoji) {
        found.reactions.retain(|e| *e != emoji);
        let line = format!("  Icmal takes {emoji} from {}", found.number);
        world.put_lines(channel, [transcript::stable(&line)]);
    }
    Ok((204, Value::Null))
}
