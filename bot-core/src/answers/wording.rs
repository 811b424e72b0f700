//! The sentences that more than one kind of answer needs. No name of a review stands here or in its neighbours.

use jiff::civil::Date;

use crate::dataset::{Dataset, Day, ParagraphId};
use crate::when::{Precision, When};

/// The bot's name.
pub const NAME: &str = "Icmal";
/// Stands before a caution.
pub const CAUTION: &str = "Caution";
/// Stands before suggested questions.
pub const YOU_CAN_ASK: &str = "You can ask, for example:";
/// Stands before readings to choose from.
pub const WHICH: &str = "That can be read in more than one way. Which do you mean?";
/// When nothing of a question is in the review.
pub const NOT_COVERED: &str = "The review does not cover that.";
/// When a question is near to what the review tells, and not answered by it.
pub const NOT_TOLD: &str = "The review does not say that. What it does say:";
/// When no dated event falls on the day or in the time.
pub const NO_SUCH_DAY: &str =
    "The review dates nothing to that time. That does not mean that nothing happened: it gives a day for some events only.";
/// Nothing was typed.
pub const NOTHING: &str = "I did not see a question there.";

/// Daily posts are not built yet.
pub const POSTS_NOT_YET: &str =
    "Daily posts are not there yet. Until then, /onthisday shows what the review tells of today, or of any day.";
/// Statistics are not built yet.
pub const STATS_NOT_YET: &str =
    "Statistics with charts are not there yet. Until then, ask for a figure in your own words, for example with /ask.";
/// A link leads to what is no longer there.
pub const STALE_LINK: &str = "That link is too old: what it led to is no longer here.";
/// An invitation to begin.
pub const ASK_AWAY: &str = "Just write your question. /help shows all commands.";
/// Title of the commands in help.
pub const COMMANDS: &str = "Commands:";
/// Title of the sections.
pub const SECTIONS: &str = "The sections of the review:";
/// Title of the months.
pub const MONTHS: &str = "Dated events by month, counted from the facts:";
/// Stands on a menu from which one thing is chosen.
pub const CHOOSE: &str = "Choose one to look at";
/// Title of a fact that nobody asked for.
pub const A_FACT: &str = "A fact of the review:";
/// Title of a list of names.
pub const NAMES: &str = "The names that the review tells most of:";

/// A name with how much is told of it.
pub fn told_of(name: &str, facts: usize) -> String {
    format!("{name} ({facts} fact{})", if facts == 1 { "" } else { "s" })
}

/// Title of the events of some times.
pub fn dated_to(times: &[When], events: usize) -> String {
    let names: Vec<String> = times.iter().map(time).collect();
    let noun = if events == 1 { "one event".to_owned() } else { format!("{events} events") };
    format!("To {} the review dates {noun}:", names.join(" and "))
}

/// A month with how many events it has.
pub fn dated_in(month: &When, events: usize) -> String {
    format!("{}: {events}", time(month))
}

/// Says that a text is no day, with examples that are.
pub fn no_day(text: &str) -> String {
    format!("“{}” is no day that I can read. Try /onthisday 3 July, /onthisday 07-03 or /onthisday tomorrow.", short(text))
}

/// Says that a text is no time, with an example that is.
pub fn no_month(text: &str) -> String {
    format!("“{}” is no month that I can read. Try /timeline may or /timeline late august.", short(text))
}

/// Says how paragraphs are named.
pub fn no_paragraph(text: &str, dataset: &Dataset) -> String {
    let names: Vec<String> = dataset.review.sections.iter().map(|s| format!("{}-1 to {}-{}", s.id, s.id, s.paragraphs)).collect();
    let wrong = if text.is_empty() { String::new() } else { format!("There is no paragraph “{}”. ", short(text)) };
    format!("{wrong}The paragraphs are {}.", names.join(", "))
}

/// Says that there is no such command.
pub fn unknown_command(meant: Option<&str>) -> String {
    let nearest = meant.map(|name| format!(" Did you mean /{name}?")).unwrap_or_default();
    format!("I do not know that command.{nearest} /help lists them all.")
}

/// How much the dataset holds.
pub fn holdings(dataset: &Dataset) -> String {
    let paragraphs: u16 = dataset.review.sections.iter().map(|s| s.paragraphs).sum();
    format!(
        "It has {} sections and {paragraphs} paragraphs; {} facts with {} names are known of it, {} of them dated to a day.",
        dataset.review.sections.len(),
        dataset.facts.len(),
        dataset.entities.len(),
        dataset.calendar.all().len()
    )
}

/// What a person typed, short enough to be repeated.
fn short(text: &str) -> String {
    let cut: String = text.chars().filter(|c| !c.is_control()).take(40).collect();
    if text.chars().count() > 40 { cut + "…" } else { cut }
}

/// Says which detail is missing.
pub fn no_detail(what: &str) -> String {
    format!("The review gives no {what} for that. What it does say:")
}

/// Says that a topic does not occur.
pub fn no_topic(topic: &str) -> String {
    format!("The review says nothing about {topic}.")
}

/// Says that a name does not occur.
pub fn not_named(name: &str) -> String {
    format!("The review does not mention “{}”.", short(name))
}

/// Says that the question is about another year.
pub fn other_year(year: i16, reviewed: i16) -> String {
    format!("The review is about {reviewed}; it does not tell that of {year}.")
}

/// The topics that are nearest.
pub fn nearest_topics(topics: &[String]) -> String {
    format!("The nearest that it does cover: {}.", topics.join(", "))
}

/// Who the bot is.
pub fn identity(dataset: &Dataset) -> String {
    let review = &dataset.review;
    format!(
        "I am Icmal, an unofficial bot. I answer questions about {}, from one document: “{}”, published by {}. I repeat what it says, with the paragraph, and have no opinion. Where it is misprinted or contradicts itself I add a caution.",
        review.covers, review.title, review.publisher
    )
}

/// The same in a line.
pub fn in_short(dataset: &Dataset) -> String {
    format!("Answers questions about {}, with the paragraph that each answer rests on.", dataset.review.covers)
}

/// How to use the bot.
pub fn how_to_ask(dataset: &Dataset) -> String {
    let sections: Vec<&str> = dataset.review.sections.iter().map(|s| s.title.as_str()).collect();
    format!("Ask in your own words about {}. The review has these sections: {}.", dataset.review.covers, sections.join("; "))
}

/// Where some paragraphs of one section stand.
pub fn sources(dataset: &Dataset, paragraphs: &[ParagraphId]) -> String {
    let [first, .., last] = paragraphs else {
        return paragraphs.first().map_or_else(String::new, |only| source(dataset, *only));
    };
    let numbers: Vec<String> = paragraphs[..paragraphs.len() - 1].iter().map(|p| p.number.to_string()).collect();
    let keys: Vec<String> = paragraphs.iter().map(|p| dataset.paragraph_key(*p)).collect();
    let title = &dataset.section(*first).title;
    format!("{title}, paragraphs {} and {} ({})", numbers.join(", "), last.number, keys.join(", "))
}

/// Where a paragraph stands: the section's title, the number, and the id.
pub fn source(dataset: &Dataset, paragraph: ParagraphId) -> String {
    let section = dataset.section(paragraph);
    format!("{}, paragraph {} ({})", section.title, paragraph.number, dataset.paragraph_key(paragraph))
}

/// A time as a person writes it: `3 July 2024`, `11–23 November 2024`, `March 2024`, `2025–2027`.
pub fn time(when: &When) -> String {
    let (a, b) = (when.start, when.end);
    let one = |date: Date, format: &str| date.strftime(format).to_string();
    match when.precision {
        Precision::Day if a == b => one(a, "%-d %B %Y"),
        Precision::Day if (a.year(), a.month()) == (b.year(), b.month()) => format!("{}–{}", a.day(), one(b, "%-d %B %Y")),
        Precision::Day if a.year() == b.year() => format!("{} – {}", one(a, "%-d %B"), one(b, "%-d %B %Y")),
        Precision::Day => format!("{} – {}", one(a, "%-d %B %Y"), one(b, "%-d %B %Y")),
        Precision::Month if (a.year(), a.month()) == (b.year(), b.month()) && a.day() == 1 && b == a.last_of_month() => {
            one(a, "%B %Y")
        }
        Precision::Month if (a.year(), a.month()) == (b.year(), b.month()) => format!("{}–{}", a.day(), one(b, "%-d %B %Y")),
        Precision::Month => format!("{} – {}", one(a, "%B"), one(b, "%B %Y")),
        Precision::Year if a.year() == b.year() => a.year().to_string(),
        Precision::Year => format!("{}–{}", a.year(), b.year()),
    }
}

/// A day of the year: `3 July`.
pub fn day(day: Day) -> String {
    // 2024 is a leap year: it has every day.
    Date::new(2024, day.month, day.day).map_or_else(|_| String::new(), |d| d.strftime("%-d %B").to_string())
}

/// Which day of how many: `day 3 of 13`.
pub fn day_of(day: i32, of: i32) -> String {
    format!("day {day} of {of}")
}

/// What is left out of a long list.
pub fn more(count: usize) -> String {
    format!("… and {count} more.")
}

/// A number as the review's readers write it: from five digits on with commas (`22,512`), decimals as they are.
pub fn number(value: f64) -> String {
    if value.fract() != 0.0 {
        return value.to_string();
    }
    let digits = format!("{value:.0}");
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) && digits.len() > 4 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
