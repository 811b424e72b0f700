//! How fast messages may go out: Telegram's limits for one chat, for a group, and for all together. Each chat waits for
//! itself alone, and answers go before posts.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use parking_lot::Mutex;
use tokio::sync::{Mutex as Gate, Notify, OwnedMutexGuard};
use tokio::time::Instant;

/// Telegram states about one message a second for a chat; a little more lets for clocks that differ.
const A_CHAT: Duration = Duration::from_millis(1_050);
/// And 20 a minute for a group: five at once and one each four seconds are never more than 20 in any minute.
const A_GROUP: Duration = Duration::from_secs(4);
const GROUP_AT_ONCE: u32 = 5;
/// Of the messages a second for all chats, one in so many may go out at once, and the others evenly: no second has more.
const AT_ONCE: u32 = 6;
/// Posts take at most one place of so many, so that answers always find room.
const POSTS: u32 = 2;
/// Lanes are looked through for idle ones when there are so many more.
const SWEEP: usize = 1_024;

/// What goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// Somebody waits for it.
    Answer,
    /// Nobody does.
    Post,
}

/// The pace of one bot.
pub struct Pace {
    lanes: Mutex<Lanes>,
    all: DefaultDirectRateLimiter,
    posts: DefaultDirectRateLimiter,
    /// One waits for the next free place of all, the others in line behind it.
    line: Gate<()>,
    answers_waiting: AtomicUsize,
    no_answer_waits: Notify,
}

#[derive(Default)]
struct Lanes {
    by_chat: HashMap<i64, Arc<Lane>>,
    sweep_at: usize,
}

/// The pace of one chat.
struct Lane {
    a_second: DefaultDirectRateLimiter,
    a_minute: Option<DefaultDirectRateLimiter>,
    /// Held by whoever sends; until when the chat is slowed down.
    frozen: Arc<Gate<Option<Instant>>>,
}

/// The right to send into a chat; others of the chat wait until it is dropped.
pub struct Turn {
    lane: Arc<Lane>,
    frozen: OwnedMutexGuard<Option<Instant>>,
}

impl Pace {
    /// So many messages a second to all chats, at least 1.
    pub fn new(a_second: u32) -> Self {
        let at_once = (a_second / AT_ONCE).max(1);
        let evenly = a_second.saturating_sub(at_once).max(1);
        let quota = |evenly: u32, at_once: u32| Quota::per_second(at_least_one(evenly)).allow_burst(at_least_one(at_once));
        Self {
            lanes: Mutex::default(),
            all: RateLimiter::direct(quota(evenly, at_once)),
            posts: RateLimiter::direct(quota(evenly / POSTS, 1)),
            line: Gate::new(()),
            answers_waiting: AtomicUsize::new(0),
            no_answer_waits: Notify::new(),
        }
    }

    /// Waits for the turn in a chat. A crowd is any chat but a private one.
    pub async fn turn(&self, chat: i64, crowd: bool) -> Turn {
        let lane = self.lanes.lock().of(chat, crowd);
        let frozen = lane.frozen.clone().lock_owned().await;
        Turn { lane, frozen }
    }

    /// Waits until there is room among all chats.
    pub async fn whenever(&self, urgency: Urgency) {
        if urgency == Urgency::Answer {
            let _waiting = Waiting::new(self);
            let _first = self.line.lock().await;
            self.all.until_ready().await;
            return;
        }
        self.posts.until_ready().await;
        loop {
            let none_waits = self.no_answer_waits.notified();
            if self.answers_waiting.load(Ordering::Acquire) == 0 && self.all.check().is_ok() {
                return;
            }
            // Looked at again even if nobody tells.
            drop(tokio::time::timeout(A_CHAT / 10, none_waits).await);
        }
    }
}

impl Turn {
    /// Waits until the chat, and all chats together, may get one more message.
    pub async fn ready(&mut self, pace: &Pace, urgency: Urgency) {
        if let Some(until) = self.frozen.take() {
            tokio::time::sleep_until(until).await;
        }
        self.lane.a_second.until_ready().await;
        if let Some(a_minute) = &self.lane.a_minute {
            a_minute.until_ready().await;
        }
        pace.whenever(urgency).await;
    }

    /// Nothing goes into this chat for so long.
    pub fn freeze(&mut self, pause: Duration) {
        *self.frozen = Some(Instant::now() + pause);
    }
}

impl Lanes {
    fn of(&mut self, chat: i64, crowd: bool) -> Arc<Lane> {
        if self.by_chat.len() >= self.sweep_at {
            // A lane that nobody holds, and that would let a message through at once, is as good as a new one.
            self.by_chat.retain(|_, lane| Arc::strong_count(lane) > 1 || !lane.is_fresh());
            self.sweep_at = self.by_chat.len() + SWEEP;
        }
        self.by_chat.entry(chat).or_insert_with(|| Arc::new(Lane::new(crowd))).clone()
    }
}

impl Lane {
    fn new(crowd: bool) -> Self {
        let period = |period| Quota::with_period(period).expect("no period is zero");
        let group = || RateLimiter::direct(period(A_GROUP).allow_burst(at_least_one(GROUP_AT_ONCE)));
        Self { a_second: RateLimiter::direct(period(A_CHAT)), a_minute: crowd.then(group), frozen: Arc::default() }
    }

    fn is_fresh(&self) -> bool {
        let full = |limiter: &DefaultDirectRateLimiter| limiter.check_n(at_least_one(GROUP_AT_ONCE)).is_ok_and(|n| n.is_ok());
        self.frozen.try_lock().is_ok_and(|frozen| frozen.is_none_or(|until| until <= Instant::now()))
            && self.a_second.check().is_ok()
            && self.a_minute.as_ref().is_none_or(full)
    }
}

/// Counts an answer that waits, also if it is given up.
struct Waiting<'a>(&'a Pace);

impl<'a> Waiting<'a> {
    fn new(pace: &'a Pace) -> Self {
        pace.answers_waiting.fetch_add(1, Ordering::AcqRel);
        Self(pace)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        if self.0.answers_waiting.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.0.no_answer_waits.notify_waiters();
        }
    }
}

fn at_least_one(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN)
}
