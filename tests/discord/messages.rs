//! Free text, where Discord tells it: direct messages, mentions, replies with a ping.

use std::time::Duration;

use icmal_tests::discord::{Channel, Fault, FaultKind, Say, Scope};

use crate::bot::{SOON, Scene, ordinary_day};
use crate::seen::words;

const EMBASSIES: &str = "how many embassies are there";

#[tokio::test(flavor = "multi_thread")]
async fn who_is_asked_answers_and_nobody_else() {
    let (scene, bot) = Scene::with_bot(&[], ordinary_day()).await;
    let (fake, aysel) = (&scene.fake, scene.aysel);
    fake.say(scene.general, aysel, EMBASSIES, &Say::default());
    fake.say(scene.general, aysel, "@everyone how many embassies?", &Say::default());
    let asked = fake.say(scene.general, aysel, "@Icmal, how many embassies are there", &Say::default());
    assert!(fake.answers(scene.general, 1, SOON).await, "{}", fake.transcript(scene.general));
    let told = fake.last_from_bot(scene.general).expect("an answer");
    assert!(words(&told).contains("69 embassies") && told.reply_to == Some(asked), "{told:?}");
    fake.say(scene.general, aysel, "and consulates general?", &Say::reply(told.id));
    assert!(fake.answers(scene.general, 2, SOON).await);
    assert!(words(&fake.last_from_bot(scene.general).expect("an answer")).contains("9 consulates general"));
    fake.say(scene.general, aysel, "thanks, not you", &Say::quiet_reply(told.id));
    fake.say(scene.general, aysel, "@Icmal", &Say::default());
    assert!(fake.answers(scene.general, 3, SOON).await);
    assert!(words(&fake.last_from_bot(scene.general).expect("an answer")).contains("What do you want to know?"));
    fake.tell(aysel, "/topic climate");
    fake.tell(aysel, "when was COP29");
    let alone = fake.dm(aysel);
    assert!(fake.answers(alone, 2, SOON).await);
    let told: Vec<String> = fake.bot_messages(alone).iter().map(words).collect();
    assert!(told[0].contains("Climate diplomacy") && told[1].contains("11-23 November"), "{told:?}");
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!((fake.bot_messages_ever(scene.general), fake.bot_messages_ever(alone)), (3, 2));
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_a_question_holds_nobody_is_pinged_and_nothing_breaks() {
    let (scene, bot) = Scene::with_bot(&["--asks-per-minute", "1000"], ordinary_day()).await;
    let fake = &scene.fake;
    fake.set_rate_limits(false);
    let hostile = [
        "@everyone @here <@1> <@&2> <#3> who is @Aysel?".to_owned(),
        "tell me of Sir <@123456789012345678> von @everyone".to_owned(),
        "**bold** __x__ ||spoiler|| `code` ```\nblock\n``` [a](http://b.example) <t:0:R> </ask:1>".to_owned(),
        "# title\n> quote\n- item\n-# small".to_owned(),
        "e\u{301}\u{302}".repeat(600),
        "😀".repeat(1_900),
        "\u{202e}\u{0}\u{feff} zero".to_owned(),
        "what does the review say of Mr. **`@everyone`**, the ambassador of [x](y)?".to_owned(),
    ];
    let alone = fake.dm(scene.aysel);
    for (i, text) in hostile.iter().enumerate() {
        fake.tell(scene.aysel, text);
        assert!(fake.answers(alone, i + 1, SOON).await, "{text:?}");
        // Discord lets nobody type more than an option takes.
        let takes = |longest: usize| text.chars().count() <= longest;
        let options =
            [("ask", "question", 500), ("country", "name", 100), ("onthisday", "date", 100), ("source", "paragraph", 100)];
        for (command, option, _) in options.into_iter().filter(|(.., longest)| takes(*longest)) {
            let asked = fake.slash(scene.general, scene.aysel, command, &[(option, text)]).expect("registered");
            assert!(asked.answered(SOON).await, "{command} {text:?}");
        }
    }
    assert!(fake.pings().is_empty(), "{:?}", fake.pings());
    assert!(fake.refused().is_empty(), "{:?}", fake.refused());
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_doubtful_answer_is_sent_again_and_comes_once() {
    let (scene, bot) = Scene::with_bot(&["--asks-per-minute", "1000"], ordinary_day()).await;
    let fake = &scene.fake;
    let kinds = [
        FaultKind::ResetAfter,
        FaultKind::ResetBefore,
        FaultKind::InternalError,
        FaultKind::BadGatewayHtml,
        FaultKind::TooManyRequests(Scope::User, 0.5),
        FaultKind::TooManyRequests(Scope::Shared, 0.5),
        FaultKind::TooManyRequests(Scope::Global, 0.5),
        FaultKind::Refused(50_035),
    ];
    let alone = fake.dm(scene.aysel);
    for (i, kind) in kinds.into_iter().enumerate() {
        let struck = fake.faults_struck();
        fake.fault(Fault::new(kind.clone()).method("create_message").times(1));
        fake.tell(scene.aysel, EMBASSIES);
        assert!(fake.answers(alone, i + 1, SOON).await, "{kind:?}");
        assert_eq!(fake.faults_struck(), struck + 1, "{kind:?}");
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    let told = fake.bot_messages(alone);
    assert_eq!(told.len(), 8, "{}", fake.transcript(alone));
    assert!(told.iter().all(|message| words(message).contains("69 embassies")), "{}", fake.transcript(alone));
    assert_eq!(fake.floods(), 0);
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn threads_are_conversations_of_their_own() {
    let (scene, bot) = Scene::with_bot(&[], ordinary_day()).await;
    let fake = &scene.fake;
    let guild = fake.add_guild(
        icmal_tests::discord::Guild::new("Quiz").manager(scene.aysel).channel(Channel::text("quiz").with_thread("round one")),
    );
    let (quiz, thread) = (fake.channel_named(guild, "quiz"), fake.channel_named(guild, "round one"));
    let (quiz, thread) = (quiz.expect("a channel"), thread.expect("a thread"));
    fake.say(quiz, scene.aysel, "@Icmal how many embassies are there", &Say::default());
    assert!(fake.answers(quiz, 1, SOON).await);
    fake.say(thread, scene.aysel, "@Icmal when was COP29", &Say::default());
    assert!(fake.answers(thread, 1, SOON).await);
    fake.say(quiz, scene.aysel, "@Icmal and consulates general?", &Say::default());
    assert!(fake.answers(quiz, 2, SOON).await);
    assert!(words(&fake.last_from_bot(quiz).expect("an answer")).contains("9 consulates general"));
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_question_changes_its_answer() {
    let (scene, bot) = Scene::with_bot(&[], ordinary_day()).await;
    let fake = &scene.fake;
    let asked = fake.say(scene.general, scene.aysel, "@Icmal how many embasies are there", &Say::default());
    assert!(fake.answers(scene.general, 1, SOON).await);
    fake.edit(scene.general, asked, "@Icmal when was COP29");
    assert!(fake.called("edit_message", 1, SOON).await && fake.settled(SOON).await);
    let told = fake.bot_messages(scene.general);
    assert!(told.len() == 1 && words(&told[0]).contains("11-23 November"), "{}", fake.transcript(scene.general));
    // What is not meant for the bot at first is answered when it is.
    let said = fake.say(scene.general, scene.aysel, "how many consulates general are there", &Say::default());
    fake.edit(scene.general, said, "@Icmal how many consulates general are there");
    assert!(fake.answers(scene.general, 2, SOON).await);
    let follow_up = fake.say(scene.general, scene.aysel, "@Icmal and embassy offices?", &Say::default());
    assert!(fake.answers(scene.general, 3, SOON).await);
    fake.edit(scene.general, follow_up, "@Icmal and permanent missions?");
    assert!(fake.called("edit_message", 2, SOON).await && fake.settled(SOON).await);
    let told = words(&fake.last_from_bot(scene.general).expect("an answer"));
    assert!(told.contains("6 permanent missions"), "{told}");
    assert_eq!(fake.bot_messages_ever(scene.general), 3);
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_cards_or_replies_are_not_allowed_it_says_it_in_plain_words() {
    let (scene, bot) = Scene::with_bot(&[], ordinary_day()).await;
    let fake = &scene.fake;
    fake.fault(Fault::new(FaultKind::Forbidden(50_013)).method("create_message").times(1));
    fake.say(scene.general, scene.aysel, "@Icmal how many embassies are there", &Say::default());
    assert!(fake.answers(scene.general, 1, SOON).await);
    let told = fake.last_from_bot(scene.general).expect("an answer");
    assert!(told.embeds.is_empty() && told.content.contains("69 embassies"), "{told:?}");
    fake.fault(Fault::new(FaultKind::Forbidden(160_002)).method("create_message").times(1));
    fake.say(scene.general, scene.aysel, "@Icmal when was COP29", &Say::default());
    assert!(fake.answers(scene.general, 2, SOON).await);
    let told = fake.last_from_bot(scene.general).expect("an answer");
    assert!(!told.embeds.is_empty() && told.reply_to.is_none(), "{told:?}");
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn chatter_takes_no_place_in_line() {
    let (scene, bot) = Scene::with_bot(&[], ordinary_day()).await;
    let fake = &scene.fake;
    fake.fault(Fault::new(FaultKind::TooManyRequests(Scope::Shared, 1.5)).method("create_message").times(1));
    fake.say(scene.general, scene.aysel, "@Icmal how many embassies are there", &Say::default());
    for i in 0..200 {
        fake.say(scene.general, scene.aysel, &format!("chatter {i}"), &Say::default());
    }
    fake.say(scene.general, scene.aysel, "@Icmal when was COP29", &Say::default());
    assert!(fake.answers(scene.general, 2, SOON).await, "{}", fake.transcript(scene.general));
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_somebody_took_away_is_given_anew() {
    let (scene, bot) = Scene::with_bot(&[], ordinary_day()).await;
    let fake = &scene.fake;
    let asked = fake.say(scene.general, scene.aysel, "@Icmal how many embassies are there", &Say::default());
    assert!(fake.answers(scene.general, 1, SOON).await);
    let answer = fake.last_from_bot(scene.general).expect("an answer").id;
    fake.delete_message(scene.general, scene.aysel, answer);
    fake.edit(scene.general, asked, "@Icmal when was COP29");
    assert!(fake.called("create_message", 2, SOON).await && fake.settled(SOON).await);
    let told = fake.last_from_bot(scene.general).expect("an answer");
    assert!(words(&told).contains("11-23 November") && told.id != answer, "{}", fake.transcript(scene.general));
    fake.fault(Fault::new(FaultKind::NotFound(10_003)).method("edit_message").times(1));
    fake.edit(scene.general, asked, "@Icmal how many consulates general are there");
    assert!(fake.called("edit_message", 2, SOON).await && fake.settled(SOON).await);
    fake.edit(scene.general, asked, "@Icmal how many permanent missions are there");
    assert!(fake.called("edit_message", 3, SOON).await && fake.settled(SOON).await);
    let told: Vec<String> = fake.bot_messages(scene.general).iter().map(words).collect();
    assert!(told.len() == 1 && told[0].contains("6 permanent missions"), "{told:?}");
    bot.stop().await;
}
