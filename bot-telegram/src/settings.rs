//! What an operator can set: in the environment, or by a flag where it is no secret.

use std::net::SocketAddr;

use bot_core::hosting::program::Common;
use bot_core::hosting::secret::{self, SecretString};
use bot_core::store;
use clap::Parser;
use reqwest::Url;

/// Everything that can be set.
#[derive(Parser)]
#[command(
    name = "bot-telegram",
    version,
    about = "Icmal on Telegram: answers questions about one review, with the paragraph that each answer rests on",
    after_help = "Secrets are read from the environment only:
  TELEGRAM_BOT_TOKEN       the bot's token, from @BotFather (or TELEGRAM_BOT_TOKEN_FILE, a file that holds it)
  TELEGRAM_WEBHOOK_SECRET  with a webhook: what Telegram proves itself by (made up at each start unless set)

Exit codes: 0 asked to stop, 1 it cannot go on, 2 bad settings, 3 Telegram refuses the token."
)]
pub struct Settings {
    /// The server of the Bot API
    #[arg(long = "telegram-api-url", env = "TELEGRAM_API_URL", default_value = "https://api.telegram.org", value_name = "URL")]
    pub api_url: Url,
    /// Receive updates by webhook at this public address instead of polling
    #[arg(long = "telegram-webhook-url", env = "TELEGRAM_WEBHOOK_URL", value_name = "URL")]
    pub webhook_url: Option<Url>,
    /// Where the webhook listens; a proxy leads the public address here
    #[arg(
        long = "telegram-webhook-listen",
        env = "TELEGRAM_WEBHOOK_LISTEN",
        default_value = "127.0.0.1:8080",
        value_name = "ADDRESS"
    )]
    pub webhook_listen: SocketAddr,
    /// Messages a second to all chats together; Telegram allows about 30 to bots that do not pay for more
    #[arg(long = "telegram-messages-per-second", env = "TELEGRAM_MESSAGES_PER_SECOND", default_value_t = 30, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    pub messages_per_second: u32,
    /// The database
    #[arg(long = "database-url", env = "DATABASE_URL", default_value = store::USUAL, value_name = "URL")]
    pub database_url: String,
    /// What every bot has.
    #[command(flatten)]
    pub common: Common,
    /// The bot's token.
    #[arg(skip)]
    pub token: SecretString,
    /// What Telegram proves itself by when it calls the webhook.
    #[arg(skip)]
    pub webhook_secret: Option<SecretString>,
}

const NO_TOKEN: &str = "TELEGRAM_BOT_TOKEN is not set. Talk to @BotFather on Telegram, send /newbot, and set the variable to the token that it gives you.";

impl Settings {
    /// Reads the command line and the environment. Bad flags end the program here, as clap does it.
    ///
    /// # Errors
    /// All that is wrong with the secrets and between settings, a line each.
    pub fn read() -> Result<Self, String> {
        let mut settings = Self::parse();
        let mut problems = Vec::new();
        let mut read = |name: &str| {
            secret::read(name).unwrap_or_else(|problem| {
                problems.push(problem);
                None
            })
        };
        let token = read("TELEGRAM_BOT_TOKEN");
        settings.webhook_secret = read("TELEGRAM_WEBHOOK_SECRET");
        match token {
            Some(token) => settings.token = token,
            None if problems.iter().any(|p| p.contains("TELEGRAM_BOT_TOKEN")) => {}
            None => problems.push(NO_TOKEN.to_owned()),
        }
        problems.extend(settings.contradictions());
        if problems.is_empty() { Ok(settings) } else { Err(problems.join("\n")) }
    }

    fn contradictions(&self) -> Vec<String> {
        let mut problems = Vec::new();
        let http = |url: &Url| matches!(url.scheme(), "http" | "https") && url.has_host();
        if !http(&self.api_url) {
            problems.push("TELEGRAM_API_URL is no http or https address".to_owned());
        }
        if self.webhook_url.as_ref().is_some_and(|url| !http(url)) {
            problems.push("TELEGRAM_WEBHOOK_URL is no http or https address".to_owned());
        }
        let plain = |path: &str| path.bytes().all(|b| b.is_ascii_alphanumeric() || b"/_.-".contains(&b));
        if self.webhook_url.as_ref().is_some_and(|url| !plain(url.path())) {
            problems.push("TELEGRAM_WEBHOOK_URL: its path may hold letters, digits, / _ . and - only".to_owned());
        }
        if self.webhook_secret.as_ref().is_some_and(|secret| !fits_a_header(secret)) {
            problems.push("TELEGRAM_WEBHOOK_SECRET has to be 1 to 256 letters, digits, _ or -".to_owned());
        }
        if self.webhook_secret.is_some() && self.webhook_url.is_none() {
            problems.push("TELEGRAM_WEBHOOK_SECRET is set without TELEGRAM_WEBHOOK_URL".to_owned());
        }
        if !store::is_known(&self.database_url) {
            problems.push("DATABASE_URL has to begin with sqlite: (such as sqlite://icmal.db) or postgres://".to_owned());
        }
        problems
    }
}

fn fits_a_header(secret: &SecretString) -> bool {
    let text = secret::ExposeSecret::expose_secret(secret);
    (1..=256).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}
