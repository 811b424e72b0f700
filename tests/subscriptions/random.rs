//! Random zones, hours and moments, many of them near changes of clocks.

use std::sync::LazyLock;

use bot_core::subscriptions::schedule::Schedule;
use bot_core::subscriptions::zones::{names, zone};
use bot_core::subscriptions::{Hour, Rhythm};
use jiff::Timestamp;
use proptest::prelude::*;

use crate::walked::Walk;
use crate::{hour, schedule};

static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| names().into_iter().collect());

const DAY: i64 = 24 * 60 * 60;

/// A zone, and a moment from 1975 to 2100 that is, half of the times, within two days of a change of its clocks.
fn zone_and_moment() -> impl Strategy<Value = (&'static str, Timestamp)> {
    let second = 157_766_400..4_102_444_800_i64;
    (0..NAMES.len(), second, any::<bool>(), -2 * DAY..2 * DAY).prop_map(|(place, second, near, aside)| {
        let name = NAMES[place].as_str();
        let moment = Timestamp::from_second(second - second % 60).expect("a moment");
        let zone = zone(name).expect("a name of the list");
        let change =
            zone.following(moment).next().filter(|_| near).map(|change| change.timestamp().as_second() + aside - aside % 60);
        (name, change.map_or(moment, |second| Timestamp::from_second(second - second.rem_euclid(60)).expect("a moment")))
    })
}

fn any_hour() -> impl Strategy<Value = Hour> {
    (0..24_i8, 0..60_i8).prop_map(|(hours, minutes)| hour(hours, minutes))
}

fn any_rhythm() -> impl Strategy<Value = Rhythm> {
    (0..14_usize).prop_map(|place| Rhythm::all().nth(place).unwrap_or(Rhythm::Daily))
}

fn moment_after(moment: Timestamp, seconds: i64) -> Timestamp {
    Timestamp::from_second(moment.as_second() + seconds).expect("a moment")
}

fn long_ago(name: &str, at: Hour, rhythm: Rhythm) -> Schedule {
    schedule(name, at, rhythm, Timestamp::MIN)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn due_and_next_are_what_clocks_show((name, now) in zone_and_moment(), at in any_hour()) {
        let walk = Walk::new(&zone(name).expect("a name of the list"), moment_after(now, -3 * DAY), moment_after(now, 4 * DAY));
        let schedule = long_ago(name, at, Rhythm::Daily);
        let today = walk.day(walk.minute(now));
        let planned = walk.planned(today, at).map(|minute| walk.moment(minute)).filter(|planned| *planned <= now);
        let due = schedule.due(None, now);
        prop_assert_eq!(due.map(|post| (post.day, post.planned)), planned.map(|planned| (today, planned)), "{} {} {}", name, now, at);
        let all = walk.whole_days().filter_map(|day| Some((day, walk.moment(walk.planned(day, at)?))));
        let first = all.filter(|(_, planned)| *planned > now).min_by_key(|(_, planned)| *planned);
        let next = schedule.next(None, now).map(|post| (post.day, post.planned));
        prop_assert_eq!(next, first, "{} {} {}", name, now, at);
    }

    #[test]
    fn what_is_next_is_due_when_its_time_comes(
        (name, now) in zone_and_moment(), at in any_hour(), rhythm in any_rhythm(), part in 0.0..1.0_f64,
    ) {
        let schedule = long_ago(name, at, rhythm);
        let outlook = schedule.at(None, now);
        let latest = outlook.due.map(|post| post.day);
        let next = outlook.next.expect("a next post");
        prop_assert!(rhythm.has(next.day) && next.planned > now && next.planned < next.ends);
        prop_assert!(latest.is_none_or(|latest| latest < next.day));
        if let Some(due) = outlook.due {
            prop_assert!(due.planned <= now && now < due.ends && rhythm.has(due.day));
        }
        // Once out, it is not due again; until the next one nothing is, then that is, and until its day ends.
        let until = next.planned.as_second() - now.as_second();
        prop_assert_eq!(schedule.due(latest, now), None);
        // One that was missed before may be due until its day ends, never one that was planned since.
        if let Some(post) = schedule.due(latest, moment_after(now, (until as f64 * part) as i64)) {
            prop_assert!(post.planned <= now || post == next, "{} {} {}", name, now, at);
        }
        prop_assert_eq!(schedule.due(latest, next.planned), Some(next), "{} {} {}", name, now, at);
        prop_assert_eq!(schedule.due(latest, moment_after(next.ends, -1)).map(|post| post.day), Some(next.day));
        prop_assert_ne!(schedule.due(latest, next.ends).map(|post| post.day), Some(next.day));
    }

    #[test]
    fn days_go_up_wherever_the_clock_goes(
        (name, begins) in zone_and_moment(), at in any_hour(), rhythm in any_rhythm(),
        steps in prop::collection::vec(-50 * 60..60 * 60_i64, 60),
    ) {
        let schedule = long_ago(name, at, rhythm);
        let (mut now, mut latest) = (begins, None);
        for minutes in steps {
            now = moment_after(now, minutes * 60);
            if let Some(post) = schedule.due(latest, now) {
                prop_assert!(latest.is_none_or(|latest| latest < post.day), "{} {} {}", name, now, at);
                latest = Some(post.day);
            }
        }
    }

    #[test]
    fn nothing_is_owed_from_before_it_was_made((name, made) in zone_and_moment(), at in any_hour(), minutes in 0..4000_i64) {
        let fresh = schedule(name, at, Rhythm::Daily, made);
        let now = moment_after(made, minutes * 60);
        let outlook = fresh.at(None, now);
        let posts = outlook.due.into_iter().chain(outlook.next);
        prop_assert!(posts.clone().all(|post| post.planned >= made), "{} {} {}", name, made, at);
        // What was planned since is the same as if it had always been there.
        let before = long_ago(name, at, Rhythm::Daily).due(None, now).filter(|post| post.planned >= made);
        prop_assert_eq!(outlook.due, before);
    }
}
