//! The server: started, shut and started again while the state stays.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use super::world::World;
use super::{http, webhook};
use crate::listening::accept;
pub(crate) use crate::listening::lock;

/// What the tasks of the server have in common.
pub(crate) struct Inner {
    world: Mutex<World>,
    /// Something happened that somebody may wait for.
    pub(crate) changed: Notify,
    /// There are new updates, or the way of fetching them changed.
    pub(crate) queue_changed: Notify,
    tasks: Mutex<Vec<JoinHandle<()>>>,
    address: Mutex<Option<SocketAddr>>,
    pub(crate) quiet: Mutex<Duration>,
}

impl Inner {
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        lock(&self.world)
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        for task in lock(&self.tasks).drain(..) {
            task.abort();
        }
    }
}

/// The fake Telegram. Copies are the same server; it ends with the last of them.
#[derive(Clone)]
pub struct FakeTelegram {
    pub(crate) inner: Arc<Inner>,
}

impl FakeTelegram {
    /// Starts on a free port of 127.0.0.1.
    ///
    /// # Panics
    /// If no port can be had.
    pub async fn start() -> Self {
        let inner = Inner {
            world: Mutex::new(World::new()),
            changed: Notify::new(),
            queue_changed: Notify::new(),
            tasks: Mutex::new(Vec::new()),
            address: Mutex::new(None),
            quiet: Mutex::new(Duration::from_millis(60)),
        };
        let fake = Self { inner: Arc::new(inner) };
        fake.open().await;
        fake
    }

    /// The address of the API, without a slash at the end.
    pub fn url(&self) -> String {
        lock(&self.inner.address).map(|a| format!("http://{a}")).unwrap_or_default()
    }

    /// The token that it knows.
    pub fn token(&self) -> &'static str {
        super::world::TOKEN
    }

    /// Closes every connection and takes no new ones; webhook calls stop as well. The state stays.
    pub async fn shut(&self) {
        let tasks: Vec<_> = lock(&self.inner.tasks).drain(..).collect();
        for task in tasks {
            task.abort();
            let _ = task.await;
        }
        for waiting in &mut self.inner.world().queue.waiting {
            waiting.in_flight = false;
        }
    }

    /// Opens again on the same port after `shut`.
    ///
    /// # Panics
    /// If the port was taken by somebody else in the meantime.
    pub async fn open(&self) {
        let before = *lock(&self.inner.address);
        let address = before.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 0)));
        let listener = TcpListener::bind(address).await.expect("a port on loopback");
        *lock(&self.inner.address) = listener.local_addr().ok();
        // The tasks hold weak references, so that the last copy of the fake ends them.
        let accepting = tokio::spawn(accept(listener, Arc::downgrade(&self.inner), |inner, request| async move {
            http::answer(&inner, request).await
        }));
        let posting = tokio::spawn(webhook::run(Arc::downgrade(&self.inner)));
        lock(&self.inner.tasks).extend([accepting, posting]);
    }
}
