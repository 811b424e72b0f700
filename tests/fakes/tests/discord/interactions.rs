//! Reactions to commands, buttons and typed options.

use std::time::Duration;

use serde_json::{Value, json};

use super::{SOON, Scene, callback, text, webhook};

async fn asked(scene: &Scene) -> (super::Socket, Value, icmal_tests::discord::Asked) {
    scene.register().await;
    let mut socket = scene.connected(1).await;
    let asked = scene.fake.slash(scene.general, scene.aysel, "ask", &[("question", "why")]).expect("it is shown");
    let payload = socket.event("INTERACTION_CREATE").await;
    (socket, payload, asked)
}

#[tokio::test]
async fn a_command_is_answered_once() {
    let scene = Scene::new().await;
    let (mut socket, payload, asked) = asked(&scene).await;
    let button = json!({ "type": 1, "components": [{ "type": 2, "style": 2, "label": "More", "custom_id": "more" }] });
    let answer = json!({ "type": 4, "data": { "content": "because", "components": [button] } });
    let (status, body) = scene.call("POST", &format!("{}?with_response=true", callback(&payload)), answer.clone()).await;
    assert_eq!(status, 200);
    assert_eq!(body["resource"]["message"]["content"], "because");
    assert_eq!(scene.refusal("POST", &callback(&payload), answer).await, (400, 40060));
    assert!(asked.answered(SOON).await && asked.answered_after().is_some_and(|t| t < SOON));
    assert_eq!((asked.callbacks(), asked.expired()), (2, false));
    let message = asked.original().expect("an answer");
    let pressed = scene.fake.press(scene.general, scene.tural, message.id, "More").expect("it is there");
    let press = socket.event("INTERACTION_CREATE").await;
    assert_eq!(
        (press["data"]["custom_id"].as_str(), press["message"]["id"].as_str()),
        (Some("more"), Some(message.id.to_string().as_str()))
    );
    let update = json!({ "type": 7, "data": { "content": "because of that", "components": [] } });
    scene.good("POST", &callback(&press), update).await;
    scene.good("POST", &webhook(&press), json!({ "content": "only for you", "flags": 64 })).await;
    assert!(pressed.reacted(SOON).await);
    scene.good("PATCH", &format!("{}/messages/@original", webhook(&payload)), json!({ "content": "enough" })).await;
    scene.good("DELETE", &format!("{}/messages/@original", webhook(&payload)), json!(null)).await;
    assert!(scene.fake.settled(SOON).await);
    let wanted = "\
[#general of “Debate club”]
Aysel uses /ask question: why
  Icmal: because
         [More ⟨more⟩]
Tural presses [More]
  Icmal edits 1: because of that
  Icmal (only Tural sees this) ↩ 1: only for you
  Icmal edits 1: enough
  Icmal deletes 1
";
    assert_eq!(scene.fake.transcript(scene.general), wanted);
}

#[tokio::test]
async fn a_deferred_answer_comes_later() {
    let scene = Scene::new().await;
    let (_socket, payload, asked) = asked(&scene).await;
    let wrong = json!({ "type": 5, "data": { "flags": 4 } });
    assert_eq!(scene.refusal("POST", &callback(&payload), wrong).await, (400, 50035));
    scene.good("POST", &callback(&payload), json!({ "type": 5, "data": { "flags": 64 } })).await;
    assert!(asked.reacted(SOON).await && !asked.answered(Duration::from_millis(20)).await);
    assert!(!scene.fake.settled(Duration::from_millis(200)).await, "people see it think");
    let original = format!("{}/messages/@original", webhook(&payload));
    let shown = scene.good("GET", &original, json!(null)).await;
    assert_eq!(shown["flags"].as_u64(), Some(64 | 128));
    scene.good("PATCH", &original, json!({ "content": "done" })).await;
    scene.good("POST", &webhook(&payload), json!({ "content": "and this", "flags": 64 })).await;
    assert!(asked.answered(SOON).await && scene.fake.settled(SOON).await);
    let wanted = "\
[#general of “Debate club”]
Aysel uses /ask question: why
  Icmal (only Aysel sees this): thinking…
  Icmal (only Aysel sees this) has thought about 1: done
  Icmal (only Aysel sees this) ↩ 1: and this
";
    assert_eq!(scene.fake.transcript(scene.general), wanted);
}

#[tokio::test]
async fn time_runs_out() {
    let scene = Scene::new().await;
    scene.fake.set_interaction_window(Duration::from_millis(50));
    let (_socket, payload, asked) = asked(&scene).await;
    assert!(!asked.reacted(SOON).await && asked.expired());
    assert_eq!(scene.refusal("POST", &callback(&payload), json!({ "type": 5 })).await, (404, 10062));
    assert_eq!(scene.refusal("POST", &webhook(&payload), json!({ "content": "x" })).await, (401, 50027));
    assert_eq!(scene.refusal("POST", "/interactions/1/x/callback", json!({ "type": 5 })).await, (404, 10062));
    assert!(scene.fake.transcript(scene.general).ends_with("\n  (The application did not respond)\n"));
}

#[tokio::test]
async fn tokens_grow_old() {
    let scene = Scene::new().await;
    let (_socket, payload, _) = asked(&scene).await;
    assert_eq!(scene.refusal("POST", &webhook(&payload), json!({ "content": "too early" })).await, (404, 10015));
    scene.good("POST", &callback(&payload), json!({ "type": 4, "data": { "content": "x" } })).await;
    scene.fake.set_token_life(Duration::ZERO);
    assert_eq!(scene.refusal("POST", &webhook(&payload), json!({ "content": "x" })).await, (401, 50027));
}

#[tokio::test]
async fn apps_of_ones_own_say_less() {
    let scene = Scene::new().await;
    scene.register().await;
    let fake = &scene.fake;
    let room = icmal_tests::discord::Channel::text("x");
    let other = fake.add_guild(icmal_tests::discord::Guild::new("Other").member(scene.tural).without_bot().channel(room));
    let room = fake.channel_named(other, "x").expect("the channel");
    let mut socket = scene.connected(1).await;
    assert!(fake.slash(room, scene.aysel, "ask", &[("question", "x")]).is_err(), "Aysel has not installed it");
    fake.set_person_permissions(room, scene.tural, 1 << 10);
    fake.slash(room, scene.tural, "ask", &[("question", "x")]).expect("Tural has");
    let payload = socket.event("INTERACTION_CREATE").await;
    assert_eq!(payload["context"], 0);
    scene.good("POST", &callback(&payload), json!({ "type": 4, "data": { "content": "x" } })).await;
    assert_eq!(fake.last_from_bot(room).expect("an answer").only_for, Some(scene.tural));
    fake.set_rate_limits(false);
    for _ in 0..5 {
        scene.good("POST", &webhook(&payload), json!({ "content": "x" })).await;
    }
    assert_eq!(scene.refusal("POST", &webhook(&payload), json!({ "content": "x" })).await, (400, 40094));
}

#[tokio::test]
async fn choices_are_offered_and_picked() {
    let scene = Scene::new().await;
    scene.register().await;
    let mut socket = scene.connected(1).await;
    let typed = scene.fake.type_option(scene.general, scene.aysel, "source", &[("id", "cli")]).expect("it is shown");
    let payload = socket.event("INTERACTION_CREATE").await;
    assert_eq!(payload["type"], 4);
    assert_eq!(payload["data"]["options"][0], json!({ "name": "id", "type": 3, "value": "cli", "focused": true }));
    let many = vec![json!({ "name": "x", "value": "x" }); 26];
    assert_eq!(scene.refusal("POST", &callback(&payload), json!({ "type": 8, "data": { "choices": many } })).await, (400, 50035));
    assert_eq!(scene.refusal("POST", &callback(&payload), json!({ "type": 4, "data": { "content": "x" } })).await, (400, 50035));
    let choices = json!([{ "name": "Climate 1", "value": "climate-1" }, { "name": "climate-2", "value": "climate-2" }]);
    scene.good("POST", &callback(&payload), json!({ "type": 8, "data": { "choices": choices } })).await;
    assert!(typed.answered(SOON).await);
    scene.fake.pick(&typed, "Climate").expect("it was offered");
    assert_eq!(socket.event("INTERACTION_CREATE").await["data"]["options"][0]["value"], "climate-1");
    let wanted = "\
[#general of “Debate club”]
Aysel types /source id: cli
  • Climate 1 ⟨climate-1⟩
  • climate-2
Aysel uses /source id: climate-1
";
    assert_eq!(scene.fake.transcript(scene.general), wanted);
}

#[tokio::test]
async fn messages_have_commands_and_selects() {
    let scene = Scene::new().await;
    scene.register().await;
    let mut socket = scene.connected(1).await;
    let said = scene.fake.say(scene.general, scene.tural, "is that so?", &icmal_tests::discord::Say::default());
    scene.fake.message_command(scene.general, scene.aysel, "Ask about this", said).expect("it is registered");
    let payload = socket.event("INTERACTION_CREATE").await;
    assert_eq!(payload["data"]["resolved"]["messages"][said.to_string()]["content"], "is that so?");
    let select = json!({ "type": 3, "custom_id": "pick", "placeholder": "Pick", "options": [{ "label": "One", "value": "1" }] });
    let data = json!({ "content": "which?", "flags": 64, "components": [{ "type": 1, "components": [select] }] });
    scene.good("POST", &callback(&payload), json!({ "type": 4, "data": data })).await;
    let message = scene.fake.last_from_bot(scene.general).expect("the select").id;
    assert!(scene.fake.choose(scene.general, scene.tural, message, "Pick", &["One"]).is_err(), "only Aysel sees it");
    scene.fake.choose(scene.general, scene.aysel, message, "Pick", &["One"]).expect("it is there");
    let payload = socket.event("INTERACTION_CREATE").await;
    assert_eq!((&payload["data"]["values"], payload["data"]["component_type"].as_u64()), (&json!(["1"]), Some(3)));
    scene.good("POST", &callback(&payload), json!({ "type": 6 })).await;
    let recorded = json!({ "type": 2, "id": "1", "token": "old", "data": { "name": "ask", "type": 1, "id": "9" }, "unknown": 1 });
    let again = scene.fake.recorded(scene.general, scene.aysel, &recorded);
    let payload = socket.event("INTERACTION_CREATE").await;
    assert_eq!((payload["unknown"].as_u64(), text(&payload["id"])), (Some(1), again.id.to_string().as_str()));
    scene.good("POST", &callback(&payload), json!({ "type": 4, "data": { "content": "x" } })).await;
}

#[tokio::test]
async fn a_thousand_are_each_answered_once() {
    let scene = Scene::new().await;
    // One after the other, on a machine that may have other work.
    scene.fake.set_interaction_window(Duration::from_mins(1));
    scene.register().await;
    let mut socket = scene.connected(1).await;
    let all: Vec<_> = (0..1000)
        .map(|n| scene.fake.slash(scene.general, scene.aysel, "ask", &[("question", &n.to_string())]).expect("it is shown"))
        .collect();
    for _ in 0..1000 {
        let payload = socket.event("INTERACTION_CREATE").await;
        scene.good("POST", &callback(&payload), json!({ "type": 4, "data": { "content": "x", "flags": 64 } })).await;
    }
    assert!(all.iter().all(|a| a.callbacks() == 1 && !a.expired()));
    assert_eq!((scene.fake.floods(), scene.fake.pending_interactions()), (0, 0));
}
