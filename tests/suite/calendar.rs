//! On this day: every dated fact comes back on each of its days, and 29 February is never lost.

use bot_core::answers::day;
use bot_core::conversation::Conversation;
use bot_core::dataset::Day;
use bot_core::moment::Moment;
use bot_core::reply::plain;
use bot_core::when::Precision;
use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::BOT;

#[test]
fn every_dated_fact_comes_back_on_each_of_its_days() {
    let dataset = &BOT.dataset;
    let dated: Vec<_> =
        dataset.facts_with_ids().filter_map(|(id, f)| Some((id, f.when.filter(|w| w.precision == Precision::Day)?))).collect();
    assert!(dated.len() > 60, "only {} dated facts", dated.len());
    for (fact, when) in dated {
        for (number, day) in (1..).zip(when.start.series(1.day()).take_while(|d| *d <= when.end)) {
            let events = dataset.calendar.on(Day::of(day));
            let event =
                events.iter().find(|e| e.fact == fact).unwrap_or_else(|| panic!("{} is lost on {day}", dataset.fact(fact).key));
            assert_eq!((event.day, event.of), (number, when.days()), "{}", dataset.fact(fact).key);
        }
        let after = Day::of(when.end.saturating_add(1.day()));
        assert!(dataset.calendar.on(after).iter().all(|e| e.fact != fact), "{} goes on after its end", dataset.fact(fact).key);
    }
}

fn told_on(today: Date) -> Vec<String> {
    let events = day::events(&Day::shown_on(today), &BOT.dataset);
    events.iter().map(|e| BOT.dataset.fact(e.fact).key.clone()).collect()
}

#[test]
fn the_twenty_ninth_of_february_is_shown_once_a_year() {
    let leap_day: Vec<String> =
        BOT.dataset.calendar.on(Day { month: 2, day: 29 }).iter().map(|e| BOT.dataset.fact(e.fact).key.clone()).collect();
    assert!(!leap_day.is_empty(), "the review has a meeting on 28-29 February");
    for fact in &leap_day {
        assert!(told_on(date(2028, 2, 29)).contains(fact), "{fact} on a leap day");
        assert!(told_on(date(2027, 2, 28)).contains(fact), "{fact} on 28 February of a year without a 29th");
        assert!(!told_on(date(2027, 3, 1)).contains(fact), "{fact} on 1 March");
    }
}

#[test]
fn a_range_says_which_of_its_days_it_is() {
    let (when, fact) = *BOT.dataset.calendar.all().iter().find(|(when, _)| when.days() == 13).expect("a range of 13 days");
    let third = when.start.saturating_add(2.days());
    let mut conversation = Conversation::default();
    let reply = BOT.hear(&format!("/onthisday {}", third.strftime("%m-%d")), &mut conversation, Moment::on(third));
    assert!(reply.facts.contains(&fact) && plain::text(&reply).contains("day 3 of 13"), "{}", plain::text(&reply));
}

#[test]
fn a_day_is_understood_however_it_is_written() {
    let mut conversation = Conversation::default();
    let asked_on = Moment::on(date(2026, 7, 2));
    let mut ask = |text: &str| BOT.hear(text, &mut conversation, asked_on).facts;
    let expected = ask("/onthisday 07-03");
    assert!(!expected.is_empty());
    for text in [
        "/onthisday 3 July",
        "/onthisday July 3rd",
        "/onthisday 3rd of july",
        "/onthisday 03.07",
        "/onthisday tomorrow",
        "what happened on 3 july?",
        "3 July",
        "Ｊｕｌｙ ３",
    ] {
        assert_eq!(ask(text), expected, "{text}");
    }
}
