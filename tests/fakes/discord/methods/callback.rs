//! The first reaction to an interaction.

use serde_json::{Value, json};

use super::super::check::{Errors, Place, draft, text};
use super::super::failure::{Answer, Failure};
use super::super::interaction::{Choice, Interaction};
use super::super::message::{Author, Message};
use super::super::permissions::bits;
use super::super::pings;
use super::super::request::Body;
use super::super::route::Route;
use super::super::transcript;
use super::super::world::World;
use super::messages::change;

const EPHEMERAL: u64 = 1 << 6;

/// `POST /interactions/{id}/{token}/callback`.
pub(super) fn answer(world: &mut World, route: &Route, body: &Body) -> Answer {
    let id = route.interaction.unwrap_or_default();
    let window = world.interactions.window;
    let found = world.interactions.asked.get_mut(&id).filter(|i| route.token.as_ref() == Some(&i.token));
    let found = found.ok_or_else(|| Failure::code(10062))?;
    if found.callbacks == 0 && found.asked.elapsed() > window {
        world.expire(id);
    }
    let asked = world.interactions.asked[&id].clone();
    if asked.expired {
        return Err(Failure::code(10062));
    }
    if asked.callbacks > 0 {
        count(world, &asked);
        return Err(Failure::code(40060));
    }
    let kind = fitting(&asked, &body.json)?;
    let data = body.json.get("data").unwrap_or(&Value::Null);
    let message = match kind {
        4 => Some(say(world, &asked, data, body, Place::Callback)?),
        5 => Some(say(world, &asked, data, body, Place::Deferred)?),
        7 => Some(update(world, &asked, data, body)?),
        8 => {
            offer(world, &asked, data)?;
            None
        }
        _ => None,
    };
    count(world, &asked);
    if kind != 8 {
        world.interactions.asked.entry(id).and_modify(|i| i.original = message.or(i.source));
    }
    if !body.asks("with_response") {
        return Ok((204, Value::Null));
    }
    let mut interaction = json!({ "id": id.to_string(), "type": asked.kind });
    let mut response = json!({});
    if let Some(message) = message.and_then(|m| world.message(asked.channel, m)) {
        interaction["response_message_id"] = json!(message.id.to_string());
        interaction["response_message_loading"] = json!(message.thinking);
        interaction["response_message_ephemeral"] = json!(message.only_for.is_some());
        response["resource"] = json!({ "type": kind });
        if matches!(kind, 4 | 7) {
            response["resource"]["message"] = message.json(world);
        }
    }
    response["interaction"] = interaction;
    Ok((200, response))
}

/// Takes note of a reaction.
fn count(world: &mut World, asked: &Interaction) {
    if asked.callbacks == 0 {
        world.interactions.pending -= 1;
    }
    world.interactions.asked.entry(asked.id).and_modify(|i| {
        i.callbacks += 1;
        i.answered_after.get_or_insert(asked.asked.elapsed());
    });
}

/// The type of the reaction, if it fits the interaction.
fn fitting(asked: &Interaction, json: &Value) -> Result<u64, Failure> {
    let mut errors = Errors::default();
    let kind = json.get("type").and_then(Value::as_u64);
    let fits = match kind {
        Some(4 | 5) => matches!(asked.kind, 2 | 3),
        Some(6 | 7) => asked.kind == 3,
        Some(8) => asked.kind == 4,
        _ => false,
    };
    if json.get("type").is_none_or(Value::is_null) {
        errors.required("type");
    } else if !fits {
        let among = match asked.kind {
            2 => "4, 5, 9, 10, 12",
            3 => "4, 5, 6, 7, 9, 10, 12",
            _ => "8,",
        };
        errors.choices("type", among);
    }
    errors.result()?;
    Ok(kind.unwrap_or_default())
}

/// A new message that answers, or the sign that the bot thinks.
pub(super) fn say(world: &mut World, asked: &Interaction, data: &Value, body: &Body, place: Place) -> Result<u64, Failure> {
    let draft = draft(data, body, place, None)?;
    let thinking = place == Place::Deferred;
    let allowed = draft.allowed.clone();
    let flags = draft.flags;
    let hidden = flags & EPHEMERAL != 0 || is_hushed(world, asked);
    let flags = if hidden { flags | EPHEMERAL } else { flags };
    let only_for = hidden.then_some(asked.person);
    // What answers a button or comes later stands as a reply.
    let reply_to = asked.source.or(if place == Place::FollowUp { asked.original } else { None });
    let interaction = Some(asked.id);
    let mut message = Message { flags, reply_to, only_for, thinking, interaction, ..Message::new(Author::Bot) };
    if !thinking {
        draft.into_message(world, &mut message);
    }
    let id = world.post(asked.channel, message);
    let message = world.channels[&asked.channel].messages[&id].clone();
    if only_for.is_none() && !thinking {
        pings::note(world, &message, &allowed);
    }
    Ok(id)
}

/// Whether only the person sees answers, because apps of one's own may not speak there.
fn is_hushed(world: &World, asked: &Interaction) -> bool {
    let room = world.channels.get(&asked.channel).filter(|c| c.guild.is_some() && asked.only_user_installed);
    room.is_some_and(|c| world.person_permissions(c, asked.person) & bits::USE_EXTERNAL_APPS == 0)
}

/// Changes the message of the button.
fn update(world: &mut World, asked: &Interaction, data: &Value, body: &Body) -> Result<u64, Failure> {
    let before = asked.source.and_then(|m| world.message(asked.channel, m)).cloned();
    let before = before.ok_or_else(|| Failure::code(10008))?;
    let draft = draft(data, body, Place::WebhookEdit, Some(&before))?;
    let id = before.id;
    change(world, before, draft);
    Ok(id)
}

/// Choices for a typed option.
fn offer(world: &mut World, asked: &Interaction, data: &Value) -> Result<(), Failure> {
    let mut errors = Errors::default();
    let list = data.get("choices").and_then(Value::as_array);
    if list.is_none() {
        errors.required("data.choices");
    }
    let list = list.map(Vec::as_slice).unwrap_or_default();
    if list.len() > 25 {
        errors.add("data.choices", "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.");
    }
    for (at, choice) in list.iter().enumerate() {
        let at = |name: &str| format!("data.choices.{at}.{name}");
        text(&mut errors, &at("name"), choice.get("name"), 1, 100);
        match choice.get("value") {
            Some(Value::Number(_)) => {}
            value => {
                text(&mut errors, &at("value"), value, 1, 100);
            }
        }
    }
    errors.result()?;
    let choice = |c: &Value| Choice { name: c["name"].as_str().unwrap_or_default().to_owned(), value: c["value"].clone() };
    let choices: Vec<Choice> = list.iter().map(choice).collect();
    transcript::offered(world, asked.channel, &choices);
    world.interactions.asked.entry(asked.id).and_modify(|i| i.choices = Some(choices));
    Ok(())
}
