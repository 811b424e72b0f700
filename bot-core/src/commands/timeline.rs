//! `/timeline [MONTH]`: the dated events of a month; without one, how many each month has.

use super::{Argument, Audience, Command, Context, Needs, Takes, Translated, first_time};
use crate::answers::{menu, period, wording};
use crate::conversation::Conversation;
use crate::reply::{Block, Outcome, Reply};

pub const COMMAND: Command = Command {
    name: "timeline",
    summary: Translated {
        en: "The dated events of a month; without one, of the year",
        az: "Bir ayın tarixli hadisələri; ay yazılmasa, bütün il",
        ru: "События месяца по датам; без месяца – весь год",
        tr: "Bir ayın tarihli olayları; ay yazılmazsa bütün yıl",
    },
    arguments: &[Argument {
        name: "month",
        summary: Translated {
            en: "A month or another time",
            az: "Ay və ya başqa vaxt",
            ru: "Месяц или другое время",
            tr: "Bir ay ya da başka bir zaman",
        },
        required: false,
        takes: Takes::Month,
    }],
    example: "/timeline may",
    needs: Needs::Nothing,
    audience: Audience::Everyone,
    run,
};

fn run(context: &Context, month: &str, _: &mut Conversation) -> Reply {
    let dataset = &context.bot.dataset;
    if month.is_empty() {
        return menu::months(dataset);
    }
    match first_time(month, context) {
        Some(found) => period::reply(&[found.when], 0, dataset),
        None => Reply::without_facts(Outcome::Error, vec![Block::text(wording::no_month(month))]),
    }
}
