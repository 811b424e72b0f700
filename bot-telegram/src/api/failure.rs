//! How a call can fail, by what has to be done about it. Telegram tells most of it only in the description.

use std::fmt;
use std::time::Duration;

use bot_core::hosting::insisting::Trouble;
use reqwest::StatusCode;
use serde::Deserialize;

/// What a failure means for the one who called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The chat is gone for good: the bot was blocked or removed, or the chat is no more.
    Gone,
    /// The bot may not do that here.
    NoPermission,
    /// The group became a supergroup of this id.
    Moved(i64),
    /// The topic is no more.
    TopicGone,
    /// Wait so long, in this chat.
    SlowDown(Duration),
    /// The server has a fault: the same call may work later.
    ServerFault,
    /// The server was not reached: nothing was taken.
    Unreachable,
    /// Nobody knows whether it was taken.
    Ambiguous,
    /// The message is as it should be already.
    NotModified,
    /// What is to be changed or answered is no more.
    TooLate,
    /// Our own fault: sent again as it is, it would be refused again.
    Ours,
    /// The token is not, or no longer, the bot's.
    TokenDead,
    /// Another instance receives the updates, or a webhook does.
    SecondInstance,
}

/// A call that failed. What it shows is fit for logs: the description is cut before anything that a person wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What it means.
    pub refusal: Refusal,
    /// The status, where there was one.
    pub code: Option<u16>,
    description: String,
}

/// What Telegram adds to some refusals.
#[derive(Debug, Default, Deserialize)]
pub struct Parameters {
    migrate_to_chat_id: Option<i64>,
    retry_after: Option<u64>,
}

/// Beginnings of descriptions after their class ("Forbidden: "), in small letters, and what they mean. The first that
/// fits counts.
const DESCRIPTIONS: &[(&str, Refusal)] = &[
    ("bot was kicked", Refusal::Gone),
    ("bot was blocked", Refusal::Gone),
    ("bot is not a member", Refusal::Gone),
    ("bot can't initiate conversation", Refusal::Gone),
    ("bot can't send messages to bots", Refusal::Gone),
    ("user is deactivated", Refusal::Gone),
    ("the group chat was deleted", Refusal::Gone),
    ("group chat was deactivated", Refusal::Gone),
    ("chat not found", Refusal::Gone),
    ("peer_id_invalid", Refusal::Gone),
    ("channel_private", Refusal::Gone),
    ("not enough rights", Refusal::NoPermission),
    ("have no rights", Refusal::NoPermission),
    ("need administrator rights", Refusal::NoPermission),
    ("chat_write_forbidden", Refusal::NoPermission),
    ("chat_restricted", Refusal::NoPermission),
    ("chat_send_", Refusal::NoPermission),
    ("chat_admin_required", Refusal::NoPermission),
    ("user_banned_in_channel", Refusal::NoPermission),
    ("topic_closed", Refusal::NoPermission),
    ("topic_deleted", Refusal::TopicGone),
    ("topic_id_invalid", Refusal::TopicGone),
    ("message thread not found", Refusal::TopicGone),
    ("message is not modified", Refusal::NotModified),
    ("query is too old", Refusal::TooLate),
    ("query_id_invalid", Refusal::TooLate),
    ("message to edit not found", Refusal::TooLate),
    ("message to delete not found", Refusal::TooLate),
    ("message can't be", Refusal::TooLate),
    ("message_id_invalid", Refusal::TooLate),
];

impl Failure {
    /// No answer came at all.
    pub fn of_network(error: &reqwest::Error) -> Self {
        // A call that could not be made or sent was not taken; anything else may have been.
        let refusal = if error.is_builder() {
            Refusal::Ours
        } else if error.is_connect() {
            Refusal::Unreachable
        } else {
            Refusal::Ambiguous
        };
        let description = if error.is_timeout() { "timed out" } else { "connection failed" };
        Self { refusal, code: None, description: description.to_owned() }
    }

    /// Something answered that does not speak the Bot API, such as a proxy with a page of its own.
    pub fn of_no_envelope(status: StatusCode) -> Self {
        let refusal = if status.is_success() { Refusal::Ambiguous } else { Refusal::ServerFault };
        Self { refusal, code: Some(status.as_u16()), description: "no answer of the Bot API".to_owned() }
    }

    /// The Bot API refused.
    pub fn of_refusal(code: u16, description: &str, parameters: &Parameters) -> Self {
        let told = description.to_lowercase();
        let told = told.split_once(": ").map_or(told.as_str(), |(_, rest)| rest);
        let known = || DESCRIPTIONS.iter().find(|(start, _)| told.starts_with(start)).map(|(_, refusal)| *refusal);
        let refusal = match (code, parameters.migrate_to_chat_id, parameters.retry_after) {
            (_, Some(id), _) => Refusal::Moved(id),
            (429, _, seconds) | (_, _, seconds @ Some(_)) => Refusal::SlowDown(Duration::from_secs(seconds.unwrap_or(1).max(1))),
            (401, ..) => Refusal::TokenDead,
            (409, ..) => Refusal::SecondInstance,
            (500.., ..) => Refusal::ServerFault,
            (403, ..) => known().unwrap_or(Refusal::NoPermission),
            _ => known().unwrap_or(Refusal::Ours),
        };
        // Behind the first quote may stand a piece of a message.
        let description = description.split(['"', '“']).next().unwrap_or_default().chars().take(120).collect();
        Self { refusal, code: Some(code), description }
    }

    /// Whether it was refused because the topic is closed.
    pub fn is_of_closed_topic(&self) -> bool {
        self.description.contains("TOPIC_CLOSED")
    }

    /// What was to be changed is no longer where it was.
    pub fn too_late() -> Self {
        Self { refusal: Refusal::TooLate, code: None, description: "the chat has moved".to_owned() }
    }

    /// Our own data cannot be written as a call.
    pub fn unsendable() -> Self {
        Self { refusal: Refusal::Ours, code: None, description: "cannot be written as a call".to_owned() }
    }
}

/// A call that may be made again only after a longer time is given up.
const LONGEST_PAUSE: Duration = Duration::from_mins(5);

impl Trouble for Failure {
    fn passes(&self) -> bool {
        matches!(self.refusal, Refusal::ServerFault | Refusal::Unreachable | Refusal::Ambiguous | Refusal::SecondInstance)
            || matches!(self.refusal, Refusal::SlowDown(pause) if pause <= LONGEST_PAUSE)
    }

    fn pause(&self, pause: Option<Duration>) -> Option<Duration> {
        match self.refusal {
            Refusal::SlowDown(asked) => pause.map(|pause| pause.max(asked)),
            _ => pause,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.code {
            Some(code) => write!(f, "{code} {}", self.description),
            None => f.write_str(&self.description),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Failure, Parameters, Refusal};

    fn refusal(code: u16, description: &str) -> Refusal {
        Failure::of_refusal(code, description, &Parameters::default()).refusal
    }

    #[test]
    fn descriptions_are_told_apart() {
        for (code, description, expected) in [
            (403, "Forbidden: bot was kicked from the group chat", Refusal::Gone),
            (403, "Forbidden: bot was kicked from the supergroup chat", Refusal::Gone),
            (403, "Forbidden: bot was blocked by the user", Refusal::Gone),
            (403, "Forbidden: user is deactivated", Refusal::Gone),
            (403, "Forbidden: bot is not a member of the channel chat", Refusal::Gone),
            (403, "Forbidden: the group chat was deleted", Refusal::Gone),
            (400, "Bad Request: chat not found", Refusal::Gone),
            (400, "Bad Request: not enough rights to send text messages to the chat", Refusal::NoPermission),
            (400, "Bad Request: need administrator rights in the channel chat", Refusal::NoPermission),
            (400, "Bad Request: CHAT_WRITE_FORBIDDEN", Refusal::NoPermission),
            (400, "Bad Request: CHAT_RESTRICTED", Refusal::NoPermission),
            (400, "Bad Request: TOPIC_CLOSED", Refusal::NoPermission),
            (400, "Bad Request: message thread not found", Refusal::TopicGone),
            (
                400,
                "Bad Request: message is not modified: specified new message content and reply markup are",
                Refusal::NotModified,
            ),
            (400, "Bad Request: query is too old and response timeout expired or query ID is invalid", Refusal::TooLate),
            (400, "Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 3", Refusal::Ours),
            (400, "Bad Request: message is too long", Refusal::Ours),
            (401, "Unauthorized", Refusal::TokenDead),
            (409, "Conflict: terminated by other getUpdates request", Refusal::SecondInstance),
            (502, "Bad Gateway", Refusal::ServerFault),
            (429, "Too Many Requests: retry later", Refusal::SlowDown(Duration::from_secs(1))),
        ] {
            assert_eq!(refusal(code, description), expected, "{description}");
        }
    }

    #[test]
    fn what_is_shown_holds_nothing_that_a_person_wrote() {
        let told = "Bad Request: can't parse entities: Unsupported start tag \"secret\" at byte offset 3";
        let shown = Failure::of_refusal(400, told, &Parameters::default()).to_string();
        assert!(!shown.contains("secret"), "{shown}");
    }
}
