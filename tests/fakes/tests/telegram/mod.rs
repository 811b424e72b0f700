//! The fake Telegram, as a bot sees it that knows only the API.

mod content;
mod delivery;
mod dialogues;
mod faults;
mod groups;
mod pace;
mod polling;
mod sending;
mod speed;

use std::time::Duration;

use icmal_tests::telegram::{FakeTelegram, Person};
use serde_json::{Value, json};

/// Long enough for anything on loopback.
const SOON: Duration = Duration::from_secs(5);

/// A fake, a client of it and a person who has begun to talk with the bot.
struct Scene {
    fake: FakeTelegram,
    client: reqwest::Client,
    aysel: i64,
}

impl Scene {
    async fn new() -> Self {
        let fake = FakeTelegram::start().await;
        let aysel = fake.add_person(Person::new("Aysel").username("aysel").language("az"));
        let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10)).build().expect("a client");
        Self { fake, client, aysel }
    }

    /// The same with the chat begun and all updates confirmed.
    async fn begun() -> Self {
        let scene = Self::new().await;
        scene.fake.tell(scene.aysel, "/start");
        scene.confirm_all().await;
        scene
    }

    fn address(&self, method: &str) -> String {
        format!("{}/bot{}/{method}", self.fake.url(), self.fake.token())
    }

    async fn try_call(&self, method: &str, params: Value) -> reqwest::Result<(u16, Value)> {
        let response = self.client.post(self.address(method)).json(&params).send().await?;
        Ok((response.status().as_u16(), response.json().await?))
    }

    /// The status and the envelope.
    async fn call(&self, method: &str, params: Value) -> (u16, Value) {
        self.try_call(method, params).await.expect("an answer")
    }

    /// The result of a call that goes well.
    async fn good(&self, method: &str, params: Value) -> Value {
        let (status, mut envelope) = self.call(method, params).await;
        assert_eq!(status, 200, "{method}: {envelope}");
        assert_eq!(envelope["ok"], true);
        envelope["result"].take()
    }

    /// The description of a call that is refused, behind its code.
    async fn refusal(&self, method: &str, params: Value) -> String {
        let (status, envelope) = self.call(method, params).await;
        assert_eq!(envelope["ok"], false, "{method} was not refused: {envelope}");
        assert_eq!(envelope["error_code"], status);
        format!("{status} {}", envelope["description"].as_str().expect("a description"))
    }

    async fn send(&self, chat: i64, text: &str) -> Value {
        self.good("sendMessage", json!({ "chat_id": chat, "text": text })).await
    }

    /// Fetches and confirms what there is.
    async fn confirm_all(&self) -> Vec<Value> {
        let updates = self.good("getUpdates", json!({})).await;
        let updates = updates.as_array().cloned().expect("a list");
        if let Some(last) = updates.last() {
            let next = last["update_id"].as_i64().expect("an id") + 1;
            self.good("getUpdates", json!({ "offset": next, "limit": 1 })).await;
        }
        updates
    }

    /// The kinds of the updates that wait, which are then confirmed.
    async fn kinds(&self) -> Vec<String> {
        let kind = |u: &Value| u.as_object().and_then(|o| o.keys().find(|k| *k != "update_id").cloned());
        self.confirm_all().await.iter().filter_map(kind).collect()
    }
}
