//! A thousand interactions while everything breaks: each that can be answered in time is, and none twice.

use std::sync::Arc;
use std::time::Duration;

use bot_core::bot::Bot;
use bot_discord::answering::Ways;
use icmal_tests::discord::{Asked, Fault, FaultKind, Person, Scope};

use crate::bot::{Running, SOON, Scene, ordinary_day};
use crate::seen::words;

/// Questions with the words that only their answers hold.
const QUESTIONS: [(&str, &str); 5] = [
    ("how many embassies are there", "69 embassies"),
    ("when was COP29", "11-23 November"),
    ("how many consulates general are there", "9 consulates general"),
    ("how many permanent missions are there", "6 permanent missions"),
    ("this one breaks", "went wrong"),
];
const ROUNDS: usize = 20;
const A_ROUND: usize = 50;

/// What goes wrong in a round: with the answers, and with the gateway.
fn break_something(scene: &Scene, round: usize) {
    let fake = &scene.fake;
    let kind = match round % 8 {
        0 => FaultKind::TooManyRequests(Scope::User, 0.3),
        1 => FaultKind::TooManyRequests(Scope::Shared, 0.3),
        2 => FaultKind::TooManyRequests(Scope::Global, 0.3),
        3 => FaultKind::InternalError,
        4 => FaultKind::BadGatewayHtml,
        5 => FaultKind::ResetBefore,
        6 => FaultKind::ResetAfter,
        _ => FaultKind::Delay(Duration::from_millis(200)),
    };
    fake.fault(Fault::new(kind).method("interaction_callback").times(5));
}

/// Breaks the gateway and waits until the bot is back; false if it is not.
async fn break_the_gateway(scene: &Scene, round: usize) -> bool {
    const PATIENCE: Duration = Duration::from_secs(30);
    let fake = &scene.fake;
    let (resumes, identifies) = (fake.resumes(), fake.identifies());
    let begins_anew = match round % 5 {
        0 => {
            fake.cut_gateway();
            false
        }
        1 => {
            fake.hang_resumes(1);
            fake.cut_gateway();
            true
        }
        2 => {
            fake.invalidate_sessions(false);
            true
        }
        3 => {
            fake.ask_reconnect();
            false
        }
        _ => {
            fake.close_gateway(4000);
            false
        }
    };
    let back =
        if begins_anew { fake.identified(identifies + 1, PATIENCE).await } else { fake.resumed(resumes + 1, PATIENCE).await };
    back && fake.connected(PATIENCE).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_interactions_with_faults_are_answered_in_time_and_once() {
    let scene = Scene::new().await;
    let fake = &scene.fake;
    fake.set_heartbeat(Duration::from_millis(300));
    let ask = |bot: &Bot, text: &str, conversation: &mut _, moment| {
        assert!(text != "this one breaks", "as the test wants it");
        bot.ask(text, conversation, moment)
    };
    let bot = Running::start_with(fake, &["--asks-per-minute", "100000"], Ways { ask: Arc::new(ask), ..ordinary_day() });
    assert!(fake.connected(SOON).await && fake.called("set_commands", 1, SOON).await);
    let people: Vec<u64> = (0..A_ROUND).map(|i| fake.add_person(Person::new(&format!("P{i}")))).collect();
    let mut all: Vec<(Asked, &str)> = Vec::new();
    for round in 0..ROUNDS {
        break_something(&scene, round);
        for (i, person) in people.iter().enumerate() {
            let (question, holds) = QUESTIONS[i % QUESTIONS.len()];
            let asked = fake.slash(fake.dm(*person), *person, "ask", &[("question", question)]).expect("registered");
            all.push((asked, holds));
        }
        // Those of this round are there before the gateway goes: what is lost with it comes too late for anybody.
        for (asked, _) in &all[round * A_ROUND..] {
            asked.reacted(SOON).await;
        }
        assert!(break_the_gateway(&scene, round).await, "round {round}");
    }
    assert_eq!(all.len(), 1_000);
    let expired = all.iter().filter(|(asked, _)| asked.expired()).count();
    assert_eq!(expired, 0, "not answered in time");
    for (asked, holds) in &all {
        let messages = asked.messages();
        assert_eq!(messages.len(), 1, "{holds}");
        assert!(words(&messages[0]).contains(holds), "{holds}: {}", words(&messages[0]));
    }
    let slowest = all.iter().filter_map(|(asked, _)| asked.answered_after()).max().expect("answers");
    assert!(slowest < Duration::from_secs(3), "{slowest:?}");
    assert!(fake.connected(SOON).await && fake.faults_struck() >= 100, "{} faults", fake.faults_struck());
    assert_eq!(fake.floods(), 0);
    bot.stop().await;
}
