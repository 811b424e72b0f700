//! `/unsubscribe`: no more daily posts. Not built yet: it says so.

use super::{Argument, Audience, Command, Context, Needs, Takes, Translated};
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
    arguments: &[Argument {
        name: "channel",
        summary: Translated {
            en: "Which channel; without it, this one",
            az: "Hansı kanal; yazılmasa, bu",
            ru: "Какой канал; по умолчанию этот",
            tr: "Hangi kanal; yazılmazsa bu",
        },
        required: false,
        takes: Takes::Channel,
    }],
    example: "/unsubscribe",
    needs: Needs::Nothing,
    audience: Audience::Admins,
    run,
};

fn run(_: &Context, _: &str, _: &mut Conversation) -> Reply {
    Reply::without_facts(Outcome::Help, vec![Block::text(wording::POSTS_NOT_YET)])
}
