//! Long polling: Telegram is asked for updates again and again.

use std::time::Duration;

use backon::BackoffBuilder;
use bot_core::hosting::insisting::pauses;
use bot_core::hosting::program::Ended;
use serde_json::json;
use serde_json::value::RawValue;
use teloxide::payloads::DeleteWebhook;
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};

use super::PATIENCE;
use super::intake::Intake;
use super::ledger::Ledger;
use crate::api::{Api, Failure, Refusal};
use crate::incoming::KINDS;

/// How long Telegram holds a call that it has nothing to tell for; it allows 50 seconds.
const HELD: Duration = Duration::from_secs(25);
/// The same and what the way may take.
const HELD_AT_MOST: Duration = Duration::from_secs(35);
/// How many updates a call brings at most: what Telegram allows.
const MOST: usize = 100;
/// So many may be under way; then no more are asked for, and Telegram keeps them.
pub(super) const MOST_UNDER_WAY: usize = 10_000;
/// How long to wait where more would only add to what is under way.
const BREATH: Duration = Duration::from_millis(100);

/// Polls until it is asked to stop.
pub async fn run(api: &Api, intake: &Intake, ledger: &Ledger, stop: &CancellationToken) -> Ended {
    info!("polling for updates");
    let mut waits = pauses().build();
    loop {
        let from = ledger.next();
        let told = tokio::select! {
            () = stop.cancelled() => return confirm(api, ledger).await,
            told = ask(api, from, HELD) => told,
        };
        let mut pause = match told {
            Ok(updates) => {
                waits = pauses().build();
                let highest = updates.iter().filter_map(|update| intake.take(update.get())).max();
                if let Some(highest) = highest.filter(|highest| from.is_some_and(|from| *highest < from)) {
                    ledger.numbered_anew(highest);
                }
                if let Err(error) = ledger.settle(PATIENCE).await {
                    error!(%error, "updates cannot be kept; the poll waits for those under way");
                    Some(BREATH)
                } else {
                    (ledger.under_way() >= MOST_UNDER_WAY).then_some(BREATH)
                }
            }
            Err(failure) => match unheard(api, &failure, from.is_none()).await {
                Err(ended) => return ended,
                Ok(()) => waits.next(),
            },
        };
        while let Some(length) = pause {
            tokio::select! {
                () = stop.cancelled() => return confirm(api, ledger).await,
                () = tokio::time::sleep(length) => {}
            }
            pause = (ledger.under_way() >= MOST_UNDER_WAY).then_some(BREATH);
        }
    }
}

async fn ask(api: &Api, from: Option<i64>, held: Duration) -> Result<Vec<Box<RawValue>>, Failure> {
    let mut parameters = json!({ "timeout": held.as_secs(), "limit": MOST, "allowed_updates": KINDS });
    if let Some(from) = from {
        parameters["offset"] = from.into();
    }
    let told = api.call_raw("getUpdates", &parameters, HELD_AT_MOST).await?;
    // Each update is read by itself later: one that is broken costs no other.
    serde_json::from_str(told.get()).map_err(|_| Failure::of_no_envelope(reqwest::StatusCode::BAD_GATEWAY))
}

/// What to do when no updates are told: whether to go on after a pause.
async fn unheard(api: &Api, failure: &Failure, first: bool) -> Result<(), Ended> {
    match failure.refusal {
        Refusal::TokenDead => return Err(Ended::TokenRefused),
        Refusal::SecondInstance if first && failure.to_string().contains("webhook") => {
            warn!("a webhook is set for this bot; it is taken away, since this instance polls");
            if let Err(failure) = api.call(&DeleteWebhook::new()).await {
                warn!(%failure, "the webhook cannot be taken away");
            }
        }
        Refusal::SecondInstance => {
            warn!(%failure, "409: another instance polls, or has set a webhook, with the same token; stop one of the two. Trying again");
        }
        _ => warn!(%failure, "no updates can be fetched; trying again"),
    }
    Ok(())
}

/// Tells Telegram which updates were handled last, so that they are not told again after a restart.
async fn confirm(api: &Api, ledger: &Ledger) -> Ended {
    let confirmed = async {
        if ledger.settle(super::ENDING).await.is_ok() && ledger.next().is_some() {
            let parameters = json!({ "offset": ledger.next(), "timeout": 0, "limit": 1, "allowed_updates": KINDS });
            if let Err(failure) = api.call_raw("getUpdates", &parameters, super::CONFIRMING).await {
                warn!(%failure, "the last updates are not confirmed; the store knows them");
            }
        }
    };
    confirmed.await;
    Ended::Asked
}
