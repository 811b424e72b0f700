//! Messages in channels: sent, changed, deleted, drawn.

use icmal_tests::discord::{Channel, Person, Say, bits};
use reqwest::multipart::{Form, Part};
use serde_json::json;

use super::Scene;

#[tokio::test]
async fn the_token_opens_everything() {
    let scene = Scene::new().await;
    let bare = scene.client.get(format!("{}/api/v10/users/@me", scene.fake.url())).send().await.expect("an answer");
    assert_eq!(bare.status(), 401);
    let body: serde_json::Value = bare.json().await.expect("a body");
    assert_eq!(body, json!({ "message": "401: Unauthorized", "code": 0 }));
    let me = scene.good("GET", "/users/@me", json!(null)).await;
    assert_eq!((me["id"].as_str(), me["bot"].as_bool()), (Some(scene.fake.bot_id().to_string().as_str()), Some(true)));
    let bot = scene.good("GET", "/gateway/bot", json!(null)).await;
    assert_eq!(bot["session_start_limit"]["max_concurrency"], 1);
    for path in ["/applications/@me", "/oauth2/applications/@me"] {
        assert_eq!(scene.good("GET", path, json!(null)).await["id"], me["id"]);
    }
    assert_eq!(scene.refusal("GET", "/nowhere", json!(null)).await, (404, 0));
    scene.fake.revoke_token();
    assert_eq!(scene.refusal("GET", "/users/@me", json!(null)).await, (401, 0));
    assert_eq!(scene.fake.invalid_requests(), 2);
}

#[tokio::test]
async fn what_people_see_of_a_message() {
    let scene = Scene::new().await;
    let first = scene.fake.say(scene.general, scene.aysel, "Hello @Icmal, #general", &Say::default());
    let embed = json!({
        "title": "Seats", "url": "https://example.org/a", "description": "Two lines\nof text", "color": 0x33_66_cc,
        "fields": [
            { "name": "A", "value": "1", "inline": true }, { "name": "B", "value": "2", "inline": true }, { "name": "C", "value": "3" },
        ],
        "footer": { "text": "Source" },
    });
    let row = json!({ "type": 1, "components": [
        { "type": 2, "style": 1, "label": "Again", "custom_id": "again" },
        { "type": 2, "style": 5, "label": "Site", "url": "https://example.org" },
        { "type": 2, "style": 2, "label": "Off", "custom_id": "off", "disabled": true },
    ] });
    let select = json!({ "type": 1, "components": [{ "type": 3, "custom_id": "pick", "placeholder": "Pick one", "options": [
        { "label": "One", "value": "1" }, { "label": "Two", "value": "2", "description": "more" },
    ] }] });
    let reply = json!({
        "content": format!("Dear <@{}>", scene.aysel), "embeds": [embed], "components": [row, select],
        "message_reference": { "message_id": first.to_string() }, "allowed_mentions": { "parse": [] },
    });
    let sent = scene.good("POST", &scene.messages(), reply).await;
    assert_eq!(sent["type"], 19);
    assert_eq!(sent["referenced_message"]["id"], first.to_string());
    let path = format!("{}/{}", scene.messages(), super::text(&sent["id"]));
    scene.good("PUT", &format!("{path}/reactions/%F0%9F%91%8D/@me"), json!(null)).await;
    let edited = scene.good("PATCH", &path, json!({ "content": "Other words", "embeds": [], "components": [] })).await;
    assert!(edited["edited_timestamp"].is_string());
    scene.good("DELETE", &path, json!(null)).await;
    assert_eq!(scene.refusal("GET", &path, json!(null)).await, (404, 10008));
    let wanted = "\
[#general of “Debate club”]
Aysel: Hello @Icmal, #general
  Icmal ↩ 1: Dear @Aysel
         ┏ #3366cc
         ┃ **Seats → https://example.org/a**
         ┃ Two lines
         ┃ of text
         ┃ A: 1 ‖ B: 2
         ┃ C: 3
         ┃ — Source
         [Again ⟨again⟩] [Site → https://example.org] [Off ⟨off⟩] (off)
         [Pick one ▾ ⟨pick⟩ One ⟨1⟩ | Two – more ⟨2⟩]
  Icmal reacts to 2 with 👍
  Icmal edits 2: Other words
  Icmal deletes 2
";
    assert_eq!(scene.fake.transcript(scene.general), wanted);
    assert!(scene.fake.pings().is_empty());
}

#[tokio::test]
async fn files_come_along() {
    let scene = Scene::new().await;
    let json = json!({
        "attachments": [{ "id": 0, "description": "A map", "filename": "map.png" }],
        "embeds": [{ "image": { "url": "attachment://map.png" } }],
    });
    let form = |json: &serde_json::Value| {
        let part = Part::bytes(vec![1, 2, 3]).file_name("x.png");
        Form::new().text("payload_json", json.to_string()).part("files[0]", part)
    };
    let response = scene.request("POST", &scene.messages()).multipart(form(&json)).send().await;
    let (status, body) = Scene::answer(response).await;
    assert_eq!(status, 200, "{body}");
    assert_eq!(
        (body["attachments"][0]["filename"].as_str(), body["attachments"][0]["size"].as_u64()),
        (Some("map.png"), Some(3))
    );
    assert!(super::text(&body["embeds"][0]["image"]["url"]).starts_with("https://cdn.discordapp.com/"));
    let other = json!({ "embeds": [{ "image": { "url": "attachment://other.png" } }] });
    let response = scene.request("POST", &scene.messages()).multipart(form(&other)).send().await;
    assert_eq!(Scene::answer(response).await.0, 400);
    let (status, _) = scene.call("POST", &scene.messages(), other).await;
    assert_eq!(status, 400);
    let seen = scene.fake.transcript(scene.general);
    assert!(seen.ends_with("┃ (image attachment://map.png “A map”)\n"), "{seen}");
}

#[tokio::test]
async fn a_nonce_gives_back_the_earlier_message() {
    let scene = Scene::new().await;
    let body = json!({ "content": "once", "nonce": "n1", "enforce_nonce": true });
    let first = scene.good("POST", &scene.messages(), body.clone()).await;
    let second = scene.good("POST", &scene.messages(), body.clone()).await;
    assert_eq!(first["id"], second["id"]);
    assert_eq!(scene.fake.bot_messages(scene.general).len(), 1);
    scene.good("DELETE", &format!("{}/{}", scene.messages(), super::text(&first["id"])), json!(null)).await;
    assert_eq!(scene.refusal("POST", &scene.messages(), body).await, (404, 10008));
    let long = json!({ "content": "x", "nonce": "n".repeat(26) });
    assert_eq!(scene.refusal("POST", &scene.messages(), long).await, (400, 50035));
}

#[tokio::test]
async fn the_bot_writes_only_where_it_may() {
    let scene = Scene::new().await;
    let fake = &scene.fake;
    let plain = || json!({ "content": "x" });
    let thread = fake.channel_named(scene.guild, "Questions").expect("the thread");
    let thread_path = format!("/channels/{thread}/messages");
    assert_eq!(scene.refusal("POST", "/channels/77/messages", plain()).await, (404, 10003));
    fake.set_bot_lacks(scene.general, bits::EMBED_LINKS);
    let embed = json!({ "embeds": [{ "description": "x" }] });
    assert_eq!(scene.refusal("POST", &scene.messages(), embed).await, (403, 50013));
    scene.send("plain words").await;
    fake.set_bot_lacks(scene.general, bits::SEND_MESSAGES);
    assert_eq!(scene.refusal("POST", &scene.messages(), plain()).await, (403, 50013));
    scene.good("POST", &thread_path, plain()).await;
    fake.set_bot_lacks(scene.general, bits::VIEW_CHANNEL);
    assert_eq!(scene.refusal("POST", &scene.messages(), plain()).await, (403, 50001));
    fake.set_bot_lacks(scene.general, 0);
    fake.archive(thread, true);
    scene.good("POST", &thread_path, plain()).await;
    assert!(!fake.is_archived(thread), "what is sent opens it");
    fake.lock(thread, true);
    assert_eq!(scene.refusal("POST", &thread_path, plain()).await, (400, 160_005));
    fake.delete_channel(thread);
    assert_eq!(scene.refusal("POST", &thread_path, plain()).await, (404, 10003));
    fake.remove_bot(scene.guild);
    assert_eq!(scene.refusal("POST", &scene.messages(), plain()).await, (403, 50001));
    assert_eq!(scene.refusal("GET", &format!("/guilds/{}", scene.guild), json!(null)).await, (404, 10004));
    let private = fake.add_private_group(Channel::private_group("Friends", &[scene.aysel, scene.tural]));
    assert_eq!(scene.refusal("POST", &format!("/channels/{private}/messages"), plain()).await, (403, 50001));
    let shut = fake.add_person(Person::new("Orkhan").without_dms());
    let opened = scene.good("POST", "/users/@me/channels", json!({ "recipient_id": shut.to_string() })).await;
    let path = format!("/channels/{}/messages", super::text(&opened["id"]));
    assert_eq!(scene.refusal("POST", &path, plain()).await, (403, 50007));
}

#[tokio::test]
async fn replies_need_what_they_answer() {
    let scene = Scene::new().await;
    let reply = |sure: bool| json!({ "content": "x", "message_reference": { "message_id": "5", "fail_if_not_exists": sure } });
    let (status, body) = scene.call("POST", &scene.messages(), reply(true)).await;
    assert_eq!(status, 400);
    assert_eq!(body["errors"]["message_reference"]["_errors"][0]["code"], "REPLIES_UNKNOWN_MESSAGE");
    assert_eq!(scene.good("POST", &scene.messages(), reply(false)).await["type"], 0);
}

#[tokio::test]
async fn pings_are_counted() {
    let scene = Scene::new().await;
    let role = scene.fake.role_named(scene.guild, "juniors").expect("the role");
    let content = format!("@everyone @here <@&{role}> <@{}> `<@{}>`", scene.aysel, scene.tural);
    let whom = || scene.fake.pings().into_iter().map(|p| p.whom).collect::<Vec<_>>();
    let body = json!({ "content": content, "allowed_mentions": { "parse": [] } });
    scene.good("POST", &scene.messages(), body).await;
    assert!(whom().is_empty());
    scene.good("POST", &scene.messages(), json!({ "embeds": [{ "description": content }] })).await;
    assert!(whom().is_empty(), "embeds ping nobody");
    scene.send(&content).await;
    assert_eq!(whom(), ["@everyone", "@here", "@juniors", "Aysel"]);
    let asked = scene.fake.say(scene.general, scene.tural, "x", &Say::default());
    let reply = |replied: bool| {
        let mentions = json!({ "parse": [], "replied_user": replied });
        json!({ "content": "y", "message_reference": { "message_id": asked.to_string() }, "allowed_mentions": mentions })
    };
    scene.good("POST", &scene.messages(), reply(false)).await;
    assert_eq!(whom().len(), 4);
    scene.good("POST", &scene.messages(), reply(true)).await;
    assert_eq!(whom().last().map(String::as_str), Some("Tural"));
}
