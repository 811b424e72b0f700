//! Commands, buttons, menus and what is typed in options: answered in time, to whom it concerns.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use bot_core::bot::Bot;
use bot_discord::answering::Ways;
use icmal_tests::discord::{Asked, Channel, Fault, FaultKind, Message, Person, Say};
use serde_json::Value;

use crate::bot::{SOON, Scene, ordinary_day};
use crate::seen::words;

const EMBASSIES: &str = "how many embassies are there";

/// The core's answers, each after a while.
fn slow_by(time: Duration) -> Ways {
    let ask = move |bot: &Bot, text: &str, conversation: &mut _, moment| {
        std::thread::sleep(time);
        bot.ask(text, conversation, moment)
    };
    Ways { ask: Arc::new(ask), ..ordinary_day() }
}

async fn answer(asked: &Asked) -> Message {
    assert!(asked.answered(SOON).await, "no answer");
    asked.original().expect("an answer")
}

async fn ask(scene: &Scene, question: &str) -> Message {
    let asked = scene.fake.slash(scene.general, scene.aysel, "ask", &[("question", question)]).expect("it is registered");
    answer(&asked).await
}

#[tokio::test(flavor = "multi_thread")]
async fn options_offer_what_can_be_asked() {
    let (scene, bot) = Scene::with_bot(&["--asks-per-minute", "1000"], ordinary_day()).await;
    for (command, option, typed, offered) in [
        ("ask", "question", "", ""),
        ("ask", "question", "how many emb", "How many embassies"),
        ("country", "name", "uzb", "Uzbekistan"),
        ("country", "name", "Uzbekstan", "Uzbekistan"),
        ("organization", "name", "unesco", "UNESCO"),
        ("topic", "topic", "clim", "Climate diplomacy"),
        ("stats", "topic", "", "Introduction"),
        ("onthisday", "date", "", "today"),
        ("onthisday", "date", "7 nov", "7 November"),
        ("timeline", "month", "ma", "May"),
        ("source", "paragraph", "climate", "climate-1"),
        ("subscribe", "hour", "8", "08:00"),
        ("subscribe", "timezone", "baku", "Asia/Baku"),
    ] {
        let asked = scene.fake.type_option(scene.general, scene.aysel, command, &[(option, typed)]).expect("an option");
        assert!(asked.reacted(SOON).await, "{command} {option} {typed}");
        let choices = asked.choices();
        assert!((1..=25).contains(&choices.len()), "{command} {option} {typed:?}: {choices:?}");
        assert!(choices.iter().any(|c| c.name.starts_with(offered)), "{command} {option} {typed:?}: {choices:?}");
    }
    let typing = scene.fake.type_option(scene.general, scene.aysel, "ask", &[("question", "consulates")]).expect("an option");
    assert!(typing.reacted(SOON).await);
    for choice in typing.choices() {
        let picked = ask(&scene, &choice.name).await;
        assert!(!words(&picked).contains("does not cover"), "{:?} is offered: {}", choice.name, words(&picked));
    }
    let strange = scene.fake.type_option(scene.general, scene.aysel, "ask", &[("question", "\u{0}🇦🇿\u{202e}@everyone")]);
    assert!(strange.expect("an option").reacted(SOON).await);
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn buttons_lead_on_also_after_a_restart() {
    let (scene, bot) = Scene::with_bot(&[], ordinary_day()).await;
    let fake = &scene.fake;
    let asked = fake.slash(scene.general, scene.aysel, "country", &[("name", "Uzbekistan")]).expect("it is registered");
    let list = answer(&asked).await;
    bot.stop().await;
    let bot = crate::bot::Running::start(fake, &[]);
    assert!(fake.connected(SOON).await);
    let before = words(&list);
    let turned = fake.press(scene.general, scene.aysel, list.id, "2/4 ›").expect("a page");
    assert!(turned.reacted(SOON).await && fake.settled(SOON).await);
    let list = fake.message(scene.general, list.id).expect("the list");
    assert!(words(&list) != before && list.edits == 1, "the page is turned in place");
    let opened = fake.press(scene.general, scene.aysel, list.id, "¶").or_else(|_| {
        let source = list.buttons().concat().into_iter().find(|label| label.starts_with('¶')).expect("a source");
        fake.press(scene.general, scene.aysel, list.id, &source)
    });
    assert!(words(&answer(&opened.expect("a source")).await).contains("paragraph"), "a source is a message of its own");
    let topics = fake.slash(scene.general, scene.aysel, "topic", &[]).expect("it is registered");
    let menu = answer(&topics).await;
    let chosen = fake.choose(scene.general, scene.aysel, menu.id, "menu", &["Climate diplomacy"]).expect("a menu");
    assert!(words(&answer(&chosen).await).contains("Climate diplomacy"));
    for stale in ["f_a-fact-of-another-review", "", "\u{0}🇦🇿_9999999999999999_"] {
        let pressed = fake.press_id(scene.general, scene.aysel, menu.id, stale);
        let told = answer(&pressed).await;
        assert!(words(&told).contains("too old") && told.only_for == Some(scene.aysel), "{}", words(&told));
    }
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_concerns_one_person_is_shown_to_them_alone() {
    let (scene, bot) = Scene::with_bot(&["--asks-per-minute", "6"], ordinary_day()).await;
    let fake = &scene.fake;
    let tural = fake.add_person(Person::new("Tural"));
    let only = |message: &Message| message.only_for;
    let mistake = fake.slash(scene.general, scene.aysel, "onthisday", &[("date", "40 May")]).expect("registered");
    assert_eq!(only(&answer(&mistake).await), Some(scene.aysel));
    let stale = fake.slash_stale(scene.general, scene.aysel, "embassies", &[("x", "y")]);
    let told = answer(&stale).await;
    assert!(words(&told).contains("/help") && only(&told) == Some(scene.aysel), "{}", words(&told));
    let told = ask(&scene, EMBASSIES).await;
    assert_eq!(only(&told), None);
    // Discord's own check is passed over by an interaction that was recorded elsewhere.
    let mut payload = recorded("subscribe-without-permission");
    payload["member"]["user"]["id"] = tural.to_string().into();
    let refused = answer(&fake.recorded(scene.general, tural, &payload)).await;
    assert!(words(&refused).contains("manage this server") && only(&refused) == Some(tural), "{}", words(&refused));
    for _ in 0..3 {
        ask(&scene, EMBASSIES).await;
    }
    for _ in 0..2 {
        let told = ask(&scene, EMBASSIES).await;
        assert!(
            words(&told).contains("more than 6 questions in a minute") && only(&told) == Some(scene.aysel),
            "{}",
            words(&told)
        );
    }
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_is_picked_is_asked() {
    let (scene, bot) = Scene::with_bot(&[], ordinary_day()).await;
    let fake = &scene.fake;
    let said = fake.say(scene.general, scene.aysel, "when was COP29?", &Say::default());
    let picked = fake.message_command(scene.general, scene.aysel, "Ask the review", said).expect("registered");
    assert!(words(&answer(&picked).await).contains("11-23 November"));
    let picture = Say { files: vec!["cat.png".to_owned()], ..Say::default() };
    let said = fake.say(scene.general, scene.aysel, "", &picture);
    let picked = fake.message_command(scene.general, scene.aysel, "Ask the review", said).expect("registered");
    let told = answer(&picked).await;
    assert!(words(&told).contains("only read text") && told.only_for == Some(scene.aysel));
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_answers_where_it_came_with_a_person() {
    let (scene, bot) = Scene::with_bot(&[], ordinary_day()).await;
    let fake = &scene.fake;
    let tural = fake.add_person(Person::new("Tural").installed());
    let friends = fake.add_private_group(Channel::private_group("Friends", &[tural, scene.aysel]));
    let asked = fake.slash(friends, tural, "ask", &[("question", EMBASSIES)]).expect("installed by Tural");
    assert!(words(&answer(&asked).await).contains("69 embassies"));
    let checked = answer(&fake.slash(friends, tural, "check", &[]).expect("installed")).await;
    assert!(words(&checked).contains("not a member here"), "{}", words(&checked));
    let alone = fake.slash(fake.dm(tural), tural, "ask", &[("question", "and consulates general?")]).expect("in direct messages");
    assert!(words(&answer(&alone).await).contains("9 consulates general"));
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_takes_long_is_announced_and_what_breaks_is_owned_up_to() {
    let ask_core = |bot: &Bot, text: &str, conversation: &mut _, moment| {
        assert!(text != "break", "as the test wants it");
        if text.starts_with("slow") {
            std::thread::sleep(Duration::from_secs(4));
        }
        bot.ask(text.trim_start_matches("slow "), conversation, moment)
    };
    let (scene, bot) = Scene::with_bot(&[], Ways { ask: Arc::new(ask_core), ..ordinary_day() }).await;
    let fake = &scene.fake;
    let alone = fake.dm(scene.aysel);
    let slow = fake.slash(alone, scene.aysel, "ask", &[("question", "slow when was COP29")]).expect("registered");
    let broken = ask(&scene, "break").await;
    assert!(words(&broken).contains("went wrong") && broken.only_for == Some(scene.aysel), "{}", words(&broken));
    assert!(slow.reacted(SOON).await && slow.answered_after() < Some(Duration::from_secs(3)));
    let told = answer(&slow).await;
    assert!(words(&told).contains("11-23 November"), "{}", words(&told));
    assert!(words(&ask(&scene, EMBASSIES).await).contains("69 embassies"));
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_discord_refuses_goes_out_in_plain_words() {
    let (scene, bot) = Scene::with_bot(&[], ordinary_day()).await;
    scene.fake.fault(Fault::new(FaultKind::Refused(50_035)).method("interaction_callback").times(1));
    let told = ask(&scene, EMBASSIES).await;
    assert!(told.embeds.is_empty() && told.content.contains("69 embassies"), "{told:?}");
    bot.stop().await;
}

fn recorded(name: &str) -> Value {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../tests/cases/interactions/{name}.json"));
    serde_json::from_str(&std::fs::read_to_string(file).expect("a recorded payload")).expect("JSON")
}

/// Payloads with all that Discord sends, and with fields of tomorrow.
#[tokio::test(flavor = "multi_thread")]
async fn recorded_payloads_are_answered() {
    let (scene, bot) = Scene::with_bot(&[], ordinary_day()).await;
    for (name, holds) in [
        ("ask-in-a-server", "69 embassies"),
        ("ask-in-a-private-channel", "11-23 November"),
        ("a-kind-of-tomorrow", "/help"),
        ("a-press-in-a-message-of-tomorrow", "paragraph 1 (climate-1)"),
    ] {
        let asked = scene.fake.recorded(scene.general, scene.aysel, &recorded(name));
        assert!(asked.answered(SOON).await, "{name}: {}", scene.fake.transcript(scene.general));
        let told = answer(&asked).await;
        assert!(words(&told).contains(holds), "{name}: {}", words(&told));
    }
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_answer_holds_nobody_else_up() {
    let slow = |bot: &Bot, text: &str, conversation: &mut _, moment| {
        if text == "slow" {
            std::thread::sleep(Duration::from_secs(4));
            panic!("as the test wants it");
        }
        bot.ask(text, conversation, moment)
    };
    let (scene, bot) = Scene::with_bot(&[], Ways { ask: Arc::new(slow), ..ordinary_day() }).await;
    let fake = &scene.fake;
    let tural = fake.add_person(Person::new("Tural"));
    let slow = fake.slash(scene.general, tural, "ask", &[("question", "slow")]);
    let slow =
        slow.unwrap_or_else(|_| fake.slash(scene.general, scene.aysel, "ask", &[("question", "slow")]).expect("registered"));
    let begun = std::time::Instant::now();
    assert!(words(&ask(&scene, EMBASSIES).await).contains("69 embassies"));
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    assert!(slow.reacted(SOON).await);
    // It was announced to all; that it broke concerns one.
    assert!(fake.called("follow_up", 1, SOON).await && fake.called("delete_original", 1, SOON).await && fake.settled(SOON).await);
    let told: Vec<Message> =
        fake.bot_messages(scene.general).into_iter().filter(|message| words(message).contains("went wrong")).collect();
    assert!(told.len() == 1 && told[0].only_for.is_some(), "{}", fake.transcript_all());
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_announcement_of_unknown_end_is_followed() {
    let (scene, bot) = Scene::with_bot(&[], slow_by(Duration::from_secs(3))).await;
    scene.fake.fault(Fault::new(FaultKind::HangAfter).method("interaction_callback").times(3));
    let told = ask(&scene, EMBASSIES).await;
    assert!(words(&told).contains("69 embassies"), "{}", scene.fake.transcript(scene.general));
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interaction_that_died_is_no_dead_token() {
    let (scene, bot) = Scene::with_bot(&[], slow_by(Duration::from_secs(2))).await;
    scene.fake.fault(Fault::new(FaultKind::Unauthorized).method("edit_original").times(1));
    let asked = scene.fake.slash(scene.general, scene.aysel, "ask", &[("question", EMBASSIES)]).expect("registered");
    assert!(asked.reacted(SOON).await && scene.fake.called("edit_original", 1, SOON).await);
    let told = ask(&scene, "when was COP29").await;
    assert!(words(&told).contains("11-23 November"));
    bot.stop().await;
}
