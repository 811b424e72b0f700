//! Groups: privacy mode, upgrades, topics, members.

use icmal_tests::telegram::{Chat, Person, Role, Say};
use serde_json::{Value, json};

use super::Scene;

async fn texts(scene: &Scene) -> Vec<String> {
    let text = |u: &Value| u["message"]["text"].as_str().map(str::to_owned);
    scene.confirm_all().await.iter().filter_map(text).collect()
}

#[tokio::test]
async fn privacy_mode_hides_most_of_a_group() {
    let scene = Scene::new().await;
    let other = scene.fake.add_person(Person::bot("Other", "other_bot"));
    let club = scene.fake.add_chat(Chat::supergroup("Debate club").with(scene.aysel, Role::Creator));
    let say = |text: &str| scene.fake.say(club, scene.aysel, text, &Say::default());
    let own = scene.send(club, "hello").await["message_id"].as_i64().expect("an id");
    let all = ["good morning", "/ask this", "/ask@icmal_bot that", "/ask@other_bot what", "@icmal_bot hello", "see /ask"];
    let ids: Vec<i64> = all.iter().map(|text| say(text)).collect();
    scene.fake.say(club, scene.aysel, "why?", &Say::reply(own));
    scene.fake.say(club, scene.aysel, "yes", &Say::reply(ids[0]));
    scene.fake.say(club, other, "/ask beep", &Say::default());
    assert_eq!(texts(&scene).await, ["/ask this", "/ask@icmal_bot that", "why?"]);
    scene.fake.set_reads_all(true);
    for text in all {
        say(text);
    }
    scene.fake.say(club, other, "/ask beep", &Say::default());
    assert_eq!(texts(&scene).await, all);
    scene.fake.set_reads_all(false);
    scene.fake.promote_bot(club, scene.aysel);
    say("good morning");
    assert_eq!(texts(&scene).await, ["good morning"]);
}

#[tokio::test]
async fn those_who_speak_as_chats_are_marked() {
    let scene = Scene::new().await;
    let channel = scene.fake.add_chat(Chat::channel("News").username("news_az"));
    let club = scene.fake.add_chat(Chat::supergroup("Club").with(scene.aysel, Role::Creator));
    scene.fake.say(club, scene.aysel, "/ask a", &Say { anonymous: true, ..Say::default() });
    scene.fake.say(club, scene.aysel, "/ask b", &Say { as_channel: Some(channel), ..Say::default() });
    let post = scene.fake.say(channel, scene.aysel, "today", &Say::default());
    scene.fake.edit(channel, post, "today!");
    let updates = scene.confirm_all().await;
    assert_eq!(
        (&updates[0]["message"]["from"]["id"], &updates[0]["message"]["sender_chat"]["id"]),
        (&json!(1_087_968_824), &json!(club))
    );
    assert_eq!(updates[1]["message"]["sender_chat"]["username"], "news_az");
    assert!(updates[2]["channel_post"]["from"].is_null());
    assert_eq!(updates[3]["edited_channel_post"]["text"], "today!");
}

#[tokio::test]
async fn an_upgraded_group_tells_its_new_id() {
    let scene = Scene::new().await;
    let group = scene.fake.add_chat(Chat::group("Club").with(scene.aysel, Role::Creator));
    let new = scene.fake.upgrade_to_supergroup(group, scene.aysel);
    let (status, envelope) = scene.call("sendMessage", json!({ "chat_id": group, "text": "x" })).await;
    assert_eq!(status, 400);
    assert_eq!(envelope["description"], "Bad Request: group chat was upgraded to a supergroup chat");
    assert_eq!(envelope["parameters"], json!({ "migrate_to_chat_id": new }));
    scene.send(new, "here").await;
    let updates = scene.confirm_all().await;
    assert_eq!(updates[0]["message"]["migrate_to_chat_id"], new);
    assert_eq!(updates[1]["message"]["migrate_from_chat_id"], group);
}

#[tokio::test]
async fn topics_open_close_and_go() {
    let scene = Scene::new().await;
    let forum = scene.fake.add_chat(Chat::forum("Forum").with(scene.aysel, Role::Creator).topic("Questions"));
    let topic = scene.fake.topic(forum, "Questions").expect("the topic");
    let send = |topic: i64| json!({ "chat_id": forum, "text": "x", "message_thread_id": topic });
    assert_eq!(scene.good("sendMessage", send(topic)).await["message_thread_id"], topic);
    assert_eq!(scene.refusal("sendMessage", send(4711)).await, "400 Bad Request: message thread not found");
    let asked = scene.fake.say(forum, scene.aysel, "/ask", &Say::topic(topic));
    let reply = json!({ "chat_id": forum, "text": "y", "reply_parameters": { "message_id": asked } });
    assert_eq!(scene.good("sendMessage", reply).await["message_thread_id"], topic);
    scene.fake.close_topic(forum, scene.aysel, topic);
    assert_eq!(scene.refusal("sendMessage", send(topic)).await, "400 Bad Request: TOPIC_CLOSED");
    scene.fake.reopen_topic(forum, scene.aysel, topic);
    scene.good("sendMessage", send(topic)).await;
    scene.fake.delete_topic(forum, topic);
    assert_eq!(scene.refusal("sendMessage", send(topic)).await, "400 Bad Request: message thread not found");
    let plain = scene.fake.add_chat(Chat::supergroup("Plain"));
    let refused = scene.refusal("sendMessage", json!({ "chat_id": plain, "text": "x", "message_thread_id": 1 })).await;
    assert_eq!(refused, "400 Bad Request: message thread not found");
    let seen = scene.fake.transcript(forum);
    assert!(
        seen.starts_with("[forum “Forum”]\n  Icmal #Questions: x\nAysel #Questions: /ask\n  Icmal #Questions ↩ 2: y\n"),
        "{seen}"
    );
}

#[tokio::test]
async fn coming_and_going_is_told() {
    let scene = Scene::new().await;
    let club = scene.fake.add_chat(Chat::group("Club").with(scene.aysel, Role::Creator).bot(Role::Left));
    scene.fake.say(club, scene.aysel, "/ask", &Say::default());
    assert!(scene.confirm_all().await.is_empty(), "it is not there yet");
    scene.fake.add_bot(club, scene.aysel);
    let updates = scene.confirm_all().await;
    assert_eq!(updates[0]["my_chat_member"]["old_chat_member"]["status"], "left");
    assert_eq!(updates[0]["my_chat_member"]["new_chat_member"]["status"], "member");
    assert_eq!(updates[1]["message"]["new_chat_members"][0]["username"], "icmal_bot");
    scene.fake.promote_bot(club, scene.aysel);
    let admins = scene.good("getChatAdministrators", json!({ "chat_id": club })).await;
    assert_eq!(admins.as_array().map(Vec::len), Some(2));
    scene.fake.remove_bot(club, scene.aysel);
    assert_eq!(scene.kinds().await, ["my_chat_member", "my_chat_member"]);
    assert_eq!(scene.fake.bot_role(club), Some(Role::Kicked));
}
