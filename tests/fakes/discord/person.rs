//! People, as the bot hears of them.

use serde_json::{Value, json};

/// Somebody with an account: a person, or another bot.
#[derive(Clone, Debug)]
pub struct Person {
    /// The account's id; 0 lets the fake choose.
    pub id: u64,
    /// The name that transcripts show.
    pub name: String,
    /// The language of the person's app, as `en-GB`.
    pub locale: String,
    /// Whether this is another bot.
    pub is_bot: bool,
    /// Whether the app is installed by the person, to be used everywhere.
    pub installed: bool,
    /// Whether the bot may write to the person.
    pub takes_dms: bool,
}

impl Person {
    /// A person whose app speaks English.
    pub fn new(name: &str) -> Self {
        let locale = "en-US".to_owned();
        Self { id: 0, name: name.to_owned(), locale, is_bot: false, installed: false, takes_dms: true }
    }

    /// Another bot.
    pub fn bot(name: &str) -> Self {
        Self { is_bot: true, ..Self::new(name) }
    }

    /// With an app in this language.
    #[must_use]
    pub fn locale(mut self, locale: &str) -> Self {
        locale.clone_into(&mut self.locale);
        self
    }

    /// With this id.
    #[must_use]
    pub fn id(mut self, id: u64) -> Self {
        self.id = id;
        self
    }

    /// Who has installed the app, to be used everywhere.
    #[must_use]
    pub fn installed(mut self) -> Self {
        self.installed = true;
        self
    }

    /// Whom the bot cannot write to.
    #[must_use]
    pub fn without_dms(mut self) -> Self {
        self.takes_dms = false;
        self
    }

    pub(crate) fn json(&self) -> Value {
        let username = self.name.to_lowercase().replace(|c: char| !c.is_alphanumeric(), "_");
        let mut user = user(self.id, &username, &self.name);
        if self.is_bot {
            user["bot"] = json!(true);
        }
        user
    }
}

/// A `User` object.
pub(crate) fn user(id: u64, username: &str, name: &str) -> Value {
    json!({
        "id": id.to_string(),
        "username": username,
        "discriminator": "0",
        "global_name": name,
        "avatar": null,
        "avatar_decoration_data": null,
        "collectibles": null,
        "primary_guild": null,
        "public_flags": 0,
        "flags": 0,
    })
}
