//! The pauses between tries.

use std::time::Duration;

use backon::ExponentialBuilder;

/// From half a second to half a minute, each a little different from the last bot's; as often as need be.
pub fn growing() -> ExponentialBuilder {
    ExponentialBuilder::default()
        .with_min_delay(Duration::from_millis(500))
        .with_max_delay(Duration::from_secs(30))
        .with_jitter()
        .without_max_times()
}
