//! The menu: set for each kind of chat and each language, and only where it changed.

use std::time::Duration;

use bot_core::commands::{Audience, COMMANDS};
use icmal_tests::telegram::FakeTelegram;

use crate::bot::Running;

const SOON: Duration = Duration::from_secs(20);
const SETTERS: [&str; 4] = ["setMyCommands", "setMyName", "setMyDescription", "setMyShortDescription"];

fn set(fake: &FakeTelegram) -> usize {
    SETTERS.iter().map(|method| fake.call_count(method)).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_menu_is_set_once() {
    let fake = FakeTelegram::start().await;
    let bot = Running::start(&fake, &[]);
    // Three kinds of chats in four languages, and three texts in each.
    assert!(fake.called("getMyShortDescription", 4, SOON).await && fake.called("setMyShortDescription", 4, SOON).await);
    assert_eq!(fake.call_count("setMyCommands"), 12);
    let all: Vec<&str> = COMMANDS.iter().map(|command| command.name).collect();
    for language in ["", "az", "ru", "tr"] {
        let names = |scope: &str| fake.commands(scope, language).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names("all_private_chats"), all, "{language}");
        assert_eq!(names("all_chat_administrators"), all, "{language}");
        let everyone: Vec<&str> = COMMANDS.iter().filter(|c| c.audience == Audience::Everyone).map(|c| c.name).collect();
        assert_eq!(names("all_group_chats"), everyone, "{language}");
        for field in ["description", "short_description"] {
            assert!(fake.profile(field, language).is_some_and(|text| !text.is_empty()), "{field} in {language:?}");
        }
    }
    let in_russian = fake.commands("all_private_chats", "ru");
    assert!(in_russian.iter().all(|(_, line)| line.chars().any(|c| ('а'..='я').contains(&c))), "{in_russian:?}");
    let (_, folder) = bot.stop().await;
    let before = set(&fake);
    let bot = Running::start_in(&fake, &[], folder);
    assert!(fake.called("getMyShortDescription", 8, SOON).await);
    bot.stop().await;
    assert_eq!(set(&fake), before, "nothing changed, so nothing is set");
    assert!(fake.refused().is_empty(), "{:?}", fake.refused());
}
