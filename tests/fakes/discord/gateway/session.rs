//! Beginning a session, taking it up again, and the other things that the bot sends.

use serde_json::{Value, json};
use tokio::time::Instant;

use super::super::world::{self, World};
use super::{Out, Resuming, Session, intents};

const IDENTIFY_TOO_SOON: &str = r#"{"op":9,"d":false}"#;

impl World {
    /// Reacts to what the bot sent over a connection.
    pub(crate) fn hear(&mut self, connection: u64, payload: &Value, url: &str) {
        let identified = self.gateway.sessions.iter().any(|s| s.connection == Some(connection));
        let data = &payload["d"];
        match payload["op"].as_u64() {
            Some(1) => {
                if self.gateway.acknowledges && !self.gateway.silent {
                    self.gateway.send(connection, Out::Text(r#"{"op":11}"#.to_owned()));
                }
            }
            Some(2 | 6) if identified => self.gateway.send(connection, Out::Close(4005)),
            Some(2) => self.identify(connection, data, url),
            Some(6) => self.resume(connection, data),
            Some(3 | 4 | 8 | 31 | 43) if !identified => self.gateway.send(connection, Out::Close(4003)),
            Some(3) => self.gateway.presence = data.clone(),
            Some(4 | 8 | 31 | 43) => {}
            _ => self.gateway.send(connection, Out::Close(4001)),
        }
    }

    fn knows_token(&self, data: &Value) -> bool {
        let token = data["token"].as_str().unwrap_or_default();
        !self.me.revoked && token.strip_prefix("Bot ").unwrap_or(token) == world::TOKEN
    }

    fn identify(&mut self, connection: u64, data: &Value, url: &str) {
        self.gateway.identifies += 1;
        let shard = match data["shard"].as_array().map(Vec::as_slice) {
            Some([number, count]) => (number.as_u64().unwrap_or(u64::MAX), count.as_u64().unwrap_or(0)),
            _ => (0, 1),
        };
        let wanted = data["intents"].as_u64();
        let wrong = match wanted {
            _ if !self.knows_token(data) => Some(4004),
            _ if shard.0 >= shard.1 => Some(4010),
            None => Some(4013),
            Some(wanted) if wanted & !intents::KNOWN != 0 => Some(4013),
            Some(wanted) if wanted & intents::PRIVILEGED & !self.gateway.privileged != 0 => Some(4014),
            _ if !data["properties"].is_object() => Some(4002),
            _ => None,
        };
        if let Some(code) = wrong {
            return self.gateway.send(connection, Out::Close(code));
        }
        let bucket = shard.0 % self.gateway.max_concurrency.max(1);
        let before = self.gateway.last_identify.insert(bucket, Instant::now());
        if before.is_some_and(|t| t.elapsed() < self.gateway.identify_pause) {
            return self.gateway.send(connection, Out::Text(IDENTIFY_TOO_SOON.to_owned()));
        }
        if data["presence"].is_object() {
            self.gateway.presence = data["presence"].clone();
        }
        // Nobody will take up an older session of the shard that has no connection.
        self.gateway.sessions.retain(|s| s.shard != shard || s.connection.is_some());
        let id = format!("{:032x}", self.fresh());
        let session = Session {
            id,
            shard,
            intents: wanted.unwrap_or_default(),
            sequence: 0,
            log: Vec::new(),
            connection: Some(connection),
            ended: false,
        };
        self.gateway.sessions.push(session);
        self.greet(self.gateway.sessions.len() - 1, url);
    }

    /// `READY`, and the servers one by one.
    fn greet(&mut self, at: usize, url: &str) {
        let session = &self.gateway.sessions[at];
        let (number, count) = session.shard;
        let own = |id: &u64| (id >> 22) % count == number;
        let guilds: Vec<u64> = self.guilds.values().filter(|g| g.bot_in).map(|g| g.id).filter(own).collect();
        let away = |id: &u64| json!({ "id": id.to_string(), "unavailable": true });
        let mut user = self.me.user();
        user["verified"] = json!(true);
        user["mfa_enabled"] = json!(true);
        let ready = json!({
            "v": 10, "user": user, "user_settings": {}, "session_type": "normal", "session_id": session.id,
            "resume_gateway_url": url, "shard": [number, count], "relationships": [], "private_channels": [], "presences": [],
            "guilds": guilds.iter().map(away).collect::<Vec<_>>(), "guild_join_requests": [], "geo_ordered_rtc_regions": [],
            "game_relationships": [], "auth": {}, "_trace": ["[\"fake\"]"],
            "application": { "id": self.me.id.to_string(), "flags": self.gateway.application_flags() },
        });
        let hears_guilds = session.intents & intents::GUILDS != 0;
        self.gateway.dispatch(at, "READY", &ready);
        for guild in guilds.into_iter().filter(|_| hears_guilds) {
            let created = self.guild_create(guild);
            self.gateway.dispatch(at, "GUILD_CREATE", &created);
        }
    }

    fn resume(&mut self, connection: u64, data: &Value) {
        self.gateway.resumes += 1;
        if !self.knows_token(data) {
            return self.gateway.send(connection, Out::Close(4004));
        }
        let (how, times) = self.gateway.resuming;
        if how != Resuming::Well && times > 0 {
            self.gateway.resuming.1 -= 1;
            self.gateway.send(connection, Out::Text(IDENTIFY_TOO_SOON.to_owned()));
            if how == Resuming::Hanging {
                self.gateway.send(connection, Out::Hang);
            }
            return;
        }
        let wanted = data["session_id"].as_str().unwrap_or_default();
        let Some(at) = self.gateway.sessions.iter().position(|s| s.id == wanted && !s.ended) else {
            return self.gateway.send(connection, Out::Text(IDENTIFY_TOO_SOON.to_owned()));
        };
        let Some(seen) = data["seq"].as_u64().filter(|seen| *seen <= self.gateway.sessions[at].sequence) else {
            return self.gateway.send(connection, Out::Close(4007));
        };
        if let Some(older) = self.gateway.sessions[at].connection.replace(connection) {
            self.gateway.send(older, Out::Close(4000));
        }
        let missed = self.gateway.sessions[at].log.iter().filter(|(number, _)| *number > seen);
        for (_, text) in missed.cloned().collect::<Vec<_>>() {
            self.gateway.send(connection, Out::Text(text));
        }
        self.gateway.dispatch(at, "RESUMED", &json!({ "_trace": ["[\"fake\"]"] }));
    }

    /// A connection is over; some ends take the session with them.
    pub(crate) fn hang_up(&mut self, connection: u64, ends_session: bool) {
        self.gateway.connections.remove(&connection);
        for session in self.gateway.sessions.iter_mut().filter(|s| s.connection == Some(connection)) {
            session.connection = None;
            session.ended |= ends_session;
        }
    }
}
