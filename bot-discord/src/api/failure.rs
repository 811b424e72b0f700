//! How a call can fail, by what has to be done about it.

use std::fmt;
use std::time::Duration;

use bot_core::hosting::insisting::Trouble;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde::Deserialize;

/// What a failure means for the one who called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The channel or the server is gone for good, or the person takes no messages.
    Gone,
    /// The bot may not do that here; also in a thread that is locked.
    NoPermission,
    /// The thread is archived.
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
    (160_002, Refusal::NoPermission),
    (160_005, Refusal::NoPermission),
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

    /// Discord, or a proxy before it, refused. `by_token` is whether the bot's token was shown: an interaction's own token dies
    /// with the interaction.
    pub fn of_refusal(status: StatusCode, headers: &HeaderMap, body: &[u8], by_token: bool) -> Self {
        let header = |name: &str| headers.get(name)?.to_str().ok();
        let read = serde_json::from_slice::<Told>(body).ok();
        let blocked = read.is_none();
        let told = read.unwrap_or_default();
        let known = told.code.and_then(|code| CODES.iter().find(|(known, _)| *known == code)).map(|(_, refusal)| *refusal);
        let refusal = match status.as_u16() {
            429 => {
                let asked = header("retry-after").and_then(|seconds| seconds.parse().ok());
                let pause = told
                    .retry_after
                    .into_iter()
                    .chain(asked)
                    .fold(None, |most: Option<f64>, one| Some(most.map_or(one, |most| most.max(one))));
                match (pause, blocked) {
                    // Not Discord itself, but what stands before it: it shuts all calls out, and for long.
                    (pause, true) => Refusal::SlowDown(duration(pause.unwrap_or(SHUT_OUT)), Scope::Global),
                    (pause, false) => {
                        Refusal::SlowDown(duration(pause.unwrap_or(1.0)), scope_of(header("x-ratelimit-scope"), told.global))
                    }
                }
            }
            401 if by_token => known.unwrap_or(Refusal::TokenDead),
            500.. => Refusal::ServerFault,
            403 => known.unwrap_or(Refusal::NoPermission),
            401 | 404 => known.unwrap_or(Refusal::TooLate),
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
}

impl Trouble for Failure {
    fn passes(&self) -> bool {
        use Refusal::{Ambiguous, Held, ServerFault, SlowDown, Unreachable};
        matches!(self.refusal, ServerFault | Unreachable | Ambiguous | SlowDown(..) | Held)
    }

    fn pause(&self, pause: Option<Duration>) -> Option<Duration> {
        match self.refusal {
            Refusal::SlowDown(asked, _) => pause.map(|pause| pause.max(asked)),
            _ => pause,
        }
    }
}

/// How long who is shut out waits if nothing tells, in seconds.
const SHUT_OUT: f64 = 60.0;
/// No pause is longer, whatever is told.
const LONGEST: Duration = Duration::from_hours(24);

fn duration(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds).unwrap_or(LONGEST).min(LONGEST)
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
    use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

    use super::{Failure, Refusal, Scope};

    fn failure(status: u16, headers: &[(&'static str, &'static str)], body: &str, by_token: bool) -> Failure {
        let header =
            |(name, value): &(&'static str, &'static str)| (HeaderName::from_static(name), HeaderValue::from_static(value));
        let headers: HeaderMap = headers.iter().map(header).collect();
        Failure::of_refusal(StatusCode::from_u16(status).expect("a status"), &headers, body.as_bytes(), by_token)
    }

    #[test]
    fn refusals_are_told_apart_by_code_status_and_scope() {
        let half = Duration::from_millis(500);
        let scope = |scope| [("x-ratelimit-scope", scope)];
        for (status, headers, body, expected) in [
            (404, &[][..], r#"{"code":10003,"message":"Unknown Channel"}"#, Refusal::Gone),
            (403, &[], r#"{"code":50001}"#, Refusal::NoPermission),
            (403, &[], r#"{"code":50013}"#, Refusal::NoPermission),
            (400, &[], r#"{"code":160005}"#, Refusal::NoPermission),
            (400, &[], r#"{"code":50083}"#, Refusal::Archived),
            (404, &[], r#"{"code":10062}"#, Refusal::TooLate),
            (401, &[], r#"{"code":50027}"#, Refusal::TooLate),
            (400, &[], r#"{"code":40060}"#, Refusal::Done),
            (400, &[], r#"{"code":50035,"errors":{}}"#, Refusal::Ours),
            (401, &[], r#"{"code":0}"#, Refusal::TokenDead),
            (502, &[], "<html>", Refusal::ServerFault),
            (429, &[], r#"{"retry_after":0.5,"global":true}"#, Refusal::SlowDown(half, Scope::Global)),
            (429, &scope("shared"), r#"{"retry_after":0.5}"#, Refusal::SlowDown(half, Scope::Shared)),
            (429, &scope("user"), r#"{"retry_after":0.5}"#, Refusal::SlowDown(half, Scope::User)),
            (429, &[], "<html>", Refusal::SlowDown(Duration::from_mins(1), Scope::Global)),
            (429, &[("retry-after", "600")], "<html>", Refusal::SlowDown(Duration::from_mins(10), Scope::Global)),
            (429, &scope("user"), r#"{"retry_after":1e300}"#, Refusal::SlowDown(super::LONGEST, Scope::User)),
        ] {
            assert_eq!(failure(status, headers, body, true).refusal, expected, "{status} {body}");
        }
        assert_eq!(failure(401, &[], "{}", false).refusal, Refusal::TooLate, "an interaction's own token");
    }

    #[test]
    fn what_is_shown_holds_nothing_that_a_person_wrote() {
        let failure = failure(400, &[], r#"{"code":50035,"message":"secret","errors":{"content":"secret"}}"#, true);
        let shown = format!("{failure} {failure:?}");
        assert!(!shown.contains("secret"), "{shown}");
    }
}
