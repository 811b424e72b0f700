//! `icmal on-this-day`: what the review tells of a day of the year.

use std::process::ExitCode;

use bot_core::answers::day;
use bot_core::dataset::{Dataset, Day};
use bot_core::moment::Moment;
use serde::Serialize;

use super::{json, terminal};

/// What `on-this-day` takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// The day, month first; today if it is left out
    #[arg(value_name = "MM-DD", value_parser = read_day)]
    day: Option<Day>,
    /// Print a JSON array of `{"fact", "start", "end", "text", "sources"}`
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Event<'a> {
    fact: &'a str,
    start: String,
    end: String,
    text: &'a str,
    sources: Vec<String>,
    /// Which of its days this is, from 1.
    day: i32,
    /// How many days it lasted.
    of: i32,
}

/// Prints it.
pub fn run(dataset: &Dataset, arguments: &Arguments) -> ExitCode {
    let days = arguments.day.map_or_else(|| Day::shown_on(Moment::now().today), |day| vec![day]);
    let events = day::events(&days, dataset);
    if arguments.json {
        let line = |e: &bot_core::dataset::Event| {
            let fact = dataset.fact(e.fact);
            let (start, end) = (e.when.start.to_string(), e.when.end.to_string());
            Event {
                fact: &fact.key,
                start,
                end,
                text: &fact.says,
                sources: json::paragraphs(&fact.paragraphs, dataset),
                day: e.day,
                of: e.of,
            }
        };
        terminal::line(&json::line(&events.iter().map(line).collect::<Vec<_>>()));
    } else if events.is_empty() {
        terminal::line(bot_core::answers::wording::NO_SUCH_DAY);
    } else {
        terminal::reply(&day::reply(&days, 0, dataset), dataset);
    }
    ExitCode::SUCCESS
}

fn read_day(text: &str) -> Result<Day, String> {
    let numbers = text.split_once('-').and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
    let day = numbers.and_then(|(month, day)| Day::new(month, day));
    day.ok_or_else(|| "a day is written month first, such as 07-03 for 3 July".to_owned())
}
