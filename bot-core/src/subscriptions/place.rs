//! Where posts go: a chat of a platform, and a topic of it.

use std::fmt;

/// Which platform a chat is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Platform {
    /// Telegram.
    Telegram,
    /// Discord.
    Discord,
}

impl Platform {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Telegram, Self::Discord];

    /// The word by which a database keeps it.
    pub const fn token(self) -> &'static str {
        match self {
            Self::Telegram => "telegram",
            Self::Discord => "discord",
        }
    }

    /// Reads the word.
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|platform| platform.token() == token)
    }
}

/// A chat, or a topic of a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The platform.
    pub platform: Platform,
    /// Its number of the chat. Telegram's have a sign and fill less than 64 bits; Discord's have none and fill 64, so of
    /// these the same bits are kept: every number of either fits, and databases have columns for it.
    pub chat: i64,
    /// The topic of a Telegram forum; a thread of Discord is a chat of its own.
    pub topic: Option<i64>,
}

impl Place {
    /// A Telegram chat, or a topic of it.
    pub const fn telegram(chat: i64, topic: Option<i64>) -> Self {
        Self { platform: Platform::Telegram, chat, topic }
    }

    /// A Discord channel or thread.
    pub const fn discord(channel: u64) -> Self {
        Self { platform: Platform::Discord, chat: channel.cast_signed(), topic: None }
    }

    /// The number of the chat as Discord writes it.
    pub const fn channel(&self) -> u64 {
        self.chat.cast_unsigned()
    }

    /// The topic as a column of a unique key: 0 is none, for there is no topic 0 and databases hold two empty values to
    /// differ.
    pub fn topic_column(&self) -> i64 {
        self.topic.unwrap_or(0)
    }

    /// From the columns of a database.
    pub fn from_columns(platform: &str, chat: i64, topic: i64) -> Option<Self> {
        Some(Self { platform: Platform::from_token(platform)?, chat, topic: (topic != 0).then_some(topic) })
    }

    /// Reads what `Display` writes.
    pub fn from_token(token: &str) -> Option<Self> {
        let (platform, rest) = token.split_once(':')?;
        let (chat, topic) = rest.split_once('/').map_or((rest, None), |(chat, topic)| (chat, Some(topic)));
        let place = match Platform::from_token(platform)? {
            Platform::Telegram => {
                let topic = topic.map(str::parse).transpose().ok()?;
                Self::telegram(chat.parse().ok()?, topic)
            }
            Platform::Discord => Self::discord(chat.parse().ok()?),
        };
        (place.to_string() == token).then_some(place)
    }
}

/// In one word: `telegram:-100123/7`, `discord:123`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}:", self.platform.token())?;
        match self.platform {
            Platform::Telegram => write!(f, "{}", self.chat)?,
            Platform::Discord => write!(f, "{}", self.channel())?,
        }
        self.topic.map_or(Ok(()), |topic| write!(f, "/{topic}"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, Platform};

    #[test]
    fn every_number_of_either_platform_fits_and_comes_back() {
        let places = [
            (Place::telegram(-1_001_234_567_890, Some(7)), "telegram:-1001234567890/7"),
            (Place::telegram(42, None), "telegram:42"),
            (Place::telegram(i64::MIN, None), "telegram:-9223372036854775808"),
            (Place::discord(0), "discord:0"),
            (Place::discord(1_318_000_000_000_000_000), "discord:1318000000000000000"),
            (Place::discord(u64::MAX), "discord:18446744073709551615"),
        ];
        for (place, token) in places {
            assert_eq!(place.to_string(), token);
            assert_eq!(Place::from_token(token), Some(place), "{token}");
            assert_eq!(Place::from_columns(place.platform.token(), place.chat, place.topic_column()), Some(place), "{token}");
        }
        assert_eq!(Place::discord(u64::MAX).channel(), u64::MAX);
    }

    #[test]
    fn other_texts_are_no_place() {
        for token in
            ["", "telegram", "telegram:", "irc:1", "telegram:1/", "telegram:1/x", "discord:-1", "discord:1/2", "discord:01"]
        {
            assert_eq!(Place::from_token(token), None, "{token}");
        }
        assert_eq!(Place::from_columns("Telegram", 1, 0), None);
    }

    #[test]
    fn words_of_platforms_stay() {
        assert_eq!(Platform::ALL.map(Platform::token), ["telegram", "discord"]);
    }
}
