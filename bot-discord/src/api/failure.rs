//! How a call can fail, by what has to be done about it.

use std::fmt;
use std::time::Duration;

use reqwest::StatusCode;
use serde::Deserialize;

/// What a failure means for the one who called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The channel or the server is gone for good, or the person takes no messages.
    Gone,
    /// The bot may not do that here.
    NoPermission,
    /// The thread is archived, or locked.
    Archived,
    /// Wait so long.
    SlowDown(Duration, Scope),
    /// The channel takes no more for a while.
    SlowMode,
    /// The server has a fault: the same call may work later.
    ServerFault,
    /// The server was not reached: nothing was taken.
    Unreachable,
    /// Nobody knows whether it was taken.
    Ambiguous,
    /// What is to be answered or changed is no more: an interaction is answerable for three seconds.
    TooLate,
    /// The interaction has its answer already.
    Done,
    /// Our own fault: sent again as it is, it would be refused again.
    Ours,
    /// The token is not, or no longer, the bot's.
    TokenDead,
    /// Not called at all: so much was refused lately that Discord would shut the bot's address out.
    Held,
}

/// What a limit of Discord is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// This kind of call, by this bot.
    User,
    /// All calls by this bot.
    Global,
    /// This channel or the like, by everybody.
    Shared,
}

/// A call that failed. What it shows is fit for logs: status and code alone, for what Discord tells beside them may hold
/// what somebody wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failure {
    /// What it means.
    pub refusal: Refusal,
    /// The HTTP status, where there was one.
    pub status: Option<u16>,
    /// Discord's own code, where there was one.
    pub code: Option<u32>,
}

/// What Discord says of a refusal.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Told {
    code: Option<u32>,
    retry_after: Option<f64>,
    global: bool,
}

/// Discord's codes that mean more than their status.
const CODES: &[(u32, Refusal)] = &[
    (10003, Refusal::Gone),
    (10004, Refusal::Gone),
    (10008, Refusal::TooLate),
    (10013, Refusal::Gone),
    (10015, Refusal::TooLate),
    (10062, Refusal::TooLate),
    (20016, Refusal::SlowMode),
    (20028, Refusal::SlowMode),
    (30046, Refusal::TooLate),
    (40060, Refusal::Done),
    (50001, Refusal::NoPermission),
    (50007, Refusal::Gone),
    (50013, Refusal::NoPermission),
    (50027, Refusal::TooLate),
    (50083, Refusal::Archived),
    (50278, Refusal::Gone),
    (160_005, Refusal::Archived),
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
        Self { refusal, status: None, code: None }
    }

    /// Discord, or a proxy before it, refused.
    pub fn of_refusal(status: StatusCode, scope: Option<&str>, body: &[u8]) -> Self {
        let told: Told = serde_json::from_slice(body).unwrap_or_default();
        let known = told.code.and_then(|code| CODES.iter().find(|(known, _)| *known == code)).map(|(_, refusal)| *refusal);
        let refusal = match status.as_u16() {
            429 => Refusal::SlowDown(pause(told.retry_after), scope_of(scope, told.global)),
            401 => Refusal::TokenDead,
            500.. => Refusal::ServerFault,
            403 => known.unwrap_or(Refusal::NoPermission),
            404 => known.unwrap_or(Refusal::TooLate),
            _ => known.unwrap_or(Refusal::Ours),
        };
        Self { refusal, status: Some(status.as_u16()), code: told.code.filter(|code| *code != 0) }
    }

    /// Something that could not even be tried.
    pub fn of(refusal: Refusal) -> Self {
        Self { refusal, status: None, code: None }
    }

    /// Whether Discord counts it among the requests of which too many shut the bot's address out.
    pub fn is_counted(&self) -> bool {
        match self.refusal {
            Refusal::SlowDown(_, scope) => scope != Scope::Shared,
            _ => matches!(self.status, Some(401 | 403)),
        }
    }

    /// The pause before another try: at least what Discord asks for.
    pub fn pause(&self, pause: Option<Duration>) -> Option<Duration> {
        match self.refusal {
            Refusal::SlowDown(asked, _) => pause.map(|pause| pause.max(asked)),
            _ => pause,
        }
    }
}

fn pause(seconds: Option<f64>) -> Duration {
    seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()).unwrap_or(Duration::from_secs(1))
}

fn scope_of(header: Option<&str>, global: bool) -> Scope {
    match header {
        Some("shared") => Scope::Shared,
        Some("global") => Scope::Global,
        _ if global => Scope::Global,
        _ => Scope::User,
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match (self.status, self.code) {
            (Some(status), Some(code)) => write!(f, "{status}, code {code}"),
            (Some(status), None) => write!(f, "{status}"),
            (None, _) => write!(f, "no answer"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use reqwest::StatusCode;

    use super::{Failure, Refusal, Scope};

    fn refusal(status: u16, scope: Option<&str>, body: &str) -> Refusal {
        Failure::of_refusal(StatusCode::from_u16(status).expect("a status"), scope, body.as_bytes()).refusal
    }

    #[test]
    fn refusals_are_told_apart_by_code_status_and_scope() {
        let half = Duration::from_millis(500);
        for (status, scope, body, expected) in [
            (404, None, r#"{"code":10003,"message":"Unknown Channel"}"#, Refusal::Gone),
            (403, None, r#"{"code":50001}"#, Refusal::NoPermission),
            (403, None, r#"{"code":50013}"#, Refusal::NoPermission),
            (400, None, r#"{"code":160005}"#, Refusal::Archived),
            (400, None, r#"{"code":50083}"#, Refusal::Archived),
            (404, None, r#"{"code":10062}"#, Refusal::TooLate),
            (400, None, r#"{"code":40060}"#, Refusal::Done),
            (400, None, r#"{"code":50035,"errors":{}}"#, Refusal::Ours),
            (401, None, "", Refusal::TokenDead),
            (502, None, "<html>", Refusal::ServerFault),
            (429, None, r#"{"retry_after":0.5,"global":true}"#, Refusal::SlowDown(half, Scope::Global)),
            (429, Some("shared"), r#"{"retry_after":0.5}"#, Refusal::SlowDown(half, Scope::Shared)),
            (429, Some("user"), r#"{"retry_after":0.5}"#, Refusal::SlowDown(half, Scope::User)),
            (429, None, "<html>", Refusal::SlowDown(Duration::from_secs(1), Scope::User)),
            (429, Some("user"), r#"{"code":20028,"retry_after":0.5}"#, Refusal::SlowDown(half, Scope::User)),
        ] {
            assert_eq!(refusal(status, scope, body), expected, "{status} {body}");
        }
    }

    #[test]
    fn what_is_shown_holds_nothing_that_a_person_wrote() {
        let body = r#"{"code":50035,"message":"secret","errors":{"content":"secret"}}"#;
        let shown = format!("{} {:?}", Failure::of_refusal(StatusCode::BAD_REQUEST, None, body.as_bytes()), ());
        assert!(!shown.contains("secret"), "{shown}");
    }
}
