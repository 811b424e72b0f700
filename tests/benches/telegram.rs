//! How many updates a second the Telegram bot answers by webhook, beside a bare echo bot on teloxide's own dispatcher,
//! in one run against the same fake Telegram: `cargo bench -p icmal-tests --features peers --bench telegram`.
//!
//! Both get the same questions, each from a chat of its own, and are asked in turn, several times; the medians count.

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

/// Questions of the case files.
fn questions() -> Vec<String> {
    #[derive(serde::Deserialize)]
    struct Case {
        q: String,
    }
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/questions");
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

/// Updates a second from the first to the last answer.
async fn measured(fake: &FakeTelegram) -> f64 {
    assert!(fake.connected(PATIENCE).await, "the webhook is set");
    let people: Vec<i64> = (0..UPDATES).map(|i| fake.add_person(Person::new(&format!("P{i}")))).collect();
    let questions = questions();
    let begun = Instant::now();
    for (person, question) in people.iter().zip(&questions) {
        fake.tell(*person, question);
    }
    for person in &people {
        assert!(fake.answers(*person, 1, PATIENCE).await, "each is answered");
    }
    UPDATES as f64 / begun.elapsed().as_secs_f64()
}

async fn icmal() -> f64 {
    let (fake, address, folder) = (FakeTelegram::start().await, free_address(), tempfile::TempDir::new().expect("a folder"));
    fake.set_flood_limits(false);
    let (api, url, listen) = (fake.url(), format!("http://{address}/hook"), address.to_string());
    let database = format!("sqlite://{}", folder.path().join("icmal.db").display());
    let flags = ["--telegram-api-url", &api, "--telegram-webhook-url", &url, "--telegram-webhook-listen", &listen];
    let limits = ["--telegram-messages-per-second", "1000000", "--asks-per-minute", "1000", "--database-url", &database];
    let mut settings = Settings::parse_from(["bot-telegram"].iter().chain(&flags).chain(&limits));
    settings.token = fake.token().into();
    let stop = CancellationToken::new();
    let running = tokio::spawn(running::run(settings, Bot::built_in(), stop.clone()));
    let speed = measured(&fake).await;
    stop.cancel();
    running.await.expect("no panic");
    speed
}

async fn echo() -> f64 {
    let (fake, address) = (FakeTelegram::start().await, free_address());
    fake.set_flood_limits(false);
    let bot = teloxide::Bot::new(fake.token()).set_api_url(fake.url().parse().expect("an address"));
    let options = Options::new(address, format!("http://{address}/hook").parse().expect("an address"));
    let listener = webhooks::axum(bot.clone(), options.max_connections(100)).await.expect("the webhook");
    let handler = Update::filter_message().endpoint(|bot: teloxide::Bot, message: Message| async move {
        let text = message.text().unwrap_or_default().to_owned();
        bot.send_message(message.chat.id, text).await?;
        Ok::<(), teloxide::RequestError>(())
    });
    let mut dispatcher = Dispatcher::builder(bot, handler).build();
    let stop = dispatcher.shutdown_token();
    let errors = LoggingErrorHandler::with_custom_text("listener");
    let running = tokio::spawn(async move { dispatcher.dispatch_with_listener(listener, errors).await });
    let speed = measured(&fake).await;
    // It has not begun to dispatch only if nothing was measured.
    drop(stop.shutdown());
    running.abort();
    speed
}

fn median(mut speeds: Vec<f64>) -> f64 {
    speeds.sort_by(f64::total_cmp);
    speeds[speeds.len() / 2]
}

#[tokio::main]
async fn main() {
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for round in 1..=ROUNDS {
        ours.push(icmal().await);
        bare.push(echo().await);
        println!("round {round}: icmal {:.0}, echo {:.0} updates a second", ours[round - 1], bare[round - 1]);
    }
    let (ours, bare) = (median(ours), median(bare));
    println!("median: icmal {ours:.0}, echo {bare:.0} updates a second: {:.0} %", 100.0 * ours / bare);
}
