//! What a platform lets the bot do in a chat, as an adapter found out; [`crate::answers::standing`] puts it into words.

/// Where a chat is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// One person and the bot.
    Private,
    /// Several people.
    Group,
    /// A channel where only its managers write.
    Channel,
    /// A place where the bot itself is not: it came with the person who uses it.
    Elsewhere,
}

/// What the bot hears in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hears {
    /// Every message, of which it answers those that are meant for it.
    Everything,
    /// Commands and replies to it.
    Addressed,
    /// Commands, and messages that are written to it, mention it, or reply to it with a ping.
    Mentions,
}

/// A topic of a chat that has topics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// The bot may write in it.
    Open,
    /// It is closed, and only its managers may write.
    Closed,
}

/// What the bot may do in a chat. `None` is what the platform does not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// What kind of chat it is.
    pub place: Place,
    /// Whether it may write.
    pub may_write: Option<bool>,
    /// Whether it may send pictures.
    pub may_send_pictures: Option<bool>,
    /// Whether its answers may have the form of cards, where the platform has them.
    pub may_show_cards: Option<bool>,
    /// What it hears without being a manager.
    pub hears: Hears,
    /// Whether it is a manager of the chat.
    pub manages: bool,
    /// The topic in which the question was put, where there is one.
    pub topic: Option<Topic>,
}
