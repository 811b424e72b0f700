//! From a request to an answer, through the faults and into the journal.

use std::sync::Arc;

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::header::CONTENT_TYPE;
use hyper::{Request, Response};
use serde_json::{Value, json};
use tokio::time::Instant;

use super::failure::{Answer, Failure};
use super::faults::FaultKind;
use super::journal::{Answered, Call};
use super::request::Params;
use super::server::Inner;
use super::{methods, polling, world};
use crate::listening::{Cut, Reply};

const HTML: &str = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n\
<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n";

fn response(code: u16, content_type: &str, body: impl Into<Bytes>) -> Response<Full<Bytes>> {
    let response = Response::builder().status(code).header(CONTENT_TYPE, content_type).body(Full::new(body.into()));
    response.unwrap_or_default()
}

fn envelope(answer: &Answer) -> Response<Full<Bytes>> {
    match answer {
        Ok(result) => response(200, "application/json", json!({ "ok": true, "result": result }).to_string()),
        Err(failure) => response(failure.code, "application/json", failure.envelope().to_string()),
    }
}

/// A call that is under way, until it is answered or its client goes away.
struct UnderWay<'a> {
    inner: &'a Arc<Inner>,
    counted: bool,
}

impl<'a> UnderWay<'a> {
    fn new(inner: &'a Arc<Inner>, method: &str) -> Self {
        // A long poll is no work of the bot.
        let counted = !method.eq_ignore_ascii_case("getUpdates");
        if counted {
            let mut world = inner.world();
            world.journal.under_way += 1;
            world.last_change = Instant::now();
        }
        Self { inner, counted }
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        if self.counted {
            let mut world = self.inner.world();
            world.journal.under_way -= 1;
            world.last_change = Instant::now();
        }
        self.inner.changed.notify_waiters();
    }
}

/// Answers a request, or closes its connection.
pub(crate) async fn answer(inner: &Arc<Inner>, request: Request<Incoming>) -> Reply {
    let at = Instant::now();
    let path = request.uri().path().to_owned();
    let Some((token, method)) = path.strip_prefix("/bot").and_then(|rest| rest.split_once('/')) else {
        return Ok(envelope(&Err(Failure::new(404, "Not Found"))));
    };
    let _under_way = UnderWay::new(inner, method);
    let params = match Params::read(request).await {
        Ok(params) => params,
        Err(failure) => return Ok(envelope(&Err(failure))),
    };
    if token != world::TOKEN || inner.world().me.revoked {
        let answer = Err(Failure::new(401, "Unauthorized"));
        let answered = answered(&answer);
        note(inner, at, method, params, answered, false);
        return Ok(envelope(&answer));
    }
    let fault = {
        let mut world = inner.world();
        let chat = methods::chat_of(&world, &params);
        let fault = world.faults.strike(method, chat);
        if let Some(FaultKind::TooManyRequests(seconds)) = &fault {
            world.flood.freeze(chat, *seconds);
        }
        fault
    };
    let Some(fault) = fault else {
        let answer = carry_out(inner, method, &params).await;
        note(inner, at, method, params, answered(&answer), false);
        return Ok(envelope(&answer));
    };
    go_wrong(inner, at, method, params, fault).await
}

async fn go_wrong(inner: &Arc<Inner>, at: Instant, method: &str, params: Params, fault: FaultKind) -> Reply {
    let answer = match fault {
        FaultKind::TooManyRequests(seconds) => Err(Failure::flood(seconds)),
        FaultKind::Forbidden(description) => Err(Failure::new(403, description)),
        FaultKind::BadRequest(description) => Err(Failure::new(400, description)),
        FaultKind::Unauthorized => Err(Failure::new(401, "Unauthorized")),
        FaultKind::Conflict => {
            let why = "terminated by other getUpdates request; make sure that only one bot instance is running";
            Err(Failure::new(409, format!("Conflict: {why}")))
        }
        FaultKind::Delay(pause) => {
            tokio::time::sleep(pause).await;
            carry_out(inner, method, &params).await
        }
        FaultKind::BadGatewayHtml => {
            note(inner, at, method, params, Answered::Html, true);
            return Ok(response(502, "text/html", HTML));
        }
        FaultKind::ResetBefore | FaultKind::ResetAfter => {
            if fault == FaultKind::ResetAfter {
                let _ = carry_out(inner, method, &params).await;
            }
            note(inner, at, method, params, Answered::Cut, true);
            return Err(Cut);
        }
        FaultKind::Hang | FaultKind::HangAfter => {
            if fault == FaultKind::HangAfter {
                let _ = carry_out(inner, method, &params).await;
            }
            note(inner, at, method, params, Answered::Hung, true);
            return std::future::pending().await;
        }
    };
    note(inner, at, method, params, answered(&answer), true);
    Ok(envelope(&answer))
}

async fn carry_out(inner: &Arc<Inner>, method: &str, params: &Params) -> Answer {
    let name = method.to_ascii_lowercase();
    if name == "getupdates" {
        return polling::get_updates(inner, params).await;
    }
    let mut world = inner.world();
    let before = world.queue.last_id;
    let answer = methods::call(&mut world, &name, params);
    if world.queue.last_id != before || name.ends_with("webhook") {
        inner.queue_changed.notify_waiters();
    }
    answer
}

fn answered(answer: &Answer) -> Answered {
    match answer {
        Ok(result) => Answered::Ok(result.clone()),
        Err(failure) => Answered::Refused(failure.code, failure.description.clone()),
    }
}

fn note(inner: &Inner, at: Instant, method: &str, params: Params, answered: Answered, faulted: bool) {
    let params = Value::Object(params.fields);
    inner.world().journal.calls.push(Call { at, method: method.to_owned(), params, answered, faulted });
}
