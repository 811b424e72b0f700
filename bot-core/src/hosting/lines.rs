//! Work that waits in lines, one for each chat: in order within a line, while lines do not wait for each other. A panic
//! costs the work in which it happens, and no other.

use std::collections::{HashMap, VecDeque};
use std::future::Future;
use std::hash::Hash;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;

use futures_util::FutureExt;
use parking_lot::Mutex;
use tokio_util::task::TaskTracker;

/// So much may wait in a line.
pub const LONGEST: usize = 64;

/// What is done with a piece of work; it ends when the work is done, however that went.
pub type Handle<T> = Arc<dyn Fn(T) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;

/// What waits, by line.
pub struct Lines<K, T> {
    waiting: Arc<Mutex<HashMap<K, VecDeque<T>>>>,
    handle: Handle<T>,
    tasks: TaskTracker,
}

impl<K: Hash + Eq + Clone + Send + 'static, T: Send + 'static> Lines<K, T> {
    /// Nothing waits yet.
    pub fn new(handle: Handle<T>) -> Self {
        Self { waiting: Arc::default(), handle, tasks: TaskTracker::new() }
    }

    /// Puts work at the end of a line.
    ///
    /// # Errors
    /// Too much waits there already: the work comes back.
    pub fn push(&self, line: K, work: T) -> Result<(), T> {
        let mut waiting = self.waiting.lock();
        if let Some(queue) = waiting.get_mut(&line) {
            if queue.len() >= LONGEST {
                return Err(work);
            }
            queue.push_back(work);
            return Ok(());
        }
        waiting.insert(line.clone(), VecDeque::new());
        drop(waiting);
        self.tasks.spawn(work_off(self.waiting.clone(), self.handle.clone(), line, work));
        Ok(())
    }

    /// Puts work into a line in the place of all that waits there; tells what that was.
    pub fn supersede(&self, line: K, work: T) -> Vec<T> {
        let superseded = self.waiting.lock().get_mut(&line).map(std::mem::take).unwrap_or_default();
        // An empty line has room.
        let _pushed = self.push(line, work);
        superseded.into()
    }

    /// Does what waits in no line; [`Lines::idle`] waits for it too.
    pub fn beside(&self, work: impl Future<Output = ()> + Send + 'static) {
        self.tasks.spawn(work);
    }

    /// Waits until nothing is under way.
    pub async fn idle(&self) {
        self.tasks.close();
        self.tasks.wait().await;
    }
}

/// Does one piece of work after the other until none waits in the line.
async fn work_off<K: Hash + Eq, T: Send + 'static>(
    waiting: Arc<Mutex<HashMap<K, VecDeque<T>>>>,
    handle: Handle<T>,
    line: K,
    first: T,
) {
    let mut next = Some(first);
    while let Some(work) = next {
        // A panic ends here; the hook has logged it.
        drop(AssertUnwindSafe(handle(work)).catch_unwind().await);
        let mut waiting = waiting.lock();
        next = waiting.get_mut(&line).and_then(VecDeque::pop_front);
        if next.is_none() {
            waiting.remove(&line);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use parking_lot::Mutex;
    use tokio::sync::Semaphore;

    use super::{LONGEST, Lines};

    #[tokio::test]
    async fn order_holds_and_what_is_superseded_is_never_done() {
        let (done, gate) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Semaphore::new(0)));
        let (noted, closed) = (done.clone(), gate.clone());
        let lines = Lines::new(Arc::new(move |work: usize| {
            let (noted, closed) = (noted.clone(), closed.clone());
            Box::pin(async move {
                closed.acquire().await.expect("open").forget();
                assert!(work != 1, "as the test wants it");
                noted.lock().push(work);
            })
        }));
        for work in 0..=LONGEST {
            lines.push("a", work).expect("room");
        }
        assert_eq!(lines.push("a", 99), Err(99));
        lines.push("b", 200).expect("another line");
        assert_eq!(lines.supersede("b", 201), Vec::<usize>::new(), "what is being done goes on");
        assert_eq!(lines.supersede("b", 202), [201]);
        gate.add_permits(1_000);
        lines.idle().await;
        let done = done.lock();
        let of_a: Vec<usize> = done.iter().copied().filter(|work| *work < 200).collect();
        let of_b: Vec<usize> = done.iter().copied().filter(|work| *work >= 200).collect();
        assert_eq!(of_a, (0..=LONGEST).filter(|work| *work != 1).collect::<Vec<_>>());
        assert_eq!(of_b, [200, 202]);
    }
}
