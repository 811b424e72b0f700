//! What happens to a chat itself: upgrades, topics, titles, deletion.

use serde_json::json;

use super::super::chat::{Chat, ChatKind, Topic};
use super::super::message::{Author, Body, Message};
use super::super::server::FakeTelegram;
use super::super::world::World;

impl World {
    /// Opens a topic; its id is that of the message that says so.
    fn open_topic(&mut self, chat: i64, by: i64, title: &str) -> i64 {
        let fields = json!({ "forum_topic_created": { "name": title, "icon_color": 7_322_096 } });
        let id = self.serve(chat, by, None, fields);
        let room = self.chat(chat);
        room.topics.insert(id, Topic { name: title.to_owned(), closed: false, deleted: false });
        if let Some(message) = room.messages.get_mut(&id) {
            message.topic = Some(id);
        }
        id
    }

    /// A topic that was there before the bot came.
    pub(crate) fn plant_topic(&mut self, chat: i64, title: &str) {
        let created = json!({ "name": title, "icon_color": 7_322_096 });
        let date = self.clock;
        let room = self.chat(chat);
        let by = room.members.keys().next().copied().unwrap_or_default();
        let id = room.messages.last_key_value().map_or(0, |(id, _)| *id) + 1;
        room.topics.insert(id, Topic { name: title.to_owned(), closed: false, deleted: false });
        let fields = [("forum_topic_created".to_owned(), created)].into_iter().collect();
        let message = Message { id, date, topic: Some(id), body: Body::Service(fields), ..Message::new(Author::Person(by)) };
        room.messages.insert(id, message);
    }
}

impl FakeTelegram {
    /// Somebody makes a supergroup of a basic group. Answers with the new id; the old one stays and refuses.
    pub fn upgrade_to_supergroup(&self, chat: i64, by: i64) -> i64 {
        self.act(|world| {
            let old = world.chat(chat);
            let mut new = Chat::supergroup(&old.title).bot(old.bot);
            new.members.clone_from(&old.members);
            let new = world.add_chat(new);
            world.serve(chat, by, None, json!({ "migrate_to_chat_id": new }));
            world.chat(chat).upgraded_to = Some(new);
            world.serve(new, by, None, json!({ "migrate_from_chat_id": chat }));
            new
        })
    }

    /// Somebody opens a topic. Answers with its id.
    pub fn create_topic(&self, chat: i64, by: i64, title: &str) -> i64 {
        self.act(|world| world.open_topic(chat, by, title))
    }

    /// The id of a topic by its name.
    pub fn topic(&self, chat: i64, title: &str) -> Option<i64> {
        self.inner.world().chats.get(&chat)?.topic_named(title)
    }

    /// Somebody closes a topic.
    pub fn close_topic(&self, chat: i64, by: i64, topic: i64) {
        self.set_closed(chat, by, topic, true);
    }

    /// Somebody opens a closed topic again.
    pub fn reopen_topic(&self, chat: i64, by: i64, topic: i64) {
        self.set_closed(chat, by, topic, false);
    }

    fn set_closed(&self, chat: i64, by: i64, topic: i64, closed: bool) {
        self.act(|world| {
            if let Some(topic) = world.chat(chat).topics.get_mut(&topic) {
                topic.closed = closed;
            }
            let kind = if closed { "forum_topic_closed" } else { "forum_topic_reopened" };
            world.serve(chat, by, Some(topic), json!({ kind: {} }));
        });
    }

    /// Somebody deletes a topic with all that was said in it, of which the bot is not told.
    pub fn delete_topic(&self, chat: i64, topic: i64) {
        self.act(|world| {
            let room = world.chat(chat);
            if let Some(topic) = room.topics.get_mut(&topic) {
                topic.deleted = true;
            }
            for message in room.messages.values_mut().filter(|m| m.topic == Some(topic)) {
                message.deleted = true;
            }
        });
    }

    /// Somebody deletes a message, of which the bot is not told.
    pub fn delete_message(&self, chat: i64, message: i64) {
        self.act(|world| {
            if let Some(message) = world.chat(chat).messages.get_mut(&message) {
                message.deleted = true;
            }
        });
    }

    /// A supergroup gets topics.
    pub fn make_forum(&self, chat: i64) {
        self.act(|world| {
            let room = world.chat(chat);
            if room.kind == ChatKind::Supergroup {
                room.kind = ChatKind::Forum;
            }
        });
    }
}
