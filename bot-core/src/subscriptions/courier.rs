//! What carries a post to a chat, and how that can go.

use std::future::Future;
use std::time::Duration;

use super::{Place, Platform};
use crate::reply::Reply;

/// How carrying a post went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Carried {
    /// It arrived, as the message or messages of these numbers.
    Sent(String),
    /// The chat is gone for good, or the bot was put out of it.
    Gone,
    /// The bot may not write there.
    NotAllowed,
    /// The chat has another number now.
    Moved(i64),
    /// The topic or thread is no more, or closed for good; the chat is still there.
    TopicGone,
    /// It did not arrive, and may later: the platform asks for so long a pause, or has a fault.
    Later(Option<Duration>),
    /// Nobody knows whether it arrived.
    Doubtful,
    /// The platform does not take it as it is, and never will.
    Refused,
    /// The bot is stopping: it was not tried.
    NotTried,
}

/// A platform's way to carry posts.
pub trait Courier: Send + Sync + 'static {
    /// The platform.
    fn platform(&self) -> Platform;

    /// How long after a doubtful try the platform would know the same post again by its mark, so that it can be sent again
    /// without coming twice. None where there is no such mark.
    fn knows_again_for(&self) -> Option<Duration>;

    /// Carries a post. `mark` is the same for each try of the same post.
    fn carry(&self, place: Place, mark: &str, post: &Reply) -> impl Future<Output = Carried> + Send;

    /// Tells somebody in private, or the chat's main thread, what became of a subscription; what cannot be told is not.
    fn tell(&self, place: Place, person: Option<i64>, notice: &Reply) -> impl Future<Output = ()> + Send;
}
