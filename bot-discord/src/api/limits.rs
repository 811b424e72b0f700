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

/// Calls a second, beside those that answer interactions, and so many more at once. Discord allows 50 in any second, counted
/// as they come in, and on the way some catch up with others.
const A_SECOND: NonZeroU32 = NonZeroU32::new(35).unwrap();
const AT_ONCE: NonZeroU32 = NonZeroU32::new(5).unwrap();
/// Discord shuts out who is refused 10,000 times within this time.
const INVALID_WITHIN: Duration = Duration::from_mins(10);
/// So many refusals at once, and as many again slowly within that time, are let happen: together fewer than those.
pub const MOST_INVALID: u32 = 4_000;
/// How long nothing is called when there were too many.
const HELD: Duration = Duration::from_mins(2);

/// The limits of one bot.
pub struct Limits {
    /// All calls together.
    pace: DefaultDirectRateLimiter,
    /// Each kind of call.
    buckets: Buckets,
    invalid: DefaultDirectRateLimiter,
    /// Until when nothing is called: refused too often.
    held_until: Mutex<Option<Instant>>,
    /// Until when nothing is called: told so for all calls.
    frozen_until: Mutex<Option<Instant>>,
}

impl Limits {
    /// Nothing was called yet; so many refusals at once are let happen.
    pub fn new(most_invalid: u32) -> Self {
        let most = NonZeroU32::new(most_invalid).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::with_period(INVALID_WITHIN / most.get()).expect("a period").allow_burst(most);
        Self {
            pace: RateLimiter::direct(Quota::per_second(A_SECOND).allow_burst(AT_ONCE)),
            buckets: Buckets::new(u16::MAX),
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
        self.not_held()?;
        let Some(endpoint) = endpoint else { return Ok(None) };
        let permit = self.buckets.acquire(endpoint).await;
        // Looked at last: while it waited, all calls may have been told to wait.
        loop {
            self.pace.until_ready().await;
            self.not_held()?;
            let until = self.frozen_until.lock().filter(|until| *until > Instant::now());
            let Some(until) = until else { return Ok(Some(permit)) };
            tokio::time::sleep_until(until).await;
        }
    }

    fn not_held(&self) -> Result<(), Failure> {
        let held = self.held_until.lock().is_some_and(|until| until > Instant::now());
        if held { Err(Failure::of(Refusal::Held)) } else { Ok(()) }
    }

    /// Takes note of what Discord told with an answer.
    pub fn learn(&self, permit: Option<Permit>, headers: &HeaderMap, failure: Option<&Failure>) {
        let slowed = failure.and_then(|failure| match failure.refusal {
            Refusal::SlowDown(pause, scope) => Some((pause, scope)),
            _ => None,
        });
        if let Some(permit) = permit {
            permit.complete(match slowed {
                // Whoever waits for the same kind of call waits as long.
                Some((pause, Scope::User | Scope::Shared)) => Some(used_up(headers, pause)),
                _ => of_headers(headers),
            });
        }
        if let Some((pause, scope)) = slowed {
            warn!(?scope, seconds = pause.as_secs_f32(), "slowed down");
            if scope == Scope::Global {
                later(&mut self.frozen_until.lock(), pause);
            }
        }
        if failure.is_some_and(Failure::is_counted) && self.invalid.check().is_err() {
            error!(seconds = HELD.as_secs(), "Discord refuses too much: nothing is called for a while");
            later(&mut self.held_until.lock(), HELD);
        }
    }
}

/// Puts a moment off, and never brings it nearer.
fn later(until: &mut Option<Instant>, pause: Duration) {
    *until = (*until).max(Some(Instant::now() + pause));
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

fn used_up(headers: &HeaderMap, pause: Duration) -> RateLimitHeaders {
    let bucket = headers.get(RateLimitHeaders::BUCKET).map_or(&b"unnamed"[..], |bucket| bucket.as_bytes()).to_vec();
    RateLimitHeaders { bucket, limit: 0, remaining: 0, reset_at: std::time::Instant::now() + pause }
}
