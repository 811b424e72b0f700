//! Which updates are under way and which are handled, so that none is lost and none is answered twice.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::time::{Duration, Instant};

use bot_core::store::{KeptUpdate, Store, StoreError};
use parking_lot::Mutex;
use tokio::sync::{Notify, mpsc, oneshot};
use tracing::error;

/// So many handled updates are remembered; Telegram tells an update again only while it is among the latest.
const REMEMBERED: usize = 20_000;
/// So many are noted in one go.
const NOTED_TOGETHER: usize = 500;
/// What is handled so soon after a note was written waits for the next one, with all that comes meanwhile. It is less than
/// sending an answer takes, so a bot that is killed loses hardly more by it.
const NOTED_EVERY: Duration = Duration::from_millis(5);

/// How often old numbers are forgotten.
const PRUNED_EVERY: Duration = Duration::from_hours(1);

/// What is known of an update that comes in.
#[derive(Debug)]
pub enum Known {
    /// It is new: it has to be handled.
    New,
    /// It is under way.
    UnderWay,
    /// It was handled before.
    Handled,
}

/// The updates by their numbers.
pub struct Ledger {
    store: Store,
    state: Mutex<State>,
    changed: Notify,
    notes: mpsc::UnboundedSender<Note>,
}

#[derive(Default)]
struct State {
    under_way: BTreeMap<i64, UnderWay>,
    handled: HashSet<i64>,
    handled_in_order: VecDeque<i64>,
    highest: Option<i64>,
}

struct UnderWay {
    body: String,
    since: Instant,
    /// Whether it stands in the store, so that it may be confirmed.
    kept: bool,
    /// Who waits for it to be handled or kept.
    waiting: Vec<oneshot::Sender<()>>,
}

enum Note {
    Handled(i64),
    Flush(oneshot::Sender<()>),
}

impl Ledger {
    /// Knows what the store knows; those that it kept come back and have to be handled.
    ///
    /// # Errors
    /// The store cannot be read.
    pub async fn open(store: Store) -> Result<(Self, Vec<KeptUpdate>), StoreError> {
        let mut state = State::default();
        let mut handled = store.handled_updates().await?;
        handled.sort_unstable();
        for id in handled {
            state.note_handled(id);
        }
        let kept = store.kept_updates().await?;
        for update in &kept {
            let under_way = UnderWay { body: update.body.clone(), since: Instant::now(), kept: true, waiting: Vec::new() };
            state.under_way.insert(update.id, under_way);
        }
        let (notes, to_note) = mpsc::unbounded_channel();
        tokio::spawn(note(store.clone(), to_note));
        Ok((Self { store, state: Mutex::new(state), changed: Notify::new(), notes }, kept))
    }

    /// Takes an update in.
    pub fn take(&self, id: i64, body: &str) -> Known {
        let mut state = self.state.lock();
        state.highest = state.highest.max(Some(id));
        if state.handled.contains(&id) {
            return Known::Handled;
        }
        if state.under_way.contains_key(&id) {
            return Known::UnderWay;
        }
        let under_way = UnderWay { body: body.to_owned(), since: Instant::now(), kept: false, waiting: Vec::new() };
        state.under_way.insert(id, under_way);
        Known::New
    }

    /// Updates are numbered anew, as Telegram does after a week without any: the highest number is this one.
    pub fn numbered_anew(&self, highest: i64) {
        self.state.lock().highest = Some(highest);
    }

    /// An update was handled.
    pub fn handled(&self, id: i64) {
        let mut state = self.state.lock();
        // Whoever waits is told by the sender being dropped.
        state.under_way.remove(&id);
        state.note_handled(id);
        drop(state);
        // The other end lives as long as the program.
        drop(self.notes.send(Note::Handled(id)));
        self.changed.notify_waiters();
    }

    /// The number from which on updates are to be told: all before it are handled or kept. `None` before the first.
    pub fn next(&self) -> Option<i64> {
        let state = self.state.lock();
        let oldest = state.under_way.iter().find(|(_, update)| !update.kept).map(|(id, _)| *id);
        oldest.or(state.highest.map(|id| id + 1))
    }

    /// How many updates are under way.
    pub fn under_way(&self) -> usize {
        self.state.lock().under_way.len()
    }

    /// Waits until all updates are handled or kept, and keeps those in the store that take longer than so long. When this
    /// returns `Ok`, all that were taken in may be confirmed.
    ///
    /// # Errors
    /// They could not be kept: they may not be confirmed yet.
    pub async fn settle(&self, patience: Duration) -> Result<(), StoreError> {
        let begun = Instant::now();
        loop {
            let changed = self.changed.notified();
            if self.state.lock().under_way.values().all(|update| update.kept) {
                return Ok(());
            }
            let left = patience.saturating_sub(begun.elapsed());
            if left.is_zero() || tokio::time::timeout(left, changed).await.is_err() {
                return self.keep(Duration::ZERO).await;
            }
        }
    }

    /// Waits until an update is handled, or kept after so long.
    ///
    /// # Errors
    /// It could not be kept.
    pub async fn settle_one(&self, id: i64, patience: Duration) -> Result<(), StoreError> {
        let waiting = {
            let mut state = self.state.lock();
            let Some(update) = state.under_way.get_mut(&id).filter(|update| !update.kept) else { return Ok(()) };
            let (tell, waiting) = oneshot::channel();
            update.waiting.push(tell);
            waiting
        };
        match tokio::time::timeout(patience, waiting).await {
            Ok(_) => Ok(()),
            Err(_) => self.keep(patience / 2).await,
        }
    }

    /// Notes at once what was handled, and keeps what was not: the program is about to end.
    pub async fn close(&self) {
        if let Err(error) = self.keep(Duration::ZERO).await {
            error!(%error, updates = self.under_way(), "updates cannot be kept; Telegram will tell them again");
        }
        let (tell, flushed) = oneshot::channel();
        if self.notes.send(Note::Flush(tell)).is_ok() {
            // An error means that the other end is gone, and with it everything to be noted.
            drop(flushed.await);
        }
        if let Err(error) = self.store.close().await {
            error!(%error, "the store is not tidied up");
        }
    }

    fn unkept(&self, older_than: Duration) -> Vec<KeptUpdate> {
        let state = self.state.lock();
        let old = state.under_way.iter().filter(|(_, update)| !update.kept && update.since.elapsed() >= older_than);
        old.map(|(id, update)| KeptUpdate { id: *id, body: update.body.clone() }).collect()
    }

    async fn keep(&self, older_than: Duration) -> Result<(), StoreError> {
        let updates = self.unkept(older_than);
        self.store.keep_updates(&updates).await?;
        let mut state = self.state.lock();
        for update in updates {
            if let Some(under_way) = state.under_way.get_mut(&update.id) {
                under_way.kept = true;
                under_way.waiting.clear();
            }
        }
        Ok(())
    }
}

impl State {
    fn note_handled(&mut self, id: i64) {
        if self.handled.insert(id) {
            self.handled_in_order.push_back(id);
        }
        if self.handled_in_order.len() > REMEMBERED {
            self.handled_in_order.pop_front().map(|oldest| self.handled.remove(&oldest));
        }
    }
}

/// Notes in the store what was handled, many in one go.
async fn note(store: Store, mut notes: mpsc::UnboundedReceiver<Note>) {
    let mut batch = Vec::new();
    let mut pruned = Instant::now();
    while notes.recv_many(&mut batch, NOTED_TOGETHER).await > 0 {
        let ids: Vec<i64> = batch.iter().filter_map(|note| if let Note::Handled(id) = note { Some(*id) } else { None }).collect();
        if let Err(error) = store.updates_handled(&ids).await {
            error!(%error, updates = ids.len(), "handled updates cannot be noted; after a restart they may be answered twice");
        }
        for note in batch.drain(..) {
            if let Note::Flush(tell) = note {
                // Who asked for it may have given up.
                let _given_up = tell.send(());
            }
        }
        if pruned.elapsed() > PRUNED_EVERY {
            pruned = Instant::now();
            if let Err(error) = store.forget_updates().await {
                error!(%error, "old updates cannot be forgotten");
            }
        }
        tokio::time::sleep(NOTED_EVERY).await;
    }
}
