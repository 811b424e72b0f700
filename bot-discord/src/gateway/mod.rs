//! The gateway: as many shards as Discord recommends, each watched over; what happens is handed on as raw JSON.
//!
//! The connection itself is twilight's: it resumes, reconnects and identifies within Discord's limits, and hands out each
//! event as text. serenity's can hang for ever after a failed resume, and loses a message that holds a component or field
//! that it does not know.

mod shard;

use std::sync::Arc;
use std::time::Duration;

use bot_core::hosting::program::Ended;
use bot_core::hosting::secret::SecretString;
use serde::Deserialize;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};
use twilight_gateway::queue::InMemoryQueue;
use twilight_gateway::{ConfigBuilder, Intents, ShardId};

use crate::api::{Api, Call, Failure, Refusal, bot_token};
use crate::running::insistently;

/// What is heard: servers and channels that come and go, and messages, of which Discord tells the words where the bot is
/// written to, mentioned, or replied to with a ping. None of it is privileged.
const INTENTS: Intents = Intents::GUILDS.union(Intents::GUILD_MESSAGES).union(Intents::DIRECT_MESSAGES);

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
    /// Discord does not let the bot hear what it wants to hear.
    Intents,
}

/// Hears until it is asked to stop, or cannot go on.
pub async fn run(api: &Api, token: &SecretString, handle: &Handle, stop: &CancellationToken) -> Ended {
    loop {
        let gateway = tokio::select! {
            () = stop.cancelled() => return Ended::Asked,
            gateway = ask(api) => match gateway {
                Ok(gateway) => gateway,
                Err(ended) => return ended,
            },
        };
        match hear(&gateway, token, handle, stop).await {
            ShardEnded::Asked => return Ended::Asked,
            ShardEnded::TokenRefused => return Ended::TokenRefused,
            ShardEnded::Intents => return Ended::Broken("Discord does not let the bot hear messages (intents)".to_owned()),
            ShardEnded::Reshard => warn!("Discord wants another number of shards"),
        }
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
    let reset = Duration::from_millis(limit.reset_after);
    if limit.remaining < gateway.shards {
        // Going on would cost the token.
        warn!(seconds = reset.as_secs(), "the gateway was begun with too often: waiting until it is allowed again");
        tokio::select! {
            () = stop.cancelled() => return ShardEnded::Asked,
            () = tokio::time::sleep(reset) => {}
        }
    }
    let total = limit.total.max(limit.remaining);
    let queue = InMemoryQueue::new(limit.max_concurrency.max(1), limit.remaining, reset, total);
    let builder = ConfigBuilder::new(bot_token(token), INTENTS).queue(queue);
    let config = builder.proxy_url(gateway.url.trim_end_matches('/').to_owned()).build();
    info!(shards = gateway.shards, "connecting to the gateway");
    let ending = stop.child_token();
    let mut shards = JoinSet::new();
    for number in 0..gateway.shards.max(1) {
        let id = ShardId::new(number, gateway.shards.max(1));
        shards.spawn(shard::run(id, config.clone(), handle.clone(), ending.clone()));
    }
    let mut ended = ShardEnded::Asked;
    while let Some(one) = shards.join_next().await {
        let one = one.unwrap_or(ShardEnded::Reshard);
        if ended == ShardEnded::Asked {
            ended = one;
        }
        ending.cancel();
    }
    if stop.is_cancelled() { ShardEnded::Asked } else { ended }
}
