//! Who is mentioned in a text, and who hears a sound because of it.

use serde_json::{Value, json};

use super::message::{Author, Message};
use super::permissions::bits;
use super::request::snowflake;
use super::world::World;

/// Somebody hears a sound because of a message of the bot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ping {
    /// The channel.
    pub channel: u64,
    /// The message.
    pub message: u64,
    /// A person by name, a role as `@name`, or `@everyone` or `@here`.
    pub whom: String,
}

/// What a text mentions.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Found {
    pub(crate) users: Vec<u64>,
    pub(crate) roles: Vec<u64>,
    pub(crate) everyone: bool,
    pub(crate) here: bool,
}

/// The text without what stands in code, which mentions nobody.
fn without_code(text: &str) -> String {
    let odd_parts = |text: &str, fence: &str| -> String {
        let parts: Vec<&str> = text.split(fence).collect();
        // A fence that nothing closes is no fence.
        let closed = parts.len() - usize::from(parts.len().is_multiple_of(2));
        parts.iter().enumerate().filter(|(i, _)| i % 2 == 0 || *i >= closed).map(|(_, part)| *part).collect::<Vec<_>>().join(" ")
    };
    odd_parts(&odd_parts(text, "```"), "`")
}

/// Finds the mentions of a text.
pub(crate) fn find(text: &str) -> Found {
    let text = without_code(text);
    let mut found = Found { everyone: text.contains("@everyone"), here: text.contains("@here"), ..Found::default() };
    for part in text.split("<@").skip(1) {
        let Some((inside, _)) = part.split_once('>') else { continue };
        let (list, digits) = match inside.strip_prefix('&') {
            Some(digits) => (&mut found.roles, digits),
            None => (&mut found.users, inside.trim_start_matches('!')),
        };
        if let Ok(id) = digits.parse()
            && !list.contains(&id)
        {
            list.push(id);
        }
    }
    found
}

/// What stands in the fields of a message.
pub(crate) struct Mentioned {
    pub(crate) users: Vec<Value>,
    pub(crate) roles: Vec<String>,
    pub(crate) everyone: bool,
    pub(crate) bot: bool,
}

/// The mentions of a message; a reply mentions whom it answers, if it pings.
pub(crate) fn mentioned(world: &World, message: &Message) -> Mentioned {
    let found = find(&message.content);
    let mut users = found.users;
    let target = message.reply_to.and_then(|id| world.message(message.channel, id));
    if let Some(target) = target.filter(|_| message.pings_replied) {
        let whom = match target.author {
            // What answers an interaction is not the bot's own message.
            Author::Bot if target.interaction.is_some() => None,
            Author::Bot => Some(world.me.id),
            Author::Person(id) => Some(id),
        };
        users.extend(whom.filter(|id| !users.contains(id)));
    }
    let bot = users.contains(&world.me.id);
    Mentioned {
        users: users.iter().map(|id| world.user(*id)).collect(),
        roles: found.roles.iter().map(u64::to_string).collect(),
        everyone: found.everyone || found.here,
        bot,
    }
}

/// What a message of the bot may ping.
#[derive(Clone, Debug)]
pub(crate) struct Allowed {
    /// The words of `parse`.
    parse: Vec<String>,
    users: Vec<u64>,
    roles: Vec<u64>,
    pub(crate) replied: bool,
}

impl Allowed {
    /// What holds without the field: everything in plain messages, only people in answers to interactions.
    pub(crate) fn usual(plain: bool) -> Self {
        let words: &[&str] = if plain { &["users", "roles", "everyone"] } else { &["users"] };
        let parse = words.iter().map(|w| (*w).to_owned()).collect();
        Self { parse, users: Vec::new(), roles: Vec::new(), replied: plain }
    }

    pub(crate) fn read(field: &Value) -> Self {
        let parse = field["parse"].as_array().into_iter().flatten().filter_map(|w| Some(w.as_str()?.to_owned())).collect();
        let ids = |name: &str| field[name].as_array().into_iter().flatten().filter_map(snowflake).collect();
        Self { parse, users: ids("users"), roles: ids("roles"), replied: field["replied_user"] == json!(true) }
    }

    fn all(&self, word: &str) -> bool {
        self.parse.iter().any(|w| w == word)
    }
}

/// Notes who hears a sound because of a message of the bot.
pub(crate) fn note(world: &mut World, message: &Message, allowed: &Allowed) {
    let found = find(&message.content);
    let Some(channel) = world.channels.get(&message.channel) else { return };
    let guild = channel.guild.and_then(|g| world.guilds.get(&g));
    let may_ping_all = world.bot_permissions(channel) & bits::MENTION_EVERYONE != 0;
    let mut whom = Vec::new();
    for (word, there) in [("@everyone", found.everyone), ("@here", found.here)] {
        if there && allowed.all("everyone") && may_ping_all && guild.is_some() {
            whom.push(word.to_owned());
        }
    }
    for id in found.roles {
        if let Some((name, mentionable)) = guild.and_then(|g| g.roles.get(&id))
            && (allowed.all("roles") || allowed.roles.contains(&id))
            && (*mentionable || may_ping_all)
        {
            whom.push(format!("@{name}"));
        }
    }
    for id in found.users {
        let allowed = allowed.all("users") || allowed.users.contains(&id);
        if let Some(person) = world.persons.get(&id).filter(|_| allowed) {
            whom.push(person.name.clone());
        }
    }
    let target = message.reply_to.and_then(|id| world.message(message.channel, id));
    if let Some(Author::Person(id)) = target.map(|t| t.author)
        && allowed.replied
        && let Some(person) = world.persons.get(&id)
        && !whom.contains(&person.name)
    {
        whom.push(person.name.clone());
    }
    let ping = |whom| Ping { channel: message.channel, message: message.id, whom };
    world.pings.extend(whom.into_iter().map(ping));
}
