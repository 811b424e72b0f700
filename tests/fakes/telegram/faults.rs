//! What goes wrong on purpose.

use std::time::Duration;

/// How a call goes wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum FaultKind {
    /// 429 with this `retry_after`.
    TooManyRequests(u64),
    /// 502 with an HTML page, as the proxies in front of Telegram answer.
    BadGatewayHtml,
    /// The connection is closed; nothing was taken.
    ResetBefore,
    /// The call is carried out, then the connection is closed without an answer.
    ResetAfter,
    /// There is never an answer; nothing was taken.
    Hang,
    /// The call is carried out, and there is never an answer.
    HangAfter,
    /// 403 with this description.
    Forbidden(String),
    /// 400 with this description.
    BadRequest(String),
    /// 401, as for a wrong token.
    Unauthorized,
    /// 409, as for a second instance.
    Conflict,
    /// The call is carried out later.
    Delay(Duration),
}

/// A fault and where it strikes.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Only in this chat.
    pub chat: Option<i64>,
    /// Only in this method; upper and lower case are the same.
    pub method: Option<String>,
    /// How it goes wrong.
    pub kind: FaultKind,
    /// How often, then no more; `None`: until the faults are cleared.
    pub times: Option<u32>,
}

impl Fault {
    /// Strikes everywhere until it is cleared.
    pub fn new(kind: FaultKind) -> Self {
        Self { chat: None, method: None, kind, times: None }
    }

    /// Only in this chat.
    #[must_use]
    pub fn chat(mut self, chat: i64) -> Self {
        self.chat = Some(chat);
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
    pub(crate) fn strike(&mut self, method: &str, chat: Option<i64>) -> Option<FaultKind> {
        let fits = |f: &Fault| {
            f.times != Some(0)
                && f.method.as_ref().is_none_or(|m| m.eq_ignore_ascii_case(method))
                && f.chat.is_none_or(|c| chat == Some(c))
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
