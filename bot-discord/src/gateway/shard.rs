//! One connection to the gateway, watched over: one that hears nothing, not even an acknowledgement, is built anew.

use std::time::Duration;

use futures_util::StreamExt;
use serde::Deserialize;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tracing::{debug, info, warn};
use twilight_gateway::error::ReceiveMessageErrorType;
use twilight_gateway::queue::InMemoryQueue;
use twilight_gateway::{CloseFrame, Config, ConfigBuilder, Message, Shard, ShardId, ShardState};

use super::{Handle, ShardEnded};

/// How long nothing may be heard before it is known how often the gateway wants a heartbeat: connecting, or waiting to be
/// let in, takes no longer.
const FIRST_SILENCE: Duration = Duration::from_secs(20);
/// Later: so many times the pause between heartbeats. Each is acknowledged, so only a dead connection is silent for two.
const SILENT_BEATS: f64 = 2.5;
/// No silence is too long that is shorter than this: other programs may have held the machine up.
const SHORTEST_SILENCE: Duration = Duration::from_secs(1);
/// How long ending one connection and making the next may take.
const RECONNECTING: Duration = Duration::from_secs(12);
/// After a failure to connect the pauses grow; longer than this they are cut short.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);
/// How long a shard may be connected without being let in, beside what others take.
const LONGEST_DEAF: Duration = Duration::from_secs(40);
/// How long saying goodbye may take.
const GOODBYE: Duration = Duration::from_secs(1);

/// The parts of a message that are looked at here.
#[derive(Deserialize)]
struct Envelope<'a> {
    op: u8,
    #[serde(borrow)]
    t: Option<&'a str>,
    #[serde(borrow)]
    d: Option<&'a serde_json::value::RawValue>,
}

#[derive(Deserialize)]
struct Hello {
    /// In milliseconds.
    heartbeat_interval: u64,
}

/// Hears until it is asked to stop, or Discord closes for good.
pub async fn run(id: ShardId, config: Config<InMemoryQueue>, handle: Handle, stop: CancellationToken) -> ShardEnded {
    let mut shard = Shard::with_config(id, config.clone());
    let (mut beats, mut closed_with) = (None, None);
    let mut deaf_since = Instant::now();
    loop {
        let silence = silence(beats, shard.state());
        let heard = tokio::select! {
            () = stop.cancelled() => {
                goodbye(&mut shard, &handle).await;
                return ShardEnded::Asked;
            }
            heard = tokio::time::timeout(silence, shard.next()) => heard,
        };
        match heard {
            Ok(Some(Ok(Message::Text(text)))) => beats = hear(&text, &handle).or(beats),
            Ok(Some(Ok(Message::Close(frame)))) => {
                (beats, closed_with) = (None, frame.map(|frame| frame.code));
                info!(shard = id.number(), code = closed_with, "the gateway closed the connection");
            }
            // The error itself may hold what somebody wrote.
            Ok(Some(Err(error))) => {
                let connecting = matches!(error.kind(), ReceiveMessageErrorType::Reconnect);
                beats = beats.filter(|_| !connecting);
                info!(shard = id.number(), connecting, "the gateway is not heard");
            }
            Ok(None) => {
                let ended = for_good(closed_with);
                warn!(shard = id.number(), code = closed_with, ?ended, "the gateway closed for good");
                return ended;
            }
            Err(_) => {
                warn!(shard = id.number(), seconds = silence.as_secs_f32(), "nothing is heard: connecting anew");
                shard = Shard::with_config(id, anew(&shard, &config));
                beats = None;
            }
        }
        match shard.state() {
            // Not even connected, that is an outage.
            ShardState::Active | ShardState::Disconnected { reconnect_attempts: 1.. } => deaf_since = Instant::now(),
            // Heartbeats may be acknowledged while a session is neither gone on with nor begun.
            _ if deaf_since.elapsed() > longest_deaf(id) => {
                warn!(shard = id.number(), "connected, but never ready: beginning a new session");
                shard = Shard::with_config(id, config.clone());
                (beats, deaf_since) = (None, Instant::now());
            }
            _ => {}
        }
    }
}

/// So long a shard may be connected without hearing events: it may have to wait for all others to be let in, one every five
/// seconds.
fn longest_deaf(id: ShardId) -> Duration {
    LONGEST_DEAF + Duration::from_secs(6) * id.total()
}

/// Hands an event on; tells the pause between heartbeats where it is told.
fn hear(text: &str, handle: &Handle) -> Option<Duration> {
    const DISPATCH: u8 = 0;
    const HELLO: u8 = 10;
    let envelope: Envelope = serde_json::from_str(text).ok()?;
    match (envelope.op, envelope.t, envelope.d) {
        (DISPATCH, Some(kind), Some(event)) => {
            debug!(kind, "heard");
            handle(kind, event.get());
            None
        }
        (HELLO, _, Some(hello)) => {
            let hello: Hello = serde_json::from_str(hello.get()).ok()?;
            Some(Duration::from_millis(hello.heartbeat_interval))
        }
        _ => None,
    }
}

fn silence(beats: Option<Duration>, state: ShardState) -> Duration {
    let usual = beats.map_or(FIRST_SILENCE, |beats| beats.mul_f64(SILENT_BEATS).max(SHORTEST_SILENCE));
    match state {
        ShardState::Disconnected { reconnect_attempts: 0 } => usual.min(RECONNECTING),
        ShardState::Disconnected { .. } => LONGEST_PAUSE,
        _ => usual,
    }
}

/// One that is connecting may go on with its session; one that was connected and heard nothing begins a new one, for going
/// on with the old may be what hangs.
fn anew(shard: &Shard<InMemoryQueue>, config: &Config<InMemoryQueue>) -> Config<InMemoryQueue> {
    let builder = ConfigBuilder::from(config.clone());
    match (shard.state(), shard.session()) {
        (ShardState::Disconnected { .. }, Some(session)) => builder.session(session.clone()).build(),
        _ => builder.build(),
    }
}

fn for_good(code: Option<u16>) -> ShardEnded {
    match code {
        Some(4004) => ShardEnded::TokenRefused,
        Some(4011) | None => ShardEnded::Reshard,
        Some(code) => ShardEnded::Refused(code),
    }
}

/// Tells the gateway that the bot goes, so that it is shown as away at once. What comes before the end is still heard.
async fn goodbye(shard: &mut Shard<InMemoryQueue>, handle: &Handle) {
    if !shard.state().is_identified() {
        return;
    }
    shard.close(CloseFrame::NORMAL);
    let closing = async {
        while let Some(Ok(Message::Text(text))) = shard.next().await {
            hear(&text, handle);
        }
    };
    drop(tokio::time::timeout(GOODBYE, closing).await);
}
