//! Logs to standard error: as text or JSON, without anything that a person wrote, and without the places where
//! libraries would print it.

use std::panic;

use clap::ValueEnum;
use tracing::error;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// How a line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

/// What is logged unless `RUST_LOG` tells otherwise.
const USUAL: &str = "info";

/// Starts logging. Call it once, first of all.
///
/// Panics are logged by their place alone: their message may hold what somebody wrote.
pub fn start(format: Format) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(USUAL));
    let lines = tracing_subscriber::registry().with(filter);
    match format {
        Format::Text => lines.with(tracing_subscriber::fmt::layer().with_writer(std::io::stderr)).init(),
        Format::Json => lines.with(tracing_subscriber::fmt::layer().json().with_writer(std::io::stderr)).init(),
    }
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        error!(place, "a panic: please report this line");
    }));
}
