//! The whole bot: starts it, and ends it when it is asked to stop or cannot go on.

use std::sync::Arc;
use std::time::Duration;

use bot_core::bot::Bot;
use bot_core::hosting::insisting::insistently;
use bot_core::hosting::lines::Lines;
use bot_core::hosting::program::Ended;
use bot_core::hosting::secret::SecretString;
use bot_core::store::{self, Store, StoreError};
use rand::distr::{Alphanumeric, SampleString};
use serde::Deserialize;
use teloxide::payloads::GetMe;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tracing::info;

use crate::answering::{Answering, Ways};
use crate::api::{Api, Refusal};
use crate::incoming::Me;
use crate::menu;
use crate::receiving::intake::{Intake, Job};
use crate::receiving::ledger::Ledger;
use crate::receiving::polling;
use crate::receiving::webhook::{self, Webhook};
use crate::sending::Outbox;
use crate::sending::pace::Pace;
use crate::settings::Settings;

/// What an operator reads when the token is dead.
pub const TOKEN_REFUSED: &str = "Telegram refuses the token in TELEGRAM_BOT_TOKEN. Ask @BotFather for the present one (/token), or for a new one (/revoke), and set it.";

/// How long updates under way may still take when nothing more comes in: with what receiving takes to end, below 10 seconds.
const ENDING: Duration = Duration::from_secs(2);
/// The length of a secret that is made up.
const SECRET: usize = 48;

/// Runs the bot until `stop` is cancelled.
pub async fn run(settings: Settings, bot: Bot, stop: CancellationToken) -> Ended {
    run_with(settings, bot, Ways::default(), stop).await
}

/// The same with something in the place of the core's answers or of the clock.
pub async fn run_with(settings: Settings, bot: Bot, ways: Ways, stop: CancellationToken) -> Ended {
    let opened = async {
        let store = Store::open(&settings.database_url).await?;
        let (ledger, kept) = Ledger::open(store.clone()).await?;
        Ok::<_, StoreError>((store, Arc::new(ledger), kept))
    };
    let (store, ledger, kept) = match opened.await {
        Ok(opened) => opened,
        Err(error) => {
            return Ended::Broken(format!("The database {} cannot be used: {error}", store::shown(&settings.database_url)));
        }
    };
    let api = match Api::new(&settings.api_url, &settings.token) {
        Ok(api) => Arc::new(api),
        Err(_) => return Ended::Broken("TLS cannot be set up on this machine".to_owned()),
    };
    let me = tokio::select! {
        () = stop.cancelled() => return Ended::Asked,
        me = get_me(&api) => match me {
            Ok(me) => me,
            Err(ended) => return ended,
        },
    };
    info!(username = me.username, "this is the bot");
    let token_refused = CancellationToken::new();
    let outbox = Arc::new(Outbox::new(api.clone(), Pace::new(settings.messages_per_second), token_refused.clone()));
    let bot = Arc::new(bot);
    let answering = Arc::new(Answering::new(bot.clone(), ways.clone(), me.clone(), api.clone(), outbox, store));
    let (worker, handled) = (answering.clone(), ledger.clone());
    let lines = Lines::new(Arc::new(move |Job { update, task }| {
        let (answering, handled) = (worker.clone(), handled.clone());
        Box::pin(async move {
            answering.handle(update, task).await;
            handled.handled(update);
        })
    }));
    let intake = Arc::new(Intake::new(me, answering.clone(), ledger.clone(), lines, settings.common.asks_per_minute));
    for update in &kept {
        intake.take_kept(update);
    }
    let registering = tokio::spawn(menu::register(api.clone(), bot));
    let ended = tokio::select! {
        ended = receive(settings, ways.webhook_looked_at_every, &api, &intake, &ledger, &stop) => ended,
        () = answering.keep_noting(&token_refused) => Ended::TokenRefused,
        () = token_refused.cancelled() => Ended::TokenRefused,
    };
    registering.abort();
    if tokio::time::timeout(ENDING, intake.idle()).await.is_err() {
        info!(updates = ledger.under_way(), "not all that was under way could be finished; it is kept for the next start");
    }
    answering.note().await;
    ledger.close().await;
    info!("stopped");
    ended
}

async fn receive(
    settings: Settings,
    look: Duration,
    api: &Api,
    intake: &Arc<Intake>,
    ledger: &Arc<Ledger>,
    stop: &CancellationToken,
) -> Ended {
    let Some(url) = settings.webhook_url else { return polling::run(api, intake, ledger, stop).await };
    let listener = match TcpListener::bind(settings.webhook_listen).await {
        Ok(listener) => listener,
        Err(error) => {
            return Ended::Broken(format!("TELEGRAM_WEBHOOK_LISTEN: {} cannot be listened on: {error}", settings.webhook_listen));
        }
    };
    let made_up = || SecretString::from(Alphanumeric.sample_string(&mut rand::rng(), SECRET));
    let secret = settings.webhook_secret.unwrap_or_else(made_up);
    webhook::run(Webhook { url, listener, secret, looked_at_every: look }, api, intake.clone(), ledger.clone(), stop).await
}

async fn get_me(api: &Api) -> Result<Me, Ended> {
    let asked = GetMe::new();
    let told = insistently("Telegram is not reached", || api.call(&asked)).await;
    match told {
        Ok(me) => Me::deserialize(me).map_err(|_| Ended::Broken("TELEGRAM_API_URL leads to no server of the Bot API".to_owned())),
        // Of this method, "not found" is said of the token.
        Err(failure) if failure.refusal == Refusal::TokenDead || failure.code == Some(404) => Err(Ended::TokenRefused),
        Err(failure) => Err(Ended::Broken(format!("Telegram does not tell who the bot is: {failure}"))),
    }
}
