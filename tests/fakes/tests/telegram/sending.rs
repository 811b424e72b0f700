//! Sending, editing and deleting, and what is refused.

use icmal_tests::telegram::{Chat, Person, Role};
use serde_json::json;

use super::Scene;

#[tokio::test]
async fn parameters_come_in_every_form() {
    let scene = Scene::begun().await;
    scene.fake.set_flood_limits(false);
    let chat = scene.aysel.to_string();
    let form = [("chat_id", chat.as_str()), ("text", "by form & more"), ("reply_markup", r#"{"force_reply":true}"#)];
    let body: String =
        reqwest::Url::parse_with_params("http://x/", form).expect("an address").query().expect("a query").to_owned();
    let post = scene.client.post(scene.address("SENDMESSAGE")).header("Content-Type", "application/x-www-form-urlencoded");
    assert_eq!(post.body(body.clone()).send().await.expect("an answer").status(), 200);
    let address = format!("{}?{body}", scene.address("sendmessage"));
    assert_eq!(scene.client.get(address).send().await.expect("an answer").status(), 200);
    let part = reqwest::multipart::Part::bytes(vec![7; 2000]).file_name("map.png");
    let form = reqwest::multipart::Form::new().text("chat_id", chat).text("photo", "attach://p1").text("caption", "<b>A</b> map");
    let form = form.text("parse_mode", "HTML").part("p1", part);
    let sent = scene.client.post(scene.address("sendPhoto")).multipart(form).send().await.expect("an answer");
    let sent: serde_json::Value = sent.json().await.expect("an envelope");
    assert_eq!(sent["result"]["caption"], "A map", "{sent}");
    let file = &sent["result"]["photo"][1]["file_id"];
    scene.good("sendPhoto", json!({ "chat_id": scene.aysel, "photo": file })).await;
    let refused = scene.refusal("sendPhoto", json!({ "chat_id": scene.aysel, "photo": "made-up" })).await;
    assert_eq!(refused, "400 Bad Request: wrong file identifier/HTTP URL specified");
    let messages = scene.fake.bot_messages(scene.aysel);
    assert_eq!(messages[0].text, "by form & more");
    assert_eq!(messages[0].text, messages[1].text);
    assert_eq!(messages[2].upload.as_ref().map(bytes::Bytes::len), Some(2000));
}

#[tokio::test]
async fn unknown_names_are_refused() {
    let scene = Scene::new().await;
    assert_eq!(scene.refusal("sendRichMessage", json!({})).await, "404 Not Found");
    let wrong = format!("{}/bot1:AA/getMe", scene.fake.url());
    assert_eq!(scene.client.get(wrong).send().await.expect("an answer").status(), 401);
    assert_eq!(scene.good("getMe", json!({})).await["username"], "icmal_bot");
    scene.fake.revoke_token();
    assert_eq!(scene.refusal("getMe", json!({})).await, "401 Unauthorized");
}

#[tokio::test]
async fn texts_are_measured_and_placed() {
    let scene = Scene::begun().await;
    let chat = scene.aysel;
    let refused = |text: String| scene.refusal("sendMessage", json!({ "chat_id": chat, "text": text, "parse_mode": "HTML" }));
    assert_eq!(refused(String::new()).await, "400 Bad Request: message text is empty");
    assert_eq!(refused("<b> </b>".to_owned()).await, "400 Bad Request: message text is empty");
    assert_eq!(refused("😀".repeat(2049)).await, "400 Bad Request: message is too long");
    let long = format!("<b>{}</b>", "a".repeat(4096));
    scene.good("sendMessage", json!({ "chat_id": chat, "text": long, "parse_mode": "HTML" })).await;
    assert_eq!(scene.refusal("sendMessage", json!({ "chat_id": 5, "text": "x" })).await, "400 Bad Request: chat not found");
    let reply = |id: i64, lenient: bool| json!({ "chat_id": chat, "text": "x", "reply_parameters": { "message_id": id, "allow_sending_without_reply": lenient } });
    assert_eq!(scene.refusal("sendMessage", reply(77, false)).await, "400 Bad Request: message to be replied not found");
    scene.good("sendMessage", reply(77, true)).await;
    assert_eq!(scene.good("sendMessage", reply(1, false)).await["reply_to_message"]["text"], "/start");
}

#[tokio::test]
async fn buttons_are_checked() {
    let scene = Scene::begun().await;
    let send =
        |rows: serde_json::Value| json!({ "chat_id": scene.aysel, "text": "x", "reply_markup": { "inline_keyboard": rows } });
    let data = |length: usize| json!([[{ "text": "a", "callback_data": "d".repeat(length) }]]);
    scene.fake.set_flood_limits(false);
    scene.good("sendMessage", send(data(64))).await;
    assert_eq!(scene.refusal("sendMessage", send(data(65))).await, "400 Bad Request: BUTTON_DATA_INVALID");
    assert_eq!(scene.refusal("sendMessage", send(data(0))).await, "400 Bad Request: BUTTON_DATA_INVALID");
    let button = json!({ "text": "a", "callback_data": "d" });
    assert!(scene.refusal("sendMessage", send(json!([vec![button.clone(); 9]]))).await.starts_with("400"));
    assert!(scene.refusal("sendMessage", send(json!(vec![vec![button.clone(); 8]; 13]))).await.starts_with("400"));
    scene.good("sendMessage", send(json!(vec![vec![button; 8]; 12]))).await;
    assert!(scene.refusal("sendMessage", send(json!([[{ "text": " ", "callback_data": "d" }]]))).await.starts_with("400"));
    assert!(scene.refusal("sendMessage", send(json!([[{ "text": "a" }]]))).await.contains("Text buttons are unallowed"));
}

#[tokio::test]
async fn edits_must_change_something() {
    let scene = Scene::begun().await;
    let chat = scene.aysel;
    let id = scene.send(chat, "before").await["message_id"].clone();
    let edit = |id: &serde_json::Value, text: &str| json!({ "chat_id": chat, "message_id": id, "text": text });
    assert_eq!(
        scene.refusal("editMessageText", edit(&id, "before")).await,
        "400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current \
         content and reply markup of the message"
    );
    assert_eq!(scene.refusal("editMessageText", edit(&json!(99), "x")).await, "400 Bad Request: message to edit not found");
    assert_eq!(scene.refusal("editMessageText", edit(&json!(1), "x")).await, "400 Bad Request: message can't be edited");
    assert!(scene.good("editMessageText", edit(&id, "after")).await["edit_date"].is_i64());
    scene.good("deleteMessage", json!({ "chat_id": chat, "message_id": id })).await;
    assert_eq!(scene.refusal("editMessageText", edit(&id, "x")).await, "400 Bad Request: message to edit not found");
    let seen = scene.fake.transcript(chat);
    assert_eq!(seen, "[private “Aysel”]\nAysel: /start\n  Icmal: before\n  Icmal edits 2: after\n  Icmal deletes 2\n");
}

#[tokio::test]
async fn the_bot_writes_only_where_it_may() {
    let scene = Scene::begun().await;
    let by = scene.aysel;
    let refusal = async |chat: i64| scene.refusal("sendMessage", json!({ "chat_id": chat, "text": "x" })).await;
    let stranger = scene.fake.add_person(Person::new("Tural"));
    assert_eq!(refusal(stranger).await, "403 Forbidden: bot can't initiate conversation with a user");
    scene.fake.block(by);
    assert_eq!(refusal(by).await, "403 Forbidden: bot was blocked by the user");
    scene.fake.deactivate(by);
    assert_eq!(refusal(by).await, "403 Forbidden: user is deactivated");
    let kinds = [(Chat::group("g"), "group"), (Chat::supergroup("s"), "supergroup"), (Chat::channel("c"), "channel")];
    for (chat, word) in kinds {
        let chat = scene.fake.add_chat(chat.with(by, Role::Creator));
        scene.fake.remove_bot(chat, by);
        assert_eq!(refusal(chat).await, format!("403 Forbidden: bot was kicked from the {word} chat"));
    }
    let channel = scene.fake.add_chat(Chat::channel("news").bot(Role::Member));
    assert_eq!(refusal(channel).await, "400 Bad Request: need administrator rights in the channel chat");
    let group = scene.fake.add_chat(Chat::supergroup("club"));
    scene.fake.mute_bot(group, by);
    assert_eq!(refusal(group).await, "400 Bad Request: not enough rights to send text messages to the chat");
    assert_eq!(
        scene.good("getChatMember", json!({ "chat_id": group, "user_id": scene.fake.bot_id() })).await["status"],
        "restricted"
    );
    scene.fake.demote_bot(group, by);
    scene.good("leaveChat", json!({ "chat_id": group })).await;
    assert_eq!(refusal(group).await, "403 Forbidden: bot is not a member of the supergroup chat");
}
