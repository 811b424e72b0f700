//! The beginning of an interaction: what the bot is sent, and the clock that runs from then on.

use std::sync::Arc;

use serde_json::{Value, json};
use tokio::time::Instant;

use super::super::channel::ChannelKind;
use super::super::guild::member;
use super::super::interaction::{Asked, Interaction};
use super::super::permissions::bits;
use super::super::server::FakeDiscord;
use super::super::world::World;

/// What is known of an interaction before it begins.
pub(super) struct Beginning {
    /// 2 command, 3 component, 4 typed option.
    pub(super) kind: u8,
    pub(super) command_type: u8,
    /// The name of the command with its subcommands.
    pub(super) name: String,
    pub(super) channel: u64,
    pub(super) person: u64,
    pub(super) owners: Value,
    pub(super) source: Option<u64>,
    pub(super) data: Value,
}

/// Who has installed the app, as far as it matters in a channel; `types`: what the command supports.
pub(super) fn owners(world: &World, channel: u64, person: u64, types: &[u64]) -> Value {
    let mut owners = json!({});
    let Some(room) = world.channels.get(&channel) else { return owners };
    let in_guild = room.guild.filter(|g| world.guilds.get(g).is_some_and(|g| g.bot_in));
    if let Some(guild) = in_guild.filter(|_| types.contains(&0)) {
        owners["0"] = json!(guild.to_string());
    } else if room.kind == ChannelKind::Dm && types.contains(&0) {
        owners["0"] = json!("0");
    }
    if types.contains(&1) && world.persons.get(&person).is_some_and(|p| p.installed) {
        owners["1"] = json!(person.to_string());
    }
    owners
}

/// The number of the context of a channel.
pub(super) fn context(world: &World, channel: u64) -> u64 {
    match world.channels.get(&channel).map(|c| c.kind) {
        Some(ChannelKind::Dm) => 1,
        Some(ChannelKind::PrivateGroup) => 2,
        _ => 0,
    }
}

/// The object of `INTERACTION_CREATE`.
fn payload(world: &World, id: u64, token: &str, begun: &Beginning) -> Value {
    let channel = &world.channels[&begun.channel];
    let person = world.persons.get(&begun.person);
    let locale = person.map_or("en-US", |p| p.locale.as_str());
    let user = world.user(begun.person);
    let mut payload = json!({
        "id": id.to_string(), "application_id": world.me.id.to_string(), "type": begun.kind, "token": token, "version": 1,
        "data": begun.data, "channel_id": channel.id.to_string(), "channel": channel.partial(world, begun.person),
        "locale": locale, "app_permissions": world.bot_permissions(channel).to_string(), "entitlements": [],
        "entitlement_sku_ids": [], "authorizing_integration_owners": begun.owners, "context": context(world, begun.channel),
        "attachment_size_limit": 10_485_760,
        // What no client knows yet; a strict one fails here and not in the wild.
        "something_new_of_discord": { "since": 2026 },
    });
    if let Some(guild) = channel.guild.and_then(|g| world.guilds.get(&g)) {
        let mut member = member(guild.id);
        member["user"] = user;
        member["permissions"] = json!(world.person_permissions(channel, begun.person).to_string());
        payload["member"] = member;
        payload["guild_id"] = json!(guild.id.to_string());
        payload["guild"] = guild.partial();
        payload["guild_locale"] = json!(guild.locale);
    } else {
        payload["user"] = user;
    }
    if let Some(message) = begun.source.and_then(|m| world.message(begun.channel, m)) {
        payload["message"] = message.json(world);
    }
    payload
}

impl FakeDiscord {
    /// Sends an interaction to the bot and lets its time run.
    pub(super) fn begin(&self, begun: Beginning) -> Asked {
        self.begin_with(begun, |_| {})
    }

    /// The same with a last change of what is sent.
    fn begin_with(&self, begun: Beginning, change: impl FnOnce(&mut Value)) -> Asked {
        let (id, window) = self.act(|world| {
            let id = world.fresh();
            let token = format!("aW50ZXJhY3Rpb246{id}:fake");
            let mut payload = payload(world, id, &token, &begun);
            change(&mut payload);
            let Beginning { kind, command_type, name, channel, person, owners, source, .. } = begun;
            let only_user_installed = owners.get("0").is_none();
            let interaction = Interaction {
                id,
                token: token.clone(),
                kind,
                command_type,
                name,
                person,
                channel,
                owners,
                only_user_installed,
                source,
                asked: Instant::now(),
                callbacks: 0,
                answered_after: None,
                expired: false,
                original: None,
                follow_ups: 0,
                choices: None,
                typed: None,
            };
            world.interactions.asked.insert(id, interaction);
            world.interactions.by_token.insert(token, id);
            world.interactions.pending += 1;
            let guild = world.channels[&channel].guild;
            world.dispatch_raw("INTERACTION_CREATE", guild, &payload);
            (id, world.interactions.window)
        });
        let weak = Arc::downgrade(&self.inner);
        self.inner.runtime.spawn(async move {
            tokio::time::sleep(window).await;
            let Some(inner) = weak.upgrade() else { return };
            inner.world().expire(id);
            inner.changed.notify_waiters();
        });
        Asked { fake: self.clone(), id }
    }

    /// An interaction as it was once recorded, which plays in this channel; ids and token are new ones.
    pub fn recorded(&self, channel: u64, person: u64, payload: &Value) -> Asked {
        let kind = payload["type"].as_u64().and_then(|k| u8::try_from(k).ok()).unwrap_or(2);
        let command_type = payload["data"]["type"].as_u64().and_then(|k| u8::try_from(k).ok()).unwrap_or(1);
        let name = payload["data"]["name"].as_str().unwrap_or_default().to_owned();
        let owners = payload["authorizing_integration_owners"].clone();
        let source = payload["message"]["id"].as_str().and_then(|id| id.parse().ok());
        let begun = Beginning { kind, command_type, name, channel, person, owners, source, data: payload["data"].clone() };
        self.begin_with(begun, |own| {
            let fresh = ["id", "application_id", "token", "channel_id", "guild_id"].map(|f| (f, own[f].clone()));
            *own = payload.clone();
            for (field, value) in fresh.into_iter().filter(|(_, value)| !value.is_null()) {
                own[field] = value;
            }
        })
    }

    /// Whether somebody may use a command that asks for permissions.
    pub(super) fn may_use(world: &World, channel: u64, person: u64, needed: u64) -> bool {
        let Some(room) = world.channels.get(&channel) else { return false };
        let has = world.person_permissions(room, person);
        room.is_private() || has & bits::ADMINISTRATOR != 0 || has & needed == needed
    }
}
