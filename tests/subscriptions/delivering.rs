//! Posts are delivered by a courier that does as it is told: each class of trouble ends as it should, and costs no other
//! chat its post.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bot_core::bot::Bot;
use bot_core::moment::Moment;
use bot_core::reply::{Reply, plain};
use bot_core::store::{PostState, Store};
use bot_core::subscriptions::courier::{Carried, Courier};
use bot_core::subscriptions::delivery::Delivery;
use bot_core::subscriptions::{Hour, Place, Platform, Quiet, Reason, Rhythm, State, Subscription};
use jiff::Timestamp;
use tokio_util::sync::CancellationToken;

/// A courier that does with each chat what the test wants, and else brings every post.
#[derive(Clone)]
struct Scripted {
    platform: Platform,
    script: Arc<Mutex<HashMap<i64, Vec<Carried>>>>,
    carried: Arc<Mutex<Vec<(Place, String)>>>,
    told: Arc<Mutex<Vec<Place>>>,
}

impl Courier for Scripted {
    fn platform(&self) -> Platform {
        self.platform
    }

    fn knows_again_for(&self) -> Option<Duration> {
        (self.platform == Platform::Discord).then_some(Duration::from_mins(2))
    }

    async fn carry(&self, place: Place, mark: &str, post: &Reply) -> Carried {
        assert!(!plain::text(post).is_empty());
        let next = self
            .script
            .lock()
            .expect("no panic")
            .get_mut(&place.chat)
            .and_then(|script| (!script.is_empty()).then(|| script.remove(0)));
        let outcome = next.unwrap_or(Carried::Sent("1".to_owned()));
        if matches!(outcome, Carried::Sent(_)) {
            self.carried.lock().expect("no panic").push((place, mark.to_owned()));
        }
        outcome
    }

    async fn tell(&self, place: Place, _person: Option<i64>, _notice: &Reply) {
        self.told.lock().expect("no panic").push(place);
    }
}

impl Scripted {
    fn new(platform: Platform) -> Self {
        Self { platform, script: Arc::default(), carried: Arc::default(), told: Arc::default() }
    }

    fn will(&self, chat: i64, script: &[Carried]) {
        self.script.lock().expect("no panic").insert(chat, script.to_vec());
    }
}

/// The clock of the first test, in seconds since 1970, and that of the second.
static CLOCK: AtomicI64 = AtomicI64::new(0);
static OTHER_CLOCK: AtomicI64 = AtomicI64::new(0);

fn now() -> Moment {
    at(&CLOCK)
}

fn other_now() -> Moment {
    at(&OTHER_CLOCK)
}

fn at(clock: &AtomicI64) -> Moment {
    let instant = Timestamp::from_second(clock.load(Ordering::SeqCst)).expect("a moment");
    Moment { instant, ..Moment::on(jiff::civil::date(2026, 7, 3)) }
}

fn moment(text: &str) -> Timestamp {
    text.parse().expect("a moment")
}

fn place(platform: Platform, chat: i64) -> Place {
    Place { platform, chat, topic: None }
}

async fn subscribed(store: &Store, platform: Platform, chats: std::ops::Range<i64>) {
    let made_at = moment("2026-07-02T12:00:00Z");
    for chat in chats {
        let subscription = Subscription {
            place: place(platform, chat),
            hour: Hour::USUAL,
            zone: "UTC".to_owned(),
            rhythm: Rhythm::Daily,
            quiet: Quiet::Silent,
            made_by: Some(chat),
            made_at,
            state: State::Active,
        };
        store.put(&subscription, made_at).await.expect("kept");
    }
}

/// Delivers for a while of real time.
async fn deliver(store: &Store, courier: &Scripted, instance: &str, now: fn() -> Moment, time: Duration) {
    let stop = CancellationToken::new();
    let bot = Arc::new(Bot::built_in());
    let delivery = Arc::new(Delivery::new(store.clone(), bot, courier.clone(), instance.to_owned(), now, false));
    let running = tokio::spawn({
        let stop = stop.clone();
        async move { delivery.run(&stop).await }
    });
    tokio::time::sleep(time).await;
    stop.cancel();
    running.await.expect("no panic");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_class_of_trouble_ends_as_it_should_and_all_others_get_their_post() {
    let platform = Platform::Telegram;
    let store = Store::open("sqlite::memory:").await.expect("a store in memory");
    subscribed(&store, platform, 1..201).await;
    let courier = Scripted::new(platform);
    courier.will(1, &[Carried::Gone]);
    courier.will(2, &[Carried::Doubtful]);
    courier.will(3, &[Carried::Refused]);
    courier.will(4, &[Carried::TopicGone]);
    courier.will(5, &[Carried::Moved(1_005)]);
    courier.will(6, &[Carried::NotAllowed, Carried::NotAllowed, Carried::NotAllowed, Carried::NotAllowed]);
    courier.will(7, &[Carried::Later(None)]);
    // A day of which the review tells something.
    let day = jiff::civil::date(2026, 7, 3);
    CLOCK.store(moment("2026-07-03T09:00:01Z").as_second(), Ordering::SeqCst);
    deliver(&store, &courier, "one", now, Duration::from_secs(3)).await;
    CLOCK.store(moment("2026-07-03T11:30:00Z").as_second(), Ordering::SeqCst);
    deliver(&store, &courier, "one", now, Duration::from_secs(1)).await;
    for hour in [14, 17, 20] {
        CLOCK.store(moment(&format!("2026-07-03T{hour}:00:00Z")).as_second(), Ordering::SeqCst);
        deliver(&store, &courier, "one", now, Duration::from_secs(1)).await;
    }
    let post = async |chat: i64| {
        let history = store.history(place(platform, chat), 10).await.expect("read");
        assert!(history.len() == 1 && history[0].key.day == day, "{chat}: {history:?}");
        history[0].state
    };
    let state = async |chat: i64| store.get(place(platform, chat)).await.expect("read").expect("kept").subscription.state;
    let paused = |state: State, why: Reason| matches!(state, State::Paused { reason, .. } if reason == why);
    assert_eq!(post(1).await, PostState::Failed);
    assert!(paused(state(1).await, Reason::Gone));
    assert_eq!(post(2).await, PostState::Unknown, "what may have arrived is not sent again");
    assert!(state(2).await.is_active());
    assert_eq!(post(3).await, PostState::Failed);
    assert!(state(3).await.is_active());
    assert!(paused(state(4).await, Reason::Gone));
    assert_eq!(post(1_005).await, PostState::Sent, "the post moves with its chat");
    assert!(store.get(place(platform, 5)).await.expect("read").is_none());
    assert_eq!(post(6).await, PostState::Failed);
    assert!(paused(state(6).await, Reason::NotAllowed));
    assert_eq!(post(7).await, PostState::Sent, "a fault passes within the day");
    for chat in 8..201 {
        assert_eq!(post(chat).await, PostState::Sent, "{chat}");
    }
    let carried = courier.carried.lock().expect("no panic").clone();
    let mut once = carried.clone();
    once.sort();
    once.dedup();
    assert_eq!((carried.len(), once.len()), (195, 195), "none twice");
    let told: Vec<i64> = courier.told.lock().expect("no panic").iter().map(|place| place.chat).collect();
    for chat in [4, 6] {
        assert!(told.contains(&chat), "nobody is dropped in silence: {told:?}");
    }
}

/// An instance takes posts and dies before it tells how they went.
#[tokio::test(flavor = "multi_thread")]
async fn what_an_instance_held_when_it_died_is_neither_lost_nor_doubled() {
    let begun = moment("2026-07-03T09:00:01Z");
    for (platform, after_death) in [(Platform::Telegram, PostState::Unknown), (Platform::Discord, PostState::Sent)] {
        OTHER_CLOCK.store(begun.as_second(), Ordering::SeqCst);
        let store = Store::open("sqlite::memory:").await.expect("a store in memory");
        subscribed(&store, platform, 1..41).await;
        let lease = Duration::from_mins(1);
        let taken = store.claim(platform, "dead", begun, lease, 20).await.expect("posts").posts;
        assert_eq!(taken.len(), 20);
        let courier = Scripted::new(platform);
        deliver(&store, &courier, "alive", other_now, Duration::from_secs(1)).await;
        assert_eq!(courier.carried.lock().expect("no panic").len(), 20, "what is held by another is left to it");
        OTHER_CLOCK.fetch_add(61, Ordering::SeqCst);
        deliver(&store, &courier, "alive", other_now, Duration::from_secs(1)).await;
        for claimed in &taken {
            let row = store.post(claimed.ticket.key).await.expect("read").expect("a row");
            assert_eq!(row.state, after_death, "{platform:?}: {row:?}");
        }
        let carried = courier.carried.lock().expect("no panic").clone();
        let again: Vec<String> = taken.iter().map(|claimed| claimed.ticket.key.to_string()).collect();
        let marks = carried.iter().filter(|(_, mark)| again.contains(mark)).count();
        assert_eq!(marks, if platform == Platform::Discord { 20 } else { 0 }, "the same mark, by which Discord knows it again");
    }
}
