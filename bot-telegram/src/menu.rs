//! The bot's menu and the texts about it, as Telegram shows them: made from the core's table in each language, and set
//! only where they changed.

use std::sync::Arc;

use bot_core::answers::introduction;
use bot_core::bot::Bot;
use bot_core::commands::{Audience, COMMANDS};
use bot_core::hosting::insisting::insistently;
use bot_core::language::Tongue;
use serde_json::{Value, json};
use teloxide::payloads::{
    GetMyCommands, GetMyCommandsSetters, GetMyDescription, GetMyDescriptionSetters, GetMyName, GetMyNameSetters,
    GetMyShortDescription, GetMyShortDescriptionSetters, SetMyCommands, SetMyCommandsSetters, SetMyDescription,
    SetMyDescriptionSetters, SetMyName, SetMyNameSetters, SetMyShortDescription, SetMyShortDescriptionSetters,
};
use teloxide::requests::Payload;
use teloxide::types::{BotCommand, BotCommandScope};
use tracing::{info, warn};

use crate::api::{Api, Failure};

/// English is for all whose language is none of the others.
const TONGUES: [Tongue; 4] = [Tongue::En, Tongue::Az, Tongue::Ru, Tongue::Tr];

/// Registers everything that changed. What fails is logged: the bot answers all the same.
pub async fn register(api: Arc<Api>, bot: Arc<Bot>) {
    let mut set = 0;
    for tongue in TONGUES {
        match all_of(&api, &bot, tongue).await {
            Ok(changed) => set += changed,
            Err(failure) => warn!(%failure, language = tongue.code(), "the menu is not set"),
        }
    }
    info!(changed = set, "the menu is as it should be");
}

/// How much was set.
async fn all_of(api: &Api, bot: &Bot, tongue: Tongue) -> Result<usize, Failure> {
    let language = if tongue == Tongue::En { "" } else { tongue.code() };
    let introduction = introduction::of(&bot.dataset, tongue);
    let mut set = 0;
    for scope in [BotCommandScope::AllPrivateChats, BotCommandScope::AllGroupChats, BotCommandScope::AllChatAdministrators] {
        let commands = commands(&scope, tongue);
        let get = GetMyCommands::new().scope(scope.clone()).language_code(language);
        let put = SetMyCommands::new(commands.clone()).scope(scope).language_code(language);
        set += changed(api, &get, &put, |told| *told == json!(commands)).await?;
    }
    let (get, put) =
        (GetMyName::new().language_code(language), SetMyName::new().name(introduction.name.clone()).language_code(language));
    set += changed(api, &get, &put, |told| told["name"] == introduction.name).await?;
    let get = GetMyDescription::new().language_code(language);
    let put = SetMyDescription::new().description(introduction.long.clone()).language_code(language);
    set += changed(api, &get, &put, |told| told["description"] == introduction.long).await?;
    let get = GetMyShortDescription::new().language_code(language);
    let put = SetMyShortDescription::new().short_description(introduction.short.clone()).language_code(language);
    set += changed(api, &get, &put, |told| told["short_description"] == introduction.short).await?;
    Ok(set)
}

/// Sets something where what Telegram has is not the same; 1 if it did.
async fn changed<G, P>(api: &Api, get: &G, put: &P, same: impl Fn(&Value) -> bool) -> Result<usize, Failure>
where
    G: Payload + serde::Serialize,
    P: Payload + serde::Serialize,
{
    let told = insistently("the menu cannot be read", || api.call(get)).await?;
    if same(&told) {
        return Ok(0);
    }
    insistently("the menu cannot be set", || api.call(put)).await?;
    Ok(1)
}

/// The commands of a menu. In groups only admins are shown what only they may do.
fn commands(scope: &BotCommandScope, tongue: Tongue) -> Vec<BotCommand> {
    let all = *scope != BotCommandScope::AllGroupChats;
    let shown = COMMANDS.iter().filter(|command| all || command.audience == Audience::Everyone);
    shown.map(|command| BotCommand::new(command.name, command.summary.to(tongue))).collect()
}
