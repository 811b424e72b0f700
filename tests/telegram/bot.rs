//! The bot, started in the test's own process or as a program of its own.

use std::time::Duration;

use bot_core::bot::Bot;
use bot_core::hosting::program::Ended;
use bot_core::moment::Moment;
use bot_telegram::answering::Ways;
use bot_telegram::running;
use bot_telegram::settings::Settings;
use clap::Parser;
use icmal_tests::telegram::FakeTelegram;
use jiff::civil::Date;
use tempfile::TempDir;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// So long a bot may take to stop.
const STOPPING: Duration = Duration::from_secs(10);

/// A day of which the review tells nothing; the fake's clock stands on it.
pub const ORDINARY_DAY: Date = Date::constant(2026, 9, 9);

/// A running bot with a store of its own.
pub struct Running {
    stop: CancellationToken,
    task: JoinHandle<Ended>,
    folder: TempDir,
}

/// Settings for a bot of this fake Telegram, with its store in a folder; `flags` are more of them.
pub fn settings(fake: &FakeTelegram, folder: &TempDir, flags: &[&str]) -> Settings {
    let database = format!("sqlite://{}", folder.path().join("icmal.db").display());
    let url = fake.url();
    let usual = ["bot-telegram", "--telegram-api-url", &url, "--database-url", &database];
    let mut settings = Settings::parse_from(usual.into_iter().chain(flags.iter().copied()));
    settings.token = fake.token().into();
    settings
}

/// The core's answers, on a day of which the review tells nothing.
pub fn ordinary_day() -> Ways {
    Ways { now: || Moment::on(ORDINARY_DAY), ..Ways::default() }
}

impl Running {
    /// Starts a bot.
    pub fn start(fake: &FakeTelegram, flags: &[&str]) -> Self {
        Self::start_in(fake, flags, TempDir::new().expect("a folder"))
    }

    /// Starts a bot with a store that may have been used before.
    pub fn start_in(fake: &FakeTelegram, flags: &[&str], folder: TempDir) -> Self {
        Self::start_with(fake, flags, ordinary_day(), folder)
    }

    /// Starts a bot that answers in another way, with a store that may have been used before.
    pub fn start_with(fake: &FakeTelegram, flags: &[&str], ways: Ways, folder: TempDir) -> Self {
        let stop = CancellationToken::new();
        let running = running::run_with(settings(fake, &folder, flags), Bot::built_in(), ways, stop.clone());
        Self { stop, task: tokio::spawn(running), folder }
    }

    /// Stops it as a signal does; tells how it ended, and gives its store for the next start.
    pub async fn stop(self) -> (Ended, TempDir) {
        self.stop.cancel();
        self.ended().await
    }

    /// Waits until it ends by itself.
    pub async fn ended(self) -> (Ended, TempDir) {
        let ended = tokio::time::timeout(STOPPING, self.task).await.expect("it ends in time").expect("it does not panic");
        (ended, self.folder)
    }
}
