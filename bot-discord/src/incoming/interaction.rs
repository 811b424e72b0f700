//! An interaction: what somebody did, where, and what they and the bot may do there.

use bot_core::hosting::secret::SecretString;
use serde_json::Value;
use serenity::model::Permissions;
use tokio::time::Instant;

use super::{id, text};

/// An interaction. It has no `Debug`: it holds the words of a person, and the token by which it is answered.
pub struct Interaction {
    /// Its id.
    pub id: u64,
    /// What it is answered by.
    pub token: SecretString,
    /// When it came in: it has to be answered within three seconds.
    pub came: Instant,
    /// Who.
    pub person: u64,
    /// The channel, also of a private conversation.
    pub channel: u64,
    /// The server, where it is in one.
    pub server: Option<u64>,
    /// Whether the bot itself is where it was used, and not only with the person who used it.
    pub bot_is_there: bool,
    /// What the person may do in the channel; in a private conversation, nothing is told.
    pub may: Option<Permissions>,
    /// What the bot may do in the channel.
    pub bot_may: Permissions,
    /// Whether it is a thread.
    pub in_thread: bool,
    /// What was done.
    pub asked: Asked,
}

/// What somebody did.
pub enum Asked {
    /// A command was used.
    Command {
        /// Its name.
        name: String,
        /// What was given with it.
        fields: Vec<Field>,
    },
    /// A command was used on a message.
    OnMessage {
        /// The command's name.
        name: String,
        /// The message's words, if it has any.
        words: String,
    },
    /// A button was pressed, or something chosen from a menu.
    Press(String),
    /// Somebody types in an option of a command.
    Typing {
        /// The command's name.
        name: String,
        /// The option.
        field: Field,
    },
    /// Something that Discord added since.
    Unknown,
}

/// An option of a command, with what was given.
#[derive(Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its value, as text.
    pub value: String,
}

const PING: u64 = 1;
const COMMAND: u64 = 2;
const COMPONENT: u64 = 3;
const TYPING: u64 = 4;
/// The kind of a command that is used on a message.
const ON_MESSAGE: u64 = 3;
/// Kinds of channels that are threads.
const THREADS: [u64; 3] = [10, 11, 12];

impl Interaction {
    /// Reads an interaction; `None` if it cannot even be answered.
    pub fn read(raw: &Value) -> Option<Self> {
        let member = raw.get("member");
        let user = member.and_then(|member| member.get("user")).or_else(|| raw.get("user"))?;
        let owners = raw.get("authorizing_integration_owners");
        let kind = raw.get("type").and_then(Value::as_u64).filter(|kind| *kind != PING)?;
        let channel = raw.get("channel");
        Some(Self {
            id: id(raw, "id")?,
            token: text(raw, "token")?.into(),
            came: Instant::now(),
            person: id(user, "id")?,
            channel: id(raw, "channel_id").or_else(|| id(channel?, "id"))?,
            server: id(raw, "guild_id"),
            // An older payload does not tell; then the bot is where it hears of it.
            bot_is_there: owners.is_none_or(|owners| owners.get("0").is_some()),
            may: member.and_then(|member| permissions(member, "permissions")),
            bot_may: permissions(raw, "app_permissions").unwrap_or_default(),
            in_thread: channel.and_then(|c| c.get("type")?.as_u64()).is_some_and(|kind| THREADS.contains(&kind)),
            asked: raw.get("data").map_or(Asked::Unknown, |data| asked(kind, data)),
        })
    }

    /// Whether the person manages the place: the server, or a private conversation.
    pub fn manages(&self) -> bool {
        match self.may {
            Some(may) => may.intersects(Permissions::MANAGE_GUILD | Permissions::ADMINISTRATOR),
            None => self.server.is_none(),
        }
    }
}

fn asked(kind: u64, data: &Value) -> Asked {
    let name = text(data, "name").unwrap_or_default();
    match kind {
        COMMAND if data.get("type").and_then(Value::as_u64) == Some(ON_MESSAGE) => {
            Asked::OnMessage { name, words: words_of_target(data) }
        }
        COMMAND => Asked::Command { name, fields: fields(data).into_iter().map(|(_, field)| field).collect() },
        COMPONENT => {
            let chosen = data.get("values").and_then(|values| values.get(0)).and_then(Value::as_str).map(str::to_owned);
            Asked::Press(chosen.or_else(|| text(data, "custom_id")).unwrap_or_default())
        }
        TYPING => {
            let focused = fields(data).into_iter().find(|(focused, _)| *focused);
            focused.map_or(Asked::Unknown, |(_, field)| Asked::Typing { name, field })
        }
        _ => Asked::Unknown,
    }
}

/// The options, each with whether it is the one in which somebody types.
fn fields(data: &Value) -> Vec<(bool, Field)> {
    let options = data.get("options").and_then(Value::as_array);
    let field = |option: &Value| {
        let value = option.get("value")?;
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let focused = option.get("focused").and_then(Value::as_bool) == Some(true);
        Some((focused, Field { name: text(option, "name")?, value }))
    };
    options.into_iter().flatten().filter_map(field).collect()
}

fn words_of_target(data: &Value) -> String {
    let target = text(data, "target_id").unwrap_or_default();
    let message = data.get("resolved").and_then(|r| r.get("messages")).and_then(|messages| messages.get(&target));
    message.and_then(|message| text(message, "content")).unwrap_or_default()
}

fn permissions(object: &Value, name: &str) -> Option<Permissions> {
    id(object, name).map(Permissions::from_bits_truncate)
}
