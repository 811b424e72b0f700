//! The server: started, shut and started again while the state stays.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::runtime::Handle;
use tokio::sync::Notify;
use tokio::task::{JoinHandle, JoinSet};

use super::http;
use super::world::World;
use crate::listening::{accept, lock};

/// What the tasks of the server have in common.
pub(crate) struct Inner {
    world: Mutex<World>,
    /// Something happened that somebody may wait for.
    pub(crate) changed: Notify,
    tasks: Mutex<Vec<JoinHandle<()>>>,
    /// The open connections of the gateway.
    pub(crate) sockets: Mutex<JoinSet<()>>,
    pub(crate) address: Mutex<Option<SocketAddr>>,
    pub(crate) quiet: Mutex<Duration>,
    /// Where timers run, also those of deeds outside of async code.
    pub(crate) runtime: Handle,
}

impl Inner {
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        lock(&self.world)
    }

    /// The address of the server, with a scheme.
    pub(crate) fn url(&self, scheme: &str) -> String {
        lock(&self.address).map(|a| format!("{scheme}://{a}")).unwrap_or_default()
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        for task in lock(&self.tasks).drain(..) {
            task.abort();
        }
    }
}

/// The fake Discord. Copies are the same server; it ends with the last of them.
#[derive(Clone)]
pub struct FakeDiscord {
    pub(crate) inner: Arc<Inner>,
}

impl FakeDiscord {
    /// Starts on a free port of 127.0.0.1.
    ///
    /// # Panics
    /// If no port can be had.
    pub async fn start() -> Self {
        let inner = Inner {
            world: Mutex::new(World::new()),
            changed: Notify::new(),
            tasks: Mutex::new(Vec::new()),
            sockets: Mutex::new(JoinSet::new()),
            address: Mutex::new(None),
            quiet: Mutex::new(Duration::from_millis(60)),
            runtime: Handle::current(),
        };
        let fake = Self { inner: Arc::new(inner) };
        fake.open().await;
        fake
    }

    /// The address of the API, without a path.
    pub fn url(&self) -> String {
        self.inner.url("http")
    }

    /// The address of the gateway.
    pub fn gateway_url(&self) -> String {
        self.inner.url("ws")
    }

    /// The token that it knows.
    pub fn token(&self) -> &'static str {
        super::world::TOKEN
    }

    /// Closes every connection, those of the gateway too, and takes no new ones. The state stays.
    pub async fn shut(&self) {
        let tasks: Vec<_> = lock(&self.inner.tasks).drain(..).collect();
        for task in tasks {
            task.abort();
            let _ = task.await;
        }
        let mut sockets = std::mem::take(&mut *lock(&self.inner.sockets));
        sockets.shutdown().await;
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
        // The task holds a weak reference, so that the last copy of the fake ends it.
        let accepting =
            accept(listener, Arc::downgrade(&self.inner), |inner, request| async move { http::answer(&inner, request).await });
        lock(&self.inner.tasks).push(tokio::spawn(accepting));
    }
}
