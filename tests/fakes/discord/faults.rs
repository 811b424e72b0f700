//! What goes wrong on purpose.

use std::time::Duration;

/// Whose limit a 429 is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The bot's own limit on a route.
    User,
    /// The bot's limit on everything.
    Global,
    /// The limit of the channel, whoever writes there; such answers do not count as invalid requests.
    Shared,
}

impl Scope {
    /// The word in the header.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Global => "global",
            Self::Shared => "shared",
        }
    }
}

/// How a call goes wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum FaultKind {
    /// 429 of this scope, with this `retry_after` in seconds.
    TooManyRequests(Scope, f64),
    /// 500 with Discord's body.
    InternalError,
    /// 502 with an HTML page, as the proxies in front of Discord answer.
    BadGatewayHtml,
    /// The connection is closed; nothing was taken.
    ResetBefore,
    /// The call is carried out, then the connection is closed without an answer.
    ResetAfter,
    /// There is never an answer; nothing was taken.
    Hang,
    /// The call is carried out, and there is never an answer.
    HangAfter,
    /// 403 with this code, as 50013.
    Forbidden(u64),
    /// 404 with this code, as 10003.
    NotFound(u64),
    /// A refusal with its usual status, as 20016 or 50035.
    Refused(u64),
    /// 401, as for a dead token.
    Unauthorized,
    /// The call is carried out later.
    Delay(Duration),
}

/// A fault and where it strikes.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Only in this channel.
    pub channel: Option<u64>,
    /// Only in this method, as `create_message`.
    pub method: Option<String>,
    /// How it goes wrong.
    pub kind: FaultKind,
    /// How often, then no more; `None`: until the faults are cleared.
    pub times: Option<u32>,
}

impl Fault {
    /// Strikes everywhere until it is cleared.
    pub fn new(kind: FaultKind) -> Self {
        Self { channel: None, method: None, kind, times: None }
    }

    /// Only in this channel.
    #[must_use]
    pub fn channel(mut self, channel: u64) -> Self {
        self.channel = Some(channel);
        self
    }

    /// Only in this method.
    #[must_use]
    pub fn method(mut self, method: &str) -> Self {
        self.method = Some(method.to_owned());
        self
    }

    /// Only so often.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }
}

/// The faults that still wait for a call.
#[derive(Default)]
pub(crate) struct Faults {
    pub(crate) armed: Vec<Fault>,
    /// How many calls a fault has struck.
    pub(crate) struck: u64,
}

impl Faults {
    /// The fault that strikes this call, if any; the oldest goes first.
    pub(crate) fn strike(&mut self, method: &str, channel: Option<u64>) -> Option<FaultKind> {
        let fits = |f: &Fault| {
            f.times != Some(0) && f.method.as_ref().is_none_or(|m| m == method) && f.channel.is_none_or(|c| channel == Some(c))
        };
        let at = self.armed.iter().position(fits)?;
        self.struck += 1;
        let kind = self.armed[at].kind.clone();
        if let Some(times) = &mut self.armed[at].times {
            *times -= 1;
            if *times == 0 {
                self.armed.remove(at);
            }
        }
        Some(kind)
    }
}
