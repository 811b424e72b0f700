//! What people see: each file of `cases/dialogues/telegram` is played, and what was seen is compared with the snapshot
//! beside it. `INSTA_UPDATE=always cargo test -p bot-telegram` accepts what changed; read it first as the person who gets it.

use std::path::{Path, PathBuf};

use icmal_tests::telegram::{Dialogue, FakeTelegram};

use crate::bot::Running;

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases/dialogues/telegram")
}

async fn play(file: PathBuf) -> (String, Result<String, String>) {
    let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
    let fake = FakeTelegram::start().await;
    let mut stage = match Dialogue::read(&file).and_then(|dialogue| dialogue.set_up(&fake)) {
        Ok(stage) => stage,
        Err(why) => return (name, Err(why)),
    };
    let bot = Running::start(&fake, &[]);
    let seen = stage.play().await;
    bot.stop().await;
    let floods = fake.floods();
    // A poll may come in before the fake has seen the end of the one before it.
    let refused = fake.refused().into_iter().filter(|call| !call.is("getUpdates"));
    let refused: Vec<String> = refused.map(|call| format!("{} {:?}", call.method, call.answered)).collect();
    let seen = seen.map(|seen| format!("{seen}\n\nrefused by Telegram: {refused:#?}\nfloods: {floods}\n"));
    (name, seen)
}

#[tokio::test(flavor = "multi_thread")]
async fn people_see_what_they_should() {
    let files = std::fs::read_dir(cases()).expect("the cases").filter_map(|entry| Some(entry.ok()?.path()));
    let mut dialogues: Vec<PathBuf> = files.filter(|file| file.extension().is_some_and(|e| e == "toml")).collect();
    dialogues.sort();
    assert!(dialogues.len() >= 2, "only {} dialogues", dialogues.len());
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
