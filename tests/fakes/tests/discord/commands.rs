//! The commands that the bot registers, and what people can do with them.

use icmal_tests::discord::Channel;
use serde_json::{Value, json};

use super::Scene;

fn path(scene: &Scene) -> String {
    format!("/applications/{}/commands", scene.fake.bot_id())
}

#[tokio::test]
async fn a_list_is_kept_with_its_ids() {
    let scene = Scene::new().await;
    scene.register().await;
    let first = scene.good("GET", &path(&scene), json!(null)).await;
    scene.register().await;
    let second = scene.good("GET", &path(&scene), json!(null)).await;
    assert_eq!(first, second);
    assert_eq!(scene.fake.commands().len(), 4);
    assert_eq!(scene.fake.call_count("set_commands"), 2);
    assert_eq!(scene.refusal("GET", "/applications/5/commands", json!(null)).await, (404, 10002));
}

#[tokio::test]
async fn mistakes_in_a_list_are_refused() {
    let scene = Scene::new().await;
    scene.fake.set_rate_limits(false);
    let option = |name: &str, required: bool| json!({ "type": 3, "name": name, "description": "x", "required": required });
    let with = |options: Value| json!([{ "name": "a", "description": "x", "options": options }]);
    let long = json!({ "name": "y".repeat(100), "value": "z".repeat(100) });
    let huge: Vec<Value> = (0..5)
        .map(|n| json!({ "type": 3, "name": format!("o{n}"), "description": "x", "choices": vec![long.clone(); 25] }))
        .collect();
    let cases = [
        json!([{ "name": "Ask", "description": "x" }]),
        json!([{ "name": "a b", "description": "x" }]),
        json!([{ "name": "a" }]),
        json!([{ "name": "a", "description": "x".repeat(101) }]),
        json!([{ "name": "a", "description": "x" }, { "name": "a", "description": "y" }]),
        json!([{ "name": "a", "description": "x", "description_localizations": { "az": "x" } }]),
        json!([{ "name": "a", "description": "x", "contexts": [3] }]),
        json!([{ "name": "A", "type": 3, "description": "x" }]),
        json!([{ "name": "a", "description": "x", "type": 9 }]),
        with(json!([option("b", false), option("c", true)])),
        with(json!(vec![option("b", true); 26])),
        with(json!([option("b", true), option("b", true)])),
        with(
            json!([{ "type": 3, "name": "b", "description": "x", "autocomplete": true, "choices": [{ "name": "1", "value": "1" }] }]),
        ),
        with(json!([{ "type": 99, "name": "b", "description": "x" }])),
        with(json!(huge)),
    ];
    for case in cases {
        assert_eq!(scene.refusal("PUT", &path(&scene), case.clone()).await, (400, 50035), "{case}");
    }
    assert!(scene.fake.commands().is_empty());
}

#[tokio::test]
async fn people_use_what_they_are_shown() {
    let scene = Scene::new().await;
    scene.register().await;
    let fake = &scene.fake;
    let mut socket = scene.connected(1).await;
    let friends = fake.add_private_group(Channel::private_group("Friends", &[scene.aysel, scene.tural]));
    let why = |result: Result<icmal_tests::discord::Asked, String>| result.err().expect("a refusal");
    assert!(why(fake.slash(scene.general, scene.aysel, "nothing", &[])).starts_with("no command `nothing`"));
    assert_eq!(why(fake.slash(scene.general, scene.aysel, "ask", &[])), "the option `question` is required");
    assert_eq!(why(fake.slash(scene.general, scene.aysel, "ask", &[("q", "x")])), "the command has no option `q`");
    assert_eq!(
        why(fake.slash(friends, scene.aysel, "ask", &[("question", "x")])),
        "`ask` is installed neither here nor for the person"
    );
    assert_eq!(why(fake.slash(fake.dm(scene.aysel), scene.aysel, "post set", &[])), "`post` is not for such channels");
    assert_eq!(why(fake.slash(scene.general, scene.tural, "post set", &[])), "the person lacks the permission for `post`");
    assert_eq!(why(fake.slash(scene.general, scene.aysel, "post", &[])), "`post` needs a subcommand");

    fake.slash(friends, scene.tural, "ask", &[("question", "why")]).expect("installed by Tural");
    let asked = socket.event("INTERACTION_CREATE").await;
    assert_eq!(asked["context"], 2);
    assert_eq!(asked["authorizing_integration_owners"], json!({ "1": scene.tural.to_string() }));
    assert_eq!((asked["user"]["id"].clone(), asked["member"].is_null()), (json!(scene.tural.to_string()), true));

    fake.slash(scene.general, scene.aysel, "post set", &[("channel", "#general")]).expect("Aysel manages the server");
    let asked = socket.event("INTERACTION_CREATE").await;
    let set = &asked["data"]["options"][0];
    assert_eq!((set["name"].as_str(), set["type"].as_u64()), (Some("set"), Some(1)));
    let id = scene.general.to_string();
    assert_eq!(set["options"][0], json!({ "name": "channel", "type": 7, "value": id }));
    let resolved = &asked["data"]["resolved"]["channels"][&id];
    assert!(resolved["app_permissions"].is_string() && resolved["permissions"].is_string(), "{resolved}");
    assert_eq!((asked["locale"].as_str(), asked["guild_locale"].as_str()), (Some("en-GB"), Some("en-US")));
    assert!(asked["member"]["permissions"].is_string() && asked["entitlements"].is_array());

    fake.slash(fake.dm(scene.aysel), scene.aysel, "ask", &[("question", "why")]).expect("in direct messages");
    let asked = socket.event("INTERACTION_CREATE").await;
    assert_eq!((asked["context"].as_u64(), asked["authorizing_integration_owners"]["0"].as_str()), (Some(1), Some("0")));
    fake.slash_stale(scene.general, scene.aysel, "gone", &[("x", "y")]);
    assert_eq!(socket.event("INTERACTION_CREATE").await["data"]["name"], "gone");
}
