//! Updates wait behind the others of their chat, in order; chats do not wait for each other. A panic costs the update in
//! which it happens, and no other.

use std::collections::{HashMap, VecDeque};
use std::future::Future;
use std::hash::Hash;
use std::pin::Pin;
use std::sync::Arc;

use parking_lot::Mutex;
use tokio_util::task::TaskTracker;

/// So many updates of a chat may wait.
pub const LONGEST_QUEUE: usize = 64;

/// What is done with an update; it ends when the update is handled, however that went.
pub type Handle<T> = Arc<dyn Fn(T) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;

/// What waits, by chat.
pub struct Chats<K, T> {
    waiting: Arc<Mutex<HashMap<K, VecDeque<T>>>>,
    handle: Handle<T>,
    tasks: TaskTracker,
}

impl<K: Hash + Eq + Clone + Send + 'static, T: Send + 'static> Chats<K, T> {
    /// Nothing waits yet.
    pub fn new(handle: Handle<T>) -> Self {
        Self { waiting: Arc::default(), handle, tasks: TaskTracker::new() }
    }

    /// Lines an update up behind the others of its chat.
    ///
    /// # Errors
    /// Too many wait there already: the update comes back.
    pub fn push(&self, chat: K, update: T) -> Result<(), T> {
        let mut waiting = self.waiting.lock();
        if let Some(queue) = waiting.get_mut(&chat) {
            if queue.len() >= LONGEST_QUEUE {
                return Err(update);
            }
            queue.push_back(update);
            return Ok(());
        }
        waiting.insert(chat.clone(), VecDeque::new());
        drop(waiting);
        self.tasks.spawn(work(self.waiting.clone(), self.handle.clone(), chat, update));
        Ok(())
    }

    /// Waits until nothing is under way.
    pub async fn idle(&self) {
        self.tasks.close();
        self.tasks.wait().await;
    }
}

/// Handles one update after the other until none of the chat waits.
async fn work<K: Hash + Eq, T: Send + 'static>(
    waiting: Arc<Mutex<HashMap<K, VecDeque<T>>>>,
    handle: Handle<T>,
    chat: K,
    first: T,
) {
    let mut next = Some(first);
    while let Some(update) = next {
        // In a task of its own, so that a panic ends there; the hook has logged it.
        drop(tokio::spawn(handle(update)).await);
        let mut waiting = waiting.lock();
        next = waiting.get_mut(&chat).and_then(VecDeque::pop_front);
        if next.is_none() {
            waiting.remove(&chat);
        }
    }
}
