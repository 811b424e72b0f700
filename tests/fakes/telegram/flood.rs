//! The limits on how fast a bot may write.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use tokio::time::Instant;

/// How fast a bot may write; the default is what Telegram states.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// In one chat: so many at once, then one a second.
    pub burst: u32,
    /// In one group or channel: so many in a minute.
    pub per_minute: usize,
    /// In all chats together: so many in a second.
    pub per_second: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { burst: 3, per_minute: 20, per_second: 30 }
    }
}

struct Lane {
    tokens: f64,
    filled: Instant,
    minute: VecDeque<Instant>,
    frozen_until: Option<Instant>,
}

impl Lane {
    fn new(tokens: f64) -> Self {
        Self { tokens, filled: Instant::now(), minute: VecDeque::new(), frozen_until: None }
    }
}

/// What was written lately, and whether that is counted at all.
pub(crate) struct Flood {
    pub(crate) on: bool,
    pub(crate) limits: Limits,
    /// How many calls were refused for being too fast.
    pub(crate) refused: u64,
    /// How many calls came before the pause of an earlier refusal was over.
    pub(crate) impatient: u64,
    lanes: HashMap<i64, Lane>,
    second: VecDeque<Instant>,
}

impl Default for Flood {
    fn default() -> Self {
        Self { on: true, limits: Limits::default(), refused: 0, impatient: 0, lanes: HashMap::new(), second: VecDeque::new() }
    }
}

fn forget(times: &mut VecDeque<Instant>, now: Instant, window: Duration) {
    while times.front().is_some_and(|t| now.duration_since(*t) >= window) {
        times.pop_front();
    }
}

impl Flood {
    /// Takes one message into account, or says after how many seconds it may come again.
    pub(crate) fn take(&mut self, chat: Option<i64>, is_group: bool) -> Result<(), u64> {
        if !self.on {
            return Ok(());
        }
        let now = Instant::now();
        let Limits { burst, per_minute, per_second } = self.limits;
        let burst = f64::from(burst);
        forget(&mut self.second, now, Duration::from_secs(1));
        let mut wait = Duration::ZERO;
        if self.second.len() >= per_second {
            wait = Duration::from_secs(1).saturating_sub(now.duration_since(self.second[0]));
        }
        if let Some(chat) = chat {
            let lane = self.lanes.entry(chat).or_insert_with(|| Lane::new(burst));
            if lane.frozen_until.is_some_and(|until| now < until) {
                self.impatient += 1;
            }
            lane.tokens = burst.min(lane.tokens + now.duration_since(lane.filled).as_secs_f64());
            lane.filled = now;
            forget(&mut lane.minute, now, Duration::from_mins(1));
            if lane.tokens < 1.0 {
                wait = wait.max(Duration::from_secs_f64(1.0 - lane.tokens));
            }
            if is_group && lane.minute.len() >= per_minute {
                wait = wait.max(Duration::from_mins(1).saturating_sub(now.duration_since(lane.minute[0])));
            }
            if wait.is_zero() {
                lane.tokens -= 1.0;
                lane.minute.push_back(now);
            }
        }
        if wait.is_zero() {
            self.second.push_back(now);
            return Ok(());
        }
        self.refused += 1;
        let seconds = wait.as_millis().div_ceil(1000).max(1);
        let seconds = u64::try_from(seconds).unwrap_or(60);
        self.freeze(chat, seconds);
        Err(seconds)
    }

    /// Remembers that a chat was told to wait, so that calls in the meantime can be counted.
    pub(crate) fn freeze(&mut self, chat: Option<i64>, seconds: u64) {
        let Some(chat) = chat else { return };
        let burst = f64::from(self.limits.burst);
        // Refusals round up to whole seconds; a call that is right to the millisecond is not impatient.
        let until = Instant::now() + Duration::from_secs(seconds).saturating_sub(Duration::from_millis(20));
        self.lanes.entry(chat).or_insert_with(|| Lane::new(burst)).frozen_until = Some(until);
    }
}
