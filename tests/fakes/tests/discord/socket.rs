//! A plain client of the gateway.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{WebSocketStream, client_async};

/// What came over a connection.
#[derive(Debug, PartialEq)]
pub enum Got {
    Payload(Value),
    Closed(u16),
    /// The connection broke without a close frame.
    Broken,
    /// Nothing for a while.
    Nothing,
}

/// A connection.
pub struct Socket {
    stream: WebSocketStream<TcpStream>,
    pub session: String,
    pub sequence: u64,
}

impl Socket {
    /// Connects and reads the hello.
    pub async fn open(url: &str) -> Self {
        let mut socket = Self::try_open(url).await.expect("a connection");
        assert_eq!(socket.payload().await["op"], 10);
        socket
    }

    pub async fn try_open(url: &str) -> Result<Self, String> {
        let stream = TcpStream::connect(url.trim_start_matches("ws://")).await.map_err(|e| e.to_string())?;
        let (stream, _) = client_async(format!("{url}/?v=10&encoding=json"), stream).await.map_err(|e| e.to_string())?;
        Ok(Self { stream, session: String::new(), sequence: 0 })
    }

    pub async fn send(&mut self, payload: Value) {
        self.stream.send(Message::text(payload.to_string())).await.expect("it takes it");
    }

    pub async fn identify(&mut self, token: &str, intents: u64) {
        let properties = json!({ "os": "linux", "browser": "test", "device": "test" });
        self.send(json!({ "op": 2, "d": { "token": token, "intents": intents, "properties": properties, "compress": true } }))
            .await;
    }

    pub async fn identify_shard(&mut self, token: &str, shard: (u64, u64)) {
        let properties = json!({ "os": "linux", "browser": "test", "device": "test" });
        let shard = [shard.0, shard.1];
        self.send(json!({ "op": 2, "d": { "token": token, "intents": super::USUAL, "properties": properties, "shard": shard } }))
            .await;
    }

    pub async fn resume(&mut self, token: &str, before: &Self) {
        self.send(json!({ "op": 6, "d": { "token": token, "session_id": before.session, "seq": before.sequence } })).await;
    }

    /// The next thing, or nothing within a while.
    pub async fn next(&mut self, patience: Duration) -> Got {
        match timeout(patience, self.stream.next()).await {
            Err(_) => Got::Nothing,
            Ok(Some(Ok(Message::Text(text)))) => {
                let payload: Value = serde_json::from_str(text.as_str()).expect("JSON");
                if let Some(sequence) = payload["s"].as_u64() {
                    self.sequence = sequence;
                }
                if payload["t"] == "READY" {
                    payload["d"]["session_id"].as_str().expect("an id").clone_into(&mut self.session);
                }
                Got::Payload(payload)
            }
            Ok(Some(Ok(Message::Close(frame)))) => Got::Closed(frame.map_or(0, |f| f.code.into())),
            Ok(_) => Got::Broken,
        }
    }

    pub async fn payload(&mut self) -> Value {
        match self.next(super::SOON).await {
            Got::Payload(payload) => payload,
            other => panic!("{other:?} in place of a payload"),
        }
    }

    /// The data of the next event, which must be of this name.
    pub async fn event(&mut self, name: &str) -> Value {
        let mut payload = self.payload().await;
        assert_eq!(payload["t"], name, "{payload}");
        payload["d"].take()
    }

    /// Nothing comes for a moment.
    pub async fn nothing(&mut self) {
        assert_eq!(self.next(Duration::from_millis(80)).await, Got::Nothing);
    }
}
