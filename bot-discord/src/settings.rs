//! What an operator can set: in the environment, or by a flag where it is no secret.

use std::net::SocketAddr;
use std::path::PathBuf;

use bot_core::hosting::program::Common;
use bot_core::hosting::secret::{self, SecretString};
use clap::Parser;
use reqwest::Url;

/// Everything that can be set.
#[derive(Parser)]
#[command(
    name = "bot-discord",
    version,
    about = "Icmal on Discord: answers questions about one review, with the paragraph that each answer rests on",
    after_help = "The secret is read from the environment only:
  DISCORD_BOT_TOKEN  the bot's token, from discord.com/developers (or DISCORD_BOT_TOKEN_FILE, a file that holds it)

Exit codes: 0 asked to stop, 1 it cannot go on, 2 bad settings, 3 Discord refuses the token."
)]
pub struct Settings {
    /// The server of the API; it also tells where the gateway is
    #[arg(long = "discord-api-url", env = "DISCORD_API_URL", default_value = "https://discord.com", value_name = "URL")]
    pub api_url: Url,
    /// A certificate authority to trust beside the usual ones, as a PEM file
    #[arg(long = "discord-ca-file", env = "DISCORD_CA_FILE", value_name = "FILE")]
    pub ca_file: Option<PathBuf>,
    /// Where the API's host is, in place of what the name service tells
    #[arg(long = "discord-resolve", env = "DISCORD_RESOLVE", value_name = "ADDRESS")]
    pub resolve: Option<SocketAddr>,
    /// What every bot has.
    #[command(flatten)]
    pub common: Common,
    /// The bot's token.
    #[arg(skip)]
    pub token: SecretString,
}

const NO_TOKEN: &str = "DISCORD_BOT_TOKEN is not set. Make an application at discord.com/developers, open its page “Bot”, and set the variable to the token that it gives you.";

impl Settings {
    /// Reads the command line and the environment. Bad flags end the program here, as clap does it.
    ///
    /// # Errors
    /// All that is wrong with the secret and the address, a line each.
    pub fn read() -> Result<Self, String> {
        let mut settings = Self::parse();
        let mut problems = Vec::new();
        match secret::read("DISCORD_BOT_TOKEN") {
            Ok(Some(token)) if fits_a_header(&token) => settings.token = token,
            Ok(Some(_)) => problems.push("DISCORD_BOT_TOKEN holds what no token can hold, such as a line break".to_owned()),
            Ok(None) => problems.push(NO_TOKEN.to_owned()),
            Err(problem) => problems.push(problem),
        }
        if !matches!(settings.api_url.scheme(), "http" | "https") || !settings.api_url.has_host() {
            problems.push("DISCORD_API_URL is no http or https address".to_owned());
        }
        if problems.is_empty() { Ok(settings) } else { Err(problems.join("\n")) }
    }
}

fn fits_a_header(token: &SecretString) -> bool {
    secret::ExposeSecret::expose_secret(token).bytes().all(|byte| byte.is_ascii_graphic())
}
