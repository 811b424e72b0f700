//! `/unsubscribe`: no more daily posts. Not built yet: it says so.

use super::{Audience, Command, Context, Needs, Translated};
use crate::answers::wording;
use crate::conversation::Conversation;
use crate::reply::{Block, Outcome, Reply};

pub const COMMAND: Command = Command {
    name: "unsubscribe",
    summary: Translated {
        en: "Stop the daily post in this chat",
        az: "Bu söhbətdə gündəlik yazını dayandır",
        ru: "Отключить ежедневную запись в этом чате",
        tr: "Bu sohbetteki günlük gönderiyi durdur",
    },
    argument: None,
    example: "/unsubscribe",
    needs: Needs::Nothing,
    audience: Audience::Admins,
    run,
};

fn run(_: &Context, _: &str, _: &mut Conversation) -> Reply {
    Reply::without_facts(Outcome::Help, vec![Block::text(wording::POSTS_NOT_YET)])
}
