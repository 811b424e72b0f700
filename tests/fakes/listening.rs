//! What every fake server has in common: a lock, a way to break a connection, and taking connections.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

/// A lock of which a panic in a test does no harm to the others.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The connection is to be closed without an answer.
#[derive(Debug)]
pub(crate) struct Cut;

impl fmt::Display for Cut {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("cut on purpose")
    }
}

impl std::error::Error for Cut {}

/// What a request is answered with.
pub(crate) type Reply = Result<Response<Full<Bytes>>, Cut>;

/// Takes connections as long as the state lives that they are answered from.
pub(crate) async fn accept<S, A>(
    listener: TcpListener,
    state: Weak<S>,
    answer: impl Fn(Arc<S>, Request<Incoming>) -> A + Clone + Send + Sync + 'static,
) where
    S: Send + Sync + 'static,
    A: Future<Output = Reply> + Send + 'static,
{
    // Dropped with this task, and with it all connections.
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            Some(_) = connections.join_next(), if !connections.is_empty() => continue,
        };
        let Ok((stream, _)) = accepted else { continue };
        let _ = stream.set_nodelay(true);
        let (state, answer) = (state.clone(), answer.clone());
        connections.spawn(async move {
            let service = service_fn(|request| {
                let reply = state.upgrade().map(|state| answer(state, request));
                async move { reply.ok_or(Cut)?.await }
            });
            let mut server = http1::Builder::new();
            server.timer(TokioTimer::new());
            let _ = server.serve_connection(TokioIo::new(stream), service).with_upgrades().await;
        });
    }
}
