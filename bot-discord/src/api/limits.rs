//! What Discord limits: each kind of call and all of them together, as its headers tell; and refused calls, of which too
//! many would shut the bot's address out.

use std::num::NonZeroU32;
use std::time::Duration;

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use parking_lot::Mutex;
use reqwest::header::HeaderMap;
use tokio::time::Instant;
use tracing::{error, warn};
use twilight_http_ratelimiting::{Endpoint, Permit, RateLimitHeaders, RateLimiter as Buckets};

use super::failure::{Failure, Refusal, Scope};

/// Calls a second, beside those that answer interactions: Discord allows 50.
const A_SECOND: u16 = 45;
/// Discord shuts out who is refused 10,000 times within this time.
const INVALID_WITHIN: Duration = Duration::from_mins(10);
/// So many refusals within that time, and as many again slowly, are let happen: together fewer than those.
pub const MOST_INVALID: u32 = 4_000;
/// How long nothing is called when there were too many.
const HELD: Duration = Duration::from_mins(2);

/// The limits of one bot.
pub struct Limits {
    buckets: Buckets,
    invalid: DefaultDirectRateLimiter,
    /// Until when nothing is called: refused too often, or told so for all calls.
    held_until: Mutex<Option<Instant>>,
    frozen_until: Mutex<Option<Instant>>,
}

impl Limits {
    /// Nothing was called yet; so many refusals at once are let happen.
    pub fn new(most_invalid: u32) -> Self {
        let most = NonZeroU32::new(most_invalid).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::with_period(INVALID_WITHIN / most.get()).expect("a period").allow_burst(most);
        Self {
            buckets: Buckets::new(A_SECOND),
            invalid: RateLimiter::direct(quota),
            held_until: Mutex::default(),
            frozen_until: Mutex::default(),
        }
    }

    /// Waits until an endpoint may be called. Answers to interactions are outside of the limit for all calls, and each has
    /// limits of its own, which are not known before; they have no endpoint here, since its name would hold their token.
    ///
    /// # Errors
    /// Nothing may be called for a while.
    pub async fn permit(&self, endpoint: Option<Endpoint>) -> Result<Option<Permit>, Failure> {
        if self.held_until.lock().is_some_and(|until| until > Instant::now()) {
            return Err(Failure::of(Refusal::Held));
        }
        let Some(endpoint) = endpoint else { return Ok(None) };
        // All calls wait for what one of them was told for all.
        loop {
            let until = self.frozen_until.lock().filter(|until| *until > Instant::now());
            let Some(until) = until else { break };
            tokio::time::sleep_until(until).await;
        }
        Ok(Some(self.buckets.acquire(endpoint).await))
    }

    /// Takes note of what Discord told with an answer.
    pub fn learn(&self, permit: Option<Permit>, headers: &HeaderMap, failure: Option<&Failure>) {
        if let Some(permit) = permit {
            permit.complete(of_headers(headers));
        }
        let Some(failure) = failure else { return };
        if let Refusal::SlowDown(pause, Scope::Global) = failure.refusal {
            *self.frozen_until.lock() = Some(Instant::now() + pause);
        }
        if failure.is_counted() && self.invalid.check().is_err() {
            let mut held_until = self.held_until.lock();
            if held_until.is_none_or(|until| until <= Instant::now()) {
                error!(seconds = HELD.as_secs(), "Discord refuses too much: nothing is called for a while");
                *held_until = Some(Instant::now() + HELD);
            }
        }
        if let Refusal::SlowDown(pause, scope) = failure.refusal {
            warn!(?scope, seconds = pause.as_secs_f32(), "slowed down");
        }
    }
}

fn of_headers(headers: &HeaderMap) -> Option<RateLimitHeaders> {
    let text = |name: &str| headers.get(name)?.to_str().ok();
    let seconds: f64 = text(RateLimitHeaders::RESET_AFTER)?.parse().ok()?;
    Some(RateLimitHeaders {
        bucket: headers.get(RateLimitHeaders::BUCKET)?.as_bytes().to_vec(),
        limit: text(RateLimitHeaders::LIMIT)?.parse().ok()?,
        remaining: text(RateLimitHeaders::REMAINING)?.parse().ok()?,
        reset_at: std::time::Instant::now() + Duration::try_from_secs_f64(seconds).ok()?,
    })
}
