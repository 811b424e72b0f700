//! `/subscribe`: a daily post in this chat. Not built yet: it says so.

use super::{Audience, Command, Context, Needs, Translated};
use crate::answers::wording;
use crate::conversation::Conversation;
use crate::reply::{Block, Outcome, Reply};

pub const COMMAND: Command = Command {
    name: "subscribe",
    summary: Translated {
        en: "A daily post “on this day” in this chat",
        az: "Bu söhbətdə hər gün “bu gün” yazısı",
        ru: "Ежедневная запись «в этот день» в этом чате",
        tr: "Bu sohbette her gün “bugün” gönderisi",
    },
    argument: None,
    example: "/subscribe",
    needs: Needs::Nothing,
    audience: Audience::Admins,
    run,
};

fn run(_: &Context, _: &str, _: &mut Conversation) -> Reply {
    Reply::without_facts(Outcome::Help, vec![Block::text(wording::POSTS_NOT_YET)])
}
