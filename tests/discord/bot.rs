//! The bot, started in the test's own process.

use std::time::Duration;

use bot_core::bot::Bot;
use bot_core::hosting::program::Ended;
use bot_core::moment::Moment;
use bot_discord::answering::Ways;
use bot_discord::running;
use bot_discord::settings::Settings;
use clap::Parser;
use icmal_tests::discord::{Channel, FakeDiscord, Guild, Person};
use jiff::civil::Date;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// So long anything may take.
pub const SOON: Duration = Duration::from_secs(10);

/// A day of which the review tells nothing.
pub const ORDINARY_DAY: Date = Date::constant(2026, 9, 9);

/// A running bot.
pub struct Running {
    stop: CancellationToken,
    task: JoinHandle<Ended>,
}

/// Settings for a bot of this fake Discord; `flags` are more of them.
pub fn settings(fake: &FakeDiscord, flags: &[&str]) -> Settings {
    let url = fake.url();
    let usual = ["bot-discord", "--discord-api-url", &url];
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
    pub fn start(fake: &FakeDiscord, flags: &[&str]) -> Self {
        Self::start_with(fake, flags, ordinary_day())
    }

    /// Starts a bot that answers in another way.
    pub fn start_with(fake: &FakeDiscord, flags: &[&str], ways: Ways) -> Self {
        let stop = CancellationToken::new();
        let running = running::run_with(settings(fake, flags), Bot::built_in(), ways, stop.clone());
        Self { stop, task: tokio::spawn(running) }
    }

    /// Stops it as a signal does; tells how it ended.
    pub async fn stop(self) -> Ended {
        self.stop.cancel();
        self.ended().await
    }

    /// Waits until it ends by itself.
    pub async fn ended(self) -> Ended {
        tokio::time::timeout(SOON, self.task).await.expect("it ends in time").expect("it does not panic")
    }
}

/// A fake Discord with a server, its channel, and a person who manages it.
pub struct Scene {
    /// Discord.
    pub fake: FakeDiscord,
    /// Who manages the server.
    pub aysel: u64,
    /// The channel.
    pub general: u64,
}

impl Scene {
    /// Sets it up.
    pub async fn new() -> Self {
        let fake = FakeDiscord::start().await;
        // A bot that is started again would have to wait for five seconds.
        fake.set_identify_pause(Duration::ZERO);
        let aysel = fake.add_person(Person::new("Aysel"));
        let guild = fake.add_guild(Guild::new("Debate club").manager(aysel).channel(Channel::text("general")));
        let general = fake.channel_named(guild, "general").expect("the channel");
        Self { fake, aysel, general }
    }

    /// Starts a bot there and waits until people can use it.
    pub async fn with_bot(flags: &[&str], ways: Ways) -> (Self, Running) {
        let scene = Self::new().await;
        let bot = Running::start_with(&scene.fake, flags, ways);
        assert!(scene.fake.connected(SOON).await, "{:?}", scene.fake.calls());
        assert!(scene.fake.called("set_commands", 1, SOON).await);
        (scene, bot)
    }
}
