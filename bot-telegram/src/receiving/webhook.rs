//! The webhook: Telegram calls us with each update. It is answered when the update is handled or kept.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::routing::post;
use bot_core::hosting::insisting::insistently;
use bot_core::hosting::program::Ended;
use bot_core::hosting::secret::{ExposeSecret, SecretString};
use reqwest::Url;
use serde_json::Value;
use subtle::ConstantTimeEq;
use teloxide::payloads::{GetWebhookInfo, SetWebhook, SetWebhookSetters};
use teloxide::types::AllowedUpdate;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};

use super::PATIENCE;
use super::intake::Intake;
use super::ledger::Ledger;
use super::polling::MOST_UNDER_WAY;
use crate::api::{Api, Refusal};
use crate::incoming::KINDS;

/// Where Telegram puts the secret.
const SECRET: &str = "x-telegram-bot-api-secret-token";
/// Larger than any update.
const LARGEST: usize = 1 << 20;
/// How many calls Telegram may make at once: the most that it offers.
const AT_ONCE: u8 = 100;
/// How long calls under way may take when the bot stops.
const ENDING: Duration = Duration::from_secs(2);

/// What a webhook needs.
pub struct Webhook {
    /// The public address.
    pub url: Url,
    /// Bound already: where calls come in.
    pub listener: TcpListener,
    /// What Telegram proves itself by.
    pub secret: SecretString,
    /// How often it is looked whether it is still set.
    pub looked_at_every: Duration,
}

struct Inbox {
    secret: SecretString,
    intake: Arc<Intake>,
    ledger: Arc<Ledger>,
}

/// Serves until it is asked to stop. The webhook stays set then: Telegram keeps what comes for the next start.
pub async fn run(webhook: Webhook, api: &Api, intake: Arc<Intake>, ledger: Arc<Ledger>, stop: &CancellationToken) -> Ended {
    let set = SetWebhook::new(webhook.url.clone())
        .secret_token(webhook.secret.expose_secret())
        .max_connections(AT_ONCE)
        .allowed_updates(kinds());
    let path = webhook.url.path().to_owned();
    let inbox = Arc::new(Inbox { secret: webhook.secret, intake, ledger });
    let app = Router::new().route(&path, post(receive)).with_state(inbox);
    let serving = axum::serve(webhook.listener, app).with_graceful_shutdown(stop.clone().cancelled_owned());
    let mut listening = tokio::spawn(serving.into_future());
    tokio::select! {
        () = stop.cancelled() => {}
        result = insistently("the webhook cannot be set", || api.call(&set)) => match result {
            Ok(_) => info!("the webhook is set"),
            Err(failure) if failure.refusal == Refusal::TokenDead => return Ended::TokenRefused,
            Err(failure) => return Ended::Broken(format!("Telegram does not accept the webhook: {failure}")),
        },
    }
    tokio::select! {
        // Looked at first: the listener ends by it as well.
        biased;
        () = stop.cancelled() => {}
        ended = &mut listening => {
            error!(?ended, "the webhook's listener ended");
            return Ended::Broken("the webhook's listener ended".to_owned());
        }
        () = keep_set(api, &set, webhook.looked_at_every) => {}
    }
    // Whoever is still connected then has been answered or will call again.
    drop(tokio::time::timeout(ENDING, listening).await);
    Ended::Asked
}

/// Looks again and again whether the webhook is still set, and sets it anew if another instance or somebody took it away.
async fn keep_set(api: &Api, set: &SetWebhook, every: Duration) {
    loop {
        tokio::time::sleep(every).await;
        let Ok(info) = api.call(&GetWebhookInfo::new()).await else { continue };
        if info.get("url").and_then(Value::as_str).is_none_or(|url| url == set.url.as_str()) {
            continue;
        }
        warn!("the webhook was taken away, maybe by another instance with the same token; it is set anew");
        if let Err(failure) = api.call(set).await {
            warn!(%failure, "the webhook cannot be set");
        }
    }
}

async fn receive(State(inbox): State<Arc<Inbox>>, request: Request) -> StatusCode {
    // Before the body is read: a stranger costs nothing.
    let told = request.headers().get(SECRET).map_or(&[][..], |header| header.as_bytes());
    if !bool::from(told.ct_eq(inbox.secret.expose_secret().as_bytes())) {
        return StatusCode::UNAUTHORIZED;
    }
    let Ok(body) = to_bytes(request.into_body(), LARGEST).await else { return StatusCode::PAYLOAD_TOO_LARGE };
    if inbox.ledger.under_way() >= MOST_UNDER_WAY {
        return StatusCode::SERVICE_UNAVAILABLE;
    }
    let Some(update) = std::str::from_utf8(&body).ok().and_then(|body| inbox.intake.take(body)) else {
        return StatusCode::BAD_REQUEST;
    };
    match inbox.ledger.settle_one(update, PATIENCE).await {
        Ok(()) => StatusCode::OK,
        Err(error) => {
            error!(%error, update, "an update cannot be kept; Telegram will tell it again");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}

/// The kinds of updates that are asked for, as teloxide names them.
fn kinds() -> Vec<AllowedUpdate> {
    KINDS.iter().filter_map(|kind| serde_json::from_value((*kind).into()).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::{KINDS, kinds};

    #[test]
    fn teloxide_knows_all_kinds_that_are_asked_for() {
        assert_eq!(kinds().len(), KINDS.len());
    }
}
