//! The player of dialogues, with the dumbest of bots.

use icmal_tests::telegram::{Dialogue, FakeTelegram};
use serde_json::{Value, json};

use super::Scene;

/// Repeats texts with a button, and shows a toast when that is pressed.
async fn echo(scene: &Scene) {
    let mut offset = 0;
    loop {
        let Ok((200, updates)) = scene.try_call("getUpdates", json!({ "offset": offset, "timeout": 5 })).await else {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            continue;
        };
        for update in updates["result"].as_array().into_iter().flatten() {
            offset = update["update_id"].as_i64().expect("an id") + 1;
            react(scene, update).await;
        }
    }
}

async fn react(scene: &Scene, update: &Value) {
    let message = &update["message"];
    // What people send through the bot comes back to it.
    if let Some(text) = message["text"].as_str().filter(|_| message["via_bot"].is_null()) {
        let markup = json!({ "inline_keyboard": [[{ "text": "Again", "callback_data": "again" }]] });
        let send = json!({ "chat_id": message["chat"]["id"], "text": text, "reply_markup": markup, "reply_parameters": { "message_id": message["message_id"] } });
        let _ = scene.try_call("sendMessage", send).await;
    }
    if let Some(query) = update.get("callback_query") {
        scene.call("answerCallbackQuery", json!({ "callback_query_id": query["id"], "text": "again!" })).await;
    }
    if let Some(query) = update.get("inline_query") {
        let text = format!("<i>{}</i>", query["query"].as_str().unwrap_or_default());
        let content = json!({ "message_text": text, "parse_mode": "HTML" });
        let result = json!({ "type": "article", "id": "1", "title": "Echo", "input_message_content": content });
        scene.call("answerInlineQuery", json!({ "inline_query_id": query["id"], "results": [result] })).await;
    }
}

async fn play(text: &str) -> Result<String, String> {
    let scene = Scene::new().await;
    let mut stage = Dialogue::parse(text)?.set_up(&scene.fake)?;
    tokio::select! {
        () = echo(&scene) => unreachable!("it never ends"),
        seen = stage.play() => seen,
    }
}

const FILE: &str = r#"
title = "An echo"

[[person]]
name = "Tural"

[[chat]]
name = "club"
kind = "forum"
title = "Debate club"
creator = "Tural"
topics = ["Questions"]

[[step]]
do = "say"
by = "Tural"
text = "Hello"
replies = 1

[[step]]
do = "press"
by = "Tural"
button = "Again"

[[step]]
do = "say"
by = "Tural"
chat = "club"
topic = "Questions"
text = "/ask why"
replies = 1

[[step]]
do = "fault"
chat = "club"
kind = "bad_gateway_html"
times = 1

[[step]]
do = "say"
by = "Tural"
chat = "club"
text = "/ask lost"

[[step]]
do = "inline"
by = "Tural"
text = "why"

[[step]]
do = "choose"
by = "Tural"
chat = "club"
"#;

#[tokio::test]
async fn a_dialogue_is_played_from_its_file() {
    let seen = play(FILE).await.unwrap_or_else(|why| panic!("{why}"));
    let wanted = "\
[private “Tural”]
Tural: Hello
  Icmal ↩ 1: Hello
           [Again]
Tural presses [Again]
  toast: again!

[forum “Debate club”]
Tural #Questions: /ask why
  Icmal #Questions ↩ 1: /ask why
           [Again]
Tural: /ask lost
Tural via Icmal: _why_

[inline]
Tural types @icmal_bot why
  • Echo
";
    assert_eq!(seen, wanted);
}

#[tokio::test]
async fn mistakes_in_a_file_are_told() {
    assert!(Dialogue::parse("title = 'x'\n[[step]]\ndo = 'dance'").is_err());
    assert!(Dialogue::parse("title = 'x'\n[[step]]\ndo = 'say'\nwho = 'me'").is_err());
    let why = play("title = 'x'\n[[person]]\nname = 'A'\n[[step]]\ndo = 'say'\nby = 'B'\ntext = 'x'").await.expect_err("nobody");
    assert!(why.starts_with("step 1 (Say): nobody is called `B`"), "{why}");
}

#[tokio::test]
async fn the_stored_dialogues_can_be_set_up() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/dialogues/telegram");
    let fake = FakeTelegram::start().await;
    for file in std::fs::read_dir(folder).expect("the folder").filter_map(Result::ok).map(|e| e.path()) {
        if file.extension().is_some_and(|e| e == "toml") {
            Dialogue::read(&file).and_then(|d| d.set_up(&fake)).unwrap_or_else(|why| panic!("{why}"));
        }
    }
}
