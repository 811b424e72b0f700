//! Sessions, what is dispatched to them, and how they break.

use std::time::Duration;

use icmal_tests::discord::{Guild, Say};
use serde_json::json;

use super::socket::Got;
use super::{SOON, Scene, Socket, USUAL};

const CONTENT: u64 = 1 << 15;

#[tokio::test]
async fn content_is_shown_only_where_it_may() {
    let scene = Scene::new().await;
    let fake = &scene.fake;
    let mut socket = scene.connected(USUAL).await;
    assert!(fake.connected(SOON).await);
    fake.say(scene.general, scene.aysel, "a secret", &Say::default());
    let hidden = socket.event("MESSAGE_CREATE").await;
    assert_eq!((hidden["content"].as_str(), hidden["guild_id"].as_str()), (Some(""), Some(scene.guild.to_string().as_str())));
    assert!(hidden["member"]["roles"].is_array());
    fake.say(scene.general, scene.aysel, "@Icmal why", &Say::default());
    let shown = socket.event("MESSAGE_CREATE").await;
    assert_eq!(shown["content"], format!("<@{}> why", fake.bot_id()));
    assert_eq!(shown["mentions"][0]["id"], fake.bot_id().to_string());
    fake.tell(scene.aysel, "alone");
    assert_eq!(socket.event("MESSAGE_CREATE").await["content"], "alone");
    let sent = scene.send("mine").await;
    assert_eq!(socket.event("MESSAGE_CREATE").await["content"], "mine");
    let mine = super::text(&sent["id"]).parse().expect("an id");
    fake.say(scene.general, scene.aysel, "with a ping", &Say::reply(mine));
    let reply = socket.event("MESSAGE_CREATE").await;
    assert_eq!((reply["content"].as_str(), reply["referenced_message"]["content"].as_str()), (Some("with a ping"), Some("mine")));
    let quiet = fake.say(scene.general, scene.aysel, "without", &Say::quiet_reply(mine));
    assert_eq!(socket.event("MESSAGE_CREATE").await["content"], "");
    fake.edit(scene.general, quiet, "@Icmal after all");
    assert_ne!(socket.event("MESSAGE_UPDATE").await["content"], "");
    fake.delete_message(scene.general, scene.aysel, quiet);
    assert_eq!(socket.event("MESSAGE_DELETE").await["id"], quiet.to_string());

    fake.set_message_content(true);
    let mut all = scene.connected(USUAL | CONTENT).await;
    let mut none = scene.connected(1).await;
    fake.say(scene.general, scene.aysel, "a secret", &Say::default());
    assert_eq!(all.event("MESSAGE_CREATE").await["content"], "a secret");
    none.nothing().await;
}

#[tokio::test]
async fn identifying_is_checked() {
    let scene = Scene::new().await;
    let url = scene.fake.gateway_url();
    for (token, intents, code) in [("x", 1, 4004), (scene.fake.token(), CONTENT, 4014), (scene.fake.token(), 1 << 30, 4013)] {
        let mut socket = Socket::open(&url).await;
        socket.identify(token, intents).await;
        assert_eq!(socket.next(SOON).await, Got::Closed(code));
    }
    let mut socket = Socket::open(&url).await;
    socket.send(json!({ "op": 3, "d": {} })).await;
    assert_eq!(socket.next(SOON).await, Got::Closed(4003));
    scene.fake.set_identify_pause(Duration::from_mins(1));
    let _first = scene.connected(1).await;
    let mut hasty = Socket::open(&url).await;
    hasty.identify(scene.fake.token(), 1).await;
    assert_eq!(hasty.payload().await, json!({ "op": 9, "d": false }));
    assert_eq!(scene.fake.identifies(), 5);
    assert!(scene.fake.gateway_connections() > 0);
    for _ in 0..120 {
        hasty.send(json!({ "op": 1, "d": null })).await;
    }
    loop {
        match hasty.next(SOON).await {
            Got::Payload(ack) => assert_eq!(ack["op"], 11),
            other => break assert_eq!(other, Got::Closed(4008)),
        }
    }
    scene.fake.refuse_upgrades(1);
    assert!(Socket::try_open(&url).await.err().is_some_and(|why| why.contains("503")));
}

#[tokio::test]
async fn sessions_are_taken_up_again() {
    let scene = Scene::new().await;
    let fake = &scene.fake;
    let url = fake.gateway_url();
    let mut socket = scene.connected(USUAL).await;
    fake.cut_gateway();
    assert_eq!(socket.next(SOON).await, Got::Broken);
    assert!(fake.disconnected(SOON).await);
    fake.tell(scene.aysel, "missed");
    let mut again = Socket::open(&url).await;
    again.resume(fake.token(), &socket).await;
    assert_eq!(again.event("MESSAGE_CREATE").await["content"], "missed");
    again.event("RESUMED").await;
    again.session.clone_from(&socket.session);
    fake.ask_reconnect();
    assert_eq!(again.payload().await["op"], 7);
    fake.ask_heartbeat();
    assert_eq!(again.payload().await["op"], 1);
    fake.close_gateway(4000);
    assert_eq!(again.next(SOON).await, Got::Closed(4000));

    fake.hang_resumes(1);
    let mut hanging = Socket::open(&url).await;
    hanging.resume(fake.token(), &again).await;
    assert_eq!(hanging.payload().await, json!({ "op": 9, "d": false }));
    hanging.send(json!({ "op": 1, "d": null })).await;
    hanging.nothing().await;

    let mut ahead = Socket::open(&url).await;
    again.sequence += 50;
    ahead.resume(fake.token(), &again).await;
    assert_eq!(ahead.next(SOON).await, Got::Closed(4007));
    let mut late = Socket::open(&url).await;
    fake.forget_sessions();
    late.resume(fake.token(), &again).await;
    assert_eq!(late.payload().await, json!({ "op": 9, "d": false }));
    late.identify(fake.token(), USUAL).await;
    late.event("READY").await;
    assert_eq!((fake.resumes(), fake.identifies()), (4, 2));
}

#[tokio::test]
async fn each_shard_has_its_servers() {
    let scene = Scene::new().await;
    let fake = &scene.fake;
    fake.remove_bot(scene.guild);
    fake.set_shards(2, 1);
    let room = || icmal_tests::discord::Channel::text("x");
    let even = fake.add_guild(Guild::new("Even").id(8 << 22).channel(room()));
    let odd = fake.add_guild(Guild::new("Odd").id(9 << 22).channel(room()));
    assert_eq!(scene.good("GET", "/gateway/bot", json!(null)).await["shards"], 2);
    let mut shards = Vec::new();
    for number in 0..2 {
        let mut socket = Socket::open(&fake.gateway_url()).await;
        socket.identify_shard(fake.token(), (number, 2)).await;
        assert_eq!(socket.event("READY").await["shard"], json!([number, 2]));
        assert_eq!(fake.connected(Duration::from_millis(50)).await, number == 1);
        assert_eq!(socket.event("GUILD_CREATE").await["name"], if number == 0 { "Even" } else { "Odd" });
        shards.push(socket);
    }
    fake.tell(scene.aysel, "alone");
    for (guild, shard) in [(even, 0), (odd, 1)] {
        fake.say(fake.channel_named(guild, "x").expect("the channel"), scene.aysel, "x", &Say::default());
        if shard == 0 {
            assert!(shards[0].event("MESSAGE_CREATE").await["guild_id"].is_null());
        }
        assert_eq!(shards[shard].event("MESSAGE_CREATE").await["guild_id"], guild.to_string());
    }
    let mut none = Socket::open(&fake.gateway_url()).await;
    none.identify_shard(fake.token(), (2, 2)).await;
    assert_eq!(none.next(SOON).await, Got::Closed(4010));
}

#[tokio::test]
async fn hearts_must_beat() {
    let scene = Scene::new().await;
    scene.fake.set_heartbeat(Duration::from_millis(20));
    let mut socket = scene.connected(USUAL).await;
    socket.send(json!({ "op": 1, "d": socket.sequence })).await;
    assert_eq!(socket.payload().await["op"], 11);
    scene.fake.set_gateway_silent(true);
    scene.fake.tell(scene.aysel, "unheard");
    socket.send(json!({ "op": 1, "d": null })).await;
    socket.nothing().await;
    assert_eq!(socket.next(SOON).await, Got::Closed(4009));
}

#[tokio::test]
async fn servers_and_channels_come_and_go() {
    let scene = Scene::new().await;
    let fake = &scene.fake;
    let mut socket = scene.connected(USUAL).await;
    let other = fake.add_guild(Guild::new("Other").member(scene.aysel).without_bot());
    fake.add_bot(other);
    assert_eq!(socket.event("GUILD_CREATE").await["name"], "Other");
    fake.set_outage(other, true);
    assert_eq!(socket.event("GUILD_DELETE").await["unavailable"], true);
    fake.remove_bot(other);
    assert!(socket.event("GUILD_DELETE").await["unavailable"].is_null());
    let thread = fake.channel_named(scene.guild, "Questions").expect("the thread");
    fake.archive(thread, true);
    assert_eq!(socket.event("THREAD_UPDATE").await["thread_metadata"]["archived"], true);
    fake.delete_channel(thread);
    assert_eq!(socket.event("THREAD_DELETE").await["id"], thread.to_string());
    fake.delete_channel(scene.general);
    assert_eq!(socket.event("CHANNEL_DELETE").await["id"], scene.general.to_string());
}
