//! The people and channels of a dialogue within a fake, and the playing of its steps.

use std::collections::HashMap;
use std::time::Duration;

use super::super::channel::Channel;
use super::super::guild::Guild;
use super::super::interaction::Asked;
use super::super::permissions::bits;
use super::super::person::Person;
use super::super::server::FakeDiscord;
use super::script::{ChannelLine, ChannelWord, Deed, Dialogue, GuildLine, Which};

/// A dialogue that is set up and can be played.
pub struct Stage {
    pub(super) fake: FakeDiscord,
    dialogue: Dialogue,
    persons: HashMap<String, u64>,
    guilds: HashMap<String, u64>,
    pub(super) channels: HashMap<String, u64>,
    /// The option that was typed last.
    pub(super) typed: Option<Asked>,
}

/// Bits of named permissions.
pub(super) fn permissions(names: &[String]) -> Result<u64, String> {
    let bit = |name: &String| bits::named(name).ok_or_else(|| format!("there is no permission `{name}`"));
    names.iter().try_fold(0, |all, name| Ok(all | bit(name)?))
}

impl Dialogue {
    /// Puts the people, the servers and the channels into the fake. To be done before the bot starts.
    ///
    /// # Errors
    /// If somebody is named who is not there.
    pub fn set_up(self, fake: &FakeDiscord) -> Result<Stage, String> {
        fake.set_message_content(self.message_content);
        fake.set_rate_limits(self.rate_limits);
        fake.set_quiet(Duration::from_millis(self.quiet_ms));
        if let Some(window) = self.window_ms {
            fake.set_interaction_window(Duration::from_millis(window));
        }
        let none = HashMap::new;
        let fake = fake.clone();
        let mut stage = Stage { fake, dialogue: self, persons: none(), guilds: none(), channels: none(), typed: None };
        for line in stage.dialogue.persons.clone() {
            let mut person = Person::new(&line.name);
            (person.is_bot, person.installed, person.takes_dms) = (line.bot, line.installed, line.takes_dms);
            if let Some(locale) = line.locale {
                person.locale = locale;
            }
            let id = stage.fake.add_person(person);
            stage.channels.insert(line.name.clone(), stage.fake.dm(id));
            stage.persons.insert(line.name, id);
        }
        for line in stage.dialogue.guilds.clone() {
            let guild = stage.guild_of(&line)?;
            let id = stage.fake.add_guild(guild);
            stage.guilds.insert(line.name, id);
        }
        for line in stage.dialogue.channels.clone() {
            let id = stage.add(&line)?;
            stage.channels.insert(line.name, id);
        }
        Ok(stage)
    }
}

impl Stage {
    fn guild_of(&self, line: &GuildLine) -> Result<Guild, String> {
        let mut guild = Guild::new(line.title.as_ref().unwrap_or(&line.name));
        for name in &line.members {
            guild = guild.member(self.named(name)?);
        }
        for name in &line.managers {
            guild = guild.manager(self.named(name)?);
        }
        for name in &line.roles {
            guild = guild.role(name, true);
        }
        if let Some(locale) = &line.locale {
            guild = guild.locale(locale);
        }
        Ok(if line.bot { guild } else { guild.without_bot() })
    }

    fn add(&self, line: &ChannelLine) -> Result<u64, String> {
        let title = line.title.as_ref().unwrap_or(&line.name);
        let guild = || self.guild(line.guild.as_deref().unwrap_or_default());
        let lacks = permissions(&line.bot_lacks)?;
        Ok(match line.kind {
            ChannelWord::Text => self.fake.add_channel(guild()?, Channel::text(title).bot_lacks(lacks)),
            ChannelWord::Announcement => self.fake.add_channel(guild()?, Channel::announcement(title).bot_lacks(lacks)),
            ChannelWord::Thread => {
                let parent = line.parent.as_ref().and_then(|name| self.channel(name));
                let thread = self.fake.add_thread(parent.ok_or("a thread needs its `parent`")?, title);
                self.fake.set_bot_lacks(thread, lacks);
                thread
            }
            ChannelWord::PrivateGroup => {
                let people = line.people.iter().map(|name| self.named(name)).collect::<Result<Vec<_>, _>>()?;
                self.fake.add_private_group(Channel::private_group(title, &people))
            }
        })
    }

    pub(super) fn named(&self, name: &str) -> Result<u64, String> {
        self.persons.get(name).copied().ok_or_else(|| format!("nobody is called `{name}`"))
    }

    pub(super) fn guild(&self, name: &str) -> Result<u64, String> {
        self.guilds.get(name).copied().ok_or_else(|| format!("there is no server `{name}`"))
    }

    /// The id of a person by name.
    pub fn person(&self, name: &str) -> Option<u64> {
        self.persons.get(name).copied()
    }

    /// The id of a channel by its name in the file; a person's name is the channel with the bot alone.
    pub fn channel(&self, name: &str) -> Option<u64> {
        self.channels.get(name).copied()
    }

    /// A message of a channel as a step names it.
    pub(super) fn which(&self, channel: u64, which: &Which) -> Result<u64, String> {
        let found = match which {
            Which::Number(number) => self.fake.messages(channel).into_iter().find(|m| m.number == *number),
            Which::Word(word) if word == "bot" => self.fake.last_from_bot(channel),
            Which::Word(word) if word == "last" => self.fake.messages(channel).into_iter().rfind(|m| !m.deleted),
            Which::Word(word) => return Err(format!("`{word}` is no message; say a number, `last` or `bot`")),
        };
        found.map(|m| m.id).ok_or_else(|| format!("no message {which:?} in the channel"))
    }

    /// Waits until the bot is there, with its commands if the steps need any.
    async fn begun(&self, patience: Duration) -> Result<(), String> {
        if !self.fake.connected(patience).await {
            return Err("the bot has not come to the gateway".to_owned());
        }
        let commands = |deed: Deed| matches!(deed, Deed::Slash | Deed::Type | Deed::MessageCommand);
        if self.dialogue.steps.iter().any(|s| commands(s.deed)) && !self.fake.registered(patience).await {
            return Err("the bot has not registered commands".to_owned());
        }
        Ok(())
    }

    /// Plays all steps, waiting after each until the bot is done, and answers with what people saw.
    ///
    /// # Errors
    /// If a step cannot be done or the bot is not done with it in time; with the transcript up to there.
    pub async fn play(&mut self) -> Result<String, String> {
        let patience = Duration::from_millis(self.dialogue.patience_ms);
        self.begun(patience).await?;
        for (number, step) in self.dialogue.steps.clone().iter().enumerate() {
            let failed = |why: String, fake: &FakeDiscord| {
                format!("step {} ({:?}): {why}\n\n{}", number + 1, step.deed, fake.transcript_all())
            };
            let channel = step.channel.as_ref().or(step.by.as_ref()).and_then(|name| self.channel(name));
            let before = channel.map_or(0, |channel| self.fake.bot_messages_ever(channel));
            self.perform(step, patience).await.map_err(|why| failed(why, &self.fake))?;
            if let (Some(replies), Some(channel)) = (step.replies, channel)
                && !self.fake.answers(channel, before + replies, patience).await
            {
                return Err(failed(format!("{replies} replies did not come"), &self.fake));
            }
            if step.settle && !self.fake.settled(patience).await {
                return Err(failed("the bot is not done".to_owned(), &self.fake));
            }
        }
        Ok(self.fake.transcript_all())
    }
}
