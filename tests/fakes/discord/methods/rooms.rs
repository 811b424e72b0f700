//! Channels and servers.

use serde_json::{Value, json};

use super::super::check::Errors;
use super::super::failure::{Answer, Failure};
use super::super::guild::Guild;
use super::super::request::{Body, snowflake};
use super::super::route::Route;
use super::super::transcript;
use super::super::world::World;

/// `POST /users/@me/channels`.
pub(super) fn dm(world: &mut World, body: &Body) -> Answer {
    let mut errors = Errors::default();
    let Some(person) = body.json.get("recipient_id").and_then(snowflake) else {
        errors.required("recipient_id");
        errors.result()?;
        return Err(Failure::code(50035));
    };
    let found = world.persons.get(&person).ok_or_else(|| Failure::code(10013))?;
    if found.is_bot {
        return Err(Failure::code(50007));
    }
    let channel = world.dm(person).and_then(|id| world.channels.get(&id)).ok_or_else(|| Failure::code(50007))?;
    Ok((200, channel.json(world)))
}

/// `POST /channels/{id}/typing`.
pub(super) fn typing(world: &World, route: &Route) -> Answer {
    let channel = world.seen(route.channel.unwrap_or_default())?;
    world.permitted(channel.id, channel.writing())?;
    Ok((204, Value::Null))
}

/// `GET /channels/{id}`.
pub(super) fn channel(world: &World, route: &Route) -> Answer {
    Ok((200, world.seen(route.channel.unwrap_or_default())?.json(world)))
}

fn joined<'a>(world: &'a World, route: &Route) -> Result<&'a Guild, Failure> {
    world.guilds.get(&route.guild.unwrap_or_default()).filter(|g| g.bot_in).ok_or_else(|| Failure::code(10004))
}

/// `GET /guilds/{id}`.
pub(super) fn guild(world: &World, route: &Route) -> Answer {
    Ok((200, joined(world, route)?.json()))
}

/// `GET /guilds/{id}/channels`.
pub(super) fn guild_channels(world: &World, route: &Route) -> Answer {
    let guild = joined(world, route)?.id;
    let own = world.order.iter().filter_map(|c| world.channels.get(c));
    let own = own.filter(|c| c.guild == Some(guild) && c.parent.is_none() && !c.deleted);
    Ok((200, json!(own.map(|c| c.json(world)).collect::<Vec<_>>())))
}

/// `DELETE /users/@me/guilds/{id}`.
pub(super) fn leave(world: &mut World, route: &Route) -> Answer {
    let guild = joined(world, route)?.id;
    world.guilds.entry(guild).and_modify(|g| g.bot_in = false);
    transcript::note_in_guild(world, guild, "  Icmal leaves the server");
    world.dispatch_to_guild("GUILD_DELETE", guild, &json!({ "id": guild.to_string() }));
    Ok((204, Value::Null))
}
