//! Edits and deletions, in a chat or of messages that were sent inline.

use serde_json::{Value, json};

use super::super::entities::Words;
use super::super::failure::{Answer, Failure};
use super::super::message::{Author, Body, Message};
use super::super::request::Params;
use super::super::transcript;
use super::super::world::World;
use super::target::{Deed, writable};
use super::{content, markup, send};

const SAME: &str = "message is not modified: specified new message content and reply markup are exactly the same as a \
current content and reply markup of the message";

/// The message that an edit is about.
struct Spot {
    chat: i64,
    id: i64,
    inline: bool,
}

fn find(world: &World, params: &Params) -> Result<Spot, Failure> {
    if let Some(inline) = params.text("inline_message_id") {
        let known = world.inline_messages.get(&inline).copied();
        let (chat, id) = known.ok_or_else(|| Failure::bad("MESSAGE_ID_INVALID"))?;
        return Ok(Spot { chat, id, inline: true });
    }
    let chat = writable(world, params, Deed::Other)?;
    let id = params.int("message_id").ok_or_else(|| Failure::bad("message identifier is not specified"))?;
    let message = world.message(chat, id).ok_or_else(|| Failure::bad("message to edit not found"))?;
    if message.author != Author::Bot || message.is_service() {
        return Err(Failure::bad("message can't be edited"));
    }
    Ok(Spot { chat, id, inline: false })
}

/// `editMessageText`.
pub(super) fn text(world: &mut World, params: &Params) -> Answer {
    let words = content::text(params)?;
    let options = params.structure("link_preview_options")?;
    let spot = find(world, params)?;
    if message(world, &spot).body != Body::Text {
        return Err(Failure::bad("there is no text in the message to edit"));
    }
    apply(world, params, &spot, Some(words), options)
}

/// `editMessageCaption`.
pub(super) fn caption(world: &mut World, params: &Params) -> Answer {
    let words = content::caption(params)?;
    let spot = find(world, params)?;
    if message(world, &spot).body == Body::Text {
        return Err(Failure::bad("there is no caption in the message to edit"));
    }
    apply(world, params, &spot, Some(words), None)
}

/// `editMessageMedia`, of photos only. A text may become a photo, but no photo a text.
pub(super) fn media(world: &mut World, params: &Params) -> Answer {
    let Some(Value::Object(mut media)) = params.structure("media")? else { return Err(Failure::bad("media not found")) };
    if media.get("type").and_then(Value::as_str) != Some("photo") {
        return Err(Failure::bad("can't parse InputMedia: media is invalid"));
    }
    let file = media.remove("media").unwrap_or_default();
    media.insert("photo".to_owned(), file);
    let inner = Params { fields: media, files: params.files.clone() };
    let words = content::caption(&inner)?;
    let spot = find(world, params)?;
    let (upload, body) = send::taken_in(world, &inner, "photo")?;
    let message = message(world, &spot);
    (message.upload, message.body) = (upload, body);
    apply(world, params, &spot, Some(words), None)
}

/// `editMessageReplyMarkup`.
pub(super) fn markup(world: &mut World, params: &Params) -> Answer {
    let spot = find(world, params)?;
    apply(world, params, &spot, None, None)
}

fn message<'a>(world: &'a mut World, spot: &Spot) -> &'a mut Message {
    let chat = world.chat(spot.chat);
    chat.messages.get_mut(&spot.id).unwrap_or_else(|| panic!("message {} was just found", spot.id))
}

fn apply(world: &mut World, params: &Params, spot: &Spot, words: Option<Words>, options: Option<Value>) -> Answer {
    // An edit without a markup takes the buttons away.
    let markup = markup::inline_only(markup::of(params)?)?;
    let before = message(world, spot);
    let same_words = words.as_ref().is_none_or(|w| w.text == before.text && w.entities == before.entities);
    if same_words && markup == before.markup && (words.is_none() || options == before.link_preview_options) {
        return Err(Failure::bad(SAME));
    }
    send::count(world, Some(spot.chat).filter(|_| !spot.inline))?;
    let now = world.tick();
    let only_markup = words.is_none();
    let message = message(world, spot);
    message.markup = markup;
    message.edits += 1;
    if let Some(words) = words {
        (message.text, message.entities) = (words.text, words.entities);
        message.link_preview_options = options;
    }
    // A change of the buttons alone leaves no mark on the message.
    if !only_markup {
        message.edited = Some(now);
    }
    transcript::edited(world, spot.chat, spot.id, only_markup);
    if spot.inline {
        return Ok(json!(true));
    }
    Ok(world.chats[&spot.chat].messages[&spot.id].json(spot.chat, world))
}

/// `deleteMessage`.
pub(super) fn delete(world: &mut World, params: &Params) -> Answer {
    let chat = writable(world, params, Deed::Other)?;
    let id = params.int("message_id").ok_or_else(|| Failure::bad("message identifier is not specified"))?;
    let found = world.message(chat, id).ok_or_else(|| Failure::bad("message to delete not found"))?;
    let room = &world.chats[&chat];
    let own = found.author == Author::Bot && !found.is_service();
    if !own && room.word() != "private" && room.bot != super::super::chat::Role::Administrator {
        return Err(Failure::bad("message can't be deleted"));
    }
    let spot = Spot { chat, id, inline: false };
    message(world, &spot).deleted = true;
    transcript::deleted(world, chat, id);
    Ok(json!(true))
}
