//! Interactions: commands, buttons and typed options, and how the bot reacted to each.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::Instant;

use super::message::Message;
use super::server::FakeDiscord;
use super::world::World;
use crate::patience;

/// A choice that the bot offers for an option.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What people read.
    pub name: String,
    /// What the bot gets.
    pub value: Value,
}

/// An interaction as the fake stores it.
#[derive(Clone, Debug)]
pub(crate) struct Interaction {
    pub(crate) id: u64,
    pub(crate) token: String,
    /// 2 command, 3 component, 4 typed option.
    pub(crate) kind: u8,
    /// 1 slash command, 2 of a person, 3 of a message.
    pub(crate) command_type: u8,
    /// The command, or nothing.
    pub(crate) name: String,
    pub(crate) person: u64,
    pub(crate) channel: u64,
    pub(crate) owners: Value,
    /// Whether the app is there only because the person has installed it.
    pub(crate) only_user_installed: bool,
    /// The message of a button or a select.
    pub(crate) source: Option<u64>,
    pub(crate) asked: Instant,
    pub(crate) callbacks: u32,
    pub(crate) answered_after: Option<Duration>,
    pub(crate) expired: bool,
    pub(crate) original: Option<u64>,
    pub(crate) follow_ups: u32,
    pub(crate) choices: Option<Vec<Choice>>,
    /// What was being typed.
    pub(crate) typed: Option<Typing>,
}

/// A command that is being typed, its last option not yet done.
#[derive(Clone, Debug)]
pub(crate) struct Typing {
    pub(crate) command: String,
    pub(crate) options: Vec<(String, String)>,
}

impl Interaction {
    pub(crate) fn metadata(&self, world: &World) -> Value {
        let mut metadata = json!({
            "id": self.id.to_string(), "type": self.kind, "user": world.user(self.person),
            "authorizing_integration_owners": self.owners,
        });
        if self.kind == 2 {
            metadata["name"] = json!(self.name);
            metadata["command_type"] = json!(self.command_type);
        }
        if let Some(source) = self.source {
            metadata["interacted_message_id"] = json!(source.to_string());
        }
        metadata
    }

    /// Whether the person still waits for the first reaction.
    fn is_pending(&self) -> bool {
        self.callbacks == 0 && !self.expired
    }
}

/// All interactions so far.
pub(crate) struct Interactions {
    pub(crate) asked: BTreeMap<u64, Interaction>,
    pub(crate) by_token: HashMap<String, u64>,
    /// How long the first reaction may take.
    pub(crate) window: Duration,
    /// How long the token can be used.
    pub(crate) token_life: Duration,
    /// How many nobody has reacted to yet.
    pub(crate) pending: usize,
}

impl Default for Interactions {
    fn default() -> Self {
        Self {
            asked: BTreeMap::new(),
            by_token: HashMap::new(),
            window: Duration::from_secs(3),
            token_life: Duration::from_mins(15),
            pending: 0,
        }
    }
}

impl World {
    /// Takes note that nobody reacted in time, and tells the person.
    pub(crate) fn expire(&mut self, id: u64) {
        let Some(found) = self.interactions.asked.get_mut(&id).filter(|i| i.is_pending()) else { return };
        found.expired = true;
        let (channel, words) = (
            found.channel,
            match found.kind {
                3 => "  (This interaction failed)",
                4 => "  (Loading options failed)",
                _ => "  (The application did not respond)",
            },
        );
        self.interactions.pending -= 1;
        self.put_lines(channel, [words.to_owned()]);
    }
}

/// An interaction that a person has begun; it tells how the bot reacted.
#[derive(Clone)]
pub struct Asked {
    pub(crate) fake: FakeDiscord,
    /// The interaction's id.
    pub id: u64,
}

impl Asked {
    fn read<T>(&self, read: impl FnOnce(&Interaction) -> T) -> T {
        let world = self.fake.inner.world();
        read(&world.interactions.asked[&self.id])
    }

    /// After how long the bot reacted; none if it did not, or not in time.
    pub fn answered_after(&self) -> Option<Duration> {
        self.read(|i| i.answered_after)
    }

    /// How often the bot reacted, refused calls counted too.
    pub fn callbacks(&self) -> u32 {
        self.read(|i| i.callbacks)
    }

    /// Whether the time was over before the bot reacted.
    pub fn expired(&self) -> bool {
        self.read(|i| i.expired)
    }

    /// The choices that the bot offered for a typed option.
    pub fn choices(&self) -> Vec<Choice> {
        self.read(|i| i.choices.clone()).unwrap_or_default()
    }

    /// The first answer as it stands now; none for other reactions, and when it was deleted.
    pub fn original(&self) -> Option<Message> {
        let (channel, original) = self.read(|i| (i.channel, i.original));
        self.fake.message(channel, original?).filter(|m| !m.deleted)
    }

    /// All messages that answer it.
    pub fn messages(&self) -> Vec<Message> {
        let channel = self.read(|i| i.channel);
        self.fake.messages(channel).into_iter().filter(|m| m.interaction == Some(self.id) && !m.deleted).collect()
    }

    /// Waits until the bot has reacted; false if it did not in time.
    pub async fn reacted(&self, at_most: Duration) -> bool {
        let over = || self.read(|i| !i.is_pending());
        patience::until(&self.fake.inner.changed, at_most, over).await && !self.expired()
    }

    /// Waits until there are words for the person, not only the sign that the bot thinks.
    pub async fn answered(&self, at_most: Duration) -> bool {
        let there = || {
            let world = self.fake.inner.world();
            let Some(found) = world.interactions.asked.get(&self.id) else { return false };
            let original = found.original.and_then(|m| world.message(found.channel, m));
            found.expired || found.choices.is_some() || original.is_some_and(|m| !m.thinking)
        };
        patience::until(&self.fake.inner.changed, at_most, there).await && !self.expired()
    }
}
