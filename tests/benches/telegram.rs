//! How many updates a second the Telegram bot answers by webhook, beside a bare echo bot on teloxide's own dispatcher,
//! in one run against the same fake Telegram: `cargo bench -p icmal-tests --features peers --bench telegram`.
//!
//! Both get the same questions, each from a chat of its own, and are asked in turn, several times; the medians count. Each
//! runs as a process of its own, as it would be deployed, so that what the fake does is on neither's account: the time that
//! a bot's process computes for an update is measured beside the time that passes.

use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use bot_core::bot::Bot;
use bot_telegram::running;
use bot_telegram::settings::Settings;
use clap::Parser;
use icmal_tests::telegram::{FakeTelegram, Person};
use teloxide::prelude::*;
use teloxide::update_listeners::webhooks::{self, Options};
use tokio_util::sync::CancellationToken;

const UPDATES: usize = 4_000;
const ROUNDS: usize = 5;
const PATIENCE: Duration = Duration::from_mins(2);

/// So many different questions are asked, over and over, as popular ones are.
const DIFFERENT: usize = 200;

/// What the processes of the bots are told by.
const ICMAL: &str = "icmal";
const ECHO: &str = "echo";

/// Questions of the case files.
fn questions() -> Vec<String> {
    #[derive(serde::Deserialize)]
    struct Case {
        q: String,
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/questions");
    let files = std::fs::read_dir(folder).expect("the cases").filter_map(|entry| Some(entry.ok()?.path()));
    let mut files: Vec<_> = files.filter(|file| file.extension().is_some_and(|e| e == "jsonl")).collect();
    files.sort();
    let texts: Vec<String> = files.iter().map(|file| std::fs::read_to_string(file).expect("a case file")).collect();
    let cases = texts.iter().flat_map(|text| text.lines()).map(|line| serde_json::from_str(line).expect("a case"));
    cases.map(|case: Case| case.q).take(DIFFERENT).collect::<Vec<_>>().into_iter().cycle().take(UPDATES).collect()
}

fn free_address() -> std::net::SocketAddr {
    std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address")
}

/// A bot in a process of its own, which ends with this.
struct Running(Child);

impl Running {
    fn start(name: &str, arguments: &[&str]) -> Self {
        let bench = std::env::current_exe().expect("this program");
        Self(Command::new(bench).arg(name).args(arguments).spawn().expect("a process"))
    }

    /// For how long it has computed, in all its threads; Linux tells that in hundredths of a second.
    fn computed(&self) -> Option<Duration> {
        let told = std::fs::read_to_string(format!("/proc/{}/stat", self.0.id())).ok()?;
        // Behind the name, which may hold anything, the 12th and 13th are the times of the program and of the kernel for it.
        let ticks: Vec<u64> =
            told.rsplit(')').next()?.split_whitespace().skip(11).take(2).filter_map(|n| n.parse().ok()).collect();
        Some(Duration::from_millis(ticks.iter().sum::<u64>() * 10))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// What a round told of a bot.
struct Measured {
    /// Updates a second from the first to the last answer.
    a_second: f64,
    /// What its process computed for an update, in microseconds.
    computing: Option<f64>,
}

async fn measured(name: &str) -> Measured {
    let (fake, folder) = (FakeTelegram::start().await, tempfile::TempDir::new().expect("a folder"));
    fake.set_flood_limits(false);
    let database = format!("sqlite://{}", folder.path().join("icmal.db").display());
    let bot = Running::start(name, &[&fake.url(), &free_address().to_string(), &database]);
    assert!(fake.connected(PATIENCE).await, "the webhook is set");
    let people: Vec<i64> = (0..UPDATES).map(|i| fake.add_person(Person::new(&format!("P{i}")))).collect();
    let questions = questions();
    let (computed, begun) = (bot.computed(), Instant::now());
    for (person, question) in people.iter().zip(&questions) {
        fake.tell(*person, question);
    }
    for person in &people {
        assert!(fake.answers(*person, 1, PATIENCE).await, "each is answered");
    }
    let a_second = UPDATES as f64 / begun.elapsed().as_secs_f64();
    let computing = bot.computed().zip(computed).map(|(after, before)| (after - before).as_secs_f64() * 1e6 / UPDATES as f64);
    Measured { a_second, computing }
}

async fn icmal(api: &str, address: &str, database: &str) {
    let url = format!("http://{address}/hook");
    let flags = ["--telegram-api-url", api, "--telegram-webhook-url", &url, "--telegram-webhook-listen", address];
    let limits = ["--telegram-messages-per-second", "1000000", "--asks-per-minute", "1000", "--database-url", database];
    let mut settings = Settings::parse_from(["bot-telegram"].iter().chain(&flags).chain(&limits));
    settings.token = icmal_tests::telegram::TOKEN.into();
    running::run(settings, Bot::built_in(), CancellationToken::new()).await;
}

async fn echo(api: &str, address: &str) {
    let bot = teloxide::Bot::new(icmal_tests::telegram::TOKEN).set_api_url(api.parse().expect("an address"));
    let url = format!("http://{address}/hook").parse().expect("an address");
    let options = Options::new(address.parse().expect("an address"), url);
    let listener = webhooks::axum(bot.clone(), options.max_connections(100)).await.expect("the webhook");
    let handler = Update::filter_message().endpoint(|bot: teloxide::Bot, message: Message| async move {
        let text = message.text().unwrap_or_default().to_owned();
        bot.send_message(message.chat.id, text).await?;
        Ok::<(), teloxide::RequestError>(())
    });
    let errors = LoggingErrorHandler::with_custom_text("listener");
    Dispatcher::builder(bot, handler).build().dispatch_with_listener(listener, errors).await;
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [ICMAL, api, address, database] => return icmal(api, address, database).await,
        [ECHO, api, address, _] => return echo(api, address).await,
        // Cargo has arguments of its own.
        _ => {}
    }
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for round in 1..=ROUNDS {
        ours.push(measured(ICMAL).await);
        bare.push(measured(ECHO).await);
        let line = |name: &str, of: &Measured| {
            let computing = of.computing.map_or(String::new(), |micros| format!(" ({micros:.0} µs each)"));
            format!("{name} {:.0} updates a second{computing}", of.a_second)
        };
        println!("round {round}: {}, {}", line(ICMAL, &ours[round - 1]), line(ECHO, &bare[round - 1]));
    }
    let speed = |of: &[Measured]| median(of.iter().map(|measured| measured.a_second).collect());
    let (a, b) = (speed(&ours), speed(&bare));
    println!("median: icmal {a:.0}, echo {b:.0} updates a second: {:.0} %", 100.0 * a / b);
    let computing = |of: &[Measured]| of.iter().map(|measured| measured.computing).collect::<Option<Vec<f64>>>().map(median);
    if let Some((a, b)) = computing(&ours).zip(computing(&bare)) {
        println!("computing: icmal {a:.0}, echo {b:.0} µs an update: {:.0} % of the echo's speed", 100.0 * b / a);
    }
}
