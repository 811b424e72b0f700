//! Chats: their kind, who is in them, their topics and what was said.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::message::Message;

/// What kind a chat is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChatKind {
    /// With one person; its id is the person's.
    Private,
    /// A basic group.
    Group,
    /// A supergroup without topics.
    Supergroup,
    /// A supergroup with topics.
    Forum,
    /// A channel.
    Channel,
}

/// What somebody, or the bot, is in a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Owns it.
    Creator,
    /// Has every right of an administrator.
    Administrator,
    /// Writes and reads.
    Member,
    /// Reads and may not write.
    Muted,
    /// Is not in it.
    Left,
    /// Was thrown out, or in a private chat: has blocked the bot.
    Kicked,
}

/// A topic of a forum.
#[derive(Clone, Debug)]
pub(crate) struct Topic {
    pub(crate) name: String,
    pub(crate) closed: bool,
    pub(crate) deleted: bool,
}

/// A chat, before and after it is given to the fake.
#[derive(Clone, Debug)]
pub struct Chat {
    pub(crate) id: i64,
    pub(crate) kind: ChatKind,
    pub(crate) title: String,
    pub(crate) username: Option<String>,
    pub(crate) members: BTreeMap<i64, Role>,
    pub(crate) bot: Role,
    pub(crate) topics: BTreeMap<i64, Topic>,
    pub(crate) messages: BTreeMap<i64, Message>,
    pub(crate) upgraded_to: Option<i64>,
    /// Whether the person has deleted the account.
    pub(crate) deactivated: bool,
    /// Messages so far, which numbers them in transcripts.
    pub(crate) said: usize,
    pub(crate) lines: Vec<String>,
    /// Topics to be made as soon as the chat is given to the fake.
    new_topics: Vec<String>,
}

impl Chat {
    fn new(kind: ChatKind, title: &str, bot: Role) -> Self {
        Self {
            id: 0,
            kind,
            title: title.to_owned(),
            username: None,
            members: BTreeMap::new(),
            bot,
            topics: BTreeMap::new(),
            messages: BTreeMap::new(),
            upgraded_to: None,
            deactivated: false,
            said: 0,
            lines: Vec::new(),
            new_topics: Vec::new(),
        }
    }

    pub(crate) fn private(id: i64, name: &str) -> Self {
        Self { id, ..Self::new(ChatKind::Private, name, Role::Left) }
    }

    /// A basic group with the bot as a member.
    pub fn group(title: &str) -> Self {
        Self::new(ChatKind::Group, title, Role::Member)
    }

    /// A supergroup with the bot as a member.
    pub fn supergroup(title: &str) -> Self {
        Self::new(ChatKind::Supergroup, title, Role::Member)
    }

    /// A supergroup with topics, with the bot as a member.
    pub fn forum(title: &str) -> Self {
        Self::new(ChatKind::Forum, title, Role::Member)
    }

    /// A channel with the bot as an administrator.
    pub fn channel(title: &str) -> Self {
        Self::new(ChatKind::Channel, title, Role::Administrator)
    }

    /// With this id in place of one that the fake chooses.
    #[must_use]
    pub fn id(mut self, id: i64) -> Self {
        self.id = id;
        self
    }

    /// With a public name, without `@`.
    #[must_use]
    pub fn username(mut self, username: &str) -> Self {
        self.username = Some(username.to_owned());
        self
    }

    /// With somebody in it.
    #[must_use]
    pub fn with(mut self, person: i64, role: Role) -> Self {
        self.members.insert(person, role);
        self
    }

    /// With the bot in this role (`Left`: it was never added).
    #[must_use]
    pub fn bot(mut self, role: Role) -> Self {
        self.bot = role;
        self
    }

    /// With a topic, in a forum.
    #[must_use]
    pub fn topic(mut self, name: &str) -> Self {
        self.new_topics.push(name.to_owned());
        self
    }

    pub(crate) fn take_new_topics(&mut self) -> Vec<String> {
        std::mem::take(&mut self.new_topics)
    }

    pub(crate) fn is_group(&self) -> bool {
        matches!(self.kind, ChatKind::Group | ChatKind::Supergroup | ChatKind::Forum)
    }

    /// Whether messages are counted in this chat alone.
    pub(crate) fn counts_alone(&self) -> bool {
        matches!(self.kind, ChatKind::Supergroup | ChatKind::Forum | ChatKind::Channel)
    }

    /// The word for its kind in the Bot API, and in its errors.
    pub(crate) fn word(&self) -> &'static str {
        match self.kind {
            ChatKind::Private => "private",
            ChatKind::Group => "group",
            ChatKind::Supergroup | ChatKind::Forum => "supergroup",
            ChatKind::Channel => "channel",
        }
    }

    /// The chat as it stands in messages.
    pub(crate) fn json(&self) -> Value {
        let title = if self.kind == ChatKind::Private { "first_name" } else { "title" };
        let mut chat = json!({ "id": self.id, "type": self.word(), title: self.title });
        if let Some(username) = &self.username {
            chat["username"] = json!(username);
        }
        if self.kind == ChatKind::Forum {
            chat["is_forum"] = json!(true);
        }
        chat
    }

    pub(crate) fn role(&self, person: i64) -> Role {
        self.members.get(&person).copied().unwrap_or(Role::Left)
    }

    pub(crate) fn topic_named(&self, name: &str) -> Option<i64> {
        self.topics.iter().find(|(_, t)| t.name == name && !t.deleted).map(|(id, _)| *id)
    }
}

/// A `ChatMember` object.
pub(crate) fn member(user: &Value, role: Role, kind: ChatKind) -> Value {
    let mut member = json!({ "user": user });
    let flags = |member: &mut Value, names: &[&str], value: bool| {
        for name in names {
            member[*name] = json!(value);
        }
    };
    member["status"] = json!(match role {
        Role::Creator => "creator",
        Role::Administrator => "administrator",
        Role::Member => "member",
        Role::Muted => "restricted",
        Role::Left => "left",
        Role::Kicked => "kicked",
    });
    match role {
        Role::Creator => flags(&mut member, &["is_anonymous"], false),
        Role::Administrator => {
            flags(&mut member, &["can_be_edited", "is_anonymous"], false);
            flags(&mut member, ADMIN_RIGHTS, true);
            match kind {
                ChatKind::Channel => flags(&mut member, &["can_post_messages", "can_edit_messages"], true),
                _ => flags(&mut member, &["can_pin_messages"], true),
            }
            if kind == ChatKind::Forum {
                flags(&mut member, &["can_manage_topics"], true);
            }
        }
        Role::Muted => {
            flags(&mut member, &["is_member"], true);
            flags(&mut member, MEMBER_RIGHTS, false);
            member["until_date"] = json!(0);
        }
        Role::Kicked => member["until_date"] = json!(0),
        Role::Member | Role::Left => {}
    }
    member
}

const ADMIN_RIGHTS: &[&str] = &[
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
];

/// What members may do or not.
pub(crate) const MEMBER_RIGHTS: &[&str] = &[
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
];
