//! Moments at which a schedule easily goes wrong, one by one.

use bot_core::subscriptions::schedule::Schedule;
use bot_core::subscriptions::zones::UnknownZone;
use bot_core::subscriptions::{Reason, Rhythm, State};
use jiff::civil::{Date, Weekday};
use jiff::{Timestamp, ToSpan};

use crate::{hour, schedule, subscription};

fn at(moment: &str) -> Timestamp {
    moment.parse().expect(moment)
}

fn day(day: &str) -> Date {
    day.parse().expect(day)
}

/// A daily schedule that has been there for long.
fn daily(zone: &str, (hours, minutes): (i8, i8)) -> Schedule {
    schedule(zone, hour(hours, minutes), Rhythm::Daily, Timestamp::MIN)
}

fn next(zone: &str, time: (i8, i8), after: &str) -> (String, String) {
    let post = daily(zone, time).next(None, at(after)).expect("a next post");
    (post.day.to_string(), post.planned.to_string())
}

#[test]
fn the_next_post_of_each_kind_of_day() {
    let cases = [
        // An hour that is leapt over comes at the end of the leap.
        ("Europe/Berlin", (2, 30), "2024-03-31T00:00:00Z", "2024-03-31", "2024-03-31T01:00:00Z"),
        ("Australia/Lord_Howe", (2, 15), "2024-10-05T12:00:00Z", "2024-10-06", "2024-10-05T15:30:00Z"),
        ("America/Sao_Paulo", (0, 0), "2018-11-03T12:00:00Z", "2018-11-04", "2018-11-04T03:00:00Z"),
        // The leap ends on another day: as much earlier.
        ("America/Toronto", (23, 45), "1919-03-30T12:00:00Z", "1919-03-30", "1919-03-31T03:45:00Z"),
        ("America/Toronto", (0, 15), "1919-03-30T12:00:00Z", "1919-03-31", "1919-03-31T04:30:00Z"),
        // Of an hour that comes twice the first.
        ("Europe/Berlin", (2, 30), "2024-10-26T12:00:00Z", "2024-10-27", "2024-10-27T00:30:00Z"),
        ("Europe/Berlin", (2, 30), "2024-10-27T00:30:00Z", "2024-10-28", "2024-10-28T01:30:00Z"),
        ("America/St_Johns", (0, 0), "2010-11-06T12:00:00Z", "2010-11-07", "2010-11-07T02:30:00Z"),
        // Days that were left out.
        ("Pacific/Apia", (9, 0), "2011-12-29T19:00:00Z", "2011-12-31", "2011-12-30T19:00:00Z"),
        ("Pacific/Kwajalein", (9, 0), "1993-08-20T21:00:00Z", "1993-08-22", "1993-08-21T21:00:00Z"),
        // Odd offsets.
        ("Asia/Kathmandu", (8, 30), "2024-07-02T12:00:00Z", "2024-07-03", "2024-07-03T02:45:00Z"),
        ("Pacific/Chatham", (9, 0), "2024-07-02T12:00:00Z", "2024-07-03", "2024-07-02T20:15:00Z"),
        ("Etc/GMT-4", (9, 0), "2024-07-02T12:00:00Z", "2024-07-03", "2024-07-03T05:00:00Z"),
    ];
    for (zone, time, after, day, planned) in cases {
        assert_eq!(next(zone, time, after), (day.to_owned(), planned.to_owned()), "{zone} after {after}");
    }
}

#[test]
fn late_until_midnight_and_never_yesterdays() {
    let berlin = daily("Europe/Berlin", (9, 0));
    let yesterday = Some(day("2024-07-02"));
    let due = |moment| berlin.due(yesterday, at(moment)).map(|post| post.day);
    assert_eq!(due("2024-07-03T06:59:59Z"), None);
    assert_eq!(due("2024-07-03T07:00:00Z"), Some(day("2024-07-03")));
    assert_eq!(due("2024-07-03T21:59:59Z"), Some(day("2024-07-03")));
    assert_eq!(due("2024-07-03T22:00:00Z"), None);
    let late = berlin.at(yesterday, at("2024-07-03T15:00:00Z"));
    assert_eq!(late.due.expect("a late post").ends, at("2024-07-03T22:00:00Z"));
    assert_eq!(late.next.expect("tomorrow's").planned, at("2024-07-04T07:00:00Z"));
}

#[test]
fn a_day_that_ends_twice_is_over_after_the_second_time() {
    let post = |moment| daily("America/St_Johns", (23, 30)).due(None, at(moment)).map(|post| (post.day, post.ends));
    assert_eq!(post("2010-11-07T02:15:00Z"), Some((day("2010-11-06"), at("2010-11-07T02:30:00Z"))));
    assert_eq!(post("2010-11-07T02:30:30Z"), None);
    assert_eq!(post("2010-11-07T03:15:00Z"), Some((day("2010-11-06"), at("2010-11-07T03:30:00Z"))));
    assert_eq!(post("2010-11-07T03:30:00Z"), None);
}

#[test]
fn what_is_made_after_its_hour_begins_tomorrow() {
    let made = |moment| schedule("Asia/Baku", hour(9, 0), Rhythm::Daily, at(moment));
    let noon = at("2024-07-03T08:00:00Z");
    let after = made("2024-07-03T05:00:01Z").at(None, noon);
    assert_eq!((after.due, after.next.map(|post| post.day)), (None, Some(day("2024-07-04"))));
    let before = made("2024-07-03T05:00:00Z").at(None, noon);
    assert_eq!(before.due.map(|post| post.day), Some(day("2024-07-03")));
    // Between the two hours with the same name, the second is no hour of its own.
    let between = schedule("Europe/Berlin", hour(2, 15), Rhythm::Daily, at("2024-10-27T00:30:00Z"));
    assert_eq!(between.at(None, at("2024-10-27T01:30:00Z")).due, None);
}

#[test]
fn another_hour_or_zone_makes_no_second_post_of_a_day() {
    let posted = Some(day("2024-07-03"));
    let changed = schedule("Asia/Baku", hour(18, 0), Rhythm::Daily, at("2024-07-03T06:00:00Z"));
    let evening = changed.at(posted, at("2024-07-03T15:00:00Z"));
    assert_eq!((evening.due, evening.next.map(|post| post.day)), (None, Some(day("2024-07-04"))));
    // Westward over the date line it is the day before once more, and then the same day.
    let west = schedule("Pacific/Honolulu", hour(9, 0), Rhythm::Daily, at("2024-07-02T23:00:00Z"));
    for moment in ["2024-07-02T23:30:00Z", "2024-07-03T20:00:00Z"] {
        assert_eq!(west.due(posted, at(moment)), None, "{moment}");
    }
    assert_eq!(west.next(posted, at("2024-07-02T23:30:00Z")).map(|post| post.planned), Some(at("2024-07-04T19:00:00Z")));
    // Eastward a day may be passed over, but its successor is not.
    let east = schedule("Pacific/Auckland", hour(9, 0), Rhythm::Daily, at("2024-07-03T22:00:00Z"));
    assert_eq!(east.next(posted, at("2024-07-03T22:00:00Z")).map(|post| post.day), Some(day("2024-07-05")));
}

#[test]
fn a_clock_that_goes_back_makes_no_second_post() {
    let berlin = daily("Europe/Berlin", (9, 0));
    let now = at("2024-07-03T07:00:00Z");
    let posted = berlin.due(None, now).map(|post| post.day);
    for hours in 0..100 {
        assert_eq!(berlin.due(posted, now - hours.hours()), None, "{hours} hours back");
    }
    assert_eq!(berlin.next(posted, now - 50.hours()).map(|post| post.day), Some(day("2024-07-04")));
}

#[test]
fn weekly_is_that_day_and_no_other() {
    let weekly = schedule("Europe/London", hour(9, 0), Rhythm::Weekly(Weekday::Monday), Timestamp::MIN);
    assert_eq!(weekly.due(None, at("2024-07-01T22:59:00Z")).map(|post| post.day), Some(day("2024-07-01")));
    assert_eq!(weekly.due(None, at("2024-07-01T23:00:00Z")), None);
    assert_eq!(weekly.next(None, at("2024-07-01T08:00:00Z")).map(|post| post.day), Some(day("2024-07-08")));
    // Left out with its day, it comes a week later.
    let friday = schedule("Pacific/Apia", hour(9, 0), Rhythm::Weekly(Weekday::Friday), Timestamp::MIN);
    assert_eq!(friday.next(None, at("2011-12-24T00:00:00Z")).map(|post| post.day), Some(day("2012-01-06")));
}

#[test]
fn of_a_paused_subscription_nothing_is_due() {
    let mut paused = subscription("UTC", hour(9, 0), Rhythm::Daily, Timestamp::MIN);
    paused.state = State::Paused { reason: Reason::NotAllowed, since: at("2024-07-01T00:00:00Z") };
    let outlook = Schedule::of(&paused).expect("a zone").at(None, at("2024-07-03T10:00:00Z"));
    assert_eq!((outlook.due, outlook.next.map(|post| post.day)), (None, Some(day("2024-07-04"))));
}

#[test]
fn a_zone_that_nobody_knows_is_told_and_older_names_are_known() {
    let with = |zone: &str| Schedule::of(&subscription(zone, hour(9, 0), Rhythm::Daily, Timestamp::MIN)).map(|_| ());
    for unknown in ["Atlantis/Capital", "", "Etc/Unknown", "Mars"] {
        assert_eq!(with(unknown), Err(UnknownZone(unknown.to_owned())));
    }
    for older in ["Asia/Calcutta", "Europe/Kiev", "US/Pacific", "Asia/Rangoon"] {
        assert_eq!(with(older), Ok(()), "{older}");
    }
}

#[test]
fn the_ends_of_the_calendar_are_no_accident() {
    for zone in ["UTC", "Pacific/Kiritimati", "Etc/GMT+12"] {
        for moment in [Timestamp::MIN, Timestamp::MAX] {
            let schedule = daily(zone, (23, 59));
            let _ = schedule.at(None, moment);
            assert_eq!(schedule.next(Some(Date::MAX), Timestamp::MAX), None);
            let _ = schedule.at(Some(Date::MIN), moment);
        }
    }
}
