//! A call that is made until it works, or is refused for a reason that will not pass.

use std::fmt::Display;
use std::future::Future;
use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use tracing::warn;

/// How a call can fail.
pub trait Trouble: Display {
    /// Whether the same call may work later.
    fn passes(&self) -> bool;
    /// The pause before another try: at least what the platform asks for.
    fn pause(&self, pause: Option<Duration>) -> Option<Duration>;
}

/// The pauses between tries: from half a second to half a minute, each a little different from the last bot's; as often as
/// need be.
pub fn pauses() -> ExponentialBuilder {
    ExponentialBuilder::default()
        .with_min_delay(Duration::from_millis(500))
        .with_max_delay(Duration::from_secs(30))
        .with_jitter()
        .without_max_times()
}

/// Makes a call again and again; `what` is said in the log of each try that failed.
///
/// # Errors
/// It was refused for good.
pub async fn insistently<T, E: Trouble, F: Future<Output = Result<T, E>>>(what: &str, call: impl FnMut() -> F) -> Result<T, E> {
    let tell = |failure: &E, pause: Duration| warn!(%failure, seconds = pause.as_secs_f32(), "{what}; trying again");
    call.retry(pauses()).when(E::passes).notify(tell).adjust(E::pause).await
}
