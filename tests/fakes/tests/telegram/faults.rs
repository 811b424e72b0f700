//! Faults on purpose, outages, and their end.

use std::time::Duration;

use icmal_tests::telegram::{Answered, Fault, FaultKind};
use serde_json::json;
use tokio::time::timeout;

use super::{SOON, Scene};

#[tokio::test]
async fn connections_break_before_and_after() {
    let scene = Scene::begun().await;
    let send = json!({ "chat_id": scene.aysel, "text": "x" });
    scene.fake.fault(Fault::new(FaultKind::ResetBefore).method("sendMessage").times(1));
    assert!(scene.try_call("sendMessage", send.clone()).await.is_err());
    assert_eq!(scene.fake.bot_message_count(scene.aysel), 0);
    scene.fake.fault(Fault::new(FaultKind::ResetAfter).chat(scene.aysel).times(1));
    assert!(scene.try_call("sendMessage", send.clone()).await.is_err());
    assert_eq!(scene.fake.bot_message_count(scene.aysel), 1);
    scene.good("sendMessage", send).await;
    let ends: Vec<Answered> = scene.fake.calls().into_iter().filter(|c| c.faulted).map(|c| c.answered).collect();
    assert_eq!(ends, [Answered::Cut, Answered::Cut]);
    assert_eq!(scene.fake.faults_struck(), 2);
}

#[tokio::test]
async fn calls_hang_until_the_client_gives_up() {
    let scene = Scene::begun().await;
    let send = || scene.call("sendMessage", json!({ "chat_id": scene.aysel, "text": "x" }));
    let short = Duration::from_millis(100);
    scene.fake.fault(Fault::new(FaultKind::Hang).method("sendmessage").times(1));
    assert!(timeout(short, send()).await.is_err());
    assert_eq!(scene.fake.bot_message_count(scene.aysel), 0);
    scene.fake.fault(Fault::new(FaultKind::HangAfter).times(1));
    assert!(timeout(short, send()).await.is_err());
    assert_eq!(scene.fake.bot_message_count(scene.aysel), 1);
    assert!(scene.fake.settled(SOON).await, "given up, so no longer under way");
    scene.fake.fault(Fault::new(FaultKind::Delay(short)).times(1));
    let begin = tokio::time::Instant::now();
    send().await;
    assert!(begin.elapsed() >= short);
}

#[tokio::test]
async fn refusals_of_every_kind() {
    let scene = Scene::begun().await;
    let send = json!({ "chat_id": scene.aysel, "text": "x" });
    let cases = [
        (FaultKind::TooManyRequests(7), "429 Too Many Requests: retry after 7"),
        (FaultKind::Forbidden("Forbidden: user is deactivated".to_owned()), "403 Forbidden: user is deactivated"),
        (FaultKind::BadRequest("Bad Request: CHAT_WRITE_FORBIDDEN".to_owned()), "400 Bad Request: CHAT_WRITE_FORBIDDEN"),
        (FaultKind::Unauthorized, "401 Unauthorized"),
    ];
    for (kind, words) in cases {
        scene.fake.fault(Fault::new(kind).times(1));
        assert_eq!(scene.refusal("sendMessage", send.clone()).await, words);
    }
    scene.fake.fault(Fault::new(FaultKind::BadGatewayHtml));
    for _ in 0..2 {
        let response = scene.client.post(scene.address("getMe")).send().await.expect("an answer");
        assert_eq!(response.status(), 502);
        assert!(response.text().await.expect("a page").starts_with("<html>"));
    }
    scene.fake.clear_faults();
    scene.good("getMe", json!({})).await;
    assert!(scene.fake.refused().is_empty(), "faults are no mistakes of the bot");
    assert_eq!((scene.fake.floods(), scene.fake.call_count("GETME")), (0, 3));
}

#[tokio::test]
async fn an_outage_keeps_the_state_and_the_port() {
    let scene = Scene::new().await;
    scene.fake.tell(scene.aysel, "before");
    scene.fake.shut().await;
    assert!(scene.try_call("getMe", json!({})).await.is_err());
    scene.fake.tell(scene.aysel, "meanwhile");
    scene.fake.open().await;
    let updates = scene.confirm_all().await;
    let texts: Vec<_> = updates.iter().map(|u| u["message"]["text"].as_str().expect("a text")).collect();
    assert_eq!(texts, ["before", "meanwhile"]);
}
