//! `getUpdates`: offsets, long polls, kinds, conflicts.

use std::time::Duration;

use serde_json::json;
use tokio::time::Instant;

use super::{SOON, Scene};

#[tokio::test]
async fn an_offset_confirms_all_before_it() {
    let scene = Scene::new().await;
    for text in ["one", "two", "three"] {
        scene.fake.tell(scene.aysel, text);
    }
    let first = scene.good("getUpdates", json!({ "limit": 2 })).await;
    assert_eq!(first.as_array().map(Vec::len), Some(2));
    assert_eq!(scene.fake.updates_unconfirmed(), 3, "asking without an offset confirms nothing");
    let again = scene.good("getUpdates", json!({})).await;
    assert_eq!(again[0], first[0]);
    let second = again[1]["update_id"].as_i64().expect("an id");
    let rest = scene.good("getUpdates", json!({ "offset": second })).await;
    assert_eq!(rest[0]["message"]["text"], "two");
    assert_eq!(scene.fake.updates_unconfirmed(), 2);
    let latest = scene.good("getUpdates", json!({ "offset": -1 })).await;
    assert_eq!((latest.as_array().map(Vec::len), &latest[0]["message"]["text"]), (Some(1), &json!("three")));
    assert_eq!(scene.fake.updates_unconfirmed(), 1);
    assert!(!scene.fake.settled(Duration::from_millis(50)).await);
    scene.confirm_all().await;
    assert!(scene.fake.settled(SOON).await);
}

#[tokio::test]
async fn a_long_poll_ends_with_the_first_update() {
    let scene = Scene::new().await;
    let begin = Instant::now();
    let poll = scene.good("getUpdates", json!({ "timeout": 9 }));
    let speak = async {
        tokio::time::sleep(Duration::from_millis(150)).await;
        scene.fake.tell(scene.aysel, "hello")
    };
    let (updates, _) = tokio::join!(poll, speak);
    assert_eq!(updates[0]["message"]["text"], "hello");
    assert!((Duration::from_millis(140)..SOON).contains(&begin.elapsed()));
    scene.confirm_all().await;
    let begin = Instant::now();
    assert_eq!(scene.good("getUpdates", json!({ "timeout": 1 })).await, json!([]));
    assert!(begin.elapsed() >= Duration::from_millis(990));
}

#[tokio::test]
async fn the_older_of_two_polls_is_ended() {
    let scene = Scene::new().await;
    let older = scene.refusal("getUpdates", json!({ "timeout": 9 }));
    let newer = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        scene.good("getUpdates", json!({ "timeout": 0 })).await
    };
    let (older, _) = tokio::join!(older, newer);
    assert_eq!(older, "409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
}

#[tokio::test]
async fn a_poll_that_is_dropped_confirms_nothing() {
    let scene = Scene::new().await;
    let poll = scene.call("getUpdates", json!({ "timeout": 9 }));
    assert!(tokio::time::timeout(Duration::from_millis(100), poll).await.is_err());
    scene.fake.tell(scene.aysel, "hello");
    assert_eq!(scene.fake.updates_unconfirmed(), 1);
    let updates = scene.good("getUpdates", json!({ "timeout": 9 })).await;
    assert_eq!(updates[0]["message"]["text"], "hello");
}

#[tokio::test]
async fn kinds_are_remembered() {
    let scene = Scene::begun().await;
    let first = scene.fake.tell(scene.aysel, "hello");
    scene.fake.edit(scene.aysel, first, "hello there");
    scene.fake.block(scene.aysel);
    assert_eq!(scene.kinds().await, ["message", "edited_message", "my_chat_member"]);
    scene.fake.unblock(scene.aysel);
    scene.good("getUpdates", json!({ "allowed_updates": ["edited_message"] })).await;
    scene.confirm_all().await;
    let second = scene.fake.tell(scene.aysel, "hello");
    scene.fake.edit(scene.aysel, second, "hello there");
    assert_eq!(scene.kinds().await, ["edited_message"], "the list holds though it is not given again");
    scene.good("getUpdates", json!({ "allowed_updates": "[]" })).await;
    scene.fake.tell(scene.aysel, "hello");
    assert_eq!(scene.kinds().await, ["message"]);
}

#[tokio::test]
async fn raw_updates_come_as_they_are() {
    let scene = Scene::new().await;
    let id = scene.fake.raw(json!({ "guest_message": { "chat": { "id": 5 }, "odd": [1] } }));
    let updates = scene.confirm_all().await;
    assert_eq!(updates, [json!({ "update_id": id, "guest_message": { "chat": { "id": 5 }, "odd": [1] } })]);
    scene.fake.repeat(json!({ "odd": true }), id);
    assert_eq!(scene.good("getUpdates", json!({})).await[0]["update_id"], id);
}

#[tokio::test]
async fn a_person_comes_with_language_and_command() {
    let scene = Scene::new().await;
    scene.fake.start_link(scene.aysel, "p_climate-1");
    let updates = scene.confirm_all().await;
    let message = &updates[0]["message"];
    assert_eq!(
        message["from"],
        json!({ "id": scene.aysel, "is_bot": false, "first_name": "Aysel", "username": "aysel", "language_code": "az" })
    );
    assert_eq!(message["chat"]["type"], "private");
    assert_eq!(message["entities"], json!([{ "type": "bot_command", "offset": 0, "length": 6 }]));
    assert_eq!(message["text"], "/start p_climate-1");
}
