//! How updates come in: what nobody knows yet, webhook and polling, a dead token, a second instance, an outage.

use std::time::Duration;

use bot_core::hosting::program::Ended;
use bot_telegram::answering::Ways;
use icmal_tests::telegram::{Chat, FakeTelegram, Fault, FaultKind, Person, Role, Say};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::bot::{ORDINARY_DAY, Running, ordinary_day};

const SOON: Duration = Duration::from_secs(10);

async fn with_aysel() -> (FakeTelegram, i64) {
    let fake = FakeTelegram::start().await;
    let aysel = fake.add_person(Person::new("Aysel"));
    (fake, aysel)
}

/// Whoever has not written to a bot cannot be written to by it.
async fn greet(fake: &FakeTelegram, person: i64) {
    fake.tell(person, "/start");
    assert!(fake.answers(person, 1, SOON).await);
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port()
}

fn told(fake: &FakeTelegram, chat: i64) -> Vec<String> {
    fake.bot_messages(chat).into_iter().map(|message| message.text).collect()
}

/// A message as Telegram may send it one day.
fn message(from: i64, extra: &Value) -> Value {
    let mut message = json!({ "message_id": 9_000, "date": 1, "chat": { "id": from, "type": "private", "first_name": "A" }, "from": { "id": from, "is_bot": false, "first_name": "A" } });
    for (name, value) in extra.as_object().expect("fields") {
        message[name] = value.clone();
    }
    json!({ "message": message })
}

#[tokio::test(flavor = "multi_thread")]
async fn what_telegram_adds_tomorrow_costs_no_question() {
    let (fake, aysel) = with_aysel().await;
    fake.set_flood_limits(false);
    let bot = Running::start(&fake, &[]);
    greet(&fake, aysel).await;
    let entity = json!([{ "type": "date_time_of_tomorrow", "offset": 0, "length": 3, "unix": 5 }, { "type": 7 }, "nonsense"]);
    let unknown_parts = [
        json!({ "text": "how many embassies are there", "entities": entity }),
        json!({ "text": "how many consulates general are there", "external_reply": { "origin": { "type": "unheard_of" } }, "quote": 3 }),
        json!({ "rich_message": { "blocks": [{ "kind": "table", "cells": [{ "text": "when was" }, { "text": "COP29" }] }] } }),
        json!({ "hologram": { "file_id": "x" } }),
    ];
    for extra in &unknown_parts {
        fake.raw(message(aysel, extra));
    }
    for garbage in
        [json!({ "guest_message": { "text": 5 } }), json!({ "message": "none" }), json!({ "message": { "message_id": "x" } })]
    {
        fake.raw(garbage);
    }
    assert!(fake.answers(aysel, 5, SOON).await, "{:?}", told(&fake, aysel));
    let told = told(&fake, aysel);
    for (i, held) in ["69 embassies", "9 consulates general", "11-23 November 2024", "only read text"].iter().enumerate() {
        assert!(told[i + 1].contains(held), "{i}: {}", told[i + 1]);
    }
    assert!(fake.settled(SOON).await, "what is passed over is confirmed");
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_answers_and_a_stranger_is_turned_away() {
    let (fake, aysel) = with_aysel().await;
    let port = free_port();
    let (listen, url) = (format!("127.0.0.1:{port}"), format!("http://127.0.0.1:{port}/hook"));
    let bot = Running::start(&fake, &["--telegram-webhook-url", &url, "--telegram-webhook-listen", &listen]);
    assert!(fake.connected(SOON).await, "the webhook is set");
    fake.tell(aysel, "how many embassies are there");
    assert!(fake.answers(aysel, 1, SOON).await);
    assert!(fake.settled(SOON).await);
    let forged = json!({ "update_id": 77, "message": message(aysel, &json!({ "text": "forged" }))["message"] });
    let client = reqwest::Client::new();
    for secret in [None, Some("wrong"), Some("")] {
        let mut call = client.post(&url).json(&forged);
        if let Some(secret) = secret {
            call = call.header("X-Telegram-Bot-Api-Secret-Token", secret);
        }
        assert_eq!(call.send().await.expect("an answer").status(), 401);
    }
    let (ended, folder) = bot.stop().await;
    assert_eq!(ended, Ended::Asked);
    // What comes while the bot is away waits for it.
    fake.tell(aysel, "when was COP29?");
    let bot = Running::start_in(&fake, &["--telegram-webhook-url", &url, "--telegram-webhook-listen", &listen], folder);
    assert!(fake.answers(aysel, 2, SOON).await, "{:?}", told(&fake, aysel));
    assert_eq!(fake.bot_messages_ever(aysel), 2);
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_token_ends_the_bot_at_the_start_and_later() {
    let (fake, aysel) = with_aysel().await;
    fake.fault(Fault::new(FaultKind::Unauthorized).method("getMe").times(1));
    assert_eq!(Running::start(&fake, &[]).ended().await.0, Ended::TokenRefused);
    let bot = Running::start(&fake, &[]);
    assert!(fake.connected(SOON).await);
    fake.tell(aysel, "how many embassies are there");
    assert!(fake.answers(aysel, 1, SOON).await);
    fake.revoke_token();
    fake.tell(aysel, "and now?");
    assert_eq!(bot.ended().await.0, Ended::TokenRefused);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_instance_and_an_outage_are_waited_out() {
    let (fake, aysel) = with_aysel().await;
    fake.shut().await;
    let bot = Running::start(&fake, &[]);
    tokio::time::sleep(Duration::from_millis(300)).await;
    fake.open().await;
    fake.fault(Fault::new(FaultKind::Conflict).method("getUpdates").times(2));
    fake.tell(aysel, "how many embassies are there");
    assert!(fake.answers(aysel, 1, SOON).await, "{:?}", told(&fake, aysel));
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_that_is_told_again_is_answered_once() {
    let (fake, aysel) = with_aysel().await;
    let bot = Running::start(&fake, &[]);
    greet(&fake, aysel).await;
    let update = message(aysel, &json!({ "text": "how many embassies are there" }));
    let id = fake.raw(update.clone());
    assert!(fake.answers(aysel, 2, SOON).await);
    let (_, folder) = bot.stop().await;
    fake.repeat(update, id);
    let bot = Running::start_in(&fake, &[], folder);
    assert!(fake.connected(SOON).await && fake.settled(SOON).await);
    assert_eq!(fake.bot_messages_ever(aysel), 2, "{:?}", told(&fake, aysel));
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_too_fast_is_told_once() {
    let (fake, aysel) = with_aysel().await;
    let tural = fake.add_person(Person::new("Tural"));
    let club =
        fake.add_chat(Chat::supergroup("Debate club").with(aysel, Role::Member).with(tural, Role::Member).bot(Role::Member));
    let bot = Running::start(&fake, &["--asks-per-minute", "2"]);
    for _ in 0..6 {
        fake.tell(aysel, "how many embassies are there");
    }
    assert!(fake.answers(aysel, 3, SOON).await);
    fake.say(club, tural, "/ask how many embassies are there", &Say::default());
    assert!(fake.answers(club, 1, SOON).await, "others are heard");
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    let told = told(&fake, aysel);
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[2].contains("more than 2 questions in a minute"), "{}", told[2]);
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waited_while_the_bot_was_away_is_not_too_fast() {
    let (fake, aysel) = with_aysel().await;
    let an_hour_ago = ORDINARY_DAY.in_tz("UTC").expect("a zone").timestamp().as_second() - 3_600;
    fake.set_clock(an_hour_ago);
    for _ in 0..5 {
        fake.tell(aysel, "how many embassies are there");
    }
    let bot = Running::start(&fake, &["--asks-per-minute", "2"]);
    assert!(fake.answers(aysel, 5, SOON).await);
    assert!(told(&fake, aysel).iter().all(|text| text.contains("69 embassies")), "{:?}", told(&fake, aysel));
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_changed_after_a_restart_changes_its_answer() {
    let (fake, aysel) = with_aysel().await;
    let bot = Running::start(&fake, &[]);
    let question = fake.tell(aysel, "how many embassies are there");
    assert!(fake.answers(aysel, 1, SOON).await);
    assert!(fake.settled(SOON).await);
    let (_, folder) = bot.stop().await;
    let bot = Running::start_in(&fake, &[], folder);
    assert!(fake.connected(SOON).await);
    fake.edit(aysel, question, "when was COP29");
    assert!(fake.called("editMessageText", 1, SOON).await && fake.settled(SOON).await, "{}", fake.transcript(aysel));
    let told = told(&fake, aysel);
    assert!(told.len() == 1 && told[0].contains("11-23 November"), "{told:?}");
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_that_was_taken_away_is_set_anew() {
    let (fake, aysel) = with_aysel().await;
    let port = free_port();
    let (listen, url) = (format!("127.0.0.1:{port}"), format!("http://127.0.0.1:{port}/hook"));
    let ways = Ways { webhook_looked_at_every: Duration::from_millis(200), ..ordinary_day() };
    let flags = ["--telegram-webhook-url", &url, "--telegram-webhook-listen", &listen];
    let bot = Running::start_with(&fake, &flags, ways, TempDir::new().expect("a folder"));
    assert!(fake.connected(SOON).await);
    let taken = format!("{}/bot{}/deleteWebhook", fake.url(), fake.token());
    reqwest::Client::new().post(taken).send().await.expect("another instance");
    fake.tell(aysel, "how many embassies are there");
    assert!(fake.answers(aysel, 1, SOON).await);
    assert_eq!(fake.webhook_url(), Some(url.clone()));
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_what_somebody_types_inline_the_last_is_answered() {
    let (fake, aysel) = with_aysel().await;
    // The first answer takes long, and meanwhile the person types on.
    fake.fault(Fault::new(FaultKind::Delay(Duration::from_secs(1))).method("answerInlineQuery").times(1));
    let bot = Running::start(&fake, &[]);
    assert!(fake.connected(SOON).await);
    let first = fake.type_inline(aysel, "em", "");
    let begun = std::time::Instant::now();
    while fake.faults_struck() == 0 && begun.elapsed() < SOON {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let between = ["emb", "emba", "embas"].map(|typed| fake.type_inline(aysel, typed, ""));
    let last = fake.inline(aysel, "embassies", SOON).await.expect("an answer");
    assert!(!last.results.is_empty() && fake.inline_answer(&first).is_some());
    assert!(between.iter().all(|query| fake.inline_answer(query).is_none()), "what nobody looks at is not answered");
    assert!(fake.settled(SOON).await);
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_press_is_acknowledged_while_its_chat_is_slowed_down() {
    let (fake, aysel) = with_aysel().await;
    let bot = Running::start(&fake, &[]);
    fake.tell(aysel, "when was COP29");
    assert!(fake.answers(aysel, 1, SOON).await);
    let answer = fake.last_from_bot(aysel).expect("an answer").id;
    fake.fault(Fault::new(FaultKind::TooManyRequests(3)).method("sendMessage").times(1));
    fake.fault(Fault::new(FaultKind::BadGatewayHtml).method("answerCallbackQuery").times(1));
    fake.tell(aysel, "how many embassies are there");
    assert!(fake.called("sendMessage", 2, SOON).await);
    fake.press(aysel, aysel, answer, "¶ climate-1").expect("a button");
    assert!(fake.called("answerCallbackQuery", 2, Duration::from_secs(2)).await, "once refused, and again");
    assert_eq!(fake.bot_message_count(aysel), 1, "the chat still waits");
    assert!(fake.answers(aysel, 3, SOON).await);
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_press_that_telegram_has_given_up_is_answered_all_the_same() {
    let (fake, aysel) = with_aysel().await;
    fake.set_query_lifetime(Duration::ZERO);
    let bot = Running::start(&fake, &[]);
    fake.tell(aysel, "when was COP29");
    assert!(fake.answers(aysel, 1, SOON).await);
    let answer = fake.last_from_bot(aysel).expect("an answer").id;
    fake.press(aysel, aysel, answer, "¶ climate-1").expect("a button");
    assert!(fake.answers(aysel, 2, SOON).await, "{}", fake.transcript(aysel));
    fake.press_data(aysel, aysel, answer, "f_a-fact-of-another-review");
    fake.press_data(aysel, aysel, answer, "\u{0}\u{1F600}_9999999999999999_");
    assert!(fake.called("answerCallbackQuery", 3, SOON).await, "each press is acknowledged");
    assert!(fake.settled(SOON).await);
    bot.stop().await;
}
