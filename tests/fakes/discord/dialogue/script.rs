//! What a dialogue file holds.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

/// A conversation from a file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dialogue {
    /// What it shows.
    pub title: String,
    /// Whether the application has the intent for the content of messages.
    #[serde(default)]
    pub(crate) message_content: bool,
    /// Whether the bot may call only so fast.
    #[serde(default = "yes")]
    pub(crate) rate_limits: bool,
    /// For how long nothing may happen before a step counts as done.
    #[serde(default = "usual_quiet")]
    pub(crate) quiet_ms: u64,
    /// How long a step may take.
    #[serde(default = "usual_patience")]
    pub(crate) patience_ms: u64,
    /// How long the first reaction to an interaction may take, if not three seconds.
    pub(crate) window_ms: Option<u64>,
    #[serde(default, rename = "person")]
    pub(crate) persons: Vec<PersonLine>,
    #[serde(default, rename = "guild")]
    pub(crate) guilds: Vec<GuildLine>,
    #[serde(default, rename = "channel")]
    pub(crate) channels: Vec<ChannelLine>,
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
    pub(crate) locale: Option<String>,
    /// Another bot.
    #[serde(default)]
    pub(crate) bot: bool,
    /// Has installed the app, to be used everywhere.
    #[serde(default)]
    pub(crate) installed: bool,
    #[serde(default = "yes")]
    pub(crate) takes_dms: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GuildLine {
    /// By what steps name it.
    pub(crate) name: String,
    pub(crate) title: Option<String>,
    pub(crate) locale: Option<String>,
    #[serde(default)]
    pub(crate) members: Vec<String>,
    /// Members with Manage Server.
    #[serde(default)]
    pub(crate) managers: Vec<String>,
    #[serde(default)]
    pub(crate) roles: Vec<String>,
    /// Whether the bot is in it.
    #[serde(default = "yes")]
    pub(crate) bot: bool,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ChannelWord {
    Text,
    Announcement,
    Thread,
    PrivateGroup,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChannelLine {
    /// By what steps name it; a person's name is the channel of that person with the bot alone.
    pub(crate) name: String,
    pub(crate) kind: ChannelWord,
    pub(crate) guild: Option<String>,
    /// The channel of a thread.
    pub(crate) parent: Option<String>,
    pub(crate) title: Option<String>,
    #[serde(default)]
    pub(crate) people: Vec<String>,
    /// Permissions that the bot lacks here, as `send_messages`.
    #[serde(default)]
    pub(crate) bot_lacks: Vec<String>,
}

/// What is done in a step.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Deed {
    Say,
    Edit,
    Delete,
    Slash,
    SlashStale,
    Type,
    Pick,
    MessageCommand,
    Press,
    PressId,
    Choose,
    Recorded,
    Dispatch,
    Note,
    DenyBot,
    AllowBot,
    Archive,
    Unarchive,
    Lock,
    Unlock,
    CreateChannel,
    DeleteChannel,
    AddBot,
    RemoveBot,
    OutageBegins,
    OutageEnds,
    Join,
    Install,
    Uninstall,
    BlockDms,
    AllowDms,
    Fault,
    ClearFaults,
    CutGateway,
    CloseGateway,
    AskReconnect,
    InvalidateSessions,
    ForgetSessions,
    SilenceGateway,
    UnsilenceGateway,
    StopAcknowledging,
    HangResumes,
    RefuseResumes,
    RefuseUpgrades,
    RevokeToken,
    Shut,
    Open,
    Connected,
    Wait,
}

/// A message of the channel: its number in the transcript, or `last`, or `bot` for the latest of the bot.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Which {
    Number(usize),
    Word(String),
}

/// The value of an option.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Filled {
    Truth(bool),
    Whole(i64),
    Words(String),
}

impl Filled {
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Truth(truth) => truth.to_string(),
            Self::Whole(number) => number.to_string(),
            Self::Words(words) => words.clone(),
        }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    #[serde(rename = "do")]
    pub(crate) deed: Deed,
    pub(crate) by: Option<String>,
    /// Without it: the channel of `by` with the bot alone.
    pub(crate) channel: Option<String>,
    pub(crate) guild: Option<String>,
    /// What is said, typed in an option or noted; the payload of `recorded` and `dispatch` as JSON.
    pub(crate) text: Option<String>,
    /// The name of a command, with its subcommands.
    pub(crate) command: Option<String>,
    #[serde(default)]
    pub(crate) options: BTreeMap<String, Filled>,
    /// The option that is being typed.
    pub(crate) option: Option<String>,
    /// The choice that is picked out of those offered.
    pub(crate) choice: Option<String>,
    pub(crate) reply_to: Option<Which>,
    /// False: the reply makes no sound.
    #[serde(default = "yes")]
    pub(crate) ping: bool,
    #[serde(default)]
    pub(crate) files: Vec<String>,
    pub(crate) message: Option<Which>,
    /// The label or the id of a button.
    pub(crate) button: Option<String>,
    /// The placeholder or the id of a select.
    pub(crate) select: Option<String>,
    /// What is chosen in a select, by label or value.
    #[serde(default)]
    pub(crate) values: Vec<String>,
    #[serde(default)]
    pub(crate) permissions: Vec<String>,
    /// The name of a raw event.
    pub(crate) event: Option<String>,
    /// The kind of a fault, as `too_many_requests`.
    pub(crate) kind: Option<String>,
    /// The scope of a 429.
    pub(crate) scope: Option<String>,
    pub(crate) code: Option<u64>,
    pub(crate) seconds: Option<f64>,
    pub(crate) method: Option<String>,
    pub(crate) times: Option<u32>,
    pub(crate) ms: Option<u64>,
    /// So many new messages of the bot are waited for in the channel.
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
