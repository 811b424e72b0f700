//! `/subscriptions`: which daily posts this chat gets. Not built yet: it says so.

use super::{Audience, Command, Context, Needs, Translated};
use crate::answers::wording;
use crate::conversation::Conversation;
use crate::reply::{Block, Outcome, Reply};

pub const COMMAND: Command = Command {
    name: "subscriptions",
    summary: Translated {
        en: "The daily posts of this chat",
        az: "Bu söhbətin gündəlik yazıları",
        ru: "Ежедневные записи этого чата",
        tr: "Bu sohbetin günlük gönderileri",
    },
    arguments: &[],
    example: "/subscriptions",
    needs: Needs::Nothing,
    audience: Audience::Admins,
    run,
};

fn run(_: &Context, _: &str, _: &mut Conversation) -> Reply {
    Reply::without_facts(Outcome::Help, vec![Block::text(wording::POSTS_NOT_YET)])
}
