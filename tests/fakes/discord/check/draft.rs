//! A message that the bot wants to send or to change, checked.

use serde_json::Value;

use super::super::failure::Failure;
use super::super::message::{Attachment, Message, Upload};
use super::super::pings::Allowed;
use super::super::request::{Body, snowflake};
use super::super::world::World;
use super::fields::{boolean, given, list, text};
use super::{Errors, components, embeds};

/// Where a message is to go, which decides about some fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A new message in a channel.
    Channel,
    /// An edit of such a message.
    ChannelEdit,
    /// The first answer to an interaction.
    Callback,
    /// The sign that the bot thinks.
    Deferred,
    /// One more message after that.
    FollowUp,
    /// An edit of a message that answers an interaction.
    WebhookEdit,
}

const SUPPRESS_EMBEDS: u64 = 1 << 2;
const EPHEMERAL: u64 = 1 << 6;
const SUPPRESS_NOTIFICATIONS: u64 = 1 << 12;

impl Place {
    fn flags(self) -> u64 {
        match self {
            Self::Channel => SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS,
            Self::ChannelEdit | Self::WebhookEdit => SUPPRESS_EMBEDS,
            Self::Callback | Self::FollowUp => SUPPRESS_EMBEDS | EPHEMERAL | SUPPRESS_NOTIFICATIONS,
            Self::Deferred => EPHEMERAL,
        }
    }

    fn is_edit(self) -> bool {
        matches!(self, Self::ChannelEdit | Self::WebhookEdit)
    }
}

/// What a checked form holds; what is absent stays as it is.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) content: Option<String>,
    pub(crate) embeds: Option<Vec<Value>>,
    pub(crate) components: Option<Vec<Value>>,
    /// The attachments that a changed message keeps; none: all of them.
    kept: Option<Vec<u64>>,
    new_files: Vec<(Upload, Option<String>)>,
    pub(crate) flags: u64,
    pub(crate) allowed: Allowed,
    pub(crate) nonce: Option<Value>,
}

impl Draft {
    /// Whether there are embeds in it, or files.
    pub(crate) fn holds(&self) -> (bool, bool) {
        (self.embeds.as_ref().is_some_and(|e| !e.is_empty()), !self.new_files.is_empty())
    }

    /// Writes it into a message.
    pub(crate) fn into_message(self, world: &mut World, message: &mut Message) {
        if let Some(content) = self.content {
            message.content = content;
        }
        if let Some(embeds) = self.embeds {
            message.embeds = embeds;
        }
        if let Some(components) = self.components {
            message.components = components;
        }
        if let Some(kept) = self.kept {
            message.attachments.retain(|a| kept.contains(&a.id));
        }
        for (upload, description) in self.new_files {
            message.attachments.push(Attachment { id: world.fresh(), upload, description });
        }
    }
}

fn empty(field: Option<&Vec<Value>>) -> bool {
    field.is_none_or(Vec::is_empty)
}

/// Checks the form of a message; `before` is the message that is changed.
pub(crate) fn draft(json: &Value, body: &Body, place: Place, before: Option<&Message>) -> Result<Draft, Failure> {
    let mut errors = Errors::default();
    if !json.is_object() && !json.is_null() {
        errors.add("", "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
    }
    let content = text(&mut errors, "content", json.get("content"), 0, 2000).map(|c| c.trim().to_owned());
    let (kept, new_files, names) = files(&mut errors, json, body, before);
    embeds::embeds(&mut errors, json.get("embeds"), &names);
    components::components(&mut errors, json.get("components"));
    boolean(&mut errors, "tts", json.get("tts"));
    boolean(&mut errors, "enforce_nonce", json.get("enforce_nonce"));
    let flags = flags(&mut errors, json, place);
    let allowed = mentions(&mut errors, json, matches!(place, Place::Channel | Place::ChannelEdit));
    let nonce = nonce(&mut errors, json).filter(|_| place == Place::Channel);
    errors.result()?;
    let set = |name: &str| json.get(name).map(|v| v.as_array().cloned().unwrap_or_default());
    // Null empties what is edited.
    let content = content.or_else(|| json.get("content").map(|_| String::new()));
    let draft = Draft { content, embeds: set("embeds"), components: set("components"), kept, new_files, flags, allowed, nonce };
    if place != Place::Deferred && is_empty(&draft, before, place) {
        return Err(Failure::code(50006));
    }
    Ok(draft)
}

fn is_empty(draft: &Draft, before: Option<&Message>, place: Place) -> bool {
    let before = before.filter(|_| place.is_edit());
    let words = draft.content.as_deref().or(before.map(|b| b.content.as_str())).unwrap_or_default();
    let embeds = draft.embeds.as_ref().or(before.map(|b| &b.embeds));
    let components = draft.components.as_ref().or(before.map(|b| &b.components));
    let old =
        before.map_or(0, |b| b.attachments.iter().filter(|a| draft.kept.as_ref().is_none_or(|k| k.contains(&a.id))).count());
    words.is_empty() && empty(embeds) && empty(components) && draft.new_files.is_empty() && old == 0
}

type Files = (Option<Vec<u64>>, Vec<(Upload, Option<String>)>, Vec<String>);

/// What is kept, what is new, and the names of both.
fn files(errors: &mut Errors, json: &Value, body: &Body, before: Option<&Message>) -> Files {
    let lines = list(errors, "attachments", json.get("attachments"), 0, 10);
    if body.files.len() > 10 {
        errors.add("files", "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.");
    }
    let old = before.map(|b| b.attachments.as_slice()).unwrap_or_default();
    let mut kept = given(json, "attachments").map(|_| Vec::new());
    let line_of = |number: u64| lines.iter().find(|l| l.get("id").and_then(snowflake) == Some(number));
    for (at, line) in lines.iter().enumerate() {
        let id = line.get("id").and_then(snowflake);
        let place = format!("attachments.{at}.id");
        match id {
            Some(id) if old.iter().any(|a| a.id == id) => kept.iter_mut().for_each(|k: &mut Vec<u64>| k.push(id)),
            Some(id) if body.files.iter().any(|(number, _)| *number == id) => {}
            _ => errors.add(&place, "ATTACHMENT_NOT_FOUND", "The attachment was not found"),
        }
        text(errors, &format!("attachments.{at}.description"), line.get("description"), 0, 1024);
    }
    let new: Vec<_> = body
        .files
        .iter()
        .map(|(number, upload)| {
            let line = line_of(*number);
            let name = line.and_then(|l| l["filename"].as_str()).unwrap_or(&upload.name).to_owned();
            let description = line.and_then(|l| l["description"].as_str()).map(str::to_owned);
            (Upload { name, bytes: upload.bytes.clone() }, description)
        })
        .collect();
    let stays = |id: u64| kept.as_ref().is_none_or(|k| k.contains(&id));
    let mut names: Vec<String> = old.iter().filter(|a| stays(a.id)).map(|a| a.upload.name.clone()).collect();
    names.extend(new.iter().map(|(upload, _)| upload.name.clone()));
    (kept, new, names)
}

fn flags(errors: &mut Errors, json: &Value, place: Place) -> u64 {
    let Some(value) = given(json, "flags") else { return 0 };
    let Some(flags) = value.as_u64() else {
        errors.add("flags", "NUMBER_TYPE_COERCE", format!("Value \"{value}\" is not int."));
        return 0;
    };
    if flags & !place.flags() != 0 {
        errors.add("flags", "MESSAGE_FLAGS_INVALID", format!("Flags {flags} cannot be set here"));
    }
    flags
}

fn mentions(errors: &mut Errors, json: &Value, plain: bool) -> Allowed {
    let Some(field) = given(json, "allowed_mentions") else { return Allowed::usual(plain) };
    for (at, word) in list(errors, "allowed_mentions.parse", field.get("parse"), 0, 3).iter().enumerate() {
        if !["users", "roles", "everyone"].iter().any(|w| word == w) {
            errors.choices(&format!("allowed_mentions.parse.{at}"), "'users', 'roles', 'everyone'");
        }
    }
    for name in ["users", "roles"] {
        let named = list(errors, &format!("allowed_mentions.{name}"), field.get(name), 0, 100);
        let parsed = field["parse"].as_array().into_iter().flatten().any(|w| w == name);
        if parsed && !named.is_empty() {
            let message = format!("parse:[\"{name}\"] and {name}: [ids...] are mutually exclusive.");
            errors.add("allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message);
        }
    }
    boolean(errors, "allowed_mentions.replied_user", field.get("replied_user"));
    Allowed::read(field)
}

fn nonce(errors: &mut Errors, json: &Value) -> Option<Value> {
    let nonce = given(json, "nonce")?;
    let length = nonce.as_str().map_or_else(|| nonce.to_string().len(), |n| n.chars().count());
    if length > 25 {
        errors.add("nonce", "NONCE_TYPE_TOO_LONG", "Nonce must be less than 25 characters");
    }
    if !nonce.is_string() && !nonce.is_i64() && !nonce.is_u64() {
        errors.add("nonce", "NONCE_TYPE_INVALID", "Nonce must be a string or an integer");
    }
    Some(nonce.clone())
}
