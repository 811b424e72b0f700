//! What people see: each file of `cases/dialogues/discord` is played, and what was seen is compared with the snapshot
//! beside it. `INSTA_UPDATE=always cargo test -p bot-discord` accepts what changed; read it first as the person who gets it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use icmal_tests::discord::{Dialogue, FakeDiscord};

use crate::bot::{Running, SOON};

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases/dialogues/discord")
}

async fn play(file: PathBuf) -> (String, Result<String, String>) {
    let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
    let fake = FakeDiscord::start().await;
    fake.set_identify_pause(Duration::ZERO);
    let mut stage = match Dialogue::read(&file).and_then(|dialogue| dialogue.set_up(&fake)) {
        Ok(stage) => stage,
        Err(why) => return (name, Err(why)),
    };
    let bot = Running::start(&fake, &[]);
    if !fake.connected(SOON).await || !fake.registered(SOON).await {
        return (name, Err("the bot does not connect".to_owned()));
    }
    let seen = stage.play().await;
    bot.stop().await;
    let refused: Vec<String> = fake.refused().iter().map(|call| format!("{} {:?}", call.method, call.answered)).collect();
    let (pings, floods) = (fake.pings(), fake.floods());
    let seen = seen.map(|seen| format!("{seen}\n\nrefused by Discord: {refused:#?}\npings: {pings:?}\nfloods: {floods}\n"));
    (name, seen)
}

#[tokio::test(flavor = "multi_thread")]
async fn people_see_what_they_should() {
    let files = std::fs::read_dir(cases()).expect("the cases").filter_map(|entry| Some(entry.ok()?.path()));
    let mut dialogues: Vec<PathBuf> = files.filter(|file| file.extension().is_some_and(|e| e == "toml")).collect();
    dialogues.sort();
    assert!(dialogues.len() >= 6, "only {} dialogues", dialogues.len());
    let playing: Vec<_> = dialogues.into_iter().map(|file| tokio::spawn(play(file))).collect();
    let mut broken = Vec::new();
    for played in playing {
        let (name, seen) = played.await.expect("no panic in the fake");
        match seen {
            Err(why) => broken.push(format!("{name}: {why}")),
            Ok(seen) => {
                insta::with_settings!({ snapshot_path => cases(), prepend_module_to_snapshot => false, omit_expression => true }, {
                    insta::assert_snapshot!(name, seen);
                });
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n\n"));
}
