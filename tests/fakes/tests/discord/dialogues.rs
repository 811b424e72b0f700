//! The player of dialogues, with the dumbest of bots.

use icmal_tests::discord::{Dialogue, FakeDiscord};
use serde_json::{Value, json};

use super::socket::Got;
use super::{Scene, Socket, USUAL, callback, text};

/// Repeats questions with a button, replies to mentions, and offers what is typed.
async fn echo(scene: &Scene) {
    scene.register().await;
    let mut socket = Socket::open(&scene.fake.gateway_url()).await;
    socket.identify(scene.fake.token(), USUAL).await;
    loop {
        match socket.next(std::time::Duration::from_mins(1)).await {
            Got::Payload(payload) => react(scene, text_of(&payload["t"]), &payload["d"]).await,
            Got::Nothing => {}
            Got::Closed(_) | Got::Broken => {
                let mut again = Socket::open(&scene.fake.gateway_url()).await;
                again.resume(scene.fake.token(), &socket).await;
                again.session.clone_from(&socket.session);
                socket = again;
            }
        }
    }
}

fn text_of(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

async fn react(scene: &Scene, event: &str, data: &Value) {
    let own = data["author"]["id"] == json!(scene.fake.bot_id().to_string());
    if event == "MESSAGE_CREATE" && !own && !text_of(&data["content"]).is_empty() {
        let body = json!({ "content": "you said it", "message_reference": { "message_id": data["id"] } });
        scene.call("POST", &format!("/channels/{}/messages", text(&data["channel_id"])), body).await;
    }
    if event != "INTERACTION_CREATE" {
        return;
    }
    let option = &data["data"]["options"][0]["value"];
    let reaction = match data["type"].as_u64() {
        Some(2) => {
            let button = json!({ "type": 2, "style": 1, "label": "Again", "custom_id": "again" });
            let row = json!({ "type": 1, "components": [button] });
            json!({ "type": 4, "data": { "content": format!("you ask {option}"), "components": [row] } })
        }
        Some(3) => json!({ "type": 7, "data": { "content": "again!", "components": [] } }),
        _ => json!({ "type": 8, "data": { "choices": [{ "name": "climate-1", "value": "climate-1" }] } }),
    };
    scene.call("POST", &callback(data), reaction).await;
}

async fn play(file: &str) -> Result<String, String> {
    let scene = Scene::new().await;
    let mut stage = Dialogue::parse(file)?.set_up(&scene.fake)?;
    tokio::select! {
        () = echo(&scene) => unreachable!("it never ends"),
        seen = stage.play() => seen,
    }
}

const FILE: &str = r#"
title = "An echo"

[[person]]
name = "Leyla"
locale = "en-GB"

[[guild]]
name = "club"
title = "Chess club"
managers = ["Leyla"]

[[channel]]
name = "moves"
guild = "club"
kind = "text"

[[channel]]
name = "openings"
kind = "thread"
parent = "moves"

[[step]]
do = "slash"
by = "Leyla"
channel = "moves"
command = "ask"
options = { question = "why" }
replies = 1

[[step]]
do = "press"
by = "Leyla"
channel = "moves"
button = "Again"

[[step]]
do = "say"
by = "Leyla"
channel = "openings"
text = "@Icmal and here?"
replies = 1

[[step]]
do = "cut_gateway"

[[step]]
do = "connected"

[[step]]
do = "fault"
method = "interaction_callback"
kind = "bad_gateway_html"
times = 1

[[step]]
do = "type"
by = "Leyla"
channel = "moves"
command = "source"
option = "id"
text = "cl"

[[step]]
do = "type"
by = "Leyla"
channel = "moves"
command = "source"
option = "id"
text = "cli"

[[step]]
do = "pick"
choice = "climate-1"
"#;

#[tokio::test]
async fn a_dialogue_is_played_from_its_file() {
    let file = FILE.replace("title = \"An echo\"", "title = \"An echo\"\nwindow_ms = 300");
    let seen = play(&file).await.unwrap_or_else(|why| panic!("{why}"));
    let wanted = "\
[#moves of “Chess club”]
Leyla uses /ask question: why
  Icmal: you ask \"why\"
         [Again ⟨again⟩]
Leyla presses [Again]
  Icmal edits 1: again!
Leyla types /source id: cl
  (Loading options failed)
Leyla types /source id: cli
  • climate-1
Leyla uses /source id: climate-1
  Icmal: you ask \"climate-1\"
         [Again ⟨again⟩]

[thread “openings” in #moves of “Chess club”]
Leyla: @Icmal and here?
  Icmal ↩ 1: you said it
";
    assert_eq!(seen, wanted);
}

#[tokio::test]
async fn mistakes_in_a_file_are_told() {
    assert!(Dialogue::parse("title = 'x'\n[[step]]\ndo = 'dance'").is_err());
    assert!(Dialogue::parse("title = 'x'\n[[step]]\ndo = 'say'\nwho = 'me'").is_err());
    let why = play("title = 'x'\n[[step]]\ndo = 'say'\nby = 'B'\nchannel = 'B'\ntext = 'x'").await.expect_err("nobody");
    assert!(why.starts_with("step 1 (Say): there is no channel `B`"), "{why}");
}

#[tokio::test]
async fn the_stored_dialogues_can_be_set_up() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/dialogues/discord");
    let fake = FakeDiscord::start().await;
    let Ok(files) = std::fs::read_dir(folder) else { return };
    for file in files.filter_map(Result::ok).map(|e| e.path()) {
        if file.extension().is_some_and(|e| e == "toml") {
            Dialogue::read(&file).and_then(|d| d.set_up(&fake)).unwrap_or_else(|why| panic!("{why}"));
        }
    }
}
