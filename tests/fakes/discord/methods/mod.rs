//! The methods of the API, by name.

mod callback;
mod commands;
mod messages;
mod profile;
mod reactions;
mod rooms;
mod webhook;

use super::failure::{Answer, Failure};
use super::request::Body;
use super::route::Route;
use super::world::World;

/// The channel that a call is about, for faults that strike only there.
pub(crate) fn channel_of(world: &World, route: &Route) -> Option<u64> {
    let by_token = || world.interactions.by_token.get(route.token.as_ref()?).copied();
    let interaction = || route.interaction.or_else(by_token);
    route.channel.or_else(|| Some(world.interactions.asked.get(&interaction()?)?.channel))
}

/// Carries out a method; `url` is the address of the gateway.
pub(crate) fn call(world: &mut World, route: &Route, body: &Body, url: &str) -> Answer {
    match route.method {
        "gateway" => Ok(profile::gateway(url)),
        "gateway_bot" => Ok(profile::gateway_bot(world, url)),
        "current_user" => Ok(profile::user(world)),
        "current_application" => Ok(profile::application(world)),
        "create_dm" => rooms::dm(world, body),
        "get_commands" => commands::get(world, route, body),
        "set_commands" => commands::set(world, route, body),
        "create_message" => messages::create(world, route, body),
        "edit_message" => messages::edit(world, route, body),
        "delete_message" => messages::delete(world, route),
        "get_message" => messages::get(world, route),
        "get_messages" => messages::list(world, route, body),
        "typing" => rooms::typing(world, route),
        "get_channel" => rooms::channel(world, route),
        "get_guild" => rooms::guild(world, route),
        "get_guild_channels" => rooms::guild_channels(world, route),
        "leave_guild" => rooms::leave(world, route),
        "add_reaction" => reactions::add(world, route),
        "remove_reaction" => reactions::remove(world, route),
        "interaction_callback" => callback::answer(world, route, body),
        "follow_up" => webhook::follow_up(world, route, body),
        "get_original" | "get_follow_up" => webhook::get(world, route),
        "edit_original" | "edit_follow_up" => webhook::edit(world, route, body),
        "delete_original" | "delete_follow_up" => webhook::delete(world, route),
        _ => Err(Failure::no_route()),
    }
}
