//! HTML, entities, buttons, inline mode, commands, profiles.

use std::time::Duration;

use icmal_tests::telegram::{Chat, Content, Role, Say};
use serde_json::{Value, json};

use super::{SOON, Scene};

#[tokio::test]
async fn html_becomes_entities() {
    let scene = Scene::begun().await;
    scene.fake.set_flood_limits(false);
    let html = "😀 <b>69 <i>embassies</i></b> &lt;&amp;&#65;&nbsp; <a href=\"https://e.az\">here</a>\n<blockquote>⚠ Caution\nnow</blockquote>after <code>x</code>";
    let sent = scene.good("sendMessage", json!({ "chat_id": scene.aysel, "text": html, "parse_mode": "HTML" })).await;
    assert_eq!(sent["text"], "😀 69 embassies <&A&nbsp; here\n⚠ Caution\nnowafter x");
    let bold = &sent["entities"][0];
    assert_eq!((&bold["type"], &bold["offset"], &bold["length"]), (&json!("bold"), &json!(3), &json!(12)));
    assert_eq!(sent["entities"][2], json!({ "type": "text_link", "offset": 26, "length": 4, "url": "https://e.az/" }));
    let seen = scene.fake.transcript(scene.aysel);
    let wanted = "  Icmal: 😀 **69 _embassies_** <&A&nbsp; here (https://e.az/)\n           > ⚠ Caution\n           > now\n           after `x`\n";
    assert!(seen.ends_with(wanted), "{seen}");
    let nested = "<pre><code class=\"language-rust\">fn</code></pre><blockquote expandable>q</blockquote><span class=\"tg-spoiler\">s</span>";
    let sent = scene.good("sendMessage", json!({ "chat_id": scene.aysel, "text": nested, "parse_mode": "HTML" })).await;
    let kinds: Vec<&Value> = sent["entities"].as_array().expect("entities").iter().map(|e| &e["type"]).collect();
    assert_eq!(kinds, ["pre", "expandable_blockquote", "spoiler"]);
}

#[tokio::test]
async fn bad_html_is_refused_with_its_place() {
    let scene = Scene::begun().await;
    let cases = [
        ("ab<x>c</x>", "Unsupported start tag \"x\" at byte offset 2"),
        ("<b>a", "Can't find end tag corresponding to start tag \"b\""),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>a</b></i>", "Unmatched end tag at byte offset 7, expected \"</i>\", found \"</b>\""),
        ("ə < b", "Unsupported start tag \"\" at byte offset 3"),
        ("1 <b", "Unclosed start tag at byte offset 2"),
        ("<span>a</span>", "Tag \"span\" must have class \"tg-spoiler\" at byte offset 0"),
    ];
    for (html, words) in cases {
        let refused = scene.refusal("sendMessage", json!({ "chat_id": scene.aysel, "text": html, "parse_mode": "HTML" })).await;
        assert_eq!(refused, format!("400 Bad Request: can't parse entities: {words}"));
    }
}

#[tokio::test]
async fn entities_are_found_in_what_people_write() {
    let scene = Scene::new().await;
    let text = "😀 @icmal_bot see https://e.az/a?b=c, #Bakı or a@b.az /ask@icmal_bot. e.az";
    scene.fake.tell(scene.aysel, text);
    let updates = scene.confirm_all().await;
    let wide: Vec<u16> = text.encode_utf16().collect();
    let part = |e: &Value| {
        let from = usize::try_from(e["offset"].as_u64().expect("an offset")).expect("small");
        let length = usize::try_from(e["length"].as_u64().expect("a length")).expect("small");
        (e["type"].as_str().expect("a type").to_owned(), String::from_utf16_lossy(&wide[from..from + length]))
    };
    let found: Vec<(String, String)> = updates[0]["message"]["entities"].as_array().expect("entities").iter().map(part).collect();
    let wanted = [
        ("mention", "@icmal_bot"),
        ("url", "https://e.az/a?b=c"),
        ("hashtag", "#Bakı"),
        ("email", "a@b.az"),
        ("bot_command", "/ask@icmal_bot"),
        ("url", "e.az"),
    ];
    assert_eq!(found, wanted.map(|(kind, text)| (kind.to_owned(), text.to_owned())));
}

#[tokio::test]
async fn buttons_are_pressed_and_answered() {
    let scene = Scene::begun().await;
    let markup = json!({ "inline_keyboard": [[{ "text": "More…", "callback_data": "more:1" }, { "text": "Source", "url": "https://e.az/" }]] });
    let sent = scene.good("sendMessage", json!({ "chat_id": scene.aysel, "text": "x", "reply_markup": markup })).await;
    let id = sent["message_id"].as_i64().expect("an id");
    assert!(scene.fake.press(scene.aysel, scene.aysel, id, "Source").is_err());
    let query = scene.fake.press(scene.aysel, scene.aysel, id, "More").expect("a button");
    let updates = scene.confirm_all().await;
    assert_eq!(updates[0]["callback_query"]["data"], "more:1");
    assert_eq!(updates[0]["callback_query"]["message"]["reply_markup"], markup);
    assert_eq!(scene.fake.unanswered_queries(), std::slice::from_ref(&query));
    let answer = |id: &str, text: &str| json!({ "callback_query_id": id, "text": text });
    assert_eq!(scene.refusal("answerCallbackQuery", answer(&query, &"x".repeat(201))).await, "400 Bad Request: MESSAGE_TOO_LONG");
    scene.good("answerCallbackQuery", answer(&query, "done")).await;
    let too_old = "400 Bad Request: query is too old and response timeout expired or query ID is invalid";
    assert_eq!(scene.refusal("answerCallbackQuery", answer("12", "")).await, too_old);
    scene.fake.set_query_lifetime(Duration::ZERO);
    assert_eq!(scene.refusal("answerCallbackQuery", answer(&query, "")).await, too_old);
    let seen = scene.fake.transcript(scene.aysel);
    let wanted = "  Icmal: x\n           [More…] [Source → https://e.az/]\nAysel presses [More…]\n  toast: done\n";
    assert!(seen.ends_with(wanted), "{seen}");
}

#[tokio::test]
async fn inline_results_are_offered_chosen_and_edited() {
    let scene = Scene::new().await;
    let club = scene.fake.add_chat(Chat::supergroup("Club").with(scene.aysel, Role::Creator).bot(Role::Left));
    let article = |id: &str| {
        json!({
            "type": "article", "id": id, "title": "Embassies", "description": "69 of them",
            "input_message_content": { "message_text": "<b>69</b>", "parse_mode": "HTML" },
            "reply_markup": { "inline_keyboard": [[{ "text": "More", "callback_data": "m" }]] },
        })
    };
    let bot = async {
        let update = scene.good("getUpdates", json!({ "timeout": 5 })).await;
        let id = &update[0]["inline_query"]["id"];
        let twice = json!({ "inline_query_id": id, "results": [article("1"), article("1")] });
        assert_eq!(scene.refusal("answerInlineQuery", twice).await, "400 Bad Request: RESULT_ID_DUPLICATE");
        scene
            .good(
                "answerInlineQuery",
                json!({ "inline_query_id": id, "results": [article("1")], "cache_time": 5, "is_personal": true }),
            )
            .await;
        scene.confirm_all().await;
    };
    let (answer, ()) = tokio::join!(scene.fake.inline(scene.aysel, "embassies", SOON), bot);
    let answer = answer.expect("an answer");
    assert_eq!((answer.cache_time, answer.is_personal, answer.results.len()), (5, true, 1));
    let id = scene.fake.choose_inline(scene.aysel, club, &answer, "1").expect("a result");
    let updates = scene.confirm_all().await;
    let inline_id = &updates[0]["chosen_inline_result"]["inline_message_id"];
    assert_eq!(updates.len(), 1, "the bot is not in the chat");
    scene.fake.press(scene.aysel, club, id, "More").expect("a button");
    assert_eq!(&scene.confirm_all().await[0]["callback_query"]["inline_message_id"], inline_id);
    assert_eq!(scene.good("editMessageText", json!({ "inline_message_id": inline_id, "text": "more" })).await, true);
    let seen = scene.fake.transcript_all();
    let wanted = "[supergroup “Club”]\nAysel via Icmal: **69**\n    [More]\nAysel presses [More]\n  Icmal edits 1: more\n\n[inline]\nAysel types @icmal_bot embassies\n  • Embassies – 69 of them\n";
    assert_eq!(seen, wanted);
}

#[tokio::test]
async fn commands_and_profile_are_kept_by_language() {
    let scene = Scene::new().await;
    let set = |name: &str, language: &str| json!({ "commands": [{ "command": name, "description": "d" }], "language_code": language, "scope": { "type": "all_group_chats" } });
    scene.good("setMyCommands", set("ask", "")).await;
    scene.good("setMyCommands", set("sual", "az")).await;
    assert_eq!(scene.refusal("setMyCommands", set("Ask", "")).await, "400 Bad Request: BOT_COMMAND_INVALID");
    assert_eq!(scene.fake.commands("all_group_chats", "az"), [("sual".to_owned(), "d".to_owned())]);
    scene.good("deleteMyCommands", json!({ "scope": "{\"type\":\"all_group_chats\"}", "language_code": "az" })).await;
    assert!(scene.fake.commands("all_group_chats", "az").is_empty());
    scene.good("setMyShortDescription", json!({ "short_description": "s".repeat(120) })).await;
    assert!(scene.refusal("setMyShortDescription", json!({ "short_description": "s".repeat(121) })).await.starts_with("400"));
    assert_eq!(scene.good("getMyShortDescription", json!({ "language_code": "de" })).await["short_description"], "s".repeat(120));
}

#[tokio::test]
async fn other_content_comes_in_its_own_fields() {
    let scene = Scene::new().await;
    let me = scene.aysel;
    let show = |content: Content| scene.fake.show(me, me, &content, &Say::default());
    show(Content::Sticker("👍".to_owned()));
    show(Content::Photo("what is /this".to_owned()));
    show(Content::Voice);
    show(Content::Location(40.4, 49.9));
    show(Content::Dice(6));
    scene.fake.album(me, me, &["one", ""], &Say::default());
    let updates = scene.confirm_all().await;
    let fields = ["sticker", "photo", "voice", "location", "dice", "photo", "photo"];
    for (update, field) in updates.iter().zip(fields) {
        assert!(!update["message"][field].is_null(), "{update}");
    }
    assert_eq!(updates[1]["message"]["caption_entities"][0]["type"], "bot_command");
    assert_eq!(updates[5]["message"]["media_group_id"], updates[6]["message"]["media_group_id"]);
}
