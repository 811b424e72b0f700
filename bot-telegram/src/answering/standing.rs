//! What the bot and a person may do in a chat, asked of Telegram.

use bot_core::standing::{Hears, Place, Standing, Topic};
use serde_json::Value;
use teloxide::payloads::{GetChat, GetChatMember, SendChatAction};
use teloxide::requests::Payload;
use teloxide::types::{ChatAction, ChatId, MessageId, ThreadId, UserId};
use tracing::info;

use super::Answering;
use super::task::Question;
use crate::incoming::{ChatKind, Member};

/// A member's rights, where their status is not all.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct Rights {
    can_send_messages: Option<bool>,
    can_send_photos: Option<bool>,
    can_post_messages: Option<bool>,
    permissions: Option<Box<Rights>>,
}

impl Answering {
    /// Whether who asks manages the chat. Anonymous admins do: nobody else can write in the name of the chat.
    pub(super) async fn manages(&self, question: &Question) -> bool {
        if question.manages {
            return true;
        }
        let (chat, Some(person)) = (question.spot.chat, question.person) else { return false };
        if let Some(known) = self.managers.get(&(chat, person)) {
            return known;
        }
        let manages = match self.member(chat, person).await {
            Some((member, _)) => member.manages(),
            None => return false,
        };
        self.managers.insert((chat, person), manages);
        manages
    }

    /// What the bot may do where the question was put.
    pub(super) async fn standing(&self, question: &Question) -> Standing {
        let chat = question.spot.chat;
        let place = match question.place {
            ChatKind::Private => Place::Private,
            ChatKind::Channel => Place::Channel,
            ChatKind::Group | ChatKind::Supergroup | ChatKind::Other => Place::Group,
        };
        let hears = if self.me.can_read_all_group_messages { Hears::Everything } else { Hears::Addressed };
        if place == Place::Private {
            return Standing {
                place,
                may_write: Some(true),
                may_send_pictures: Some(true),
                may_show_cards: None,
                hears,
                manages: false,
                topic: None,
            };
        }
        let (member, rights) = match self.member(chat, self.me.id).await {
            Some((member, rights)) => (Some(member), rights),
            None => (None, Rights::default()),
        };
        let manages = member.as_ref().is_some_and(Member::manages);
        let everyone = self.everyone(chat).await;
        let group = |own: Option<bool>, all: Option<bool>| match &member {
            Some(member) if member.manages() => Some(true),
            Some(member) if member.status == "restricted" => own,
            Some(member) if member.is_in() => all,
            Some(_) => Some(false),
            None => None,
        };
        let (may_write, may_send_pictures) = if place == Place::Channel {
            let may = member.as_ref().map(|_| manages && rights.can_post_messages.unwrap_or(false));
            (may, may)
        } else {
            (group(rights.can_send_messages, everyone.can_send_messages), group(rights.can_send_photos, everyone.can_send_photos))
        };
        Standing { place, may_write, may_send_pictures, may_show_cards: None, hears, manages, topic: self.topic(question).await }
    }

    async fn member(&self, chat: i64, person: i64) -> Option<(Member, Rights)> {
        let told = self.told(&GetChatMember::new(ChatId(chat), UserId(u64::try_from(person).ok()?))).await?;
        Some((serde_json::from_value(told.clone()).ok()?, serde_json::from_value(told).unwrap_or_default()))
    }

    /// What all members of a chat may do.
    async fn everyone(&self, chat: i64) -> Rights {
        let told = self.told(&GetChat::new(ChatId(chat))).await;
        let rights: Option<Rights> = told.and_then(|told| serde_json::from_value(told).ok());
        rights.and_then(|rights| rights.permissions).map(|permissions| *permissions).unwrap_or_default()
    }

    /// Telegram does not tell whether a topic is closed, but refuses to show there that the bot is typing.
    async fn topic(&self, question: &Question) -> Option<Topic> {
        if !question.forum {
            return None;
        }
        let mut typing = SendChatAction::new(ChatId(question.spot.chat), ChatAction::Typing);
        // The general topic has no thread.
        typing.message_thread_id = question.spot.topic.map(|topic| ThreadId(MessageId(topic)));
        match self.api.call(&typing).await {
            Ok(_) => Some(Topic::Open),
            Err(failure) => failure.is_of_closed_topic().then_some(Topic::Closed),
        }
    }

    async fn told<P: Payload + serde::Serialize>(&self, payload: &P) -> Option<Value> {
        let told = self.api.call(payload).await;
        told.inspect_err(|failure| info!(%failure, "Telegram does not tell what the bot may do")).ok()
    }
}
