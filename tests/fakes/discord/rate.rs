//! The limits on how fast a bot may call.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::time::Duration;

use tokio::time::Instant;

use super::clock;
use super::faults::Scope;
use super::route::Route;

/// How fast a bot may call; the default is about what Discord does.
#[derive(Clone, Debug)]
pub struct Limits {
    /// All calls together, interactions and their messages not counted: so many in a second.
    pub per_second: u32,
    /// By method: so many calls in so long a time, for each channel, server or token.
    pub routes: BTreeMap<String, (u32, Duration)>,
    /// The same of methods that are not named.
    pub others: (u32, Duration),
}

impl Default for Limits {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        let routes = [
            ("create_message", 5, seconds(5)),
            ("edit_message", 5, seconds(5)),
            ("delete_message", 5, seconds(1)),
            ("add_reaction", 1, Duration::from_millis(250)),
            ("remove_reaction", 1, Duration::from_millis(250)),
            ("typing", 5, seconds(5)),
            ("follow_up", 5, seconds(2)),
            ("edit_original", 5, seconds(2)),
            ("set_commands", 2, seconds(60)),
        ];
        let routes = routes.into_iter().map(|(name, count, time)| (name.to_owned(), (count, time))).collect();
        Self { per_second: 50, routes, others: (50, seconds(1)) }
    }
}

impl Limits {
    /// With another limit on a method.
    #[must_use]
    pub fn route(mut self, method: &str, count: u32, time: Duration) -> Self {
        self.routes.insert(method.to_owned(), (count, time));
        self
    }

    /// With another limit on all calls together.
    #[must_use]
    pub fn per_second(mut self, count: u32) -> Self {
        self.per_second = count;
        self
    }
}

struct Bucket {
    left: u32,
    resets: Instant,
}

/// A 429: whose limit it is, for how long, and its headers.
pub(crate) struct TooFast {
    pub(crate) scope: Scope,
    pub(crate) retry_after: f64,
}

/// What was called lately, and whether that is counted at all.
pub(crate) struct Rate {
    pub(crate) on: bool,
    pub(crate) limits: Limits,
    /// How many calls were refused for being too fast.
    pub(crate) refused: u64,
    /// How many calls came before the pause of an earlier refusal was over.
    pub(crate) impatient: u64,
    /// 401, 403, and 429 that are not of scope shared.
    pub(crate) invalid: u64,
    buckets: HashMap<String, Bucket>,
    frozen: HashMap<String, Instant>,
    second: VecDeque<Instant>,
}

impl Default for Rate {
    fn default() -> Self {
        Self {
            on: true,
            limits: Limits::default(),
            refused: 0,
            impatient: 0,
            invalid: 0,
            buckets: HashMap::new(),
            frozen: HashMap::new(),
            second: VecDeque::new(),
        }
    }
}

/// Headers of an answer.
pub(crate) type Headers = Vec<(&'static str, String)>;

impl Rate {
    /// Takes a call into account; its headers, and the refusal if it is too fast.
    pub(crate) fn take(&mut self, route: &Route) -> (Headers, Option<TooFast>) {
        if !self.on {
            return (Vec::new(), None);
        }
        let now = Instant::now();
        let key = route.bucket();
        if self.frozen.get(&key).is_some_and(|until| now < *until) {
            self.impatient += 1;
        }
        if route.counts_globally()
            && let Some(refusal) = self.take_global(now)
        {
            return (Vec::new(), Some(refusal));
        }
        let (count, time) = self.limits.routes.get(route.method).copied().unwrap_or(self.limits.others);
        let bucket = self.buckets.entry(key.clone()).or_insert(Bucket { left: count, resets: now + time });
        if now >= bucket.resets {
            *bucket = Bucket { left: count, resets: now + time };
        }
        let after = bucket.resets.duration_since(now).as_secs_f64();
        let refusal = (bucket.left == 0).then_some(TooFast { scope: Scope::User, retry_after: after });
        bucket.left = bucket.left.saturating_sub(1);
        let headers = vec![
            ("x-ratelimit-limit", count.to_string()),
            ("x-ratelimit-remaining", bucket.left.to_string()),
            ("x-ratelimit-reset", format!("{:.3}", clock::now() as f64 / 1000.0 + after)),
            ("x-ratelimit-reset-after", format!("{after:.3}")),
            ("x-ratelimit-bucket", format!("fake-{}", route.method)),
        ];
        if refusal.is_some() {
            self.refused += 1;
            self.freeze(&key, after);
        }
        (headers, refusal)
    }

    fn take_global(&mut self, now: Instant) -> Option<TooFast> {
        let second = Duration::from_secs(1);
        while self.second.front().is_some_and(|t| now.duration_since(*t) >= second) {
            self.second.pop_front();
        }
        if self.second.len() < self.limits.per_second as usize {
            self.second.push_back(now);
            return None;
        }
        self.refused += 1;
        let wait = second.saturating_sub(now.duration_since(self.second[0])).as_secs_f64();
        Some(TooFast { scope: Scope::Global, retry_after: wait })
    }

    /// Remembers that a route was told to wait, so that calls in the meantime can be counted.
    pub(crate) fn freeze(&mut self, bucket: &str, seconds: f64) {
        // A call that is right to the millisecond is not impatient.
        let pause = Duration::from_secs_f64(seconds.max(0.0)).saturating_sub(Duration::from_millis(20));
        self.frozen.insert(bucket.to_owned(), Instant::now() + pause);
    }
}
