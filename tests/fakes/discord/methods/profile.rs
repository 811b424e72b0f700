//! The bot itself, its application and the way to the gateway.

use serde_json::{Value, json};

use super::super::world::World;

/// `GET /gateway`.
pub(super) fn gateway(url: &str) -> (u16, Value) {
    (200, json!({ "url": url }))
}

/// `GET /gateway/bot`.
pub(super) fn gateway_bot(world: &World, url: &str) -> (u16, Value) {
    let gateway = &world.gateway;
    let remaining = 1000_u64.saturating_sub(gateway.identifies);
    let limit = json!({
        "total": 1000, "remaining": remaining, "reset_after": 86_400_000, "max_concurrency": gateway.max_concurrency,
    });
    (200, json!({ "url": url, "shards": gateway.shards, "session_start_limit": limit }))
}

/// `GET /users/@me`.
pub(super) fn user(world: &World) -> (u16, Value) {
    let mut me = world.me.user();
    for (field, value) in
        [("mfa_enabled", json!(true)), ("locale", json!("en-US")), ("verified", json!(true)), ("email", Value::Null)]
    {
        me[field] = value;
    }
    (200, me)
}

/// `GET /applications/@me`.
pub(super) fn application(world: &World) -> (u16, Value) {
    let install = json!({ "oauth2_install_params": { "scopes": ["applications.commands"], "permissions": "0" } });
    let guilds = world.guilds.values().filter(|g| g.bot_in).count();
    let installed = world.persons.values().filter(|p| p.installed).count();
    let application = json!({
        "id": world.me.id.to_string(), "name": world.me.name, "icon": null, "description": "", "type": null, "bot": world.me.user(),
        "summary": "", "is_monetized": false, "is_verified": false, "is_discoverable": false, "bot_public": true,
        "bot_require_code_grant": false, "integration_types_config": { "0": install, "1": install }, "verify_key": "0".repeat(64),
        "flags": world.gateway.application_flags(), "hook": true, "storefront_available": false, "redirect_uris": [],
        "interactions_endpoint_url": null, "role_connections_verification_url": null, "event_webhooks_url": null,
        "event_webhooks_status": 1, "event_webhooks_types": [], "explicit_content_filter": 0, "rpc_origins": [], "tags": [],
        "owner": super::super::person::user(1_000_000_000_000_000_009, "owner", "Owner"), "team": null,
        "approximate_guild_count": guilds, "approximate_user_install_count": installed, "approximate_user_authorization_count": installed,
    });
    (200, application)
}
