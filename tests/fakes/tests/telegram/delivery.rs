//! Webhooks: delivered in order, repeated when they fail.

use std::convert::Infallible;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};

use super::{SOON, Scene};

/// An endpoint that notes what comes and answers as it is told.
#[derive(Clone, Default)]
struct Endpoint {
    came: Arc<Mutex<Vec<(String, Value)>>>,
    /// Statuses of the next answers, the last one first; then 200.
    answers: Arc<Mutex<Vec<u16>>>,
}

impl Endpoint {
    async fn open(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let endpoint = self.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let endpoint = endpoint.clone();
                let service = service_fn(move |request| endpoint.clone().take(request));
                tokio::spawn(hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service));
            }
        });
        format!("http://{address}/hook")
    }

    async fn take(self, request: Request<hyper::body::Incoming>) -> Result<Response<Full<bytes::Bytes>>, Infallible> {
        let secret = request.headers().get("X-Telegram-Bot-Api-Secret-Token");
        let secret = secret.and_then(|s| s.to_str().ok()).unwrap_or_default().to_owned();
        let body = request.into_body().collect().await.expect("a body").to_bytes();
        // Calls for different chats run side by side.
        tokio::time::sleep(Duration::from_millis(20)).await;
        self.came.lock().expect("no panic").push((secret, serde_json::from_slice(&body).expect("an update")));
        let status = self.answers.lock().expect("no panic").pop().unwrap_or(200);
        let mut response = Response::new(Full::default());
        *response.status_mut() = StatusCode::from_u16(status).expect("a status");
        Ok(response)
    }

    fn texts(&self) -> Vec<String> {
        let came = self.came.lock().expect("no panic");
        came.iter().map(|(_, u)| u["message"]["text"].as_str().expect("a text").to_owned()).collect()
    }
}

#[tokio::test]
async fn failures_are_repeated_in_order() {
    let scene = Scene::new().await;
    let endpoint = Endpoint::default();
    let url = endpoint.open().await;
    scene.fake.set_webhook_pause(Duration::from_millis(50));
    endpoint.answers.lock().expect("no panic").extend([500, 502]);
    scene.good("setWebhook", json!({ "url": url, "secret_token": "s-1" })).await;
    assert_eq!(
        scene.refusal("getUpdates", json!({})).await,
        "409 Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    );
    scene.fake.tell(scene.aysel, "one");
    scene.fake.tell(scene.aysel, "two");
    assert!(scene.fake.settled(SOON).await);
    assert_eq!(endpoint.texts(), ["one", "one", "one", "two"]);
    assert!(endpoint.came.lock().expect("no panic").iter().all(|(secret, _)| secret == "s-1"));
    let info = scene.good("getWebhookInfo", json!({})).await;
    assert_eq!(info["last_error_message"], "Wrong response from the webhook: 500 Internal Server Error");
    scene.good("deleteWebhook", json!({})).await;
    scene.fake.tell(scene.aysel, "three");
    assert_eq!(scene.kinds().await, ["message"]);
}

#[tokio::test]
async fn chats_are_served_side_by_side() {
    let scene = Scene::new().await;
    let endpoint = Endpoint::default();
    let url = endpoint.open().await;
    scene.good("setWebhook", json!({ "url": url, "max_connections": 5 })).await;
    let people: Vec<i64> = (0..20).map(|n| scene.fake.add_person(icmal_tests::telegram::Person::new(&format!("P{n}")))).collect();
    for round in 0..3 {
        for person in &people {
            scene.fake.tell(*person, &format!("{person} {round}"));
        }
    }
    assert!(scene.fake.settled(SOON).await);
    assert_eq!(scene.fake.webhook_peak(), 5);
    let texts = endpoint.texts();
    assert_eq!(texts.len(), 60);
    for person in people {
        let own: Vec<&String> = texts.iter().filter(|t| t.starts_with(&format!("{person} "))).collect();
        assert!(own.is_sorted(), "{own:?}");
    }
}

#[tokio::test]
async fn an_endpoint_that_is_down_is_waited_for() {
    let scene = Scene::new().await;
    scene.fake.set_webhook_pause(Duration::from_millis(50));
    scene.good("setWebhook", json!({ "url": "http://127.0.0.1:9/hook" })).await;
    scene.fake.tell(scene.aysel, "hello");
    assert!(!scene.fake.settled(Duration::from_millis(300)).await);
    let endpoint = Endpoint::default();
    let url = endpoint.open().await;
    scene.good("setWebhook", json!({ "url": url })).await;
    assert!(scene.fake.settled(SOON).await);
    assert_eq!(endpoint.texts(), ["hello"]);
}
