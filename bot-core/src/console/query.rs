//! A question as a line of JSON: what `batch` and `grade --cases` read.

use bot_core::bot::Bot;
use bot_core::conversation::Conversation;
use bot_core::moment::Moment;
use serde::Deserialize;
use serde_json::Value;

/// A question with the questions before it, oldest first.
#[derive(Deserialize)]
pub struct Query {
    pub id: Option<Value>,
    pub q: String,
    #[serde(default)]
    context: Vec<String>,
}

impl Query {
    /// The conversation so far: the earlier questions, asked and answered.
    pub fn conversation(&self, bot: &Bot, moment: Moment) -> Conversation {
        let mut conversation = Conversation::default();
        for earlier in &self.context {
            bot.hear(earlier, &mut conversation, moment);
        }
        conversation
    }
}
