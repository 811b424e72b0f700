//! Who comes, goes, rises and falls; the bot included.

use serde_json::json;

use super::super::chat::{ChatKind, Role, member};
use super::super::server::FakeTelegram;
use super::super::transcript::{name, note};
use super::super::world::World;

impl World {
    /// Makes the bot something else in a chat and queues `my_chat_member`.
    pub(crate) fn change_bot(&mut self, chat: i64, by: i64, role: Role) {
        let me = self.me.user();
        let room = self.chat(chat);
        let (kind, old) = (room.kind, std::mem::replace(&mut room.bot, role));
        if old == role {
            return;
        }
        let place = room.json();
        let date = self.tick();
        let change = json!({
            "chat": place, "from": self.user(by), "date": date,
            "old_chat_member": member(&me, old, kind), "new_chat_member": member(&me, role, kind),
        });
        self.queue.push("my_chat_member", change, chat);
    }

    fn change_member(&mut self, chat: i64, by: i64, person: i64, role: Role) {
        let room = self.chat(chat);
        let kind = room.kind;
        let old = room.role(person);
        room.members.insert(person, role);
        let (place, sees) = (room.json(), matches!(room.bot, Role::Administrator | Role::Creator));
        let (date, user) = (self.tick(), self.user(person));
        if sees {
            let change = json!({
                "chat": place, "from": self.user(by), "date": date,
                "old_chat_member": member(&user, old, kind), "new_chat_member": member(&user, role, kind),
            });
            self.queue.push("chat_member", change, chat);
        }
    }
}

impl FakeTelegram {
    fn turn_bot(&self, chat: i64, by: i64, role: Role, deed: &str) {
        self.act(|world| {
            let who = name(world, by);
            note(world, Some(chat), &format!("{who} {deed}"));
            world.change_bot(chat, by, role);
        });
    }

    /// Somebody brings the bot into a group, or makes it an administrator of a channel.
    pub fn add_bot(&self, chat: i64, by: i64) {
        self.act(|world| {
            let channel = world.chat(chat).kind == ChatKind::Channel;
            world.change_bot(chat, by, if channel { Role::Administrator } else { Role::Member });
            if channel {
                let who = name(world, by);
                note(world, Some(chat), &format!("{who} makes Icmal an administrator"));
            } else {
                let me = world.me.user();
                world.serve(chat, by, None, json!({ "new_chat_members": [me] }));
            }
        });
    }

    /// Somebody makes the bot an administrator.
    pub fn promote_bot(&self, chat: i64, by: i64) {
        self.turn_bot(chat, by, Role::Administrator, "makes Icmal an administrator");
    }

    /// Somebody makes the bot a plain member again; also what ends muting.
    pub fn demote_bot(&self, chat: i64, by: i64) {
        self.turn_bot(chat, by, Role::Member, "makes Icmal a member");
    }

    /// Somebody takes from the bot the right to write.
    pub fn mute_bot(&self, chat: i64, by: i64) {
        self.turn_bot(chat, by, Role::Muted, "mutes Icmal");
    }

    /// Somebody throws the bot out.
    pub fn remove_bot(&self, chat: i64, by: i64) {
        self.turn_bot(chat, by, Role::Kicked, "removes Icmal");
    }

    /// Somebody blocks the bot in private.
    pub fn block(&self, person: i64) {
        self.turn_bot(person, person, Role::Kicked, "blocks Icmal");
    }

    /// Somebody unblocks it.
    pub fn unblock(&self, person: i64) {
        self.turn_bot(person, person, Role::Member, "unblocks Icmal");
    }

    /// Somebody deletes the account, of which the bot is not told.
    pub fn deactivate(&self, person: i64) {
        self.act(|world| world.chat(person).deactivated = true);
    }

    /// People come into a group, brought in by somebody or by themselves.
    pub fn join(&self, chat: i64, by: i64, people: &[i64]) {
        self.act(|world| {
            for person in people {
                world.change_member(chat, by, *person, Role::Member);
            }
            if world.chat(chat).is_group() {
                let users: Vec<_> = people.iter().map(|p| world.user(*p)).collect();
                world.serve(chat, by, None, json!({ "new_chat_members": users }));
            }
        });
    }

    /// Somebody goes, or is sent away by somebody.
    pub fn leave(&self, chat: i64, by: i64, person: i64) {
        self.act(|world| {
            world.change_member(chat, by, person, Role::Left);
            if world.chat(chat).is_group() {
                let user = world.user(person);
                world.serve(chat, by, None, json!({ "left_chat_member": user }));
            }
        });
    }

    /// Somebody gets another role.
    pub fn set_role(&self, chat: i64, by: i64, person: i64, role: Role) {
        self.act(|world| world.change_member(chat, by, person, role));
    }
}
