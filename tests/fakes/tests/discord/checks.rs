//! What is refused in a message, and where the error stands.

use serde_json::{Value, json};

use super::Scene;

/// The codes of all errors with their places.
fn errors(body: &Value) -> Vec<String> {
    fn walk(at: &Value, place: &str, found: &mut Vec<String>) {
        for (key, below) in at.as_object().into_iter().flatten() {
            if key == "_errors" {
                let codes = below.as_array().into_iter().flatten();
                found.extend(codes.map(|e| format!("{place} {}", e["code"].as_str().unwrap_or_default()).trim().to_owned()));
            } else {
                walk(below, &format!("{place}{}{key}", if place.is_empty() { "" } else { "." }), found);
            }
        }
    }
    let mut found = Vec::new();
    walk(&body["errors"], "", &mut found);
    found
}

fn letters(count: usize) -> String {
    "ə".repeat(count)
}

fn button(id: &str) -> Value {
    json!({ "type": 2, "style": 1, "label": "L", "custom_id": id })
}

fn row(parts: &Value) -> Value {
    json!({ "type": 1, "components": parts })
}

#[tokio::test]
async fn messages_are_measured() {
    let scene = Scene::new().await;
    scene.fake.set_rate_limits(false);
    let field = |name: &str, value: &str| json!({ "embeds": [{ "fields": [{ "name": name, "value": value }] }] });
    let option = |value: &str| json!({ "label": "x", "value": value });
    let select = |options: Vec<Value>| json!({ "type": 3, "custom_id": "s", "options": options });
    let link = |url: &str| json!({ "type": 2, "style": 5, "label": "x", "url": url });
    let cases: Vec<(Value, &str)> = vec![
        (json!({ "content": letters(2001) }), "content BASE_TYPE_MAX_LENGTH"),
        (json!({ "embeds": vec![json!({ "title": "x" }); 11] }), "embeds BASE_TYPE_MAX_LENGTH"),
        (json!({ "embeds": [{ "title": letters(257) }] }), "embeds.0.title BASE_TYPE_MAX_LENGTH"),
        (json!({ "embeds": [{ "description": letters(4097) }] }), "embeds.0.description BASE_TYPE_MAX_LENGTH"),
        (
            json!({ "embeds": [{ "description": letters(4000) }, { "description": letters(2001) }] }),
            "embeds.1 MAX_EMBED_SIZE_EXCEEDED",
        ),
        (
            json!({ "embeds": [{ "title": "x", "footer": { "text": letters(2049) } }] }),
            "embeds.0.footer.text BASE_TYPE_BAD_LENGTH",
        ),
        (
            json!({ "embeds": [{ "title": "x", "author": { "name": letters(257) } }] }),
            "embeds.0.author.name BASE_TYPE_BAD_LENGTH",
        ),
        (json!({ "embeds": [{ "title": "x", "url": "nowhere" }] }), "embeds.0.url URL_TYPE_INVALID_URL"),
        (json!({ "embeds": [{}] }), "embeds.0.description BASE_TYPE_REQUIRED"),
        (field("", "x"), "embeds.0.fields.0.name BASE_TYPE_REQUIRED"),
        (field("x", " "), "embeds.0.fields.0.value BASE_TYPE_REQUIRED"),
        (field("x", &letters(1025)), "embeds.0.fields.0.value BASE_TYPE_BAD_LENGTH"),
        (json!({ "components": vec![row(&json!([button("a")])); 6] }), "components BASE_TYPE_MAX_LENGTH"),
        (json!({ "components": [row(&json!([]))] }), "components.0.components BASE_TYPE_BAD_LENGTH"),
        (
            json!({ "components": [row(&json!([button("a"), button("a")]))] }),
            "components.0.components.1.custom_id COMPONENT_CUSTOM_ID_DUPLICATED",
        ),
        (
            json!({ "components": [row(&json!([button(&letters(101))]))] }),
            "components.0.components.0.custom_id BASE_TYPE_BAD_LENGTH",
        ),
        (
            json!({ "components": [row(&json!([{ "type": 2, "style": 1, "label": letters(81), "custom_id": "a" }]))] }),
            "components.0.components.0.label BASE_TYPE_MAX_LENGTH",
        ),
        (
            json!({ "components": [row(&json!([{ "type": 2, "style": 9, "label": "x", "custom_id": "a" }]))] }),
            "components.0.components.0.style BASE_TYPE_CHOICES",
        ),
        (json!({ "components": [row(&json!([link("ftp://x.org")]))] }), "components.0.components.0.url URL_TYPE_INVALID_SCHEME"),
        (
            json!({ "components": [row(&json!([link(&format!("https://x.org/{}", letters(500)))]))] }),
            "components.0.components.0.url BASE_TYPE_BAD_LENGTH",
        ),
        (json!({ "components": [row(&json!([select(vec![])]))] }), "components.0.components.0.options BASE_TYPE_BAD_LENGTH"),
        (
            json!({ "components": [row(&json!([select(vec![option("1"), option("1")])]))] }),
            "components.0.components.0.options.1.value SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
        ),
        (
            json!({ "components": [row(&json!([select(vec![option("1")]), button("b")]))] }),
            "components.0.components.1 COMPONENT_LAYOUT_WIDTH_EXCEEDED",
        ),
        (json!({ "components": [button("a")] }), "components.0.type BASE_TYPE_CHOICES"),
        (json!({ "content": "x", "flags": 64 }), "flags MESSAGE_FLAGS_INVALID"),
        (json!({ "content": "x", "allowed_mentions": { "parse": ["all"] } }), "allowed_mentions.parse.0 BASE_TYPE_CHOICES"),
        (
            json!({ "content": "x", "allowed_mentions": { "parse": ["users"], "users": ["1"] } }),
            "allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
        ),
        (json!({ "content": "x", "attachments": [{ "id": 0 }] }), "attachments.0.id ATTACHMENT_NOT_FOUND"),
    ];
    for (body, wanted) in cases {
        let (status, answer) = scene.call("POST", &scene.messages(), body.clone()).await;
        assert_eq!((status, answer["code"].as_u64()), (400, Some(50035)), "{body} {answer}");
        assert!(errors(&answer).iter().any(|e| e == wanted), "{wanted}: {answer}");
    }
    assert_eq!(scene.refusal("POST", &scene.messages(), json!({ "content": " \n " })).await, (400, 50006));
    let full = json!({
        "content": letters(2000), "embeds": [{ "title": letters(256), "description": letters(4096), "fields": [{ "name": letters(256), "value": letters(1024) }] }],
        "components": vec![row(&json!([{ "type": 2, "style": 1, "label": letters(80), "custom_id": "1" }]))],
    });
    scene.good("POST", &scene.messages(), full).await;
    assert_eq!(scene.fake.refused().len(), 29);
}
