//! The same question gives the same answer as on the console: for every question of the case files, over HTTP.

use std::path::Path;
use std::time::Duration;

use bot_core::bot::Bot;
use bot_core::conversation::Conversation;
use bot_core::moment::Moment;
use bot_core::reply::{Reply, plain};
use icmal_tests::telegram::{FakeTelegram, Person};
use jiff::civil::Date;
use serde::Deserialize;

use crate::bot::Running;

#[derive(Deserialize)]
struct Case {
    q: String,
    #[serde(default)]
    context: Vec<String>,
}

/// How long all of them may take; the chats are answered beside each other.
const PATIENCE: Duration = Duration::from_mins(3);

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases/questions");
    let files = std::fs::read_dir(folder).expect("the cases").filter_map(|entry| Some(entry.ok()?.path()));
    let mut files: Vec<_> = files.filter(|file| file.extension().is_some_and(|e| e == "jsonl")).collect();
    files.sort();
    let texts: Vec<String> = files.iter().map(|file| std::fs::read_to_string(file).expect("a case file")).collect();
    texts.iter().flat_map(|text| text.lines()).map(|line| serde_json::from_str(line).expect("a case")).collect()
}

/// What the console shows, without the questions that stand on buttons here.
fn on_the_console(reply: Reply, bot: &Bot) -> String {
    let reply = Reply { suggestions: Vec::new(), choices: Vec::new(), ..reply };
    let (text, source) = (plain::text(&reply), plain::source_line(&reply, &bot.dataset));
    [text, source].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_question_of_the_cases_is_answered_as_on_the_console() {
    let (fake, bot) = (FakeTelegram::start().await, Bot::built_in());
    fake.set_flood_limits(false);
    let cases = cases();
    assert!(cases.len() > 2_000, "only {} cases", cases.len());
    let running = Running::start(&fake, &["--telegram-messages-per-second", "100000"]);
    assert!(fake.connected(PATIENCE).await);
    let moment = Moment::on(Date::constant(2026, 9, 9));
    let mut expected = Vec::new();
    for (i, case) in cases.iter().enumerate() {
        let person = fake.add_person(Person::new(&format!("P{i}")));
        let mut conversation = Conversation::default();
        let mut replies = Vec::new();
        for said in case.context.iter().chain([&case.q]) {
            fake.tell(person, said);
            replies.push(on_the_console(bot.hear(said, &mut conversation, moment), &bot));
        }
        expected.push((person, replies));
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
