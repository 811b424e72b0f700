//! How each kind of step is done.

use std::time::Duration;

use super::super::faults::{Fault, FaultKind};
use super::super::people::{Content, Say};
use super::super::server::FakeTelegram;
use super::script::{Deed, Step, Which};
use super::stage::Stage;

/// A field that a step cannot do without.
fn needed<'a, T>(field: Option<&'a T>, name: &str) -> Result<&'a T, String> {
    field.ok_or_else(|| format!("needs `{name}`"))
}

fn fault_kind(step: &Step) -> Result<FaultKind, String> {
    let text = || step.text.clone().unwrap_or_default();
    Ok(match needed(step.kind.as_ref(), "kind")?.as_str() {
        "too_many_requests" => FaultKind::TooManyRequests(*needed(step.seconds.as_ref(), "seconds")?),
        "bad_gateway_html" => FaultKind::BadGatewayHtml,
        "reset_before" => FaultKind::ResetBefore,
        "reset_after" => FaultKind::ResetAfter,
        "hang" => FaultKind::Hang,
        "hang_after" => FaultKind::HangAfter,
        "forbidden" => FaultKind::Forbidden(text()),
        "bad_request" => FaultKind::BadRequest(text()),
        "unauthorized" => FaultKind::Unauthorized,
        "conflict" => FaultKind::Conflict,
        "delay" => FaultKind::Delay(Duration::from_millis(*needed(step.ms.as_ref(), "ms")?)),
        other => return Err(format!("there is no fault `{other}`")),
    })
}

impl Stage {
    fn by(&self, step: &Step) -> Result<i64, String> {
        self.named(needed(step.by.as_ref(), "by")?)
    }

    fn room(&self, step: &Step) -> Result<i64, String> {
        let name = needed(step.chat.as_ref().or(step.by.as_ref()), "chat")?;
        self.chat(name).ok_or_else(|| format!("there is no chat `{name}`"))
    }

    /// Somebody by name, and where the step plays.
    fn both(&self, step: &Step) -> Result<(i64, i64), String> {
        Ok((self.by(step)?, self.room(step)?))
    }

    fn topic_of(&self, step: &Step) -> Result<i64, String> {
        let name = needed(step.topic.as_ref(), "topic")?;
        self.fake.topic(self.room(step)?, name).ok_or_else(|| format!("there is no topic `{name}`"))
    }

    fn how(&self, step: &Step) -> Result<Say, String> {
        let room = self.room(step)?;
        let reply_to = step.reply_to.as_ref().map(|w| self.which(room, w)).transpose()?;
        let topic = step.topic.as_ref().map(|_| self.topic_of(step)).transpose()?;
        let as_channel = step.as_channel.as_ref().map(|name| self.chat(name).ok_or_else(|| format!("there is no chat `{name}`")));
        Ok(Say { reply_to, topic, anonymous: step.anonymous, as_channel: as_channel.transpose()?, ..Say::default() })
    }

    /// The message of a step; the bot's latest if it names none.
    fn message_of(&self, step: &Step) -> Result<i64, String> {
        let bot = Which::Word("bot".to_owned());
        self.which(self.room(step)?, step.message.as_ref().unwrap_or(&bot))
    }

    pub(super) async fn perform(&mut self, step: &Step, patience: Duration) -> Result<(), String> {
        let fake = self.fake.clone();
        match step.deed {
            Deed::Inline => {
                let text = step.text.as_deref().unwrap_or_default();
                self.offered = fake.inline(self.by(step)?, text, patience).await;
                self.offered.as_ref().map(|_| ()).ok_or_else(|| "nobody answers the inline query".to_owned())
            }
            Deed::Wait => {
                tokio::time::sleep(Duration::from_millis(*needed(step.ms.as_ref(), "ms")?)).await;
                Ok(())
            }
            Deed::Shut => {
                fake.shut().await;
                Ok(())
            }
            Deed::Open => {
                fake.open().await;
                Ok(())
            }
            Deed::Upgrade => {
                let (by, room) = self.both(step)?;
                let new = fake.upgrade_to_supergroup(room, by);
                let moved = |id: &&mut i64| **id == room;
                self.chats.values_mut().filter(moved).for_each(|id| *id = new);
                Ok(())
            }
            Deed::Fault | Deed::ClearFaults | Deed::Raw => self.interfere(step),
            Deed::Join | Deed::Leave | Deed::CreateTopic | Deed::CloseTopic | Deed::ReopenTopic | Deed::DeleteTopic => {
                self.rearrange(step)
            }
            Deed::AddBot | Deed::PromoteBot | Deed::DemoteBot | Deed::MuteBot | Deed::RemoveBot | Deed::Block | Deed::Unblock => {
                self.move_bot(step)
            }
            _ => self.speak(step),
        }
    }

    fn speak(&self, step: &Step) -> Result<(), String> {
        let fake = &self.fake;
        let text = || needed(step.text.as_ref(), "text");
        let caption = step.text.clone().unwrap_or_default();
        let content = match step.deed {
            Deed::Sticker => Content::Sticker(if caption.is_empty() { "👍".to_owned() } else { caption }),
            Deed::Photo => Content::Photo(caption),
            Deed::Document => Content::Document(caption),
            Deed::Voice => Content::Voice,
            Deed::Location => Content::Location(40.4093, 49.8671),
            Deed::Dice => Content::Dice(4),
            Deed::Say => {
                let (by, room) = self.both(step)?;
                fake.say(room, by, text()?, &self.how(step)?);
                return Ok(());
            }
            Deed::StartLink => {
                fake.start_link(self.by(step)?, text()?);
                return Ok(());
            }
            Deed::Album => {
                let (by, room) = self.both(step)?;
                let captions: Vec<&str> = step.texts.iter().map(String::as_str).collect();
                fake.album(room, by, &captions, &self.how(step)?);
                return Ok(());
            }
            Deed::Edit => {
                let which = needed(step.message.as_ref(), "message")?;
                let room = self.room(step)?;
                fake.edit(room, self.which(room, which)?, text()?);
                return Ok(());
            }
            Deed::Delete => {
                fake.delete_message(self.room(step)?, self.message_of(step)?);
                return Ok(());
            }
            Deed::Press | Deed::PressOld => {
                let (by, room) = self.both(step)?;
                let (message, button) = (self.message_of(step)?, needed(step.button.as_ref(), "button")?);
                let press = if step.deed == Deed::Press { FakeTelegram::press } else { FakeTelegram::press_old };
                return press(fake, by, room, message, button).map(|_| ());
            }
            Deed::Choose => return self.choose(step),
            other => return Err(format!("{other:?} is nothing to say")),
        };
        let (by, room) = self.both(step)?;
        fake.show(room, by, &content, &self.how(step)?);
        Ok(())
    }

    fn choose(&self, step: &Step) -> Result<(), String> {
        let (by, room) = self.both(step)?;
        let offered = needed(self.offered.as_ref(), "an inline step before it")?;
        let named =
            |r: &&serde_json::Value| step.result.as_ref().is_none_or(|n| r["id"] == n.as_str() || r["title"] == n.as_str());
        let result = offered.results.iter().find(named).ok_or("no such result")?;
        self.fake.choose_inline(by, room, offered, result["id"].as_str().unwrap_or_default()).map(|_| ())
    }

    fn interfere(&self, step: &Step) -> Result<(), String> {
        match step.deed {
            Deed::ClearFaults => self.fake.clear_faults(),
            Deed::Raw => {
                let update = serde_json::from_str(needed(step.text.as_ref(), "text")?).map_err(|e| e.to_string())?;
                self.fake.raw(update);
            }
            _ => {
                let chat = step.chat.as_ref().map(|_| self.room(step)).transpose()?;
                let kind = fault_kind(step)?;
                self.fake.fault(Fault { chat, method: step.method.clone(), kind, times: step.times });
            }
        }
        Ok(())
    }

    fn rearrange(&self, step: &Step) -> Result<(), String> {
        let room = self.room(step)?;
        let people = step.people.iter().map(|name| self.named(name)).collect::<Result<Vec<_>, _>>()?;
        let by = step.by.as_ref().map(|name| self.named(name)).transpose()?.or(people.first().copied()).unwrap_or_default();
        match step.deed {
            Deed::Join => self.fake.join(room, by, &people),
            Deed::Leave => people.iter().for_each(|person| self.fake.leave(room, by, *person)),
            Deed::CreateTopic => {
                self.fake.create_topic(room, by, needed(step.topic.as_ref(), "topic")?);
            }
            Deed::CloseTopic => self.fake.close_topic(room, by, self.topic_of(step)?),
            Deed::ReopenTopic => self.fake.reopen_topic(room, by, self.topic_of(step)?),
            _ => self.fake.delete_topic(room, self.topic_of(step)?),
        }
        Ok(())
    }

    fn move_bot(&self, step: &Step) -> Result<(), String> {
        let (by, room) = self.both(step)?;
        match step.deed {
            Deed::AddBot => self.fake.add_bot(room, by),
            Deed::PromoteBot => self.fake.promote_bot(room, by),
            Deed::DemoteBot => self.fake.demote_bot(room, by),
            Deed::MuteBot => self.fake.mute_bot(room, by),
            Deed::RemoveBot => self.fake.remove_bot(room, by),
            Deed::Block => self.fake.block(by),
            _ => self.fake.unblock(by),
        }
        Ok(())
    }
}
