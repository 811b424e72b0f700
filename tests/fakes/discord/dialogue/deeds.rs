//! How steps of people are done.

use std::time::Duration;

use super::super::channel::Channel;
use super::super::people::Say;
use super::super::server::FakeDiscord;
use super::script::{Deed, Step, Which};
use super::stage::{Stage, permissions};

/// A field that a step cannot do without.
pub(super) fn needed<'a, T>(field: Option<&'a T>, name: &str) -> Result<&'a T, String> {
    field.ok_or_else(|| format!("needs `{name}`"))
}

impl Stage {
    pub(super) fn by(&self, step: &Step) -> Result<u64, String> {
        self.named(needed(step.by.as_ref(), "by")?)
    }

    pub(super) fn room(&self, step: &Step) -> Result<u64, String> {
        let name = needed(step.channel.as_ref().or(step.by.as_ref()), "channel")?;
        self.channel(name).ok_or_else(|| format!("there is no channel `{name}`"))
    }

    /// Where the step plays, and somebody by name.
    fn both(&self, step: &Step) -> Result<(u64, u64), String> {
        Ok((self.room(step)?, self.by(step)?))
    }

    /// The message of a step; the bot's latest if it names none.
    fn message_of(&self, step: &Step) -> Result<u64, String> {
        let bot = Which::Word("bot".to_owned());
        self.which(self.room(step)?, step.message.as_ref().unwrap_or(&bot))
    }

    pub(super) async fn perform(&mut self, step: &Step, patience: Duration) -> Result<(), String> {
        match step.deed {
            Deed::Wait => {
                tokio::time::sleep(Duration::from_millis(*needed(step.ms.as_ref(), "ms")?)).await;
                Ok(())
            }
            Deed::Shut => {
                self.fake.shut().await;
                Ok(())
            }
            Deed::Open => {
                self.fake.open().await;
                Ok(())
            }
            Deed::Connected if self.fake.connected(patience).await => Ok(()),
            Deed::Connected => Err("the bot has not come back".to_owned()),
            Deed::Say | Deed::Edit | Deed::Delete | Deed::Note => self.speak(step),
            Deed::Slash | Deed::SlashStale | Deed::Type | Deed::Pick | Deed::MessageCommand => self.command(step),
            Deed::Press | Deed::PressId | Deed::Choose => self.touch(step),
            Deed::Archive
            | Deed::Unarchive
            | Deed::Lock
            | Deed::Unlock
            | Deed::DeleteChannel
            | Deed::DenyBot
            | Deed::AllowBot => self.rearrange(step),
            Deed::CreateChannel => {
                let name = needed(step.channel.as_ref(), "channel")?;
                let guild = self.guild(needed(step.guild.as_ref(), "guild")?)?;
                let id = self.fake.create_channel(guild, Channel::text(name));
                self.channels.insert(name.clone(), id);
                Ok(())
            }
            Deed::AddBot | Deed::RemoveBot | Deed::OutageBegins | Deed::OutageEnds | Deed::Join => self.in_guild(step),
            Deed::Install | Deed::Uninstall | Deed::BlockDms | Deed::AllowDms => self.own_settings(step),
            _ => self.meddle(step),
        }
    }

    fn speak(&self, step: &Step) -> Result<(), String> {
        let text = || needed(step.text.as_ref(), "text");
        let room = self.room(step)?;
        match step.deed {
            Deed::Say => {
                let reply_to = step.reply_to.as_ref().map(|w| self.which(room, w)).transpose()?;
                let how = Say { reply_to, without_ping: !step.ping, files: step.files.clone(), ..Say::default() };
                self.fake.say(room, self.by(step)?, text()?, &how);
            }
            Deed::Edit => self.fake.edit(room, self.which(room, needed(step.message.as_ref(), "message")?)?, text()?),
            Deed::Delete => self.fake.delete_message(room, self.by(step)?, self.message_of(step)?),
            _ => self.fake.note(room, text()?),
        }
        Ok(())
    }

    fn command(&mut self, step: &Step) -> Result<(), String> {
        if step.deed == Deed::Pick {
            let typed = needed(self.typed.as_ref(), "a step `type` before it")?;
            return self.fake.pick(typed, needed(step.choice.as_ref(), "choice")?).map(|_| ());
        }
        let (room, by) = self.both(step)?;
        let command = needed(step.command.as_ref(), "command")?;
        let filled: Vec<(&str, String)> = step.options.iter().map(|(name, value)| (name.as_str(), value.words())).collect();
        let mut options: Vec<(&str, &str)> = filled.iter().map(|(name, words)| (*name, words.as_str())).collect();
        match step.deed {
            Deed::Slash => self.fake.slash(room, by, command, &options).map(|_| ()),
            Deed::SlashStale => {
                self.fake.slash_stale(room, by, command, &options);
                Ok(())
            }
            Deed::MessageCommand => self.fake.message_command(room, by, command, self.message_of(step)?).map(|_| ()),
            _ => {
                options.push((needed(step.option.as_ref(), "option")?, needed(step.text.as_ref(), "text")?));
                self.typed = Some(self.fake.type_option(room, by, command, &options)?);
                Ok(())
            }
        }
    }

    fn touch(&self, step: &Step) -> Result<(), String> {
        let (room, by) = self.both(step)?;
        let message = self.message_of(step)?;
        match step.deed {
            Deed::Press => self.fake.press(room, by, message, needed(step.button.as_ref(), "button")?).map(|_| ()),
            Deed::Choose => {
                let values: Vec<&str> = step.values.iter().map(String::as_str).collect();
                let select = needed(step.select.as_ref(), "select")?;
                self.fake.choose(room, by, message, select, &values).map(|_| ())
            }
            _ => {
                self.fake.press_id(room, by, message, needed(step.button.as_ref(), "button")?);
                Ok(())
            }
        }
    }

    fn rearrange(&self, step: &Step) -> Result<(), String> {
        let room = self.room(step)?;
        match step.deed {
            Deed::Archive | Deed::Unarchive => self.fake.archive(room, step.deed == Deed::Archive),
            Deed::Lock | Deed::Unlock => self.fake.lock(room, step.deed == Deed::Lock),
            Deed::DeleteChannel => self.fake.delete_channel(room),
            _ => self.fake.deny_bot(room, permissions(&step.permissions)?, step.deed == Deed::DenyBot),
        }
        Ok(())
    }

    fn in_guild(&self, step: &Step) -> Result<(), String> {
        let guild = self.guild(needed(step.guild.as_ref(), "guild")?)?;
        match step.deed {
            Deed::AddBot => self.fake.add_bot(guild),
            Deed::RemoveBot => self.fake.remove_bot(guild),
            Deed::Join => self.fake.join(guild, self.by(step)?),
            _ => self.fake.set_outage(guild, step.deed == Deed::OutageBegins),
        }
        Ok(())
    }

    fn own_settings(&self, step: &Step) -> Result<(), String> {
        let by = self.by(step)?;
        let set: fn(&FakeDiscord, u64, bool) = match step.deed {
            Deed::Install | Deed::Uninstall => FakeDiscord::set_installed,
            _ => FakeDiscord::set_takes_dms,
        };
        set(&self.fake, by, matches!(step.deed, Deed::Install | Deed::AllowDms));
        Ok(())
    }
}
