//! Where a message is to go, and whether the bot may write there.

use super::super::chat::{Chat, ChatKind, Role};
use super::super::failure::Failure;
use super::super::request::Params;
use super::super::world::World;

/// What a call wants to do in a chat, as the refusals word it.
#[derive(Clone, Copy)]
pub(super) enum Deed {
    Text,
    Photo,
    Document,
    Poll,
    /// Edits, deletions and actions: for those it has to be there, no more.
    Other,
}

/// The chat by id or `@username`.
pub(super) fn chat_id(world: &World, params: &Params) -> Option<i64> {
    if let Some(id) = params.int("chat_id") {
        return Some(id);
    }
    let name = params.text("chat_id")?;
    let name = name.strip_prefix('@')?;
    let named = |c: &&Chat| c.username.as_ref().is_some_and(|u| u.eq_ignore_ascii_case(name));
    world.chats.values().find(|c| c.kind != ChatKind::Private && named(c)).map(|c| c.id)
}

/// The chat that a call names; only that it is there.
pub(super) fn known(world: &World, params: &Params) -> Result<i64, Failure> {
    if params.text("chat_id").is_none_or(|c| c.is_empty()) {
        return Err(Failure::bad("chat_id is empty"));
    }
    let id = chat_id(world, params).filter(|id| world.chats.contains_key(id));
    id.ok_or_else(|| Failure::bad("chat not found"))
}

/// The chat that a call names, if the bot is in it.
pub(super) fn inside(world: &World, params: &Params) -> Result<i64, Failure> {
    let id = known(world, params)?;
    let chat = &world.chats[&id];
    if let Some(to) = chat.upgraded_to {
        return Err(Failure::migrated(to));
    }
    match (chat.kind, chat.bot) {
        (ChatKind::Private, _) if chat.deactivated => Err(Failure::forbidden("user is deactivated")),
        (ChatKind::Private, Role::Kicked) => Err(Failure::forbidden("bot was blocked by the user")),
        (ChatKind::Private, Role::Left) => Err(Failure::forbidden("bot can't initiate conversation with a user")),
        (_, Role::Kicked) => Err(Failure::forbidden(format!("bot was kicked from the {} chat", chat.word()))),
        (_, Role::Left) => Err(Failure::forbidden(format!("bot is not a member of the {} chat", chat.word()))),
        _ => Ok(id),
    }
}

/// The chat that a call names, if the bot may do this in it.
pub(super) fn writable(world: &World, params: &Params, deed: Deed) -> Result<i64, Failure> {
    let id = inside(world, params)?;
    let chat = &world.chats[&id];
    if chat.kind == ChatKind::Channel && !matches!(chat.bot, Role::Administrator | Role::Creator) {
        return Err(Failure::bad("need administrator rights in the channel chat"));
    }
    if chat.bot == Role::Muted {
        let what = match deed {
            Deed::Text => "text messages",
            Deed::Photo => "photos",
            Deed::Document => "documents",
            Deed::Poll => "polls",
            Deed::Other => return Ok(id),
        };
        return Err(Failure::bad(format!("not enough rights to send {what} to the chat")));
    }
    Ok(id)
}

/// The message to answer and the topic to write into.
pub(super) fn place(world: &World, params: &Params, chat: i64) -> Result<(Option<i64>, Option<i64>), Failure> {
    let reply = params.structure("reply_parameters")?;
    let (wanted, lenient) = match &reply {
        Some(reply) => {
            let id = super::super::request::whole(&reply["message_id"]);
            (id, super::super::request::truth(&reply["allow_sending_without_reply"]))
        }
        None => (params.int("reply_to_message_id"), params.flag("allow_sending_without_reply")),
    };
    let wanted = wanted.filter(|id| *id != 0);
    let found = wanted.and_then(|id| world.message(chat, id));
    if wanted.is_some() && found.is_none() && !lenient {
        return Err(Failure::bad("message to be replied not found"));
    }
    let room = &world.chats[&chat];
    let topic = params.int("message_thread_id").filter(|t| *t != 0);
    let topic = topic.or_else(|| found.and_then(|m| m.topic));
    if let Some(topic) = topic {
        // The general topic has no thread, and nothing outside of a forum has one.
        let topic = room.topics.get(&topic).filter(|t| room.kind == ChatKind::Forum && !t.deleted);
        let topic = topic.ok_or_else(|| Failure::bad("message thread not found"))?;
        if topic.closed && !matches!(room.bot, Role::Administrator | Role::Creator) {
            return Err(Failure::bad("TOPIC_CLOSED"));
        }
    }
    Ok((found.map(|m| m.id), topic))
}
