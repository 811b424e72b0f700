//! The whole bot: starts it, and ends it when it is asked to stop or cannot go on.

use std::sync::Arc;
use std::time::Duration;

use bot_core::bot::Bot;
use bot_core::hosting::insisting::insistently;
use bot_core::hosting::program::Ended;
use serde_json::Value;
use tokio_util::sync::CancellationToken;
use tracing::info;

use crate::answering::{Answering, Ways};
use crate::api::{Api, Call, Refusal};
use crate::incoming::{Me, id};
use crate::settings::Settings;
use crate::{gateway, registering};

/// What an operator reads when the token is dead.
pub const TOKEN_REFUSED: &str = "Discord refuses the token in DISCORD_BOT_TOKEN. Reset it at discord.com/developers, on the application's page “Bot”, and set the new one.";

/// How long what is under way may still take when the bot stops: with what closing the gateway takes, below 10 seconds.
const ENDING: Duration = Duration::from_secs(5);

/// Runs the bot until `stop` is cancelled.
pub async fn run(settings: Settings, bot: Bot, stop: CancellationToken) -> Ended {
    run_with(settings, bot, Ways::default(), stop).await
}

/// The same with something in the place of the core's answers or of the clock.
pub async fn run_with(settings: Settings, bot: Bot, ways: Ways, stop: CancellationToken) -> Ended {
    // Only one is ever installed; another that stands already does as well.
    drop(rustls::crypto::ring::default_provider().install_default());
    let api = match Api::new(&settings, ways.most_invalid) {
        Ok(api) => Arc::new(api),
        Err(problem) => return Ended::Broken(problem),
    };
    let me = tokio::select! {
        () = stop.cancelled() => return Ended::Asked,
        me = who_am_i(&api) => match me {
            Ok(me) => me,
            Err(ended) => return ended,
        },
    };
    info!(user = me.user, application = me.application, "this is the bot");
    let bot = Arc::new(bot);
    let token_refused = CancellationToken::new();
    let answering = Arc::new(Answering::new(bot, ways, me, api.clone(), settings.common.asks_per_minute, token_refused.clone()));
    let registering = tokio::spawn(registering::register(api.clone(), me.application));
    let hearing = answering.clone();
    let handle: gateway::Handle = Arc::new(move |kind, event| hearing.hear(kind, event));
    let ended = tokio::select! {
        ended = gateway::run(&api, &settings.token, &handle, &stop) => ended,
        () = token_refused.cancelled() => Ended::TokenRefused,
    };
    registering.abort();
    if tokio::time::timeout(ENDING, answering.idle()).await.is_err() {
        info!("not all that was under way could be finished");
    }
    info!("stopped");
    ended
}

async fn who_am_i(api: &Api) -> Result<Me, Ended> {
    let user = tell(api, "users/@me").await?;
    let application = tell(api, "applications/@me").await?;
    let me = id(&user, "id").zip(id(&application, "id"));
    let me = me.map(|(user, application)| Me { user, application });
    me.ok_or_else(|| Ended::Broken("DISCORD_API_URL leads to no server of Discord's API".to_owned()))
}

async fn tell(api: &Api, path: &str) -> Result<Value, Ended> {
    let call = Call::get(path);
    let told = insistently("Discord is not reached", || api.call(&call)).await;
    told.map_err(|failure| match failure.refusal {
        Refusal::TokenDead => Ended::TokenRefused,
        _ => Ended::Broken(format!("Discord does not tell who the bot is: {failure}")),
    })
}
