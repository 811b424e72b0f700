//! The signal to stop: SIGTERM from a service manager, SIGINT from a keyboard.

use tokio_util::sync::CancellationToken;
use tracing::{error, info};

/// A token that is cancelled when the process is asked to stop.
pub fn on_signal() -> CancellationToken {
    let token = CancellationToken::new();
    let stop = token.clone();
    tokio::spawn(async move {
        match asked().await {
            Ok(()) => info!("asked to stop"),
            Err(error) => error!(%error, "signals cannot be heard; stopping"),
        }
        stop.cancel();
    });
    token
}

#[cfg(unix)]
async fn asked() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        _ = terminate.recv() => Ok(()),
        interrupt = tokio::signal::ctrl_c() => interrupt,
    }
}

#[cfg(not(unix))]
async fn asked() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}
