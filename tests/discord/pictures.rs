//! A reply with a picture: in the embed, with its words for those who do not see it; changed by what is changed.

use std::sync::Arc;

use bot_core::bot::Bot;
use bot_core::conversation::Conversation;
use bot_core::moment::Moment;
use bot_core::reply::{Image, Reply};
use bot_discord::answering::Ways;
use icmal_tests::discord::{Fault, FaultKind, Say};

use crate::bot::{SOON, Scene, ordinary_day};
use crate::seen::words;

/// The smallest picture: one pixel.
const PNG: &[u8] = include_bytes!("../cases/pixel.png");

/// A picture above every answer but to questions of years.
fn with_picture(bot: &Bot, text: &str, conversation: &mut Conversation, moment: Moment) -> Reply {
    let image = Image { png: PNG.into(), alt: "One pixel, <grey> & alone.".to_owned() };
    Reply { image: Some(image).filter(|_| !text.contains("year")), ..bot.ask(text, conversation, moment) }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_stands_in_the_embed_and_goes_with_its_answer() {
    let (scene, bot) = Scene::with_bot(&[], Ways { ask: Arc::new(with_picture), ..ordinary_day() }).await;
    let fake = &scene.fake;
    let asked =
        fake.slash(scene.general, scene.aysel, "ask", &[("question", "how many embassies are there")]).expect("registered");
    assert!(asked.answered(SOON).await);
    let told = asked.original().expect("an answer");
    assert_eq!(told.uploads().iter().map(|upload| &upload.bytes[..]).collect::<Vec<_>>(), [PNG]);
    assert_eq!(told.embeds[0]["image"]["url"], "attachment://chart.png");
    assert!(fake.transcript(scene.general).contains("One pixel, <grey> & alone."), "{}", fake.transcript(scene.general));
    let question = fake.say(scene.general, scene.aysel, "@Icmal when was COP29", &Say::default());
    assert!(fake.answers(scene.general, 2, SOON).await);
    assert_eq!(fake.last_from_bot(scene.general).expect("an answer").uploads().len(), 1);
    for (changed, held, pictures) in [
        ("@Icmal how many consulates general are there this year", "9 consulates general", 0),
        ("@Icmal how many permanent missions are there", "6 permanent missions", 1),
    ] {
        let edits = fake.call_count("edit_message");
        fake.edit(scene.general, question, changed);
        assert!(fake.called("edit_message", edits + 1, SOON).await && fake.settled(SOON).await);
        let told = fake.last_from_bot(scene.general).expect("an answer");
        assert!(words(&told).contains(held) && told.uploads().len() == pictures, "{told:?}");
    }
    // Where it may not attach files, the words go out alone.
    fake.fault(Fault::new(FaultKind::Forbidden(50_013)).method("create_message").times(1));
    fake.say(scene.general, scene.aysel, "@Icmal how many embassies are there", &Say::default());
    assert!(fake.answers(scene.general, 3, SOON).await);
    let told = fake.last_from_bot(scene.general).expect("an answer");
    assert!(told.content.contains("69 embassies") && told.uploads().is_empty(), "{told:?}");
    assert!(fake.refused().iter().all(|call| call.status() == Some(403)), "{:?}", fake.refused());
    bot.stop().await;
}
