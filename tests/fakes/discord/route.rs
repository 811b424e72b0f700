//! From the address of a call to the name of its method.

/// What a call is for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Route {
    /// A readable name, as `create_message`; empty if there is no such address.
    pub(crate) method: &'static str,
    pub(crate) application: Option<u64>,
    pub(crate) guild: Option<u64>,
    pub(crate) channel: Option<u64>,
    pub(crate) message: Option<u64>,
    pub(crate) interaction: Option<u64>,
    /// The token of an interaction.
    pub(crate) token: Option<String>,
    pub(crate) emoji: Option<String>,
    /// The address without tokens.
    pub(crate) path: String,
}

impl Route {
    /// Whether the call needs no token of the bot.
    pub(crate) fn is_open(&self) -> bool {
        self.token.is_some() || self.method == "gateway"
    }

    /// Interactions and what follows them are outside of the global limit.
    pub(crate) fn counts_globally(&self) -> bool {
        self.token.is_none()
    }

    /// What has a limit of its own: the method with its channel, server or token.
    pub(crate) fn bucket(&self) -> String {
        let major = self.token.clone().or(self.channel.or(self.guild).map(|id| id.to_string()));
        format!("{} {}", self.method, major.unwrap_or_default())
    }

    /// Reads verb and address.
    pub(crate) fn of(verb: &str, path: &str) -> Self {
        let Some(rest) = path.strip_prefix("/api/v10/") else {
            return Self { path: path.to_owned(), ..Self::default() };
        };
        let parts: Vec<&str> = rest.trim_end_matches('/').split('/').collect();
        let mut route = match parts.as_slice() {
            ["channels", channel, below @ ..] => Self { channel: id(channel), ..in_channel(verb, below) },
            ["interactions", interaction, token, "callback"] if verb == "POST" => {
                let token = Some((*token).to_owned());
                Self { method: "interaction_callback", interaction: id(interaction), token, ..Self::default() }
            }
            ["webhooks", application, token, below @ ..] => {
                Self { application: id(application), token: Some((*token).to_owned()), ..in_webhook(verb, below) }
            }
            ["applications", "@me"] | ["oauth2", "applications", "@me"] => named(verb, &[("GET", "current_application")]),
            ["applications", application, "commands"] => {
                Self { application: id(application), ..named(verb, &[("GET", "get_commands"), ("PUT", "set_commands")]) }
            }
            ["guilds", guild] => Self { guild: id(guild), ..named(verb, &[("GET", "get_guild")]) },
            ["guilds", guild, "channels"] => Self { guild: id(guild), ..named(verb, &[("GET", "get_guild_channels")]) },
            ["users", "@me", "guilds", guild] => Self { guild: id(guild), ..named(verb, &[("DELETE", "leave_guild")]) },
            ["users", "@me"] => named(verb, &[("GET", "current_user")]),
            ["users", "@me", "channels"] => named(verb, &[("POST", "create_dm")]),
            ["gateway"] => named(verb, &[("GET", "gateway")]),
            ["gateway", "bot"] => named(verb, &[("GET", "gateway_bot")]),
            _ => Self::default(),
        };
        route.path = match &route.token {
            Some(token) => path.replace(token.as_str(), "…"),
            None => path.to_owned(),
        };
        route
    }
}

fn id(text: &str) -> Option<u64> {
    text.parse().ok()
}

fn named(verb: &str, methods: &[(&str, &'static str)]) -> Route {
    let method = methods.iter().find(|(v, _)| *v == verb).map_or("", |(_, name)| name);
    Route { method, ..Route::default() }
}

fn in_channel(verb: &str, below: &[&str]) -> Route {
    match below {
        [] => named(verb, &[("GET", "get_channel")]),
        ["typing"] => named(verb, &[("POST", "typing")]),
        ["messages"] => named(verb, &[("GET", "get_messages"), ("POST", "create_message")]),
        ["messages", message] => {
            let methods = [("GET", "get_message"), ("PATCH", "edit_message"), ("DELETE", "delete_message")];
            Route { message: id(message), ..named(verb, &methods) }
        }
        ["messages", message, "reactions", emoji, "@me"] => {
            let methods = [("PUT", "add_reaction"), ("DELETE", "remove_reaction")];
            Route { message: id(message), emoji: Some((*emoji).to_owned()), ..named(verb, &methods) }
        }
        _ => Route::default(),
    }
}

fn in_webhook(verb: &str, below: &[&str]) -> Route {
    match below {
        [] => named(verb, &[("POST", "follow_up")]),
        ["messages", "@original"] => {
            named(verb, &[("GET", "get_original"), ("PATCH", "edit_original"), ("DELETE", "delete_original")])
        }
        ["messages", message] => {
            let methods = [("GET", "get_follow_up"), ("PATCH", "edit_follow_up"), ("DELETE", "delete_follow_up")];
            Route { message: id(message), ..named(verb, &methods) }
        }
        _ => Route::default(),
    }
}
