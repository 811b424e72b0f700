//! The people and chats of a dialogue within a fake, and the playing of its steps.

use std::collections::HashMap;
use std::time::Duration;

use super::super::chat::{Chat, Role};
use super::super::person::Person;
use super::super::query::InlineAnswer;
use super::super::server::FakeTelegram;
use super::script::{BotWord, ChatLine, ChatWord, Dialogue, Which};

/// A dialogue that is set up and can be played.
pub struct Stage {
    pub(super) fake: FakeTelegram,
    dialogue: Dialogue,
    persons: HashMap<String, i64>,
    pub(super) chats: HashMap<String, i64>,
    pub(super) offered: Option<InlineAnswer>,
}

impl Dialogue {
    /// Puts the people and the chats into the fake. To be done before the bot starts, for it reads its settings then.
    ///
    /// # Errors
    /// If somebody is named who is not there.
    pub fn set_up(self, fake: &FakeTelegram) -> Result<Stage, String> {
        fake.set_reads_all(self.reads_all);
        fake.set_flood_limits(self.flood_limits);
        fake.set_quiet(Duration::from_millis(self.quiet_ms));
        let (fake, offered) = (fake.clone(), None);
        let mut stage = Stage { fake, dialogue: self, persons: HashMap::new(), chats: HashMap::new(), offered };
        for line in stage.dialogue.persons.clone() {
            let mut person = Person::new(&line.name);
            person.username = line.username;
            person.is_bot = line.bot;
            if line.language.is_some() {
                person.language_code = line.language;
            }
            let id = stage.fake.add_person(person);
            stage.chats.insert(line.name.clone(), id);
            stage.persons.insert(line.name, id);
        }
        for line in stage.dialogue.chats.clone() {
            let chat = stage.chat_of(&line)?;
            let id = stage.fake.add_chat(chat);
            stage.chats.insert(line.name, id);
        }
        Ok(stage)
    }
}

impl Stage {
    fn chat_of(&self, line: &ChatLine) -> Result<Chat, String> {
        let title = line.title.as_ref().unwrap_or(&line.name);
        let mut chat = match line.kind {
            ChatWord::Group => Chat::group(title),
            ChatWord::Supergroup => Chat::supergroup(title),
            ChatWord::Forum => Chat::forum(title),
            ChatWord::Channel => Chat::channel(title),
        };
        if let Some(username) = &line.username {
            chat = chat.username(username);
        }
        if let Some(bot) = line.bot {
            chat = chat.bot(match bot {
                BotWord::Absent => Role::Left,
                BotWord::Member => Role::Member,
                BotWord::Administrator => Role::Administrator,
                BotWord::Muted => Role::Muted,
            });
        }
        let cast = [(&line.members, Role::Member), (&line.administrators, Role::Administrator)];
        for (names, role) in cast {
            for name in names {
                chat = chat.with(self.named(name)?, role);
            }
        }
        if let Some(creator) = &line.creator {
            chat = chat.with(self.named(creator)?, Role::Creator);
        }
        for topic in &line.topics {
            chat = chat.topic(topic);
        }
        Ok(chat)
    }

    pub(super) fn named(&self, name: &str) -> Result<i64, String> {
        self.persons.get(name).copied().ok_or_else(|| format!("nobody is called `{name}`"))
    }

    /// The id of a person by name.
    pub fn person(&self, name: &str) -> Option<i64> {
        self.persons.get(name).copied()
    }

    /// The id of a chat by its name in the file; after an upgrade that of the supergroup.
    pub fn chat(&self, name: &str) -> Option<i64> {
        self.chats.get(name).copied()
    }

    /// A message of a chat as a step names it.
    pub(super) fn which(&self, chat: i64, which: &Which) -> Result<i64, String> {
        let found = match which {
            Which::Number(number) => self.fake.messages(chat).into_iter().find(|m| m.number == *number),
            Which::Word(word) if word == "bot" => self.fake.last_from_bot(chat),
            Which::Word(word) if word == "last" => self.fake.messages(chat).into_iter().rfind(|m| !m.deleted && m.number > 0),
            Which::Word(word) => return Err(format!("`{word}` is no message; say a number, `last` or `bot`")),
        };
        found.map(|m| m.id).ok_or_else(|| format!("no message {which:?} in the chat"))
    }

    /// Plays all steps, waiting after each until the bot is done, and answers with what people saw.
    ///
    /// # Errors
    /// If a step cannot be done or the bot is not done with it in time; with the transcript up to there.
    pub async fn play(&mut self) -> Result<String, String> {
        let patience = Duration::from_millis(self.dialogue.patience_ms);
        if !self.fake.connected(patience).await {
            return Err("the bot has not begun to fetch updates".to_owned());
        }
        for (number, step) in self.dialogue.steps.clone().iter().enumerate() {
            let failed = |why: String, fake: &FakeTelegram| {
                format!("step {} ({:?}): {why}\n\n{}", number + 1, step.deed, fake.transcript_all())
            };
            let chat = step.chat.as_ref().or(step.by.as_ref()).and_then(|name| self.chat(name));
            let before = chat.map_or(0, |chat| self.fake.bot_messages_ever(chat));
            self.perform(step, patience).await.map_err(|why| failed(why, &self.fake))?;
            if let (Some(replies), Some(chat)) = (step.replies, chat)
                && !self.fake.answers(chat, before + replies, patience).await
            {
                return Err(failed(format!("{replies} replies did not come"), &self.fake));
            }
            if step.settle && !self.fake.settled(patience).await {
                let why = format!("the bot is not done, {} updates are unconfirmed", self.fake.updates_unconfirmed());
                return Err(failed(why, &self.fake));
            }
        }
        Ok(self.fake.transcript_all())
    }
}
