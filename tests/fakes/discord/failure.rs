//! What Discord answers when it refuses a call.

use serde_json::{Value, json};

/// The status and the body of an answer, or a refusal.
pub(crate) type Answer = Result<(u16, Value), Failure>;

/// A refusal: status, the code in the body, its message and the errors of the form.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Failure {
    pub(crate) status: u16,
    pub(crate) code: u64,
    pub(crate) message: String,
    pub(crate) errors: Option<Value>,
}

impl Failure {
    pub(crate) fn new(status: u16, code: u64, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), errors: None }
    }

    /// A code that Discord documents, with its usual status and words.
    pub(crate) fn code(code: u64) -> Self {
        let (status, message) = usual(code);
        Self::new(status, code, message)
    }

    /// There is no such address.
    pub(crate) fn no_route() -> Self {
        Self::new(404, 0, "404: Not Found")
    }

    pub(crate) fn unauthorized() -> Self {
        Self::new(401, 0, "401: Unauthorized")
    }

    /// The body that goes over the wire.
    pub(crate) fn body(&self) -> Value {
        let mut body = json!({ "message": self.message, "code": self.code });
        if self.status == 429 {
            // Limits of a channel, such as slow mode, have a code and a pause, but no headers.
            body["retry_after"] = json!(5.0);
            body["global"] = json!(false);
        }
        if let Some(errors) = &self.errors {
            body["errors"] = errors.clone();
        }
        body
    }
}

/// The status and the words of a code.
pub(crate) fn usual(code: u64) -> (u16, &'static str) {
    match code {
        10002 => (404, "Unknown Application"),
        10003 => (404, "Unknown Channel"),
        10004 => (404, "Unknown Guild"),
        10008 => (404, "Unknown Message"),
        10013 => (404, "Unknown User"),
        10014 => (404, "Unknown Emoji"),
        10015 => (404, "Unknown Webhook"),
        10062 => (404, "Unknown interaction"),
        20016 => (429, "This action cannot be performed due to slowmode rate limit"),
        20028 => (429, "The write action you are performing on the channel has hit the write rate limit"),
        30046 => (429, "Maximum number of edits to messages older than 1 hour reached. Try again later"),
        40005 => (413, "Request entity too large"),
        40060 => (400, "Interaction has already been acknowledged."),
        50001 => (403, "Missing Access"),
        50003 => (403, "Cannot execute action on a DM channel"),
        50005 => (403, "Cannot edit a message authored by another user"),
        50006 => (400, "Cannot send an empty message"),
        50007 => (403, "Cannot send messages to this user"),
        50013 => (403, "Missing Permissions"),
        50027 => (401, "Invalid Webhook Token"),
        50035 => (400, "Invalid Form Body"),
        50083 => (400, "Thread is archived"),
        50109 => (400, "The request body contains invalid JSON."),
        50278 => (403, "Cannot send messages to this user due to having no mutual guilds"),
        160_002 => (400, "Cannot reply without permission to read message history"),
        160_005 => (400, "This thread is locked"),
        _ => (400, "Something is refused"),
    }
}
