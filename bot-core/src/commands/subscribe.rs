//! `/subscribe`: a daily post in this chat. Not built yet: it says so.

use super::{Argument, Audience, Command, Context, Needs, Takes, Translated};
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
    arguments: &[
        Argument {
            name: "channel",
            summary: Translated {
                en: "Where to post; without it, here",
                az: "Harada yazmalı; yazılmasa, burada",
                ru: "Где публиковать; по умолчанию здесь",
                tr: "Nereye yazılacağı; yazılmazsa buraya",
            },
            required: false,
            takes: Takes::Channel,
        },
        Argument {
            name: "hour",
            summary: Translated {
                en: "When to post: 09:00, 8am",
                az: "Nə vaxt yazmalı: 09:00",
                ru: "Во сколько публиковать: 09:00",
                tr: "Ne zaman yazılacağı: 09:00",
            },
            required: false,
            takes: Takes::Hour,
        },
        Argument {
            name: "timezone",
            summary: Translated {
                en: "Whose time it is: Pacific/Auckland",
                az: "Saat qurşağı: Pacific/Auckland",
                ru: "Часовой пояс: Pacific/Auckland",
                tr: "Saat dilimi: Pacific/Auckland",
            },
            required: false,
            takes: Takes::Zone,
        },
    ],
    example: "/subscribe",
    needs: Needs::Nothing,
    audience: Audience::Admins,
    run,
};

fn run(_: &Context, _: &str, _: &mut Conversation) -> Reply {
    Reply::without_facts(Outcome::Help, vec![Block::text(wording::POSTS_NOT_YET)])
}
