//! The same question gives the same answer as on the console: for every question of the case files, over HTTP.

use std::time::Duration;

use bot_core::bot::Bot;
use bot_core::moment::Moment;
use icmal_tests::questions::Question;
use icmal_tests::telegram::{FakeTelegram, Person};

use crate::bot::{ORDINARY_DAY, Running};

/// How long all of them may take; the chats are answered beside each other.
const PATIENCE: Duration = Duration::from_mins(3);

#[tokio::test(flavor = "multi_thread")]
async fn every_question_of_the_cases_is_answered_as_on_the_console() {
    let (fake, bot) = (FakeTelegram::start().await, Bot::built_in());
    fake.set_flood_limits(false);
    let cases = Question::all();
    assert!(cases.len() > 2_000, "only {} cases", cases.len());
    let running = Running::start(&fake, &["--telegram-messages-per-second", "100000"]);
    assert!(fake.connected(PATIENCE).await);
    let mut expected = Vec::new();
    for (i, case) in cases.iter().enumerate() {
        let person = fake.add_person(Person::new(&format!("P{i}")));
        for said in case.said() {
            fake.tell(person, said);
        }
        expected.push((person, case.on_the_console(&bot, Moment::on(ORDINARY_DAY))));
    }
    let mut different = Vec::new();
    for ((person, replies), case) in expected.iter().zip(&cases) {
        assert!(fake.answers(*person, replies.len(), PATIENCE).await, "no answer to {:?}", case.q);
        let told: Vec<String> = fake.bot_messages(*person).into_iter().map(|m| m.text.replace("⚠️ ", "")).collect();
        if told != *replies {
            different.push(format!("{:?}\n  console:  {replies:?}\n  Telegram: {told:?}", case.q));
        }
    }
    assert!(different.is_empty(), "{} differ:\n{}", different.len(), different[..different.len().min(5)].join("\n"));
    running.stop().await;
}
