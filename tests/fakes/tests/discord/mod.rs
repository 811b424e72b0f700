//! The fake Discord, as a bot sees it that knows only the API.

mod checks;
mod commands;
mod dialogues;
mod gateway;
mod interactions;
mod limits;
mod messages;
mod socket;

use std::time::Duration;

use icmal_tests::discord::{Channel, FakeDiscord, Guild, Person};
use serde_json::{Value, json};

pub(crate) use socket::Socket;

/// Long enough for anything on loopback.
const SOON: Duration = Duration::from_secs(5);

/// The intents for servers and messages in them and alone, without content.
const USUAL: u64 = 1 | 1 << 9 | 1 << 12;

/// A fake, a client of it, a server with a channel, and two people.
struct Scene {
    fake: FakeDiscord,
    client: reqwest::Client,
    aysel: u64,
    tural: u64,
    guild: u64,
    general: u64,
}

impl Scene {
    async fn new() -> Self {
        let fake = FakeDiscord::start().await;
        fake.set_identify_pause(Duration::ZERO);
        let aysel = fake.add_person(Person::new("Aysel").locale("en-GB"));
        let tural = fake.add_person(Person::new("Tural").installed());
        let guild = Guild::new("Debate club").manager(aysel).member(tural).role("juniors", false);
        let guild = fake.add_guild(guild.channel(Channel::text("general").with_thread("Questions")));
        let general = fake.channel_named(guild, "general").expect("the channel");
        let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10)).build().expect("a client");
        Self { fake, client, aysel, tural, guild, general }
    }

    fn request(&self, verb: &str, path: &str) -> reqwest::RequestBuilder {
        let verb = verb.parse().expect("a verb");
        let request = self.client.request(verb, format!("{}/api/v10{path}", self.fake.url()));
        request.header("Authorization", format!("Bot {}", self.fake.token()))
    }

    async fn answer(response: reqwest::Result<reqwest::Response>) -> (u16, Value) {
        let response = response.expect("an answer");
        let status = response.status().as_u16();
        let text = response.text().await.expect("a body");
        (status, serde_json::from_str(&text).unwrap_or(Value::Null))
    }

    /// The status and the body.
    async fn call(&self, verb: &str, path: &str, body: Value) -> (u16, Value) {
        let request = self.request(verb, path);
        let request = if body.is_null() { request } else { request.json(&body) };
        Self::answer(request.send().await).await
    }

    /// The body of a call that goes well.
    async fn good(&self, verb: &str, path: &str, body: Value) -> Value {
        let (status, body) = self.call(verb, path, body).await;
        assert!(matches!(status, 200 | 204), "{verb} {path}: {status} {body}");
        body
    }

    /// Status and code of a call that is refused.
    async fn refusal(&self, verb: &str, path: &str, body: Value) -> (u16, u64) {
        let (status, body) = self.call(verb, path, body).await;
        assert!(status >= 400, "{verb} {path} was not refused: {body}");
        (status, body["code"].as_u64().unwrap_or_default())
    }

    fn messages(&self) -> String {
        format!("/channels/{}/messages", self.general)
    }

    async fn send(&self, content: &str) -> Value {
        self.good("POST", &self.messages(), json!({ "content": content })).await
    }

    /// A client that has identified with these intents and got its server.
    async fn connected(&self, intents: u64) -> Socket {
        let mut socket = Socket::open(&self.fake.gateway_url()).await;
        socket.identify(self.fake.token(), intents).await;
        socket.event("READY").await;
        socket.event("GUILD_CREATE").await;
        socket
    }

    async fn register(&self) {
        let question = json!({ "type": 3, "name": "question", "description": "What to ask", "required": true });
        let id = json!({ "type": 3, "name": "id", "description": "Which", "required": true, "autocomplete": true });
        let room = json!({ "type": 7, "name": "channel", "description": "Where", "channel_types": [0, 5] });
        let set = json!({ "type": 1, "name": "set", "description": "Sets it", "options": [room] });
        let all = json!([
            { "name": "ask", "description": "Asks", "options": [question], "contexts": [0, 1, 2], "integration_types": [0, 1] },
            { "name": "source", "description": "Shows", "options": [id] },
            { "name": "post", "description": "Posts", "options": [set], "default_member_permissions": "32", "contexts": [0] },
            { "name": "Ask about this", "type": 3 },
        ]);
        self.good("PUT", &format!("/applications/{}/commands", self.fake.bot_id()), all).await;
    }
}

/// The address for the first reaction to an interaction.
fn callback(payload: &Value) -> String {
    format!("/interactions/{}/{}/callback", text(&payload["id"]), text(&payload["token"]))
}

/// The address for what follows.
fn webhook(payload: &Value) -> String {
    format!("/webhooks/{}/{}", text(&payload["application_id"]), text(&payload["token"]))
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a string")
}
