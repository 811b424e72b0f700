//! A reply with a picture: a photo with a caption, and words where photos are not allowed.

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

fn with_picture(bot: &Bot, text: &str, conversation: &mut Conversation, moment: Moment) -> Reply {
    let image = Image { png: PNG.into(), alt: "One pixel, <grey> & alone.".to_owned() };
    Reply { image: Some(image), ..bot.ask(text, conversation, moment) }
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
