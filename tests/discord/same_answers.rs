//! The same question gives the same answer as on the console: for every question of the case files.

use std::time::Duration;

use bot_core::bot::Bot;
use bot_core::moment::Moment;
use icmal_tests::discord::{Limits, Person};
use icmal_tests::questions::Question;

use crate::bot::{ORDINARY_DAY, Scene, ordinary_day};
use crate::seen::{says_the_same, words};

const PATIENCE: Duration = Duration::from_mins(3);

#[tokio::test(flavor = "multi_thread")]
async fn every_question_of_the_cases_is_answered_as_on_the_console() {
    let (scene, running) = Scene::with_bot(&["--asks-per-minute", "100000"], ordinary_day()).await;
    let (fake, bot) = (&scene.fake, Bot::built_in());
    // Many channels, so that the limit for all calls is the one that counts.
    fake.set_limits(Limits::default().route("create_message", 1_000, Duration::from_secs(1)).per_second(50));
    let cases = Question::all();
    assert!(cases.len() > 2_000, "only {} cases", cases.len());
    let mut different = Vec::new();
    // So many at once as the bot remembers conversations of, and fewer.
    for (round, cases) in cases.chunks(500).enumerate() {
        let mut channels = Vec::new();
        for (i, case) in cases.iter().enumerate() {
            let person = fake.add_person(Person::new(&format!("P{round}-{i}")));
            for said in case.said() {
                fake.tell(person, said);
            }
            channels.push(fake.dm(person));
        }
        for (channel, case) in channels.into_iter().zip(cases) {
            let replies = case.on_the_console(&bot, Moment::on(ORDINARY_DAY));
            assert!(fake.answers(channel, replies.len(), PATIENCE).await, "no answer to {:?}", case.q);
            let told: Vec<String> = fake.bot_messages(channel).iter().map(words).collect();
            let same = told.len() == replies.len() && told.iter().zip(&replies).all(|(told, reply)| says_the_same(reply, told));
            if !same {
                different.push(format!("{:?}\n  console: {replies:?}\n  Discord: {told:?}", case.q));
            }
        }
    }
    assert!(different.is_empty(), "{} differ:\n{}", different.len(), different[..different.len().min(5)].join("\n"));
    let refused: Vec<_> = fake.refused().into_iter().filter(|call| call.status() != Some(429)).collect();
    assert!(refused.is_empty() && fake.pings().is_empty(), "{:?} {:?}", refused.first(), fake.pings());
    // On a machine that is held up, calls of two seconds may come in together.
    assert!(fake.floods() <= 5, "{} calls came too fast", fake.floods());
    running.stop().await;
}
