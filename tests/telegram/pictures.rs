//! A reply with a picture: a photo with a caption, and words where photos are not allowed; changed by what is changed.

use std::sync::Arc;
use std::time::Duration;

use bot_core::bot::Bot;
use bot_core::conversation::Conversation;
use bot_core::moment::Moment;
use bot_core::reply::{Image, Reply};
use bot_telegram::answering::Ways;
use icmal_tests::telegram::{FakeTelegram, Fault, FaultKind, Person};
use tempfile::TempDir;

use crate::bot::{Running, ordinary_day};

const SOON: Duration = Duration::from_secs(10);

/// The smallest picture: one pixel.
const PNG: &[u8] = include_bytes!("../cases/pixel.png");

/// A picture above every answer but to questions of years.
fn with_picture(bot: &Bot, text: &str, conversation: &mut Conversation, moment: Moment) -> Reply {
    let image = Image { png: PNG.into(), alt: "One pixel, <grey> & alone.".to_owned() };
    Reply { image: Some(image).filter(|_| !text.contains("year")), ..bot.ask(text, conversation, moment) }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_a_photo_with_a_caption_or_words() {
    let fake = FakeTelegram::start().await;
    let aysel = fake.add_person(Person::new("Aysel"));
    let ways = Ways { ask: Arc::new(with_picture), ..ordinary_day() };
    let bot = Running::start_with(&fake, &[], ways, TempDir::new().expect("a folder"));
    fake.tell(aysel, "how many embassies are there");
    assert!(fake.answers(aysel, 1, SOON).await, "{}", fake.transcript(aysel));
    let refusal = FaultKind::BadRequest("Bad Request: not enough rights to send photos to the chat".to_owned());
    fake.fault(Fault::new(refusal).method("sendPhoto"));
    fake.tell(aysel, "when was COP29");
    assert!(fake.answers(aysel, 2, SOON).await, "{}", fake.transcript(aysel));
    let sent = fake.bot_messages(aysel);
    assert!(sent[0].content().contains_key("photo") && sent[0].text.contains("69 embassies"), "{:?}", sent[0]);
    assert!(!sent[1].content().contains_key("photo"), "{:?}", sent[1]);
    assert!(sent[1].text.contains("11-23 November") && sent[1].text.ends_with("One pixel, <grey> & alone."), "{:?}", sent[1]);
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_question_changes_a_picture_and_never_leaves_an_old_one() {
    let fake = FakeTelegram::start().await;
    let aysel = fake.add_person(Person::new("Aysel"));
    let ways = Ways { ask: Arc::new(with_picture), ..ordinary_day() };
    let bot = Running::start_with(&fake, &[], ways, TempDir::new().expect("a folder"));
    let question = fake.tell(aysel, "how many embassies are there");
    assert!(fake.answers(aysel, 1, SOON).await, "{}", fake.transcript(aysel));
    let first = fake.bot_messages(aysel)[0].id;
    for (changed, held, picture, same) in [
        ("how many consulates general are there", "9 consulates general", true, true),
        ("how many permanent missions are there this year", "6 permanent missions", false, false),
        ("when was COP29", "11-23 November", true, false),
    ] {
        fake.edit(aysel, question, changed);
        let seen = || fake.bot_messages(aysel).last().is_some_and(|message| message.text.contains(held));
        let begun = std::time::Instant::now();
        while !seen() && begun.elapsed() < SOON {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert!(fake.settled(SOON).await);
        let now = fake.bot_messages(aysel);
        assert_eq!(now.len(), 1, "{}{:?}", fake.transcript(aysel), fake.refused());
        assert!(now[0].text.contains(held) && now[0].content().contains_key("photo") == picture, "{:?}", now[0]);
        assert_eq!(now[0].id == first, same, "{held}");
    }
    bot.stop().await;
}
