//! The gateway: as many shards as Discord recommends, each watched over; what happens is handed on as raw JSON.
//!
//! The connection itself is twilight's: it resumes, reconnects and identifies within Discord's limits, and hands out each
//! event as text. serenity's can hang for ever after a failed resume, and loses a message that holds a component or field
//! that it does not know.

mod shard;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use backon::BackoffBuilder;
use bot_core::hosting::insisting::{insistently, pauses};
use bot_core::hosting::program::Ended;
use bot_core::hosting::secret::SecretString;
use futures_util::FutureExt;
use serde::Deserialize;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};
use twilight_gateway::queue::InMemoryQueue;
use twilight_gateway::{ConfigBuilder, Intents, ShardId};

use crate::api::{Api, Call, Failure, Refusal, bot_token};

/// What is heard: servers and channels that come and go, and messages, of which Discord tells the words where the bot is
/// written to, mentioned, or replied to with a ping. None of it is privileged.
const INTENTS: Intents = Intents::GUILDS.union(Intents::GUILD_MESSAGES).union(Intents::DIRECT_MESSAGES);

/// How long after a panic a shard is begun anew.
const AFTER_A_PANIC: Duration = Duration::from_secs(5);

/// What is done with an event: its kind, such as `INTERACTION_CREATE`, and all of it.
pub type Handle = Arc<dyn Fn(&str, &str) + Send + Sync>;

/// What Discord tells of its gateway.
#[derive(Deserialize)]
struct Gateway {
    url: String,
    shards: u32,
    session_start_limit: StartLimit,
}

/// How often the bot may begin anew.
#[derive(Deserialize)]
struct StartLimit {
    total: u32,
    remaining: u32,
    /// In milliseconds.
    reset_after: u64,
    max_concurrency: u16,
}

/// Why a shard ended.
#[derive(Debug, PartialEq, Eq)]
enum ShardEnded {
    /// It was asked to.
    Asked,
    /// Discord refuses the token.
    TokenRefused,
    /// Discord wants another number of shards.
    Reshard,
    /// Discord closed with a code that will not pass.
    Refused(u16),
}

/// Hears until it is asked to stop, or cannot go on.
pub async fn run(api: &Api, token: &SecretString, handle: &Handle, stop: &CancellationToken) -> Ended {
    let mut waits = pauses().build();
    loop {
        let gateway = tokio::select! {
            () = stop.cancelled() => return Ended::Asked,
            gateway = ask(api) => match gateway {
                Ok(gateway) => gateway,
                Err(ended) => return ended,
            },
        };
        let limit = &gateway.session_start_limit;
        let wait = if limit.remaining < gateway.shards.min(limit.total) {
            // Going on would cost the token.
            let reset = Duration::from_millis(limit.reset_after);
            warn!(seconds = reset.as_secs(), "the gateway was begun with too often: waiting until it is allowed again");
            reset
        } else {
            match hear(&gateway, token, handle, stop).await {
                ShardEnded::Asked => return Ended::Asked,
                ShardEnded::TokenRefused => return Ended::TokenRefused,
                ShardEnded::Refused(code) => return Ended::Broken(refused(code)),
                ShardEnded::Reshard => {
                    warn!("Discord wants another number of shards");
                    waits.next().unwrap_or_default()
                }
            }
        };
        if stop.run_until_cancelled(tokio::time::sleep(wait)).await.is_none() {
            return Ended::Asked;
        }
    }
}

/// What an operator reads when the gateway does not take the bot as it is.
fn refused(code: u16) -> String {
    match code {
        4013 | 4014 => "Discord does not let the bot hear messages (intents)".to_owned(),
        _ => format!("Discord's gateway closed for good, with code {code}"),
    }
}

async fn ask(api: &Api) -> Result<Gateway, Ended> {
    let call = Call::get("gateway/bot");
    match insistently("the gateway's address is not told", || api.call(&call)).await {
        Ok(told) => Gateway::deserialize(told)
            .map_err(|_| Ended::Broken("DISCORD_API_URL leads to no server of Discord's API".to_owned())),
        Err(Failure { refusal: Refusal::TokenDead, .. }) => Err(Ended::TokenRefused),
        Err(failure) => Err(Ended::Broken(format!("Discord does not tell where its gateway is: {failure}"))),
    }
}

/// Runs all shards; the first that ends for good ends all.
async fn hear(gateway: &Gateway, token: &SecretString, handle: &Handle, stop: &CancellationToken) -> ShardEnded {
    let limit = &gateway.session_start_limit;
    let (number, total) = (gateway.shards.max(1), limit.total.max(limit.remaining));
    let queue =
        InMemoryQueue::new(limit.max_concurrency.max(1), limit.remaining, Duration::from_millis(limit.reset_after), total);
    let builder = ConfigBuilder::new(bot_token(token), INTENTS).queue(queue);
    let config = builder.proxy_url(gateway.url.trim_end_matches('/').to_owned()).build();
    info!(shards = number, "connecting to the gateway");
    let ending = stop.child_token();
    let mut shards = JoinSet::new();
    for id in (0..number).map(|id| ShardId::new(id, number)) {
        let (config, handle, ending) = (config.clone(), handle.clone(), ending.clone());
        shards.spawn(async move {
            loop {
                let hearing = AssertUnwindSafe(shard::run(id, config.clone(), handle.clone(), ending.clone()));
                match hearing.catch_unwind().await {
                    Ok(ended) => return ended,
                    // The panic hook has logged it; the other shards go on.
                    Err(_) => tokio::time::sleep(AFTER_A_PANIC).await,
                }
            }
        });
    }
    let mut ended = ShardEnded::Asked;
    while let Some(one) = shards.join_next().await {
        if let (ShardEnded::Asked, Ok(one)) = (&ended, one) {
            ended = one;
        }
        ending.cancel();
    }
    if stop.is_cancelled() { ShardEnded::Asked } else { ended }
}
