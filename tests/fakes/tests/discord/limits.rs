//! Limits, faults and outages.

use std::time::Duration;

use icmal_tests::discord::{Answered, Fault, FaultKind, Limits, Scope};
use serde_json::json;

use super::{SOON, Scene};

#[tokio::test]
async fn a_route_takes_so_many() {
    let scene = Scene::new().await;
    scene.fake.set_limits(Limits::default().route("create_message", 2, Duration::from_millis(300)));
    let send = || scene.request("POST", &scene.messages()).json(&json!({ "content": "x" })).send();
    let header = |response: &reqwest::Response, name: &str| {
        response.headers().get(name).and_then(|h| h.to_str().ok()).unwrap_or_default().to_owned()
    };
    let first = send().await.expect("an answer");
    assert_eq!((header(&first, "X-RateLimit-Limit"), header(&first, "X-RateLimit-Remaining")), ("2".to_owned(), "1".to_owned()));
    assert!(!header(&first, "X-RateLimit-Bucket").is_empty());
    assert_eq!(header(&send().await.expect("an answer"), "X-RateLimit-Remaining"), "0");
    let third = send().await.expect("an answer");
    assert_eq!((third.status().as_u16(), header(&third, "X-RateLimit-Scope")), (429, "user".to_owned()));
    let after: f64 = header(&third, "X-RateLimit-Reset-After").parse().expect("a number");
    assert!(after <= 0.3);
    let body: serde_json::Value = third.json().await.expect("a body");
    assert!(body["retry_after"].as_f64().expect("a number") > 0.0 && body["global"] == false);
    let other = scene.fake.dm(scene.aysel);
    scene.good("POST", &format!("/channels/{other}/messages"), json!({ "content": "x" })).await;
    tokio::time::sleep(Duration::from_secs_f64(after)).await;
    scene.send("again").await;
    assert_eq!((scene.fake.floods(), scene.fake.impatient(), scene.fake.invalid_requests()), (1, 0, 1));
}

#[tokio::test]
async fn all_routes_together_take_so_many() {
    let scene = Scene::new().await;
    scene.fake.set_limits(Limits::default().per_second(3));
    let mut statuses = Vec::new();
    for _ in 0..4 {
        let (status, body) = scene.call("GET", "/users/@me", json!(null)).await;
        statuses.push((status, body["global"] == true));
    }
    assert_eq!(statuses, [(200, false), (200, false), (200, false), (429, true)]);
}

#[tokio::test]
async fn faults_of_every_kind() {
    let scene = Scene::new().await;
    let strike = |kind: FaultKind| scene.fake.fault(Fault::new(kind).method("create_message").times(1));
    let path = scene.messages();
    let send = || scene.call("POST", &path, json!({ "content": "x" }));
    let cases = [
        (FaultKind::TooManyRequests(Scope::Shared, 0.5), 429, 0),
        (FaultKind::TooManyRequests(Scope::Global, 0.5), 429, 0),
        (FaultKind::InternalError, 500, 0),
        (FaultKind::BadGatewayHtml, 502, 0),
        (FaultKind::Forbidden(50013), 403, 50013),
        (FaultKind::NotFound(10003), 404, 10003),
        (FaultKind::Refused(50083), 400, 50083),
        (FaultKind::Refused(20016), 429, 20016),
        (FaultKind::Unauthorized, 401, 0),
    ];
    for (kind, status, code) in cases {
        strike(kind.clone());
        let (got, body) = send().await;
        assert_eq!((got, body["code"].as_u64().unwrap_or_default()), (status, code), "{kind:?}");
    }
    assert_eq!(scene.fake.invalid_requests(), 3, "shared limits and 5xx are no mistakes");
    for (kind, kept) in [(FaultKind::ResetBefore, 0), (FaultKind::ResetAfter, 1)] {
        strike(kind);
        assert!(scene.request("POST", &path).json(&json!({ "content": "x" })).send().await.is_err());
        assert_eq!(scene.fake.bot_messages(scene.general).len(), kept);
    }
    strike(FaultKind::Hang);
    assert!(tokio::time::timeout(Duration::from_millis(100), send()).await.is_err());
    assert!(scene.fake.settled(SOON).await);
    assert!(scene.fake.refused().is_empty() && scene.fake.floods() == 0);
    let ends: Vec<Answered> = scene.fake.calls().into_iter().map(|c| c.answered).skip(9).collect();
    assert_eq!(ends, [Answered::Cut, Answered::Cut, Answered::Hung]);
}

#[tokio::test]
async fn an_outage_keeps_the_state_and_the_port() {
    let scene = Scene::new().await;
    let mut socket = scene.connected(super::USUAL).await;
    scene.fake.shut().await;
    assert_eq!(socket.next(SOON).await, super::socket::Got::Broken);
    assert!(scene.request("GET", "/users/@me").send().await.is_err());
    scene.fake.tell(scene.aysel, "meanwhile");
    scene.fake.open().await;
    let mut again = super::Socket::open(&scene.fake.gateway_url()).await;
    again.resume(scene.fake.token(), &socket).await;
    assert_eq!(again.event("MESSAGE_CREATE").await["content"], "meanwhile");
    again.event("RESUMED").await;
}
