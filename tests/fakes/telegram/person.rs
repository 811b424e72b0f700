//! People, as the bot hears of them.

use serde_json::{Value, json};

/// Who speaks for a group when an administrator is anonymous.
pub(crate) const ANONYMOUS_ADMIN: i64 = 1_087_968_824;
/// Who stands as the sender when somebody speaks as a channel.
pub(crate) const CHANNEL_SPEAKER: i64 = 136_817_688;

/// Somebody with an account: a person, or another bot.
#[derive(Clone, Debug)]
pub struct Person {
    /// The account's id; 0 lets the fake choose.
    pub id: i64,
    /// The first name, which transcripts show.
    pub first_name: String,
    /// The username, without `@`.
    pub username: Option<String>,
    /// The language of the person's app.
    pub language_code: Option<String>,
    /// Whether this is another bot.
    pub is_bot: bool,
}

impl Person {
    /// A person whose app speaks English.
    pub fn new(first_name: &str) -> Self {
        let language_code = Some("en".to_owned());
        Self { id: 0, first_name: first_name.to_owned(), username: None, language_code, is_bot: false }
    }

    /// Another bot.
    pub fn bot(first_name: &str, username: &str) -> Self {
        Self { is_bot: true, language_code: None, ..Self::new(first_name) }.username(username)
    }

    /// With a username, without `@`.
    #[must_use]
    pub fn username(mut self, username: &str) -> Self {
        self.username = Some(username.to_owned());
        self
    }

    /// With an app in this language.
    #[must_use]
    pub fn language(mut self, code: &str) -> Self {
        self.language_code = Some(code.to_owned());
        self
    }

    /// With this id.
    #[must_use]
    pub fn id(mut self, id: i64) -> Self {
        self.id = id;
        self
    }

    pub(crate) fn json(&self) -> Value {
        let mut user = json!({ "id": self.id, "is_bot": self.is_bot, "first_name": self.first_name });
        if let Some(username) = &self.username {
            user["username"] = json!(username);
        }
        if let Some(code) = &self.language_code {
            user["language_code"] = json!(code);
        }
        user
    }
}
