//! `/onthisday [DATE]`: what the review tells of a day; without one, of today.

use super::{Argument, Command, Context};
use crate::answers::wording;
use crate::answers::{day, decline};
use crate::conversation::Conversation;
use crate::dataset::Day;
use crate::language::{find_dates, words};
use crate::question::Reason;
use crate::reply::{Block, Outcome, Reply};

pub const COMMAND: Command = Command {
    name: "onthisday",
    summary: "What the review tells of a day of the year",
    argument: Some(Argument { name: "date", summary: "A day: 3 July, 07-03, tomorrow", required: false }),
    example: "/onthisday 3 July",
    run,
};

fn run(context: &Context, date: &str, _: &mut Conversation) -> Reply {
    let bot = context.bot;
    let today = context.moment.today;
    let days = if date.is_empty() {
        Day::shown_on(today)
    } else {
        let read = find_dates(&words(date), &bot.language.calendar, bot.dataset.review.year, today);
        match read.first().filter(|d| d.when.days() == 1) {
            Some(found) => Day::shown_on(found.when.start),
            None => return Reply::without_facts(Outcome::Error, vec![Block::text(wording::no_day(date))]),
        }
    };
    let empty = days.iter().all(|day| bot.dataset.calendar.on(*day).is_empty());
    if empty { decline::reply(&[], &Reason::NoSuchDay, &bot.dataset) } else { day::reply(&days, &bot.dataset) }
}
