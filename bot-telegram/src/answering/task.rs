//! What an update asks the bot to do: decided from the update alone, before it waits in line.

use bot_core::commands::Call;
use bot_core::hosting::fairness::TooFast;

use super::addressed::{self, Said};
use crate::incoming::{ChatKind, Incoming, InlineQuery, Me, Membership, Message, Press};
use crate::sending::Spot;

/// Something to do.
#[derive(Debug)]
pub enum Task {
    /// A question or a command is answered.
    Answer(Question),
    /// A question was changed, and so is its answer.
    Correct(Question),
    /// A button was pressed.
    Press(Press),
    /// Somebody types behind the bot's name.
    Inline(InlineQuery),
    /// A picture or the like came in private.
    NoText {
        /// Where.
        spot: Spot,
        /// The album to which it belongs.
        album: Option<String>,
    },
    /// The bot was added to a group.
    Welcome(Spot),
    /// A group became a supergroup.
    Moved {
        /// The group.
        from: i64,
        /// The supergroup.
        to: i64,
    },
    /// Somebody asks too fast and is told so.
    TooFast {
        /// Where.
        spot: Spot,
        /// What they are told.
        too_fast: TooFast,
    },
}

/// A question with all that answering it needs.
#[derive(Debug)]
pub struct Question {
    /// Where it was put.
    pub spot: Spot,
    /// Its message.
    pub message: i32,
    /// When it was sent, in seconds since 1970, where Telegram tells.
    pub sent: Option<i64>,
    /// Whether the chat has topics.
    pub forum: bool,
    /// The thread in which it stands: what was said there is one conversation.
    pub thread: Option<i32>,
    /// What was said.
    pub said: Said,
    /// The kind of chat.
    pub place: ChatKind,
    /// The album to which it belongs.
    pub album: Option<String>,
    /// Who asks, where Telegram tells.
    pub person: Option<i64>,
    /// Whether they manage the chat, as far as the message shows.
    pub manages: bool,
}

/// What waits for each other: all of a chat, or what a person types behind the bot's name. Those two do not, though a
/// private chat has the number of its person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Line {
    /// The chat, or the person.
    pub id: i64,
    inline: bool,
}

/// Whose questions are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Asker {
    /// A person, or a chat in whose name somebody writes.
    Person(i64),
    /// A chat.
    Chat(i64),
}

impl Task {
    /// What an update asks for; `None` if for nothing.
    pub fn of(incoming: Incoming, me: &Me) -> Option<Self> {
        match incoming {
            Incoming::Message(message) => of_message(message, me),
            Incoming::Edited(message) => question(&message, me).map(Self::Correct),
            Incoming::Press(press) => Some(Self::Press(press)),
            Incoming::Inline(query) => Some(Self::Inline(query)),
            Incoming::Membership(change) => of_membership(&change),
        }
    }

    /// In which line it waits.
    pub fn line(&self) -> Line {
        Line { id: self.queue(), inline: matches!(self, Self::Inline(_)) }
    }

    fn queue(&self) -> i64 {
        match self {
            Self::Press(press) => press.message.as_ref().map_or(press.from.id, |m| m.chat.id),
            Self::Inline(query) => query.from.id,
            Self::Moved { from, .. } => *from,
            _ => self.spot().map_or(0, |spot| spot.chat),
        }
    }

    /// Where it is answered, if by a message.
    pub fn spot(&self) -> Option<Spot> {
        match self {
            Self::Answer(question) | Self::Correct(question) => Some(question.spot),
            Self::NoText { spot, .. } | Self::Welcome(spot) | Self::TooFast { spot, .. } => Some(*spot),
            Self::Press(press) => press.message.as_ref().map(spot),
            Self::Inline(_) | Self::Moved { .. } => None,
        }
    }

    /// Whose questions it counts to, if to anybody's: a person's, a chat's.
    pub fn askers(&self) -> Option<(Option<Asker>, Option<Asker>)> {
        let (person, chat) = match self {
            Self::Answer(question) | Self::Correct(question) => (question.person, Some(question.spot.chat)),
            Self::NoText { spot, album: None } => (None, Some(spot.chat)),
            Self::Press(press) => (Some(press.from.id), press.message.as_ref().map(|m| m.chat.id)),
            _ => return None,
        };
        Some((person.map(Asker::Person), chat.map(Asker::Chat)))
    }

    /// When it was asked, in seconds since 1970, where Telegram tells.
    pub fn sent(&self) -> Option<i64> {
        match self {
            Self::Answer(question) | Self::Correct(question) => question.sent,
            _ => None,
        }
    }
}

/// Where the answer to a message belongs: under it, in the same topic.
pub fn spot(message: &Message) -> Spot {
    let crowd = message.chat.kind != ChatKind::Private;
    Spot { chat: message.chat.id, crowd, topic: message.topic(), reply_to: Some(message.id) }
}

fn of_message(message: Message, me: &Me) -> Option<Task> {
    if let Some(to) = message.migrate_to_chat_id {
        return Some(Task::Moved { from: message.chat.id, to });
    }
    if let Some(from) = message.migrate_from_chat_id {
        return Some(Task::Moved { from, to: message.chat.id });
    }
    let private = message.chat.kind == ChatKind::Private;
    let wordless = message.text.as_deref().is_none_or(|text| text.trim().is_empty());
    if private && wordless && !message.is_service && message.via_bot.is_none() {
        return Some(Task::NoText { spot: spot(&message), album: message.media_group_id });
    }
    question(&message, me).map(Task::Answer)
}

fn question(message: &Message, me: &Me) -> Option<Question> {
    let said = addressed::said(message, me)?;
    let place = message.chat.kind;
    let writer = message.sender_chat.map(|chat| chat.id).or(message.from.map(|person| person.id));
    Some(Question {
        spot: spot(message),
        message: message.id,
        sent: message.edited.or(message.date),
        forum: message.chat.is_forum,
        thread: message.thread,
        album: message.media_group_id.clone(),
        said,
        place,
        // In a channel, and in the name of a chat, it is the chat that asks.
        person: writer.filter(|id| *id != message.chat.id || place == ChatKind::Private),
        manages: place == ChatKind::Private || message.is_of_the_chat(),
    })
}

fn of_membership(change: &Membership) -> Option<Task> {
    let group = matches!(change.chat.kind, ChatKind::Group | ChatKind::Supergroup);
    let came = !change.old_chat_member.is_in() && change.new_chat_member.is_in();
    let spot = Spot { chat: change.chat.id, crowd: true, topic: None, reply_to: None };
    (group && came).then_some(Task::Welcome(spot))
}

impl Question {
    /// Whether it asks in plain words, which is what a conversation remembers.
    pub fn is_asked(&self) -> bool {
        matches!(&self.said, Said::Words(_)) || self.call().is_some_and(|call| call.name == "ask")
    }

    /// The command that it is, if it is one.
    pub fn call(&self) -> Option<&Call> {
        if let Said::Command(call) = &self.said { Some(call) } else { None }
    }
}
