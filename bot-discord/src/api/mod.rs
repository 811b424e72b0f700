//! Calls to Discord's API: serenity's types, carried by our own client within Discord's limits.
//!
//! serenity's own client waits without limits of time, repeats nothing, lets other calls run into a limit that is for all,
//! and cannot be led to another server with its limiter on. All of that matters here.

mod failure;
mod limits;

use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use bot_core::hosting::insisting::Trouble;
use bot_core::hosting::secret::{ExposeSecret, SecretString};
use reqwest::header::{AUTHORIZATION, HeaderValue};
use reqwest::multipart::{Form, Part};
use reqwest::{Certificate, Client, Method, RequestBuilder, StatusCode};
use serde_json::Value;
use tokio::time::Instant;
use tracing::info;
use twilight_http_ratelimiting::{Endpoint, Method as Named};

use crate::settings::Settings;
pub use failure::{Failure, Refusal, Scope};
use limits::Limits;
pub use limits::MOST_INVALID;

/// How long a connection may take to stand.
const CONNECTING: Duration = Duration::from_secs(2);
/// How long a call may take, unless it is told otherwise.
const CALLING: Duration = Duration::from_secs(10);
/// The pauses between tries of one call.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// Discord's API, as one bot calls it. It has no `Debug`: it holds the token.
pub struct Api {
    client: Client,
    base: String,
    authorization: HeaderValue,
    limits: Limits,
}

/// A call.
#[derive(Clone)]
pub struct Call {
    method: Method,
    path: String,
    query: &'static str,
    body: Option<Value>,
    picture: Option<std::sync::Arc<[u8]>>,
    /// Whether it may be made again when nobody knows whether it was taken.
    repeatable: bool,
    /// How long one try may take.
    patience: Duration,
    /// How long it makes sense to try.
    until: Until,
}

/// How long it makes sense to try.
#[derive(Debug, Clone, Copy)]
enum Until {
    /// From whenever it is begun.
    After(Duration),
    /// To a moment.
    Moment(Instant),
}

/// How long a call is tried where nobody waits for it.
const TRYING: Duration = Duration::from_mins(2);

impl Call {
    /// A call that may be repeated.
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        Self {
            method,
            path: path.into(),
            query: "",
            body: None,
            picture: None,
            repeatable: true,
            patience: CALLING,
            until: Until::After(TRYING),
        }
    }

    /// Reads something.
    pub fn get(path: impl Into<String>) -> Self {
        Self::new(Method::GET, path)
    }

    /// With a query.
    #[must_use]
    pub fn query(self, query: &'static str) -> Self {
        Self { query, ..self }
    }

    /// With a body.
    #[must_use]
    pub fn body(self, body: Value) -> Self {
        Self { body: Some(body), ..self }
    }

    /// With a PNG file beside the body, which has to name it.
    #[must_use]
    pub fn picture(self, picture: Option<std::sync::Arc<[u8]>>) -> Self {
        Self { picture, ..self }
    }

    /// One that must not be made again when nobody knows whether it was taken.
    #[must_use]
    pub fn once(self) -> Self {
        Self { repeatable: false, ..self }
    }

    /// One that makes sense until a moment only, with tries of so long each.
    #[must_use]
    pub fn until(self, moment: Instant, patience: Duration) -> Self {
        Self { patience, until: Until::Moment(moment), ..self }
    }

    /// Whether it is an answer to an interaction, which has its own authority and is outside of the limit for all calls.
    fn answers_interaction(&self) -> bool {
        self.path.starts_with("interactions/") || self.path.starts_with("webhooks/")
    }
}

impl Api {
    /// The API that is set; so many refusals at once are let happen before nothing is called for a while.
    ///
    /// # Errors
    /// What is wrong with the certificate or with TLS on this machine.
    pub fn new(settings: &Settings, most_invalid: u32) -> Result<Self, String> {
        let mut client = Client::builder().connect_timeout(CONNECTING).tcp_nodelay(true).user_agent(concat!(
            "DiscordBot (icmal, ",
            env!("CARGO_PKG_VERSION"),
            ")"
        ));
        if let Some(file) = &settings.ca_file {
            let problem = |error: String| format!("DISCORD_CA_FILE: `{}`: {error}", file.display());
            let pem = std::fs::read(file).map_err(|error| problem(error.to_string()))?;
            client = client.add_root_certificate(Certificate::from_pem(&pem).map_err(|error| problem(error.to_string()))?);
        }
        if let (Some(address), Some(host)) = (settings.resolve, settings.api_url.host_str()) {
            client = client.resolve(host, address);
        }
        let client = client.build().map_err(|_| "TLS cannot be set up on this machine".to_owned())?;
        let base = settings.api_url.as_str().trim_end_matches('/');
        let base = format!("{}/api/v10", base.trim_end_matches("/api/v10"));
        let mut authorization = HeaderValue::from_str(&bot_token(&settings.token))
            .map_err(|_| "DISCORD_BOT_TOKEN holds what no token can hold".to_owned())?;
        authorization.set_sensitive(true);
        Ok(Self { client, base, authorization, limits: Limits::new(most_invalid) })
    }

    /// Makes a call, again and again while that can help and is safe, as long as it makes sense.
    ///
    /// # Errors
    /// It was refused, or nobody knows how it went.
    pub async fn call(&self, call: &Call) -> Result<Value, Failure> {
        let until = match call.until {
            Until::After(time) => Instant::now() + time,
            Until::Moment(moment) => moment,
        };
        let pauses = ExponentialBuilder::default()
            .with_min_delay(FIRST_PAUSE)
            .with_max_delay(LONGEST_PAUSE)
            .with_jitter()
            .without_max_times();
        let helps = |failure: &Failure| match failure.refusal {
            Refusal::SlowDown(pause, _) => Instant::now() + pause < until,
            Refusal::Unreachable => Instant::now() < until,
            // A server that breaks may have taken it all the same.
            Refusal::ServerFault | Refusal::Ambiguous => call.repeatable && Instant::now() < until,
            _ => false,
        };
        let tell = |failure: &Failure, _| info!(%failure, "a call is made again");
        let calling = (|| self.attempt(call)).retry(pauses).when(helps).notify(tell).adjust(Failure::pause);
        match tokio::time::timeout_at(until, calling).await {
            Ok(called) => called,
            Err(_) => Err(Failure::of(Refusal::Ambiguous)),
        }
    }

    async fn attempt(&self, call: &Call) -> Result<Value, Failure> {
        let endpoint = || Endpoint { method: named(&call.method), path: call.path.clone() };
        let permit = self.limits.permit((!call.answers_interaction()).then(endpoint)).await?;
        let request = self.request(call).map_err(|()| Failure::of(Refusal::Ours))?;
        let response = match request.send().await {
            Ok(response) => response,
            Err(error) => {
                let failure = Failure::of_network(&error);
                // A permit that is dropped counts as not used, which is true only of what was never sent.
                if let Some(permit) = permit.filter(|_| failure.refusal != Refusal::Unreachable) {
                    permit.complete(None);
                }
                return Err(failure);
            }
        };
        let (status, headers) = (response.status(), response.headers().clone());
        let body = response.bytes().await;
        if status.is_success() {
            self.limits.learn(permit, &headers, None);
            return match body.map(|body| serde_json::from_slice(&body)) {
                Ok(Ok(told)) => Ok(told),
                // Asked again it is told again, and nothing is done twice. What may not be repeated was done.
                _ if call.repeatable && status != StatusCode::NO_CONTENT => Err(Failure::of(Refusal::Ambiguous)),
                _ => Ok(Value::Null),
            };
        }
        let failure = Failure::of_refusal(status, &headers, &body.unwrap_or_default(), !call.answers_interaction());
        self.limits.learn(permit, &headers, Some(&failure));
        Err(failure)
    }

    fn request(&self, call: &Call) -> Result<RequestBuilder, ()> {
        let url = format!("{}/{}{}", self.base, call.path, call.query);
        let mut request = self.client.request(call.method.clone(), url).timeout(call.patience);
        if !call.answers_interaction() {
            request = request.header(AUTHORIZATION, self.authorization.clone());
        }
        let Some(body) = &call.body else { return Ok(request) };
        let Some(picture) = &call.picture else { return Ok(request.json(body)) };
        let file = Part::bytes(picture.to_vec()).file_name(PICTURE).mime_str("image/png").map_err(|_| ())?;
        Ok(request.multipart(Form::new().text("payload_json", body.to_string()).part("files[0]", file)))
    }
}

/// The name of a picture that is sent along.
pub const PICTURE: &str = "chart.png";

/// A token as Discord wants it, whether or not it was set with the word before it.
pub fn bot_token(token: &SecretString) -> String {
    let token = token.expose_secret();
    format!("Bot {}", token.strip_prefix("Bot ").unwrap_or(token))
}

fn named(method: &Method) -> Named {
    match method.as_str() {
        "GET" => Named::Get,
        "PUT" => Named::Put,
        "PATCH" => Named::Patch,
        "DELETE" => Named::Delete,
        _ => Named::Post,
    }
}
