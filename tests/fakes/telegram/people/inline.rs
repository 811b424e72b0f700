//! Inline mode: typing, and choosing a result.

use std::time::Duration;

use serde_json::{Map, Value, json};
use tokio::time::{Instant, timeout_at};

use super::super::entities::Words;
use super::super::message::{Author, Body, Message};
use super::super::methods::words_of;
use super::super::query::InlineAnswer;
use super::super::server::FakeTelegram;
use super::super::transcript::{name, note};

impl FakeTelegram {
    /// Somebody types behind the name of the bot, without waiting for results. Answers with the id of the query.
    pub fn type_inline(&self, person: i64, text: &str, offset: &str) -> String {
        self.act(|world| {
            let who = name(world, person);
            note(world, None, &format!("{who} types @icmal_bot {text}"));
            let number = world.fresh();
            let id = world.queries.ask(number, None, text);
            let user = world.user(person);
            let query = json!({ "id": id, "from": user, "query": text, "offset": offset, "chat_type": "supergroup" });
            world.queue.push("inline_query", query, person);
            id
        })
    }

    /// What the bot has answered to an inline query.
    pub fn inline_answer(&self, query: &str) -> Option<InlineAnswer> {
        self.inner.world().queries.asked.get(query)?.results.clone()
    }

    /// Somebody types and waits for the results. Telegram's own cache of results is not played.
    pub async fn inline(&self, person: i64, text: &str, at_most: Duration) -> Option<InlineAnswer> {
        let query = self.type_inline(person, text, "");
        let deadline = Instant::now() + at_most;
        loop {
            let news = self.inner.changed.notified();
            tokio::pin!(news);
            news.as_mut().enable();
            if let Some(answer) = self.inline_answer(&query) {
                return Some(answer);
            }
            timeout_at(deadline, news).await.ok()?;
        }
    }

    /// Somebody sends a result into a chat. Answers with the id of the message; [`Message::inline_id`] tells by what
    /// the bot edits it, which it can if the result has buttons.
    ///
    /// # Errors
    /// If there is no such result, or if its text is not good.
    pub fn choose_inline(&self, person: i64, chat: i64, answer: &InlineAnswer, result_id: &str) -> Result<i64, String> {
        let result = answer.results.iter().find(|r| r["id"] == result_id);
        let result = result.ok_or_else(|| format!("no result `{result_id}`"))?;
        let (words, body) = content(result)?;
        self.act(|world| {
            let markup = result.get("reply_markup").filter(|m| !m.is_null()).cloned();
            let inline_id = markup.is_some().then(|| format!("AAMC{}", world.fresh()));
            let author = Author::Person(person);
            let Words { text, entities } = words;
            let options = result["input_message_content"].get("link_preview_options").cloned();
            let mut message = Message { text, entities, body, markup, via_bot: true, ..Message::new(author) };
            message.link_preview_options = options;
            message.inline_id.clone_from(&inline_id);
            let id = world.post(chat, message);
            let mut chosen = json!({ "result_id": result_id, "from": world.user(person), "query": answer.query });
            if let Some(inline_id) = inline_id {
                chosen["inline_message_id"] = json!(inline_id);
                world.inline_messages.insert(inline_id, (chat, id));
            }
            world.queue.push("chosen_inline_result", chosen, person);
            world.deliver_message(chat, id, false);
            Ok(id)
        })
    }
}

/// The words and the rest of what a result becomes in a chat.
fn content(result: &Value) -> Result<(Words, Body), String> {
    let kind = result["type"].as_str().unwrap_or_default();
    let content = &result["input_message_content"];
    let parse = |text: &Value, mode: &Value, given: Option<Vec<Value>>| {
        words_of(text.as_str().unwrap_or_default(), mode.as_str(), given).map_err(|f| f.description)
    };
    if content.is_object() {
        let words = parse(&content["message_text"], &content["parse_mode"], content["entities"].as_array().cloned())?;
        return Ok((words, Body::Text));
    }
    let words = parse(&result["caption"], &result["parse_mode"], None)?;
    Ok((words, Body::Media(Map::from_iter([(kind.to_owned(), json!([]))]))))
}
