//! Permissions as bits, and what of them the bot has in a channel.

use super::channel::{Channel, ChannelKind};
use super::failure::Failure;
use super::world::World;

/// The bits that the fake knows.
pub mod bits {
    /// Has every permission.
    pub const ADMINISTRATOR: u64 = 1 << 3;
    /// Manages channels.
    pub const MANAGE_CHANNELS: u64 = 1 << 4;
    /// Manages the server, which people call Manage Server.
    pub const MANAGE_GUILD: u64 = 1 << 5;
    /// Adds reactions.
    pub const ADD_REACTIONS: u64 = 1 << 6;
    /// Sees the channel.
    pub const VIEW_CHANNEL: u64 = 1 << 10;
    /// Writes in channels, not in threads.
    pub const SEND_MESSAGES: u64 = 1 << 11;
    /// Deletes what others wrote.
    pub const MANAGE_MESSAGES: u64 = 1 << 13;
    /// Shows embeds.
    pub const EMBED_LINKS: u64 = 1 << 14;
    /// Uploads files.
    pub const ATTACH_FILES: u64 = 1 << 15;
    /// Reads what was written before.
    pub const READ_MESSAGE_HISTORY: u64 = 1 << 16;
    /// Pings everyone, and roles that cannot be pinged otherwise.
    pub const MENTION_EVERYONE: u64 = 1 << 17;
    /// Uses emojis of other servers.
    pub const USE_EXTERNAL_EMOJIS: u64 = 1 << 18;
    /// Uses commands.
    pub const USE_APPLICATION_COMMANDS: u64 = 1 << 31;
    /// Opens threads.
    pub const CREATE_PUBLIC_THREADS: u64 = 1 << 35;
    /// Writes in threads.
    pub const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;
    /// Shows to everybody what an app says that only the user has installed.
    pub const USE_EXTERNAL_APPS: u64 = 1 << 50;
    /// Pins messages.
    pub const PIN_MESSAGES: u64 = 1 << 51;
    /// Is not slowed down by slow mode.
    pub const BYPASS_SLOWMODE: u64 = 1 << 52;

    /// What a new server gives to everybody, the bot included.
    pub const MEMBER: u64 = ADD_REACTIONS
        | VIEW_CHANNEL
        | SEND_MESSAGES
        | EMBED_LINKS
        | ATTACH_FILES
        | READ_MESSAGE_HISTORY
        | MENTION_EVERYONE
        | USE_EXTERNAL_EMOJIS
        | USE_APPLICATION_COMMANDS
        | CREATE_PUBLIC_THREADS
        | SEND_MESSAGES_IN_THREADS
        | USE_EXTERNAL_APPS;

    /// A permission by its name in lower case, as `send_messages`.
    pub fn named(name: &str) -> Option<u64> {
        Some(match name {
            "administrator" => ADMINISTRATOR,
            "manage_channels" => MANAGE_CHANNELS,
            "manage_guild" | "manage_server" => MANAGE_GUILD,
            "add_reactions" => ADD_REACTIONS,
            "view_channel" => VIEW_CHANNEL,
            "send_messages" => SEND_MESSAGES,
            "manage_messages" => MANAGE_MESSAGES,
            "embed_links" => EMBED_LINKS,
            "attach_files" => ATTACH_FILES,
            "read_message_history" => READ_MESSAGE_HISTORY,
            "mention_everyone" => MENTION_EVERYONE,
            "use_external_emojis" => USE_EXTERNAL_EMOJIS,
            "use_application_commands" => USE_APPLICATION_COMMANDS,
            "create_public_threads" => CREATE_PUBLIC_THREADS,
            "send_messages_in_threads" => SEND_MESSAGES_IN_THREADS,
            "use_external_apps" => USE_EXTERNAL_APPS,
            "pin_messages" => PIN_MESSAGES,
            "bypass_slowmode" => BYPASS_SLOWMODE,
            _ => return None,
        })
    }
}

/// What the app may do in direct messages with others.
const PRIVATE: u64 = bits::ATTACH_FILES | bits::EMBED_LINKS | bits::MENTION_EVERYONE;

impl World {
    /// The channel that decides about permissions: a thread has those of its parent.
    fn deciding<'a>(&'a self, channel: &'a Channel) -> &'a Channel {
        channel.parent.and_then(|p| self.channels.get(&p)).unwrap_or(channel)
    }

    /// What the bot may do in a channel.
    pub(crate) fn bot_permissions(&self, channel: &Channel) -> u64 {
        match channel.kind {
            ChannelKind::Dm => PRIVATE | bits::USE_EXTERNAL_EMOJIS,
            ChannelKind::PrivateGroup => PRIVATE,
            _ => {
                let guild = channel.guild.and_then(|g| self.guilds.get(&g));
                let given = guild.map_or(0, |g| if g.bot_in { g.bot_permissions } else { PRIVATE });
                let lacks = self.deciding(channel).bot_lacks | channel.bot_lacks;
                // Whoever does not see a channel can do nothing in it.
                if lacks & bits::VIEW_CHANNEL != 0 { 0 } else { given & !lacks }
            }
        }
    }

    /// What somebody may do in a channel.
    pub(crate) fn person_permissions(&self, channel: &Channel, person: u64) -> u64 {
        let own = |c: &Channel| c.people_may.get(&person).copied();
        let guild = channel.guild.and_then(|g| self.guilds.get(&g));
        let usual = || guild.and_then(|g| g.members.get(&person).copied()).unwrap_or(bits::MEMBER);
        own(channel).or_else(|| own(self.deciding(channel))).unwrap_or_else(usual)
    }

    /// The channel of a call, if the bot sees it.
    pub(crate) fn seen(&self, channel: u64) -> Result<&Channel, Failure> {
        let found = self.channels.get(&channel).filter(|c| !c.deleted).ok_or_else(|| Failure::code(10003))?;
        let reaches = match found.kind {
            ChannelKind::PrivateGroup => false,
            ChannelKind::Dm => true,
            _ => found.guild.and_then(|g| self.guilds.get(&g)).is_some_and(|g| g.bot_in),
        };
        let views = found.kind == ChannelKind::Dm || self.bot_permissions(found) & bits::VIEW_CHANNEL != 0;
        if reaches && views { Ok(found) } else { Err(Failure::code(50001)) }
    }

    /// The same, with permissions besides.
    pub(crate) fn permitted(&self, channel: u64, needed: u64) -> Result<&Channel, Failure> {
        let found = self.seen(channel)?;
        let has = found.kind == ChannelKind::Dm || self.bot_permissions(found) & needed == needed;
        if has { Ok(found) } else { Err(Failure::code(50013)) }
    }
}
