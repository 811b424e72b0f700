//! What the bot asks about chats, and leaving them.

use serde_json::{Value, json};

use super::super::chat::{ChatKind, MEMBER_RIGHTS, Role, member as chat_member};
use super::super::failure::{Answer, Failure};
use super::super::request::Params;
use super::super::world::World;
use super::target::{Deed, inside, known, writable};

/// `getChat`.
pub(super) fn chat(world: &World, params: &Params) -> Answer {
    let id = known(world, params)?;
    let room = &world.chats[&id];
    if room.kind == ChatKind::Private {
        if room.bot == Role::Left {
            return Err(Failure::bad("chat not found"));
        }
    } else {
        inside(world, params)?;
    }
    let mut chat = room.json();
    chat["accent_color_id"] = json!(1);
    chat["max_reaction_count"] = json!(11);
    let gifts = ["unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"];
    chat["accepted_gift_types"] = gifts.iter().map(|g| ((*g).to_owned(), json!(true))).collect();
    if room.is_group() {
        chat["permissions"] = MEMBER_RIGHTS.iter().map(|r| ((*r).to_owned(), json!(true))).collect();
    }
    Ok(chat)
}

/// `getChatMember`.
pub(super) fn member(world: &World, params: &Params) -> Answer {
    let id = inside(world, params)?;
    let user = params.int("user_id").ok_or_else(|| Failure::bad("invalid user_id specified"))?;
    let room = &world.chats[&id];
    if user == world.me.id {
        return Ok(chat_member(&world.me.user(), room.bot, room.kind));
    }
    if !world.persons.contains_key(&user) {
        return Err(Failure::bad("user not found"));
    }
    let role = if room.kind == ChatKind::Private { Role::Member } else { room.role(user) };
    Ok(chat_member(&world.user(user), role, room.kind))
}

/// `getChatAdministrators`: all but other bots.
pub(super) fn administrators(world: &World, params: &Params) -> Answer {
    let id = inside(world, params)?;
    let room = &world.chats[&id];
    if room.kind == ChatKind::Private {
        return Err(Failure::bad("there are no administrators in the private chat"));
    }
    let rules = |role: Role| matches!(role, Role::Creator | Role::Administrator);
    let people = room.members.iter().filter(|(_, role)| rules(**role));
    let people = people.filter(|(id, _)| world.persons.get(id).is_none_or(|p| !p.is_bot));
    let mut list: Vec<Value> = people.map(|(id, role)| chat_member(&world.user(*id), *role, room.kind)).collect();
    if rules(room.bot) {
        list.push(chat_member(&world.me.user(), room.bot, room.kind));
    }
    Ok(Value::Array(list))
}

/// `getChatMemberCount`.
pub(super) fn count(world: &World, params: &Params) -> Answer {
    let id = inside(world, params)?;
    let room = &world.chats[&id];
    if room.kind == ChatKind::Private {
        return Ok(json!(2));
    }
    let people = room.members.values().filter(|r| !matches!(r, Role::Left | Role::Kicked)).count();
    Ok(json!(people + 1))
}

/// `sendChatAction`.
pub(super) fn chat_action(world: &World, params: &Params) -> Answer {
    let action = params.text("action").unwrap_or_default();
    let known = ["typing", "find_location", "choose_sticker"].contains(&action.as_str());
    if !known && !action.starts_with("upload_") && !action.starts_with("record_") {
        return Err(Failure::bad("wrong parameter action in request"));
    }
    let chat = writable(world, params, Deed::Text)?;
    super::target::place(world, params, chat)?;
    Ok(json!(true))
}

/// `leaveChat`.
pub(super) fn leave(world: &mut World, params: &Params) -> Answer {
    let id = inside(world, params)?;
    if world.chats[&id].kind == ChatKind::Private {
        return Err(Failure::bad("chat member status can't be changed in private chats"));
    }
    let me = world.me.id;
    world.change_bot(id, me, Role::Left);
    super::super::transcript::note(world, Some(id), "  Icmal leaves");
    Ok(json!(true))
}
