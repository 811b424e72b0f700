//! From a request to an answer, through the faults and the limits and into the journal.

use std::sync::Arc;

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE};
use hyper::{Request, Response};
use serde_json::{Value, json};
use tokio::time::Instant;

use super::failure::{Answer, Failure, usual};
use super::faults::{FaultKind, Scope};
use super::gateway;
use super::journal::{Answered, Call};
use super::methods;
use super::rate::{Headers, TooFast};
use super::request::Body;
use super::route::Route;
use super::server::Inner;
use super::world;
use crate::listening::{Cut, Reply};

const HTML: &str = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n\
<hr><center>cloudflare</center>\r\n</body>\r\n</html>\r\n";

fn response(status: u16, content_type: &str, headers: &Headers, body: impl Into<Bytes>) -> Response<Full<Bytes>> {
    let mut response = Response::builder().status(status).header(CONTENT_TYPE, content_type);
    for (name, value) in headers {
        response = response.header(*name, value);
    }
    response.body(Full::new(body.into())).unwrap_or_default()
}

/// A call that is under way, until it is answered or its client goes away.
struct UnderWay<'a>(&'a Inner);

impl<'a> UnderWay<'a> {
    fn new(inner: &'a Inner) -> Self {
        let mut world = inner.world();
        world.journal.under_way += 1;
        world.last_change = Instant::now();
        Self(inner)
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        {
            let mut world = self.0.world();
            world.journal.under_way -= 1;
            world.last_change = Instant::now();
        }
        self.0.changed.notify_waiters();
    }
}

/// What is written down of a call.
struct Note {
    at: Instant,
    verb: String,
    route: Route,
    body: Body,
    faulted: bool,
}

impl Note {
    fn down(self, inner: &Inner, answered: Answered) {
        let Self { at, verb, route, body, faulted } = self;
        let files = body.files.into_iter().map(|(_, f)| f.name).collect();
        let path = format!("{verb} {}", route.path);
        let call = Call { at, method: route.method, path, channel: route.channel, body: body.json, files, answered, faulted };
        inner.world().journal.calls.push(call);
    }

    /// Writes an answer down and makes a response of it.
    fn answer(self, inner: &Inner, answer: Answer, headers: &Headers) -> Response<Full<Bytes>> {
        match answer {
            Ok((204, _)) => {
                self.down(inner, Answered::Ok(204, Value::Null));
                response(204, "application/json", headers, "")
            }
            Ok((status, body)) => {
                let text = body.to_string();
                self.down(inner, Answered::Ok(status, body));
                response(status, "application/json", headers, text)
            }
            Err(failure) => {
                let body = failure.body();
                if matches!(failure.status, 401 | 403) {
                    inner.world().rate.invalid += 1;
                }
                self.down(inner, Answered::Refused(failure.status, body.clone()));
                response(failure.status, "application/json", headers, body.to_string())
            }
        }
    }

    /// A 429.
    fn too_fast(self, inner: &Inner, refusal: &TooFast, mut headers: Headers) -> Response<Full<Bytes>> {
        let TooFast { scope, retry_after } = *refusal;
        let global = scope == Scope::Global;
        let message = if scope == Scope::Shared { "The resource is being rate limited." } else { "You are being rate limited." };
        let body = json!({ "message": message, "retry_after": (retry_after * 1000.0).ceil() / 1000.0, "global": global });
        headers.push(("retry-after", format!("{:.0}", retry_after.ceil().max(1.0))));
        headers.push(("x-ratelimit-scope", scope.word().to_owned()));
        if global {
            headers.push(("x-ratelimit-global", "true".to_owned()));
        }
        if scope != Scope::Shared {
            inner.world().rate.invalid += 1;
        }
        self.down(inner, Answered::Refused(429, body.clone()));
        response(429, "application/json", &headers, body.to_string())
    }
}

/// Answers a request, or closes its connection.
pub(crate) async fn answer(inner: &Arc<Inner>, request: Request<Incoming>) -> Reply {
    if request.headers().contains_key("sec-websocket-key") {
        return Ok(gateway::upgrade(inner, request));
    }
    let at = Instant::now();
    let verb = request.method().as_str().to_owned();
    let route = Route::of(&verb, request.uri().path());
    let authorization = request.headers().get(AUTHORIZATION).and_then(|h| h.to_str().ok()).map(str::to_owned);
    let _under_way = UnderWay::new(inner);
    let (body, unreadable) = match Body::read(request).await {
        Ok(body) => (body, None),
        Err(failure) => (Body::default(), Some(failure)),
    };
    let mut note = Note { at, verb, route, body, faulted: false };
    if note.route.method.is_empty() {
        return Ok(note.answer(inner, Err(Failure::no_route()), &Vec::new()));
    }
    let knows_token = authorization.is_some_and(|a| a == format!("Bot {}", world::TOKEN)) && !inner.world().me.revoked;
    if !knows_token && !note.route.is_open() {
        return Ok(note.answer(inner, Err(Failure::unauthorized()), &Vec::new()));
    }
    let fault = {
        let mut world = inner.world();
        let channel = methods::channel_of(&world, &note.route);
        let fault = world.faults.strike(note.route.method, channel);
        if let Some(FaultKind::TooManyRequests(_, seconds)) = fault {
            world.rate.freeze(&note.route.bucket(), seconds);
        }
        fault
    };
    if let Some(fault) = fault {
        note.faulted = true;
        return go_wrong(inner, note, fault).await;
    }
    let (headers, refusal) = inner.world().rate.take(&note.route);
    if let Some(refusal) = refusal {
        return Ok(note.too_fast(inner, &refusal, headers));
    }
    let answer = unreadable.map_or_else(|| carry_out(inner, &note), Err);
    Ok(note.answer(inner, answer, &headers))
}

async fn go_wrong(inner: &Arc<Inner>, note: Note, fault: FaultKind) -> Reply {
    let bare = Vec::new();
    let refused = |status: u16, code: u64| Err(Failure::new(status, code, usual(code).1));
    let answer = match fault {
        FaultKind::TooManyRequests(scope, retry_after) => {
            let bucket = ("x-ratelimit-bucket", format!("fake-{}", note.route.method));
            return Ok(note.too_fast(inner, &TooFast { scope, retry_after }, vec![bucket]));
        }
        FaultKind::InternalError => Err(Failure::new(500, 0, "500: Internal Server Error")),
        FaultKind::Forbidden(code) => refused(403, code),
        FaultKind::NotFound(code) => refused(404, code),
        FaultKind::Refused(code) => refused(usual(code).0, code),
        FaultKind::Unauthorized => Err(Failure::unauthorized()),
        FaultKind::Delay(pause) => {
            tokio::time::sleep(pause).await;
            carry_out(inner, &note)
        }
        FaultKind::BadGatewayHtml => {
            note.down(inner, Answered::Html);
            return Ok(response(502, "text/html; charset=UTF-8", &bare, HTML));
        }
        FaultKind::ResetBefore | FaultKind::ResetAfter => {
            if fault == FaultKind::ResetAfter {
                let _ = carry_out(inner, &note);
            }
            note.down(inner, Answered::Cut);
            return Err(Cut);
        }
        FaultKind::Hang | FaultKind::HangAfter => {
            if fault == FaultKind::HangAfter {
                let _ = carry_out(inner, &note);
            }
            note.down(inner, Answered::Hung);
            return std::future::pending().await;
        }
    };
    Ok(note.answer(inner, answer, &bare))
}

fn carry_out(inner: &Inner, note: &Note) -> Answer {
    let url = inner.url("ws");
    let answer = methods::call(&mut inner.world(), &note.route, &note.body, &url);
    inner.changed.notify_waiters();
    answer
}
