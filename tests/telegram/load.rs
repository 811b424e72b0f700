//! Many chats at once, some of them broken: nobody waits for another, nothing is lost, nothing comes twice, and Telegram
//! has nothing to complain of.

use std::sync::Arc;
use std::time::Duration;

use bot_core::bot::Bot;
use bot_telegram::answering::Ways;
use icmal_tests::telegram::{FakeTelegram, Fault, FaultKind, Person};
use tempfile::TempDir;

use crate::bot::{Running, ordinary_day};
use crate::program::Program;

/// All of it: a thousand messages at the pace that Telegram allows.
const PATIENCE: Duration = Duration::from_mins(2);

/// Questions with the words that only their answers hold.
const QUESTIONS: [(&str, &str); 10] = [
    ("how many embassies are there", "69 embassies"),
    ("when was COP29", "11-23 November"),
    ("how many consulates general are there", "9 consulates general"),
    ("how many permanent missions are there", "6 permanent missions"),
    ("/source climate-1", "paragraph 1 (climate-1)"),
    ("/timeline may", "May 2024"),
    ("/onthisday 3 July", "3 July"),
    ("/about", "unofficial"),
    ("/topic climate", "Climate diplomacy"),
    ("/country Uzbekistan", "Uzbekistan"),
];

fn told(fake: &FakeTelegram, person: i64) -> Vec<String> {
    fake.bot_messages(person).into_iter().map(|message| message.text).collect()
}

fn in_order(told: &[String], questions: &[(&str, &str)]) -> bool {
    told.len() == questions.len() && told.iter().zip(questions).all(|(told, (_, holds))| told.contains(holds))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hanging_a_flooded_and_a_breaking_chat_cost_the_others_nothing() {
    const BREAKING: &str = "this one breaks";
    let fake = FakeTelegram::start().await;
    let people: Vec<i64> = (0..100).map(|i| fake.add_person(Person::new(&format!("P{i}")))).collect();
    let (hanging, flooded, breaking) = (people[0], people[1], people[2]);
    fake.fault(Fault::new(FaultKind::Hang).chat(hanging));
    fake.fault(Fault::new(FaultKind::TooManyRequests(20)).chat(flooded).times(3));
    let ask = |bot: &Bot, text: &str, conversation: &mut _, moment| {
        assert!(text != BREAKING, "as the test wants it");
        bot.ask(text, conversation, moment)
    };
    let ways = Ways { ask: Arc::new(ask), ..ordinary_day() };
    for (question, _) in QUESTIONS {
        for person in &people {
            fake.tell(*person, if *person == breaking { BREAKING } else { question });
        }
    }
    let bot = Running::start_with(&fake, &[], ways, TempDir::new().expect("a folder"));
    for person in &people[3..] {
        assert!(fake.answers(*person, QUESTIONS.len(), PATIENCE).await, "{person}: {:?}", told(&fake, *person));
    }
    assert!(fake.answers(breaking, QUESTIONS.len(), PATIENCE).await, "a broken one is owned up to");
    let wrong: Vec<i64> = people[3..].iter().copied().filter(|p| !in_order(&told(&fake, *p), &QUESTIONS)).collect();
    assert!(wrong.is_empty(), "out of order or twice: {:?}", wrong.iter().map(|p| told(&fake, *p)).next());
    assert!(told(&fake, breaking).iter().all(|text| text.contains("went wrong")), "{:?}", told(&fake, breaking));
    assert_eq!(fake.floods(), 0, "the pace is kept");
    assert!(told(&fake, hanging).is_empty());
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn killed_in_the_middle_and_started_again_it_has_lost_nothing() {
    let fake = FakeTelegram::start().await;
    let folder = TempDir::new().expect("a folder");
    let people: Vec<i64> = (0..100).map(|i| fake.add_person(Person::new(&format!("P{i}")))).collect();
    let questions = &QUESTIONS[..3];
    // One chat is slowed down before, through and after the end.
    fake.fault(Fault::new(FaultKind::TooManyRequests(4)).chat(people[0]).times(2));
    for (question, _) in questions {
        for person in &people {
            fake.tell(*person, question);
        }
    }
    let mut bot = Program::start(&fake, &folder, &[], "warn");
    let all = || people.iter().map(|p| fake.bot_messages_ever(*p)).sum::<usize>();
    let middle = 100;
    let begun = std::time::Instant::now();
    while all() < middle && begun.elapsed() < PATIENCE {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    bot.kill();
    let before = all();
    assert!((middle..250).contains(&before), "killed after {before}");
    let bot = Program::start(&fake, &folder, &[], "warn");
    for person in &people {
        assert!(fake.answers(*person, questions.len(), PATIENCE).await, "{person}: {:?}", told(&fake, *person));
    }
    assert!(fake.settled(PATIENCE).await);
    bot.stop();
    // An answer that was under way at the very end may have been taken before anybody could note it.
    let twice = all() - people.len() * questions.len();
    assert!(twice <= 30, "{twice} answers came twice");
    for (_, holds) in questions {
        assert!(people.iter().all(|p| told(&fake, *p).iter().any(|text| text.contains(holds))), "no answer holds {holds:?}");
    }
}
