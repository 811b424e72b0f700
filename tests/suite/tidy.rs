//! The house rules, as tests.

use std::path::{Path, PathBuf};

use bot_core::language::fold;

use crate::{BOT, path};

fn sources() -> Vec<(PathBuf, String)> {
    let root = path("..");
    let mut files = Vec::new();
    for folder in ["bot-core", "bot-telegram", "bot-discord", "tests"] {
        collect(&root.join(folder), &mut files);
    }
    assert!(files.len() > 40, "only {} source files found", files.len());
    files
}

fn collect(folder: &Path, files: &mut Vec<(PathBuf, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder").filter_map(Result::ok).map(|e| e.path()) {
        if entry.is_dir() {
            collect(&entry, files);
        } else if entry.extension().is_some_and(|e| e == "rs") {
            let text = std::fs::read_to_string(&entry).expect("a source file");
            files.push((entry, text));
        }
    }
}

fn broken(rule: &str, test: impl Fn(&Path, &str) -> Option<String>) {
    let found: Vec<String> =
        sources().iter().filter_map(|(file, text)| test(file, text).map(|why| format!("{}: {why}", file.display()))).collect();
    assert!(found.is_empty(), "{rule}:\n{}", found.join("\n"));
}

#[test]
fn files_can_be_read_in_one_go() {
    broken("at most 400 lines a file", |_, text| (text.lines().count() > 400).then(|| format!("{} lines", text.lines().count())));
}

#[test]
fn rooms_are_named_by_what_they_hold() {
    let drawers = ["util", "utils", "helper", "helpers", "common", "misc", "shared", "stuff"];
    broken("no drawers", |file, _| {
        let names = file.iter().filter_map(|part| Path::new(part).file_stem()?.to_str());
        names.into_iter().find(|n| drawers.contains(n)).map(|n| format!("`{n}` says nothing of what it holds"))
    });
}

#[test]
fn every_module_says_what_it_holds() {
    broken("a module opens with //!", |_, text| (!text.starts_with("//!")).then(|| "begins without it".to_owned()));
}

#[test]
fn only_one_file_reads_the_clock() {
    let calls = [concat!("Timestamp::", "now"), concat!("ZonedDateTime::", "now"), concat!("SystemTime::", "now")];
    broken("time is an argument", |file, text| {
        // The fake Discord has a clock of its own, for clients compare its headers and ids with theirs.
        let allowed = file.ends_with("bot-core/src/moment.rs") || file.ends_with("fakes/discord/clock.rs");
        calls.iter().find(|call| !allowed && text.contains(*call)).map(|call| format!("calls {call}"))
    });
}

#[test]
fn the_core_depends_on_no_platform() {
    let manifest = std::fs::read_to_string(path("../bot-core/Cargo.toml")).expect("the manifest");
    for platform in ["teloxide", "serenity", "poise", "reqwest", "hyper", "axum"] {
        assert!(!manifest.contains(platform), "bot-core must not know {platform}");
    }
}

#[test]
fn nothing_is_allowed_without_a_reason() {
    let attribute = concat!("#[", "allow");
    broken("`expect` with a reason in place of `allow`", |_, text| {
        text.contains(attribute).then(|| "suppresses a lint without saying why".to_owned())
    });
}

#[test]
fn no_name_or_figure_of_the_review_stands_in_the_code() {
    let dataset = &BOT.dataset;
    let telling = |name: &&str| name.chars().count() >= 4 && name.chars().any(char::is_uppercase);
    let names: Vec<String> =
        dataset.entities.iter().flat_map(bot_core::dataset::Entity::names).filter(telling).map(fold).collect();
    let figures: Vec<String> = dataset
        .facts
        .iter()
        .filter_map(|f| f.figure.as_ref())
        .filter(|f| f.value > 150.0)
        .map(|f| format!("{}", f.value))
        .collect();
    broken("names and figures of the review are data", |file, text| {
        // Tests read words and dates of any kind, in a folder of theirs or below what runs in the bot.
        let path = file.to_string_lossy();
        if path.split_once("/src/").is_none_or(|(_, within)| within.contains("/tests/")) {
            return None;
        }
        let code = text.split("#[cfg(test)]").next().unwrap_or(text);
        let literals = code.lines().filter(|l| !l.trim_start().starts_with("//")).flat_map(|l| l.split('"').skip(1).step_by(2));
        let folded: Vec<String> = literals.map(|l| format!(" {} ", fold(l))).collect();
        let holds = |name: &&String| folded.iter().any(|l| l.contains(&format!(" {name} ")));
        names.iter().chain(&figures).find(holds).map(|name| format!("holds `{name}`"))
    });
}

#[test]
fn every_command_has_its_file_and_works_as_its_example() {
    use bot_core::commands::COMMANDS;
    use bot_core::conversation::Conversation;
    use bot_core::reply::Outcome;
    for command in COMMANDS {
        assert!(path(&format!("../bot-core/src/commands/{}.rs", command.name)).exists(), "/{} has no file", command.name);
        let reply = BOT.hear(command.example, &mut Conversation::default(), *crate::ASKED_ON);
        assert!(reply.outcome != Outcome::Error, "{} answers an error", command.example);
    }
}
