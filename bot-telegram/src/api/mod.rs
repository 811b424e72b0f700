//! Calls to the Bot API: teloxide's requests and types, carried by our own client.
//!
//! teloxide's own client waits ten seconds within a call when the server has a fault, and gives the description of an
//! error away where it does not know it. Both matter to one busy chat among many, so the requests are sent here.

mod failure;

use std::collections::HashMap;
use std::time::Duration;

use bot_core::hosting::secret::{ExposeSecret, SecretString};
use parking_lot::Mutex;
use reqwest::multipart::{Form, Part};
use reqwest::{Client, RequestBuilder, Url};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;
use teloxide::requests::Payload;

pub use failure::{Failure, Refusal};

/// How long a connection may take to stand.
const CONNECTING: Duration = Duration::from_secs(5);
/// How long a call may take, connecting and answer included.
const CALLING: Duration = Duration::from_secs(15);
/// How long a picture may take to be taken in.
const UPLOADING: Duration = Duration::from_mins(1);

/// The Bot API of one bot. It has no `Debug`: its address holds the token.
pub struct Api {
    client: Client,
    base: String,
    /// By method: reading an address takes longer than finding it here.
    addresses: Mutex<HashMap<&'static str, Url>>,
}

/// What the server says of a call.
#[derive(serde::Deserialize)]
struct Envelope<'a> {
    ok: bool,
    #[serde(borrow)]
    result: Option<&'a RawValue>,
    error_code: Option<u16>,
    description: Option<String>,
    #[serde(default)]
    parameters: failure::Parameters,
}

impl Api {
    /// The API at an address, with or without a slash at its end.
    ///
    /// # Errors
    /// TLS cannot be set up on this machine.
    pub fn new(url: &Url, token: &SecretString) -> Result<Self, reqwest::Error> {
        let client = Client::builder().connect_timeout(CONNECTING).tcp_nodelay(true).build()?;
        let base = format!("{}/bot{}", url.as_str().trim_end_matches('/'), token.expose_secret());
        Ok(Self { client, base, addresses: Mutex::default() })
    }

    /// Calls a method with one of teloxide's payloads.
    ///
    /// # Errors
    /// It was refused, or nobody knows how it went.
    pub async fn call<P: Payload + Serialize>(&self, payload: &P) -> Result<Value, Failure> {
        self.call_for(payload).await
    }

    /// The same where only a part of the result is wanted: all of a message, with its keyboard, takes long to read.
    ///
    /// # Errors
    /// It was refused, or nobody knows how it went.
    pub async fn call_for<P: Payload + Serialize, T: DeserializeOwned + Default>(&self, payload: &P) -> Result<T, Failure> {
        // teloxide calls the forms for inline messages by a name of their own.
        let request = self.request(P::NAME.trim_end_matches("Inline")).json(payload).timeout(CALLING);
        answer(request).await
    }

    /// Calls a method with parameters of any kind; the result as it came.
    ///
    /// # Errors
    /// It was refused, or nobody knows how it went.
    pub async fn call_raw(&self, method: &'static str, parameters: &Value, patience: Duration) -> Result<Box<RawValue>, Failure> {
        answer(self.request(method).json(parameters).timeout(patience)).await
    }

    /// Calls a method with a PNG file beside its parameters.
    ///
    /// # Errors
    /// It was refused, or nobody knows how it went.
    pub async fn upload<P: Serialize, T: DeserializeOwned + Default>(
        &self,
        method: &'static str,
        parameters: &P,
        field: &str,
        png: &[u8],
    ) -> Result<T, Failure> {
        let parameters = serde_json::to_value(parameters).map_err(|_| Failure::unsendable())?;
        let mut form = Form::new();
        for (name, value) in parameters.as_object().into_iter().flatten() {
            form = form.text(name.clone(), value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        }
        let file = Part::bytes(png.to_vec()).file_name("chart.png").mime_str("image/png").map_err(|_| Failure::unsendable())?;
        let request = self.request(method).multipart(form.part(field.to_owned(), file)).timeout(UPLOADING);
        answer(request).await
    }

    fn request(&self, method: &'static str) -> RequestBuilder {
        if let Some(address) = self.addresses.lock().get(method) {
            return self.client.post(address.clone());
        }
        // `SendMessage` is documented as `sendMessage`.
        let (first, rest) = method.split_at(1);
        let address = format!("{}/{}{rest}", self.base, first.to_ascii_lowercase());
        if let Ok(address) = Url::parse(&address) {
            self.addresses.lock().insert(method, address);
        }
        self.client.post(address)
    }
}

async fn answer<T: DeserializeOwned + Default>(request: RequestBuilder) -> Result<T, Failure> {
    let response = request.send().await.map_err(|error| Failure::of_network(&error))?;
    let status = response.status();
    let body = response.bytes().await.map_err(|error| Failure::of_network(&error))?;
    let Ok(envelope) = serde_json::from_slice::<Envelope>(&body) else {
        return Err(Failure::of_no_envelope(status));
    };
    if let Some(result) = envelope.result.filter(|_| envelope.ok) {
        // If it cannot be read, the call was done all the same.
        return Ok(serde_json::from_str(result.get()).unwrap_or_default());
    }
    let code = envelope.error_code.unwrap_or(status.as_u16());
    Err(Failure::of_refusal(code, &envelope.description.unwrap_or_default(), &envelope.parameters))
}
