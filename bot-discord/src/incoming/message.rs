//! A message: whose it is, where it stands, and its words.

use serde_json::Value;

use super::{Me, id, text};

/// A message that a person wrote.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// Its id.
    pub id: u64,
    /// The channel.
    pub channel: u64,
    /// The server, where it is in one.
    pub server: Option<u64>,
    /// Who wrote it.
    pub person: u64,
    /// Its words, where Discord tells them.
    pub words: String,
    /// Whether its words were changed. Discord tells of other changes too, such as a preview that it adds.
    pub edited: bool,
    /// Whom it mentions, also by a reply with a ping.
    pub mentions: Vec<u64>,
}

/// A message as people write it, and one that replies.
const WRITTEN: [u64; 2] = [0, 19];

impl Message {
    /// Reads a message; `None` for one that no person wrote.
    pub fn read(raw: &Value) -> Option<Self> {
        let author = raw.get("author")?;
        let by_bot = author.get("bot").and_then(Value::as_bool) == Some(true) || raw.get("webhook_id").is_some();
        let written = raw.get("type").and_then(Value::as_u64).is_none_or(|kind| WRITTEN.contains(&kind));
        if by_bot || !written {
            return None;
        }
        let mentions = raw.get("mentions").and_then(Value::as_array);
        Some(Self {
            id: id(raw, "id")?,
            channel: id(raw, "channel_id")?,
            server: id(raw, "guild_id"),
            person: id(author, "id")?,
            words: text(raw, "content").unwrap_or_default(),
            edited: raw.get("edited_timestamp").is_some_and(Value::is_string),
            mentions: mentions.into_iter().flatten().filter_map(|user| id(user, "id")).collect(),
        })
    }

    /// When it was written, in milliseconds since 1970: its id tells.
    pub fn written_at(&self) -> i64 {
        /// The first moment of Discord.
        const BEGINNING: i64 = 1_420_070_400_000;
        i64::try_from(self.id >> 22).unwrap_or_default() + BEGINNING
    }

    /// What it says to the bot, without the bot's name; `None` if it is not meant for it. In private everything is; in a
    /// server, what mentions the bot or replies to it with a ping.
    pub fn said_to(&self, me: Me) -> Option<String> {
        if self.server.is_some() && !self.mentions.contains(&me.user) {
            return None;
        }
        let names = [format!("<@{}>", me.user), format!("<@!{}>", me.user)];
        let words = names.iter().fold(self.words.clone(), |words, name| words.replace(name, " "));
        // "@bot, how many …" leaves its comma.
        Some(words.trim().trim_start_matches([',', ':', ' ']).to_owned())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Me, Message};

    #[test]
    fn what_is_meant_for_the_bot_is_told_apart() {
        let me = Me { user: 7, application: 7 };
        let message = |extra: serde_json::Value| {
            let mut raw =
                json!({ "id": "1", "channel_id": "2", "author": { "id": "3" }, "type": 0, "content": "", "mentions": [] });
            raw.as_object_mut().expect("an object").extend(extra.as_object().expect("an object").clone());
            Message::read(&raw).and_then(|message| message.said_to(me))
        };
        let ping = json!([{ "id": "7" }]);
        assert_eq!(message(json!({ "content": "how many?" })).as_deref(), Some("how many?"), "in private");
        assert_eq!(message(json!({ "content": "how many?", "guild_id": "9" })), None);
        let mentioned = json!({ "content": "<@7>, how many?", "guild_id": "9", "mentions": ping });
        assert_eq!(message(mentioned).as_deref(), Some("how many?"));
        let replied =
            json!({ "content": "and Asia?", "guild_id": "9", "mentions": ping, "type": 19, "poll": { "of": "tomorrow" } });
        assert_eq!(message(replied).as_deref(), Some("and Asia?"));
        assert_eq!(message(json!({ "content": "x", "author": { "id": "3", "bot": true } })), None);
        assert_eq!(message(json!({ "content": "x", "type": 7 })), None, "somebody joined");
    }
}
