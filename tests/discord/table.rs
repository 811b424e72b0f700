//! Both platforms offer the commands of one table, and give the same replies to them.

use std::collections::BTreeMap;
use std::time::Duration;

use bot_core::bot::Bot;
use bot_core::commands::{Audience, COMMANDS, Context, ON_MESSAGE, parse, run};
use bot_core::conversation::Conversation;
use bot_core::moment::Moment;
use bot_core::standing::{Hears, Place, Standing};
use bot_telegram::answering::Ways as TelegramWays;
use bot_telegram::settings::Settings as TelegramSettings;
use clap::Parser;
use icmal_tests::telegram::{FakeTelegram, Person};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::bot::{ORDINARY_DAY, Running, SOON, Scene, ordinary_day};
use crate::seen::{says_the_same, words};

#[tokio::test(flavor = "multi_thread")]
async fn the_registration_is_the_table_and_is_made_once() {
    let (scene, bot) = Scene::with_bot(&[], ordinary_day()).await;
    let fake = &scene.fake;
    let mut there: BTreeMap<String, Value> =
        fake.commands().into_iter().map(|c| (c["name"].as_str().expect("a name").to_owned(), c)).collect();
    let on_message = there.remove(ON_MESSAGE.en).expect("the command on messages");
    assert_eq!((on_message["type"].as_u64(), &on_message["contexts"]), (Some(3), &json!([0, 1, 2])));
    for command in COMMANDS {
        let made = there.remove(command.name).unwrap_or_else(|| panic!("no /{}", command.name));
        assert_eq!(made["description"], command.summary.en);
        assert_eq!(made["description_localizations"], json!({ "ru": command.summary.ru, "tr": command.summary.tr }));
        assert_eq!((&made["contexts"], &made["integration_types"]), (&json!([0, 1, 2]), &json!([0, 1])));
        let managers = command.audience == Audience::Admins;
        assert_eq!(made["default_member_permissions"], if managers { json!("32") } else { json!(null) }, "{}", command.name);
        let options: Vec<(&str, bool)> = made["options"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|o| (o["name"].as_str().expect("a name"), o["required"] == true))
            .collect();
        let wanted: Vec<(&str, bool)> = command.arguments.iter().map(|a| (a.name, a.required)).collect();
        assert_eq!(options, wanted, "{}", command.name);
    }
    assert!(there.is_empty(), "more than the table has: {:?}", there.keys());
    bot.stop().await;
    let bot = Running::start(fake, &[]);
    assert!(fake.called("get_commands", 2, SOON).await && fake.settled(SOON).await);
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(fake.call_count("set_commands"), 1, "nothing changed, so nothing is set");
    bot.stop().await;
}

/// Each command as people type it, and with which options.
const CALLS: &[&str] = &[
    "/start",
    "/help",
    "/ask how many embassies are there",
    "/ask what was signed in May?",
    "/ask how much oil was exported",
    "/stats",
    "/country Uzbekistan",
    "/country Atlantis",
    "/organization OIC",
    "/topic",
    "/topic climate",
    "/onthisday",
    "/onthisday 3 July",
    "/onthisday 40 May",
    "/timeline",
    "/timeline may",
    "/source",
    "/source climate-1",
    "/source climate-99",
    "/subscribe",
    "/unsubscribe",
    "/subscriptions",
    "/about",
];

#[tokio::test(flavor = "multi_thread")]
async fn each_reply_is_telegrams() {
    let (scene, bot) = Scene::with_bot(&["--asks-per-minute", "1000"], ordinary_day()).await;
    let discord = &scene.fake;
    let telegram = FakeTelegram::start().await;
    telegram.set_flood_limits(false);
    let url = telegram.url();
    let flags = ["bot-telegram", "--telegram-api-url", &url, "--database-url", "sqlite::memory:", "--asks-per-minute", "1000"];
    let mut settings = TelegramSettings::parse_from(flags);
    settings.token = telegram.token().into();
    let ways = TelegramWays { now: || Moment::on(ORDINARY_DAY), ..TelegramWays::default() };
    let stop = CancellationToken::new();
    let other = tokio::spawn(bot_telegram::running::run_with(settings, Bot::built_in(), ways, stop.clone()));
    for typed in CALLS {
        let (name, argument) = typed.trim_start_matches('/').split_once(' ').unwrap_or((&typed[1..], ""));
        let option = COMMANDS.iter().find(|c| c.name == name).and_then(|c| c.arguments.first());
        let given: Vec<(&str, &str)> =
            option.filter(|_| !argument.is_empty()).map(|option| (option.name, argument)).into_iter().collect();
        // A conversation of its own for each.
        let person_there = discord.add_person(icmal_tests::discord::Person::new("Aysel"));
        let asked = discord.slash(discord.dm(person_there), person_there, name, &given).expect("it is registered");
        assert!(asked.answered(SOON).await, "{typed}");
        let there: String = asked.messages().iter().map(|m| words(m) + "\n").collect();
        let person = telegram.add_person(Person::new("Aysel"));
        telegram.tell(person, typed);
        assert!(telegram.answers(person, 1, SOON).await && telegram.settled(SOON).await, "{typed}");
        let here: String = telegram.bot_messages(person).iter().map(|m| m.text.clone() + "\n").collect();
        assert!(says_the_same(&here, &there), "{typed}\nTelegram: {here}\nDiscord: {there}");
        assert!(!here.trim().is_empty());
    }
    let called: Vec<&str> = CALLS.iter().map(|typed| typed[1..].split(' ').next().expect("a name")).collect();
    let left: Vec<&str> = COMMANDS.iter().map(|c| c.name).filter(|name| !called.contains(name) && *name != "check").collect();
    assert!(left.is_empty(), "not compared: {left:?}");
    stop.cancel();
    other.await.expect("it ends");
    bot.stop().await;
}

/// What the bot may do differs between platforms, and is told in the same words.
#[tokio::test(flavor = "multi_thread")]
async fn check_says_what_the_core_says() {
    let (scene, bot) = Scene::with_bot(&[], ordinary_day()).await;
    let asked = scene.fake.slash(scene.general, scene.aysel, "check", &[]).expect("it is registered");
    assert!(asked.answered(SOON).await);
    let message = asked.original().expect("an answer");
    assert_eq!(message.only_for, Some(scene.aysel));
    let core = Bot::built_in();
    let standing = Standing {
        place: Place::Group,
        may_write: Some(true),
        may_send_pictures: Some(true),
        may_show_cards: Some(true),
        hears: Hears::Mentions,
        manages: false,
        topic: None,
    };
    let context = Context { bot: &core, moment: Moment::on(ORDINARY_DAY), standing: Some(standing) };
    let reply = run(&parse("/check").expect("a command"), &context, &mut Conversation::default());
    let expected = icmal_tests::questions::text(reply, &core);
    assert!(says_the_same(&expected, &words(&message)), "{expected}\n{}", words(&message));
    bot.stop().await;
}
