//! The loop that delivers: takes what is due from the ledger, hands it to the courier, and notes how it went. What it takes
//! stands in the ledger before it is sent, so that nothing is lost and nothing goes out twice, whoever dies when.

use std::sync::Arc;
use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};
use jiff::Timestamp;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::{debug, error, info, warn};

use super::courier::{Carried, Courier};
use super::{Reason, post};
use crate::answers::notices;
use crate::bot::Bot;
use crate::moment::Moment;
use crate::store::{Claimed, Outcome, Store, StoreError, Ticket};

/// How long a post is held, and how often that is renewed while it is on its way. Short, so that a platform still knows a post
/// again that another instance takes over.
const LEASE: Duration = Duration::from_mins(1);
const RENEWED_EVERY: Duration = Duration::from_secs(20);
/// So many posts are taken at once.
const AT_ONCE: u32 = 300;
/// So many are on their way at once; the platform's pace is kept by the courier.
const UNDER_WAY: usize = 200;
/// How often it is looked whether something is due, though nothing was planned so early: another instance may have died.
const LONGEST_SLEEP: Duration = Duration::from_secs(20);
/// The pauses between tries of a post within its day.
const FIRST_PAUSE: Duration = Duration::from_secs(30);
const LONGEST_PAUSE: Duration = Duration::from_mins(30);
/// Where the bot may not write it tries again only after so long, and after so many tries pauses the subscription.
const NOT_ALLOWED_PAUSE: Duration = Duration::from_hours(2);
const MOST_NOT_ALLOWED: i64 = 4;
/// How long posts under way may take when the bot stops. They are held in the ledger meanwhile.
const ENDING: Duration = Duration::from_secs(4);

/// What delivers posts on one platform.
pub struct Delivery<C> {
    store: Store,
    bot: Arc<Bot>,
    courier: C,
    /// The name of this instance, different from all others'.
    instance: String,
    now: fn() -> Moment,
    /// Whether a post that may have arrived is sent again where the platform would not know it again.
    repeats_doubtful: bool,
}

impl<C: Courier> Delivery<C> {
    /// A delivery. With `repeats_doubtful` a post that may have arrived is sent again, so that none is missing and some may come
    /// twice; without, it is the other way round.
    pub fn new(store: Store, bot: Arc<Bot>, courier: C, instance: String, now: fn() -> Moment, repeats_doubtful: bool) -> Self {
        Self { store, bot, courier, instance, now, repeats_doubtful }
    }

    /// Delivers until it is asked to stop.
    pub async fn run(self: Arc<Self>, stop: &CancellationToken) {
        let under_way = Arc::new(Semaphore::new(UNDER_WAY));
        let tasks = TaskTracker::new();
        let mut pauses = ExponentialBuilder::default().with_max_delay(LONGEST_SLEEP).with_jitter().without_max_times().build();
        while !stop.is_cancelled() {
            let sleep = match self.take(&under_way, &tasks, stop).await {
                Ok(sleep) => sleep,
                Err(error) => {
                    error!(%error, "posts cannot be taken from the store; trying again");
                    pauses.next().unwrap_or(LONGEST_SLEEP)
                }
            };
            if stop.run_until_cancelled(tokio::time::sleep(sleep)).await.is_none() {
                break;
            }
        }
        tasks.close();
        if tokio::time::timeout(ENDING, tasks.wait()).await.is_err() {
            info!("posts are still under way; the ledger holds them");
        }
    }

    /// Takes what is due and sends it on its way; tells how long nothing more is due.
    async fn take(
        self: &Arc<Self>,
        under_way: &Arc<Semaphore>,
        tasks: &TaskTracker,
        stop: &CancellationToken,
    ) -> Result<Duration, StoreError> {
        let now = (self.now)().instant;
        let claim = self.store.claim(self.courier.platform(), &self.instance, now, LEASE, AT_ONCE).await?;
        for subscription in claim.unknown_zones {
            warn!(place = %subscription.place, "no database knows this subscription's zone: it is paused");
            self.courier.tell(subscription.place, subscription.made_by, &notices::zone_lost(&subscription.zone)).await;
        }
        for claimed in claim.posts {
            // Held back here, so that no more are taken than can be sent while they are held.
            let Some(Ok(room)) = stop.run_until_cancelled(under_way.clone().acquire_owned()).await else {
                self.settle(&claimed.ticket, &again(now, Duration::ZERO, "the bot stopped")).await;
                continue;
            };
            let delivery = self.clone();
            tasks.spawn(async move {
                delivery.deliver(claimed).await;
                drop(room);
            });
        }
        if claim.more {
            return Ok(Duration::ZERO);
        }
        let next = self.store.next_due(self.courier.platform()).await?;
        let until = next.and_then(|next| Duration::try_from(next.duration_since((self.now)().instant)).ok());
        Ok(until.unwrap_or_default().clamp(Duration::from_millis(50), LONGEST_SLEEP))
    }

    async fn deliver(&self, claimed: Claimed) {
        let (ticket, subscription) = (&claimed.ticket, &claimed.subscription);
        let place = ticket.key.place;
        if claimed.doubtful && !self.may_repeat(&claimed).await {
            let why = "an earlier try may have arrived".to_owned();
            return self.settle(ticket, &Outcome::Unknown { why }).await;
        }
        let Some(post) = post::of(ticket.key.day, subscription.rhythm, subscription.quiet, &self.bot.dataset) else {
            return self.settle(ticket, &Outcome::Dropped { why: "nothing to tell of this day".to_owned() }).await;
        };
        let mark = ticket.key.to_string();
        let carried = tokio::select! {
            carried = self.courier.carry(place, &mark, &post) => carried,
            () = self.keep_holding(ticket) => return warn!(post = mark, "another instance holds this post now"),
        };
        debug!(%place, ?carried, "a post");
        self.conclude(&claimed, carried).await;
    }

    /// Holds a post while it is on its way; ends when another instance has it.
    async fn keep_holding(&self, ticket: &Ticket) {
        loop {
            tokio::time::sleep(RENEWED_EVERY).await;
            let now = (self.now)().instant;
            match self.store.renew(ticket, now.saturating_add(LEASE).unwrap_or(now)).await {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => error!(post = %ticket.key, %error, "a post cannot be held for longer"),
            }
        }
    }

    /// Whether a post that may have arrived can be sent again: where the platform still knows it, or where that is wanted.
    async fn may_repeat(&self, claimed: &Claimed) -> bool {
        if self.repeats_doubtful {
            return true;
        }
        let Some(known_for) = self.courier.knows_again_for() else { return false };
        let row = self.store.post(claimed.ticket.key).await.ok().flatten();
        // It was written when it was taken, which is before it was sent.
        row.is_some_and(|row| (self.now)().instant.duration_since(row.updated).unsigned_abs() < known_for)
    }

    /// Notes how it went, and does what that asks for.
    async fn conclude(&self, claimed: &Claimed, carried: Carried) {
        let (ticket, now) = (&claimed.ticket, (self.now)().instant);
        let (place, person) = (ticket.key.place, claimed.subscription.made_by);
        let failed = |why: &str| Outcome::Failed { why: why.to_owned() };
        match carried {
            Carried::Sent(message) => self.settle(ticket, &Outcome::Sent { message }).await,
            Carried::NotTried => self.settle(ticket, &again(now, Duration::ZERO, "the bot stopped")).await,
            Carried::Later(pause) => {
                let pause = pause.unwrap_or_default().max(growing(ticket.attempt));
                self.settle(ticket, &again(now, pause, "the platform did not take it")).await;
            }
            Carried::Doubtful => {
                let knows_again = self.courier.knows_again_for().is_some() || self.repeats_doubtful;
                let outcome = if knows_again {
                    Outcome::Again { at: now, why: "nobody knows whether it arrived".to_owned(), doubtful: true }
                } else {
                    Outcome::Unknown { why: "nobody knows whether it arrived".to_owned() }
                };
                self.settle(ticket, &outcome).await;
            }
            Carried::Moved(to) => {
                if let Err(error) = self.store.move_chat(place.platform, place.chat, to, now).await {
                    error!(%place, %error, "a chat that moved is not noted");
                    return self.settle(ticket, &again(now, FIRST_PAUSE, "the chat moved")).await;
                }
                info!(%place, to, "a chat moved, and its subscriptions with it");
                let ticket = Ticket { key: ticket.key.moved(to), ..ticket.clone() };
                self.settle(&ticket, &again(now, Duration::ZERO, "the chat moved")).await;
            }
            Carried::Gone => {
                self.settle(ticket, &failed("the chat is gone")).await;
                self.pause(claimed, Reason::Gone).await;
            }
            Carried::TopicGone => {
                self.settle(ticket, &failed("the topic is gone")).await;
                self.pause(claimed, Reason::Gone).await;
                self.courier.tell(place, person, &notices::topic_lost()).await;
            }
            Carried::NotAllowed if ticket.attempt < MOST_NOT_ALLOWED => {
                self.settle(ticket, &again(now, NOT_ALLOWED_PAUSE, "the bot may not write here")).await;
                if ticket.attempt == 1 {
                    self.courier.tell(place, person, &notices::post_not_allowed()).await;
                }
            }
            Carried::NotAllowed => {
                self.settle(ticket, &failed("the bot may not write here")).await;
                self.pause(claimed, Reason::NotAllowed).await;
                self.courier.tell(place, person, &notices::posts_paused()).await;
            }
            Carried::Refused => {
                error!(%place, "a post is refused as it is");
                self.settle(ticket, &failed("the platform refuses it")).await;
            }
        }
    }

    async fn pause(&self, claimed: &Claimed, reason: Reason) {
        let place = claimed.ticket.key.place;
        info!(%place, ?reason, "a subscription is paused");
        if let Err(error) = self.store.pause(place, reason, (self.now)().instant).await {
            error!(%place, %error, "a subscription cannot be paused; its next post will tell again");
        }
    }

    /// What cannot be noted stays held until the lease ends, and is doubtful then.
    async fn settle(&self, ticket: &Ticket, outcome: &Outcome) {
        match self.store.settle(ticket, outcome, (self.now)().instant).await {
            Ok(true) => {}
            Ok(false) => warn!(post = %ticket.key, "another instance holds this post now"),
            Err(error) => error!(post = %ticket.key, %error, "how a post went cannot be noted"),
        }
    }
}

/// Another try, unless the day is over by then: the store sees to that.
fn again(now: Timestamp, pause: Duration, why: &str) -> Outcome {
    let at = now.saturating_add(pause).unwrap_or(now);
    Outcome::Again { at, why: why.to_owned(), doubtful: false }
}

/// The pause after so many tries.
fn growing(attempt: i64) -> Duration {
    let steps = usize::try_from(attempt).unwrap_or(1);
    let pauses = ExponentialBuilder::default().with_min_delay(FIRST_PAUSE).with_max_delay(LONGEST_PAUSE).with_jitter();
    pauses.without_max_times().build().nth(steps.saturating_sub(1).min(20)).unwrap_or(LONGEST_PAUSE)
}
