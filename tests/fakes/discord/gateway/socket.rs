//! One connection of the gateway.

use std::collections::VecDeque;
use std::sync::{Arc, Weak};
use std::time::Duration;

use bytes::Bytes;
use futures_util::{SinkExt, StreamExt};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::upgrade::Upgraded;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::{Instant, sleep_until};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role};
use tokio_tungstenite::tungstenite::{Message, Utf8Bytes};

use super::super::server::Inner;
use super::Out;
use crate::listening::lock;

/// So much the bot may send in a minute.
const MOST_IN_A_MINUTE: usize = 120;

fn plain(status: u16, words: &'static str) -> Response<Full<Bytes>> {
    Response::builder().status(status).body(Full::new(words.into())).unwrap_or_default()
}

/// Makes a connection of the gateway from a request.
pub(crate) fn upgrade(inner: &Arc<Inner>, request: Request<Incoming>) -> Response<Full<Bytes>> {
    {
        let gateway = &mut inner.world().gateway;
        if gateway.refuse_upgrades > 0 {
            gateway.refuse_upgrades -= 1;
            return plain(503, "Service Unavailable");
        }
    }
    let query: Vec<(String, String)> =
        form_urlencoded::parse(request.uri().query().unwrap_or_default().as_bytes()).into_owned().collect();
    let asks = |name: &str| query.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str());
    if !asks("compress").is_empty() || !matches!(asks("encoding"), "" | "json") {
        return plain(400, "Only uncompressed JSON is served here");
    }
    let version_fits = matches!(asks("v"), "" | "10");
    let key = request.headers().get("sec-websocket-key").map(|k| derive_accept_key(k.as_bytes())).unwrap_or_default();
    let weak = Arc::downgrade(inner);
    let connection = async move {
        let Ok(upgraded) = hyper::upgrade::on(request).await else { return };
        let stream = WebSocketStream::from_raw_socket(TokioIo::new(upgraded), Role::Server, None).await;
        Connection::open(weak, stream, version_fits).await;
    };
    let mut sockets = lock(&inner.sockets);
    while sockets.try_join_next().is_some() {}
    sockets.spawn_on(connection, &inner.runtime);
    let response = Response::builder().status(101).header("upgrade", "websocket").header("connection", "Upgrade");
    response.header("sec-websocket-accept", key).body(Full::default()).unwrap_or_default()
}

struct Connection {
    inner: Weak<Inner>,
    number: u64,
    stream: WebSocketStream<TokioIo<Upgraded>>,
    told: UnboundedReceiver<Out>,
    sent: VecDeque<Instant>,
    interval: Duration,
    last_beat: Instant,
    /// Whether the session ends with the connection.
    ends_session: bool,
}

/// Takes the connection out of the state, whatever ends it.
struct Registered {
    inner: Weak<Inner>,
    number: u64,
    ends_session: bool,
}

impl Drop for Registered {
    fn drop(&mut self) {
        let Some(inner) = self.inner.upgrade() else { return };
        inner.world().hang_up(self.number, self.ends_session);
        inner.changed.notify_waiters();
    }
}

impl Connection {
    async fn open(weak: Weak<Inner>, stream: WebSocketStream<TokioIo<Upgraded>>, version_fits: bool) {
        let Some(inner) = weak.upgrade() else { return };
        let (sender, told) = unbounded_channel();
        let (number, interval) = {
            let gateway = &mut inner.world().gateway;
            gateway.next_connection += 1;
            let number = gateway.next_connection;
            let hello = json!({ "op": 10, "d": { "heartbeat_interval": gateway.heartbeat.as_millis(), "_trace": [] } });
            let first = if version_fits { Out::Text(hello.to_string()) } else { Out::Close(4012) };
            let _ = sender.send(first);
            gateway.connections.insert(number, sender);
            (number, gateway.heartbeat)
        };
        inner.changed.notify_waiters();
        drop(inner);
        let mut registered = Registered { inner: weak.clone(), number, ends_session: false };
        let (sent, last_beat) = (VecDeque::new(), Instant::now());
        let mut own = Self { inner: weak, number, stream, told, sent, interval, last_beat, ends_session: false };
        own.run().await;
        registered.ends_session = own.ends_session;
    }

    async fn run(&mut self) {
        loop {
            let patience = self.last_beat + self.interval * 2 + Duration::from_secs(1);
            tokio::select! {
                out = self.told.recv() => match out {
                    Some(Out::Text(text)) => {
                        if self.stream.send(Message::Text(text.into())).await.is_err() {
                            return;
                        }
                    }
                    Some(Out::Close(code)) => return self.close(code).await,
                    Some(Out::Hang) => return self.hang().await,
                    Some(Out::Cut) | None => return,
                },
                frame = self.stream.next() => match frame {
                    Some(Ok(Message::Text(text))) => {
                        if let Err(code) = self.take(text.as_str()) {
                            return self.close(code).await;
                        }
                    }
                    Some(Ok(Message::Binary(bytes))) => {
                        if let Err(code) = self.take(&String::from_utf8_lossy(&bytes)) {
                            return self.close(code).await;
                        }
                    }
                    Some(Ok(Message::Close(frame))) => {
                        // These two say that the client is done.
                        self.ends_session = frame.is_some_and(|f| matches!(u16::from(f.code), 1000 | 1001));
                        let _ = self.stream.flush().await;
                        return;
                    }
                    Some(Ok(_)) => {}
                    Some(Err(_)) | None => return,
                },
                () = sleep_until(patience) => return self.close(4009).await,
            }
        }
    }

    /// Takes a payload, or says with which code to close.
    fn take(&mut self, text: &str) -> Result<(), u16> {
        let now = Instant::now();
        while self.sent.front().is_some_and(|t| now.duration_since(*t) >= Duration::from_mins(1)) {
            self.sent.pop_front();
        }
        self.sent.push_back(now);
        if self.sent.len() > MOST_IN_A_MINUTE {
            return Err(4008);
        }
        let payload: Value = serde_json::from_str(text).ok().filter(Value::is_object).ok_or(4002_u16)?;
        if text.len() > 4096 {
            return Err(4002);
        }
        if payload["op"] == 1 {
            self.last_beat = now;
        }
        let Some(inner) = self.inner.upgrade() else { return Ok(()) };
        let url = inner.url("ws");
        {
            let mut world = inner.world();
            world.hear(self.number, &payload, &url);
            if payload["op"] != 1 {
                world.last_change = now;
            }
        }
        inner.changed.notify_waiters();
        Ok(())
    }

    async fn close(&mut self, code: u16) {
        self.ends_session = matches!(code, 1000 | 1001 | 4004 | 4007 | 4009..=4014);
        let reason = Utf8Bytes::from_static("closed by the fake");
        let _ = self.stream.close(Some(CloseFrame { code: code.into(), reason })).await;
        // A moment for the other side to answer, so that the code is not lost with the connection.
        let deadline = Instant::now() + Duration::from_millis(500);
        while let Ok(Some(Ok(_))) = tokio::time::timeout_at(deadline, self.stream.next()).await {}
    }

    /// Keeps the connection and does nothing with it until it is cut.
    async fn hang(&mut self) {
        loop {
            match self.told.recv().await {
                Some(Out::Cut) | None => return,
                _ => {}
            }
        }
    }
}
