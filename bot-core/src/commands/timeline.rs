//! `/timeline [MONTH]`: the dated events of a month; without one, how many each month has.

use jiff::civil::Date;

use super::{Argument, Command, Context};
use crate::answers::{period, wording};
use crate::conversation::Conversation;
use crate::language::{find_dates, words};
use crate::reply::{Block, Outcome, Reply, plain_line};
use crate::when::{Precision, When};

pub const COMMAND: Command = Command {
    name: "timeline",
    summary: "The dated events of a month; without one, of the year",
    argument: Some(Argument { name: "month", summary: "A month or another time", required: false }),
    example: "/timeline may",
    run,
};

fn run(context: &Context, month: &str, _: &mut Conversation) -> Reply {
    let dataset = &context.bot.dataset;
    let year = dataset.review.year;
    if month.is_empty() {
        return months(context);
    }
    let read = find_dates(&words(month), &context.bot.language.calendar, year, context.moment.today);
    match read.first() {
        Some(found) => period::reply(&[found.when], dataset),
        None => Reply::without_facts(Outcome::Error, vec![Block::text(wording::no_month(month))]),
    }
}

fn months(context: &Context) -> Reply {
    let dataset = &context.bot.dataset;
    let month = |number: i8| {
        let start = Date::new(dataset.review.year, number, 1).ok()?;
        let when = When { start, end: start.last_of_month(), precision: Precision::Month };
        Some(plain_line(wording::dated_in(&when, period::events(&when, dataset).len())))
    };
    let blocks = vec![Block::Heading(wording::MONTHS.to_owned()), Block::List((1..=12).filter_map(month).collect())];
    Reply::without_facts(Outcome::Help, blocks)
}
