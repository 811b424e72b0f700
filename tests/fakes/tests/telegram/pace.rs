//! The limits on how fast a bot may write.

use icmal_tests::telegram::{Chat, Limits};
use serde_json::json;

use super::Scene;

#[tokio::test]
async fn a_chat_takes_three_at_once() {
    let scene = Scene::begun().await;
    let send = json!({ "chat_id": scene.aysel, "text": "x" });
    for _ in 0..3 {
        scene.good("sendMessage", send.clone()).await;
    }
    let (status, envelope) = scene.call("sendMessage", send.clone()).await;
    assert_eq!((status, &envelope["parameters"]["retry_after"]), (429, &json!(1)));
    assert_eq!(envelope["description"], "Too Many Requests: retry after 1");
    assert_eq!((scene.fake.floods(), scene.fake.impatient()), (1, 0));
    scene.call("sendMessage", send.clone()).await;
    assert_eq!((scene.fake.floods(), scene.fake.impatient()), (2, 1));
    tokio::time::sleep(std::time::Duration::from_millis(1050)).await;
    scene.good("sendMessage", send.clone()).await;
    scene.fake.set_flood_limits(false);
    for _ in 0..40 {
        scene.good("sendMessage", send.clone()).await;
    }
    assert_eq!(scene.fake.bot_message_count(scene.aysel), 44);
}

#[tokio::test]
async fn all_chats_take_thirty_a_second() {
    let scene = Scene::begun().await;
    let chats: Vec<i64> = (0..31).map(|n| scene.fake.add_chat(Chat::supergroup(&format!("Club {n}")))).collect();
    let begin = tokio::time::Instant::now();
    let mut refused = 0;
    for chat in chats {
        let (status, _) = scene.call("sendMessage", json!({ "chat_id": chat, "text": "x" })).await;
        refused += u32::from(status == 429);
    }
    assert!(begin.elapsed().as_millis() < 1000, "too slow to see anything");
    assert_eq!(refused, 1);
}

#[tokio::test]
async fn a_group_takes_twenty_a_minute() {
    let scene = Scene::begun().await;
    scene.fake.set_limits(Limits { burst: 50, ..Limits::default() });
    let club = scene.fake.add_chat(Chat::supergroup("Club"));
    let send = |chat: i64| json!({ "chat_id": chat, "text": "x" });
    for _ in 0..20 {
        scene.good("sendMessage", send(club)).await;
    }
    let (status, envelope) = scene.call("sendMessage", send(club)).await;
    assert_eq!(status, 429);
    assert!((58..=60).contains(&envelope["parameters"]["retry_after"].as_u64().expect("a pause")));
    for _ in 0..10 {
        scene.good("sendMessage", send(scene.aysel)).await;
    }
}
