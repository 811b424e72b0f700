//! Waiting until something holds, and until a bot is done.

use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until, timeout_at};

/// Waits until something holds; false if it still does not when the time is over.
pub(crate) async fn until(changed: &Notify, at_most: Duration, holds: impl Fn() -> bool) -> bool {
    let deadline = Instant::now() + at_most;
    loop {
        let news = changed.notified();
        tokio::pin!(news);
        news.as_mut().enable();
        if holds() {
            return true;
        }
        if timeout_at(deadline, news).await.is_err() {
            return holds();
        }
    }
}

/// Waits until all is calm and nothing has happened for a moment; `state` tells whether it is calm, and the last change.
pub(crate) async fn settled(changed: &Notify, quiet: Duration, at_most: Duration, state: impl Fn() -> (bool, Instant)) -> bool {
    let deadline = Instant::now() + at_most;
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        if !until(changed, left, || state().0).await {
            return false;
        }
        let since = state().1;
        let good = since + quiet;
        if Instant::now() < good {
            if good > deadline {
                return false;
            }
            sleep_until(good).await;
        }
        if state() == (true, since) {
            return true;
        }
    }
}
