//! Whether a message is meant for the bot, and what it says without the bot's name.

use bot_core::commands::{self, Call};

use crate::incoming::{ChatKind, Me, Mention, Message};

/// What a message says to the bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// A command.
    Command(Call),
    /// A question in plain words.
    Words(String),
    /// The bot's name or `/ask`, and nothing behind it.
    Nothing,
}

/// What a message says to the bot; `None` if it is not meant for it.
///
/// In private everything is. In a group: commands that this bot has (those of others pass), commands with its name, replies
/// to it, and mentions. In a channel: commands. What was sent through the bot itself, or by another bot, never is.
pub fn said(message: &Message, me: &Me) -> Option<Said> {
    let text = message.text.as_deref().map(str::trim).filter(|text| !text.is_empty())?;
    let by_bot = message.from.is_some_and(|person| person.is_bot) && message.sender_chat.is_none();
    // The channel has its answer already.
    let forwarded = message.is_automatic_forward == Some(true);
    if forwarded || by_bot || message.via_bot.is_some_and(|bot| bot.id == me.id) {
        return None;
    }
    let private = message.chat.kind == ChatKind::Private;
    if let Some(call) = commands::parse(text) {
        return command(call, private, message, me);
    }
    if private {
        return Some(Said::Words(text.to_owned()));
    }
    if message.chat.kind == ChatKind::Channel {
        return None;
    }
    let to_the_bot = message.reply_to.as_ref().is_some_and(|to| to.from.is_some_and(|person| person.id == me.id));
    let (rest, mentioned) = without_mentions(message, me);
    if !to_the_bot && !mentioned {
        return None;
    }
    Some(words_or_replied(rest.trim(), message, me))
}

fn command(call: Call, private: bool, message: &Message, me: &Me) -> Option<Said> {
    let by_name = call.to.as_ref().map(|to| to.eq_ignore_ascii_case(&me.username));
    let ours = match by_name {
        Some(ours) => ours,
        None => private || call.command().is_some(),
    };
    let asks_nothing = call.name == "ask" && call.argument.is_empty();
    ours.then(|| if asks_nothing { words_or_replied("", message, me) } else { Said::Command(call) })
}

/// The words; where there are none, those of the message that is replied to, unless they are the bot's own.
fn words_or_replied(words: &str, message: &Message, me: &Me) -> Said {
    if !words.is_empty() {
        return Said::Words(words.to_owned());
    }
    let others = message.reply_to.as_ref().filter(|to| to.from.is_none_or(|person| person.id != me.id));
    let replied = others.and_then(|to| to.text.as_deref()).map(str::trim).filter(|text| !text.is_empty());
    replied.map_or(Said::Nothing, |text| Said::Words(text.to_owned()))
}

/// The text without the bot's name, and whether that stood there.
fn without_mentions(message: &Message, me: &Me) -> (String, bool) {
    let Some(text) = &message.text else { return (String::new(), false) };
    let names_us = |mention: &&Mention| match mention.id {
        Some(id) => id == me.id,
        None => text[mention.range.clone()].strip_prefix('@').is_some_and(|name| name.eq_ignore_ascii_case(&me.username)),
    };
    let mut rest = String::new();
    let mut from = 0;
    let mut mentioned = false;
    for mention in message.mentions.iter().filter(names_us) {
        mentioned = true;
        rest.push_str(text.get(from..mention.range.start).unwrap_or_default());
        from = mention.range.end;
    }
    rest.push_str(text.get(from..).unwrap_or_default());
    // "@bot, how many …" leaves its comma.
    (rest.trim_start_matches([',', ':', ' ']).to_owned(), mentioned)
}
