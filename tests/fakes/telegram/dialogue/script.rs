//! What a dialogue file holds.

use std::path::Path;

use serde::Deserialize;

/// A conversation from a file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dialogue {
    /// What it shows.
    pub title: String,
    /// Whether privacy mode is off.
    #[serde(default)]
    pub(crate) reads_all: bool,
    /// Whether the bot may write only so fast.
    #[serde(default = "yes")]
    pub(crate) flood_limits: bool,
    /// For how long nothing may happen before a step counts as done.
    #[serde(default = "usual_quiet")]
    pub(crate) quiet_ms: u64,
    /// How long a step may take.
    #[serde(default = "usual_patience")]
    pub(crate) patience_ms: u64,
    #[serde(default, rename = "person")]
    pub(crate) persons: Vec<PersonLine>,
    #[serde(default, rename = "chat")]
    pub(crate) chats: Vec<ChatLine>,
    #[serde(default, rename = "step")]
    pub(crate) steps: Vec<Step>,
}

fn yes() -> bool {
    true
}

fn usual_quiet() -> u64 {
    60
}

fn usual_patience() -> u64 {
    5000
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PersonLine {
    pub(crate) name: String,
    pub(crate) username: Option<String>,
    pub(crate) language: Option<String>,
    /// Another bot.
    #[serde(default)]
    pub(crate) bot: bool,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ChatWord {
    Group,
    Supergroup,
    Forum,
    Channel,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum BotWord {
    Absent,
    Member,
    Administrator,
    Muted,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChatLine {
    /// By what steps name it; a person's name is the private chat with that person.
    pub(crate) name: String,
    pub(crate) kind: ChatWord,
    pub(crate) title: Option<String>,
    pub(crate) username: Option<String>,
    pub(crate) creator: Option<String>,
    #[serde(default)]
    pub(crate) administrators: Vec<String>,
    #[serde(default)]
    pub(crate) members: Vec<String>,
    #[serde(default)]
    pub(crate) topics: Vec<String>,
    pub(crate) bot: Option<BotWord>,
}

/// What is done in a step.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Deed {
    Say,
    Edit,
    Delete,
    Press,
    PressOld,
    Inline,
    Choose,
    Sticker,
    Photo,
    Document,
    Voice,
    Location,
    Dice,
    Album,
    StartLink,
    AddBot,
    PromoteBot,
    DemoteBot,
    MuteBot,
    RemoveBot,
    Block,
    Unblock,
    Join,
    Leave,
    CreateTopic,
    CloseTopic,
    ReopenTopic,
    DeleteTopic,
    Upgrade,
    Fault,
    ClearFaults,
    Shut,
    Open,
    Raw,
    Wait,
}

/// A message of the chat: its number in the transcript, or `last`, or `bot` for the latest of the bot.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Which {
    Number(usize),
    Word(String),
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    #[serde(rename = "do")]
    pub(crate) deed: Deed,
    pub(crate) by: Option<String>,
    /// Without it: the private chat of `by`.
    pub(crate) chat: Option<String>,
    /// What is said, typed, written under a photo; the start parameter; the update of `raw` as JSON.
    pub(crate) text: Option<String>,
    /// The captions of an album.
    #[serde(default)]
    pub(crate) texts: Vec<String>,
    pub(crate) reply_to: Option<Which>,
    pub(crate) message: Option<Which>,
    pub(crate) topic: Option<String>,
    /// The label or the data of a button.
    pub(crate) button: Option<String>,
    /// The id or the title of an inline result; the first one without it.
    pub(crate) result: Option<String>,
    #[serde(default)]
    pub(crate) anonymous: bool,
    pub(crate) as_channel: Option<String>,
    /// Who joins or leaves.
    #[serde(default)]
    pub(crate) people: Vec<String>,
    /// The kind of a fault, as `too_many_requests`.
    pub(crate) kind: Option<String>,
    pub(crate) seconds: Option<u64>,
    pub(crate) method: Option<String>,
    pub(crate) times: Option<u32>,
    pub(crate) ms: Option<u64>,
    /// So many new messages of the bot are waited for in the chat.
    pub(crate) replies: Option<usize>,
    /// False: the next step comes at once.
    #[serde(default = "yes")]
    pub(crate) settle: bool,
}

impl Dialogue {
    /// Reads a file.
    ///
    /// # Errors
    /// If it cannot be read or holds anything unknown.
    pub fn read(file: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
        Self::parse(&text).map_err(|e| format!("{}: {e}", file.display()))
    }

    /// Takes a dialogue from TOML.
    ///
    /// # Errors
    /// If it holds anything unknown.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|e| e.to_string())
    }
}
