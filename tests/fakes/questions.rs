//! The questions of the case files, and what the console answers to them: with that every platform is compared.

use std::path::Path;

use bot_core::bot::Bot;
use bot_core::conversation::Conversation;
use bot_core::moment::Moment;
use bot_core::reply::{Reply, plain};
use serde::Deserialize;

/// A question of the case files.
#[derive(Clone, Debug, Deserialize)]
pub struct Question {
    /// Its words.
    pub q: String,
    /// What was asked before it.
    #[serde(default)]
    pub context: Vec<String>,
}

impl Question {
    /// All questions.
    ///
    /// # Panics
    /// If a file cannot be read.
    pub fn all() -> Vec<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/questions");
        let files = std::fs::read_dir(folder).expect("the cases").filter_map(|entry| Some(entry.ok()?.path()));
        let mut files: Vec<_> = files.filter(|file| file.extension().is_some_and(|e| e == "jsonl")).collect();
        files.sort();
        let texts: Vec<String> = files.iter().map(|file| std::fs::read_to_string(file).expect("a case file")).collect();
        texts.iter().flat_map(|text| text.lines()).map(|line| serde_json::from_str(line).expect("a case")).collect()
    }

    /// All that is said in its conversation, the question last.
    pub fn said(&self) -> impl Iterator<Item = &String> {
        self.context.iter().chain([&self.q])
    }

    /// What the console answers to each.
    pub fn on_the_console(&self, bot: &Bot, moment: Moment) -> Vec<String> {
        let mut conversation = Conversation::default();
        self.said().map(|said| text(bot.hear(said, &mut conversation, moment), bot)).collect()
    }
}

/// What the console shows, without the questions that stand on buttons where there are any.
pub fn text(reply: Reply, bot: &Bot) -> String {
    let reply = Reply { suggestions: Vec::new(), choices: Vec::new(), ..reply };
    let (text, source) = (plain::text(&reply), plain::source_line(&reply, &bot.dataset));
    [text, source].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}
