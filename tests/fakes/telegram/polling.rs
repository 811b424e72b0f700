//! `getUpdates`, with long polling.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio::time::{Instant, timeout_at};

use super::failure::{Answer, Failure};
use super::request::Params;
use super::server::Inner;

const OTHER_POLL: &str = "other getUpdates request; make sure that only one bot instance is running";
const WEBHOOK_SET: &str =
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";

/// A poll that is under way, counted until it is answered or dropped.
struct Poll<'a>(&'a Arc<Inner>);

impl Drop for Poll<'_> {
    fn drop(&mut self) {
        self.0.world().queue.polls -= 1;
    }
}

/// Answers at once if there are updates, else when some come or the time is over.
pub(crate) async fn get_updates(inner: &Arc<Inner>, params: &Params) -> Answer {
    let limit = params.int("limit").filter(|l| (1..=100).contains(l)).unwrap_or(100);
    let limit = usize::try_from(limit).unwrap_or(100);
    let seconds = params.int("timeout").unwrap_or(0).clamp(0, 50).unsigned_abs();
    let until = Instant::now() + Duration::from_secs(seconds);
    let kinds = params.list("allowed_updates")?;
    let (_poll, mine) = {
        let mut world = inner.world();
        if world.webhook.is_set() {
            return Err(Failure::new(409, WEBHOOK_SET));
        }
        let before = world.queue.waiting.len();
        world.queue.confirm(params.int("offset").unwrap_or(0));
        if world.queue.waiting.len() != before {
            world.last_change = Instant::now();
        }
        world.queue.remember_allowed(kinds);
        world.queue.polls += 1;
        world.queue.polled = true;
        (Poll(inner), world.queue.end_polls(OTHER_POLL))
    };
    inner.changed.notify_waiters();
    inner.queue_changed.notify_waiters();
    loop {
        let news = inner.queue_changed.notified();
        tokio::pin!(news);
        news.as_mut().enable();
        {
            let mut world = inner.world();
            if world.queue.generation != mine {
                return Err(Failure::new(409, format!("Conflict: terminated by {}", world.queue.ended_by)));
            }
            if !world.queue.waiting.is_empty() || Instant::now() >= until {
                let batch = world.queue.waiting.iter_mut().take(limit);
                let show = |waiting: &mut super::queue::Waiting| {
                    waiting.shown = true;
                    waiting.update.clone()
                };
                return Ok(Value::Array(batch.map(show).collect()));
            }
        }
        let _ = timeout_at(until, news).await;
    }
}
