//! Servers, which Discord calls guilds: who is in them, and what the bot may do there.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::channel::Channel;
use super::clock;
use super::objects::add;
use super::permissions::bits;
use super::world::World;

/// A server, before and after it is given to the fake.
#[derive(Clone, Debug)]
pub struct Guild {
    pub(crate) id: u64,
    pub(crate) name: String,
    /// The members and what they may do.
    pub(crate) members: BTreeMap<u64, u64>,
    pub(crate) locale: String,
    pub(crate) bot_in: bool,
    pub(crate) bot_permissions: u64,
    /// Roles by id: the name, and whether everybody may ping it.
    pub(crate) roles: BTreeMap<u64, (String, bool)>,
    /// Channels to be made as soon as the server is given to the fake.
    pub(crate) new_channels: Vec<Channel>,
    new_roles: Vec<(String, bool)>,
}

impl Guild {
    /// A server with the bot in it.
    pub fn new(name: &str) -> Self {
        Self {
            id: 0,
            name: name.to_owned(),
            members: BTreeMap::new(),
            locale: "en-US".to_owned(),
            bot_in: true,
            bot_permissions: bits::MEMBER,
            roles: BTreeMap::new(),
            new_channels: Vec::new(),
            new_roles: Vec::new(),
        }
    }

    /// With this id in place of one that the fake chooses; `(id >> 22) % shards` is its shard.
    #[must_use]
    pub fn id(mut self, id: u64) -> Self {
        self.id = id;
        self
    }

    /// With somebody in it.
    #[must_use]
    pub fn member(mut self, person: u64) -> Self {
        self.members.insert(person, bits::MEMBER);
        self
    }

    /// With somebody who has Manage Server.
    #[must_use]
    pub fn manager(mut self, person: u64) -> Self {
        self.members.insert(person, bits::MEMBER | bits::MANAGE_GUILD | bits::MANAGE_CHANNELS | bits::MANAGE_MESSAGES);
        self
    }

    /// With the bot not in it: only those who installed the app themselves can use it.
    #[must_use]
    pub fn without_bot(mut self) -> Self {
        self.bot_in = false;
        self
    }

    /// With another preferred language.
    #[must_use]
    pub fn locale(mut self, locale: &str) -> Self {
        locale.clone_into(&mut self.locale);
        self
    }

    /// With only these permissions for the bot.
    #[must_use]
    pub fn bot_permissions(mut self, bits: u64) -> Self {
        self.bot_permissions = bits;
        self
    }

    /// With a channel.
    #[must_use]
    pub fn channel(mut self, channel: Channel) -> Self {
        self.new_channels.push(channel);
        self
    }

    /// With a role, which everybody may ping or not.
    #[must_use]
    pub fn role(mut self, name: &str, mentionable: bool) -> Self {
        self.new_roles.push((name.to_owned(), mentionable));
        self
    }

    pub(crate) fn take_new_roles(&mut self) -> Vec<(String, bool)> {
        std::mem::take(&mut self.new_roles)
    }

    /// What stands in interactions.
    pub(crate) fn partial(&self) -> Value {
        json!({ "id": self.id.to_string(), "locale": self.locale, "features": ["COMMUNITY", "NEWS"] })
    }

    fn role_objects(&self) -> Vec<Value> {
        let role = |id: u64, name: &str, mentionable: bool, permissions: u64, position: u64| {
            json!({
                "id": id.to_string(), "name": name, "color": 0, "hoist": false, "icon": null, "unicode_emoji": null,
                "colors": { "primary_color": 0, "secondary_color": null, "tertiary_color": null }, "description": null,
                "position": position, "permissions": permissions.to_string(), "managed": false, "mentionable": mentionable, "flags": 0,
            })
        };
        let mut roles = vec![role(self.id, "@everyone", false, bits::MEMBER, 0)];
        roles.extend(self.roles.iter().zip(1..).map(|((id, (name, mentionable)), at)| role(*id, name, *mentionable, 0, at)));
        roles
    }

    /// The `Guild` object.
    pub(crate) fn json(&self) -> Value {
        let owner = self.members.keys().next().copied().unwrap_or(1);
        let mut object = json!({
            "id": self.id.to_string(), "name": self.name, "icon": null, "icon_hash": null, "splash": null,
            "discovery_splash": null, "owner_id": owner.to_string(), "afk_channel_id": null, "afk_timeout": 300,
            "widget_enabled": false, "widget_channel_id": null, "verification_level": 1, "default_message_notifications": 1,
            "explicit_content_filter": 2, "roles": self.role_objects(), "emojis": [], "stickers": [],
            "features": ["COMMUNITY", "NEWS"], "mfa_level": 0, "application_id": null, "system_channel_id": null,
            "system_channel_flags": 0, "rules_channel_id": null, "max_presences": null, "max_members": 25_000_000,
        });
        let more = json!({
            "vanity_url_code": null, "description": null, "banner": null, "premium_tier": 0, "premium_subscription_count": 0,
            "preferred_locale": self.locale, "public_updates_channel_id": null, "max_video_channel_users": 25,
            "max_stage_video_channel_users": 50, "nsfw_level": 0, "nsfw": false, "premium_progress_bar_enabled": false,
            "safety_alerts_channel_id": null, "incidents_data": null, "hub_type": null, "home_header": null,
            "inventory_settings": null, "latest_onboarding_question_id": null, "region": "deprecated", "clan": null,
            "profile": null, "owner_configured_content_level": 0, "version": 1,
        });
        add(&mut object, more);
        object
    }
}

impl World {
    /// The object of a `GUILD_CREATE`.
    pub(crate) fn guild_create(&self, id: u64) -> Value {
        let Some(guild) = self.guilds.get(&id) else { return json!({ "id": id.to_string(), "unavailable": true }) };
        let mut object = guild.json();
        let all = self.order.iter().filter_map(|c| self.channels.get(c));
        let own: Vec<&Channel> = all.filter(|c| c.guild == Some(id) && !c.deleted).collect();
        let some = |thread: bool| own.iter().filter(|c| c.parent.is_some() == thread).map(|c| c.json(self)).collect::<Vec<_>>();
        object["channels"] = json!(some(false));
        object["threads"] = json!(some(true));
        let mut members: Vec<Value> = vec![member(id)];
        members[0]["user"] = self.me.user();
        for person in guild.members.keys().take(50) {
            let mut other = member(id);
            other["user"] = self.user(*person);
            members.push(other);
        }
        let more = json!({
            "joined_at": clock::written(id), "large": false, "unavailable": false, "member_count": guild.members.len() + 1,
            "voice_states": [], "presences": [], "stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": [],
            "activity_instances": [], "guild_hashes": null, "lazy": true, "members": members,
        });
        add(&mut object, more);
        object
    }
}

/// A `Member` object without its user.
pub(crate) fn member(guild: u64) -> Value {
    json!({
        "roles": [], "nick": null, "avatar": null, "banner": null, "joined_at": clock::written(guild), "premium_since": null,
        "deaf": false, "mute": false, "flags": 0, "pending": false, "communication_disabled_until": null,
        "unusual_dm_activity_until": null, "avatar_decoration_data": null, "collectibles": null,
    })
}
