//! Delivery by webhook: in parallel between chats, one after another within one.

use std::collections::HashSet;
use std::sync::Weak;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

use super::failure::{Answer, Failure};
use super::queue::Queue;
use super::request::Params;
use super::server::Inner;
use super::world::World;

/// Telegram gives up a call of a webhook after about this long.
const PATIENCE: Duration = Duration::from_mins(1);
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// Where updates go, if not into `getUpdates`.
pub(crate) struct Webhook {
    pub(crate) url: String,
    secret: String,
    connections: usize,
    /// The pause after the first failure; it doubles with each.
    pub(crate) pause: Duration,
    last_error: Option<(i64, String)>,
    in_flight: usize,
    /// The most calls that were ever under way at once.
    pub(crate) most_at_once: usize,
}

impl Default for Webhook {
    fn default() -> Self {
        Self {
            url: String::new(),
            secret: String::new(),
            connections: 40,
            pause: Duration::from_secs(1),
            last_error: None,
            in_flight: 0,
            most_at_once: 0,
        }
    }
}

impl Webhook {
    pub(crate) fn is_set(&self) -> bool {
        !self.url.is_empty()
    }
}

/// `setWebhook`.
pub(crate) fn set(world: &mut World, params: &Params) -> Answer {
    let url = params.text("url").unwrap_or_default();
    if url.is_empty() {
        return Ok(delete(world, params));
    }
    if reqwest::Url::parse(&url).is_err() {
        return Err(Failure::bad("bad webhook: invalid webhook URL specified"));
    }
    let secret = params.text("secret_token").unwrap_or_default();
    if secret.len() > 256 {
        return Err(Failure::bad("secret token is too long"));
    }
    if !secret.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-') {
        return Err(Failure::bad("secret token contains unallowed characters"));
    }
    let connections = params.int("max_connections").filter(|n| (1..=100).contains(n)).unwrap_or(40);
    world.queue.remember_allowed(params.list("allowed_updates")?);
    if params.flag("drop_pending_updates") {
        world.queue.waiting.clear();
    }
    world.queue.end_polls("setWebhook request");
    world.webhook.connections = usize::try_from(connections).unwrap_or(40);
    (world.webhook.url, world.webhook.secret) = (url, secret);
    Ok(json!(true))
}

/// `deleteWebhook`.
pub(crate) fn delete(world: &mut World, params: &Params) -> Value {
    if params.flag("drop_pending_updates") {
        world.queue.waiting.clear();
    }
    world.webhook.url.clear();
    world.webhook.secret.clear();
    json!(true)
}

/// `getWebhookInfo`.
pub(crate) fn info(world: &World) -> Value {
    let hook = &world.webhook;
    let mut info = json!({ "url": hook.url, "has_custom_certificate": false, "pending_update_count": world.queue.waiting.len() });
    if hook.is_set() {
        info["max_connections"] = json!(hook.connections);
    }
    if !world.queue.allowed.is_empty() {
        info["allowed_updates"] = json!(world.queue.allowed);
    }
    if let Some((date, message)) = &hook.last_error {
        info["last_error_date"] = json!(date);
        info["last_error_message"] = json!(message);
    }
    info
}

struct Job {
    id: i64,
    url: String,
    secret: String,
    body: String,
}

/// What can be sent now, and when to look again if nothing else happens.
fn due(world: &mut World) -> (Vec<Job>, Option<Instant>) {
    let now = Instant::now();
    let (mut jobs, mut wake) = (Vec::new(), None::<Instant>);
    let hook = &mut world.webhook;
    if !hook.is_set() || hook.in_flight >= hook.connections {
        return (jobs, wake);
    }
    let mut held: HashSet<i64> =
        world.queue.waiting.iter().filter(|w| w.in_flight).take(hook.in_flight).map(|w| w.lane).collect();
    for waiting in &mut world.queue.waiting {
        if hook.in_flight >= hook.connections {
            break;
        }
        if !held.insert(waiting.lane) {
            continue;
        }
        if let Some(later) = waiting.not_before.filter(|t| *t > now) {
            wake = Some(wake.map_or(later, |w| w.min(later)));
            continue;
        }
        waiting.in_flight = true;
        waiting.shown = true;
        hook.in_flight += 1;
        hook.most_at_once = hook.most_at_once.max(hook.in_flight);
        let body = waiting.update.to_string();
        jobs.push(Job { id: waiting.id, url: hook.url.clone(), secret: hook.secret.clone(), body });
    }
    (jobs, wake)
}

/// Posts what is due, as long as the fake lives.
pub(crate) async fn run(weak: Weak<Inner>) {
    let Ok(client) = reqwest::Client::builder().timeout(PATIENCE).no_proxy().build() else { return };
    let mut posts = JoinSet::new();
    if let Some(inner) = weak.upgrade() {
        inner.world().webhook.in_flight = 0;
    }
    loop {
        let Some(inner) = weak.upgrade() else { return };
        let news = inner.queue_changed.notified();
        tokio::pin!(news);
        news.as_mut().enable();
        let (jobs, wake) = due(&mut inner.world());
        for job in jobs {
            posts.spawn(deliver(weak.clone(), client.clone(), job));
        }
        let wake = wake.unwrap_or_else(|| Instant::now() + Duration::from_millis(500));
        tokio::select! {
            () = news => {}
            () = sleep_until(wake) => {}
            Some(_) = posts.join_next(), if !posts.is_empty() => {}
        }
    }
}

async fn deliver(weak: Weak<Inner>, client: reqwest::Client, job: Job) {
    let mut request = client.post(&job.url).header("Content-Type", "application/json").body(job.body);
    if !job.secret.is_empty() {
        request = request.header("X-Telegram-Bot-Api-Secret-Token", &job.secret);
    }
    let outcome = match request.send().await {
        Ok(response) if response.status().is_success() => Ok(()),
        Ok(response) => {
            let asked = response.headers().get("Retry-After").and_then(|v| v.to_str().ok()?.parse().ok());
            let status = response.status();
            let reason = status.canonical_reason().unwrap_or_default();
            Err((format!("Wrong response from the webhook: {} {reason}", status.as_u16()), asked))
        }
        Err(error) if error.is_timeout() => Err(("Read timeout expired".to_owned(), None)),
        Err(error) if error.is_connect() => Err(("Connection refused".to_owned(), None)),
        Err(_) => Err(("Connection reset by peer".to_owned(), None)),
    };
    let Some(inner) = weak.upgrade() else { return };
    {
        let mut world = inner.world();
        let world = &mut *world;
        world.webhook.in_flight = world.webhook.in_flight.saturating_sub(1);
        world.last_change = Instant::now();
        match outcome {
            Ok(()) => world.queue.take(job.id),
            Err((why, asked)) => {
                world.webhook.last_error = Some((world.clock, why));
                postpone(&mut world.queue, job.id, world.webhook.pause, asked);
            }
        }
    }
    inner.changed.notify_waiters();
    inner.queue_changed.notify_waiters();
}

fn postpone(queue: &mut Queue, id: i64, first_pause: Duration, asked: Option<u64>) {
    let Some(waiting) = queue.waiting.iter_mut().find(|w| w.id == id) else { return };
    let growing = first_pause.saturating_mul(1 << waiting.failures.min(16)).min(LONGEST_PAUSE);
    let pause = asked.map_or(growing, Duration::from_secs);
    waiting.failures += 1;
    waiting.in_flight = false;
    waiting.not_before = Some(Instant::now() + pause);
}
