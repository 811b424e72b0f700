//! `/onthisday [DATE]`: what the review tells of a day; without one, of today.

use super::{Argument, Audience, Command, Context, Needs, Takes, Translated, first_time};
use crate::answers::{day, wording};
use crate::conversation::Conversation;
use crate::dataset::Day;
use crate::reply::{Block, Outcome, Reply};

pub const COMMAND: Command = Command {
    name: "onthisday",
    summary: Translated {
        en: "What the review tells of a day of the year",
        az: "İcmal ilin bir günü haqqında nə deyir",
        ru: "Что обзор говорит об одном дне года",
        tr: "Değerlendirmenin yılın bir günü hakkında söyledikleri",
    },
    arguments: &[Argument {
        name: "date",
        summary: Translated {
            en: "A day: 3 July, 07-03, tomorrow",
            az: "Gün: 3 iyul, 07-03, sabah",
            ru: "День: 3 июля, 07-03, завтра",
            tr: "Bir gün: 3 Temmuz, 07-03, yarın",
        },
        required: false,
        takes: Takes::Date,
    }],
    example: "/onthisday 3 July",
    needs: Needs::Nothing,
    audience: Audience::Everyone,
    run,
};

fn run(context: &Context, date: &str, _: &mut Conversation) -> Reply {
    let bot = context.bot;
    let today = context.moment.today;
    let days = if date.is_empty() {
        Day::shown_on(today)
    } else {
        match first_time(date, context).filter(|found| found.when.days() == 1) {
            Some(found) => Day::shown_on(found.when.start),
            None => return Reply::without_facts(Outcome::Error, vec![Block::text(wording::no_day(date))]),
        }
    };
    day::reply(&days, 0, &bot.dataset)
}
