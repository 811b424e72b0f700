//! A simulated year in many zones: each post once, at its hour or late on the same day, whatever goes down and when.

use bot_core::subscriptions::zones::zone;
use bot_core::subscriptions::{Hour, Rhythm};
use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

use crate::walked::Walk;
use crate::{hour, schedule};

/// Zones and years. Those of the latest year first; then years in which clocks did something odd.
const YEARS: &[(i16, &[&str])] = &[
    (
        2024,
        &[
            "Africa/Abidjan",
            "Africa/Cairo",
            "Africa/Casablanca",
            "Africa/El_Aaiun",
            "Africa/Johannesburg",
            "Africa/Juba",
            "Africa/Lagos",
            "Africa/Nairobi",
            "America/Anchorage",
            "America/Argentina/Buenos_Aires",
            "America/Asuncion",
            "America/Bogota",
            "America/Caracas",
            "America/Chicago",
            "America/Denver",
            "America/Halifax",
            "America/Havana",
        ],
    ),
    (
        2024,
        &[
            "America/Los_Angeles",
            "America/Mexico_City",
            "America/New_York",
            "America/Nuuk",
            "America/Phoenix",
            "America/Santiago",
            "America/Sao_Paulo",
            "America/Scoresbysund",
            "America/St_Johns",
            "America/Tijuana",
            "Antarctica/Casey",
            "Antarctica/Troll",
            "Antarctica/Vostok",
            "Asia/Almaty",
            "Asia/Baku",
            "Asia/Beirut",
            "Asia/Calcutta",
        ],
    ),
    (
        2024,
        &[
            "Asia/Dubai",
            "Asia/Gaza",
            "Asia/Jerusalem",
            "Asia/Kabul",
            "Asia/Kathmandu",
            "Asia/Pyongyang",
            "Asia/Qyzylorda",
            "Asia/Riyadh",
            "Asia/Shanghai",
            "Asia/Tehran",
            "Asia/Tokyo",
            "Asia/Yangon",
            "Atlantic/Azores",
            "Australia/Adelaide",
            "Australia/Eucla",
            "Australia/Lord_Howe",
            "Australia/Sydney",
        ],
    ),
    (
        2024,
        &[
            "Etc/GMT+12",
            "Etc/GMT-14",
            "Europe/Berlin",
            "Europe/Chisinau",
            "Europe/Dublin",
            "Europe/Istanbul",
            "Europe/Kiev",
            "Europe/Lisbon",
            "Europe/London",
            "Europe/Moscow",
            "Pacific/Apia",
            "Pacific/Auckland",
            "Pacific/Chatham",
            "Pacific/Easter",
            "Pacific/Honolulu",
            "Pacific/Kiritimati",
            "Pacific/Marquesas",
            "Pacific/Norfolk",
            "Pacific/Pago_Pago",
            "UTC",
        ],
    ),
    // A day left out at the date line.
    (2011, &["Pacific/Apia", "Pacific/Fakaofo"]),
    (1993, &["Pacific/Kwajalein"]),
    (1994, &["Pacific/Kiritimati"]),
    // A day that came twice.
    (1969, &["Pacific/Kwajalein"]),
    // Set back from one minute past midnight, and over it.
    (2010, &["America/St_Johns"]),
    (2021, &["Asia/Beirut", "America/Havana", "Asia/Amman"]),
    // Leaps at midnight, and over it.
    (2018, &["America/Sao_Paulo", "Asia/Pyongyang", "Asia/Tehran"]),
    (1919, &["America/Toronto"]),
    // Half an hour, and new rules in the middle of a year.
    (2016, &["America/Caracas", "Asia/Baku", "Asia/Barnaul"]),
    (2014, &["Europe/Moscow", "Pacific/Bougainville"]),
    (2022, &["Asia/Tehran", "Asia/Damascus", "America/Chihuahua"]),
];

/// When posts are asked for: on both sides of midnight, where clocks are changed, and at no round minute.
fn hours() -> [Hour; 6] {
    [hour(0, 0), hour(0, 30), hour(2, 30), hour(9, 0), hour(12, 17), hour(23, 45)]
}

/// How a year of posts went.
#[derive(Default)]
struct Tally {
    on_time: usize,
    late: usize,
    missed: usize,
}

#[test]
fn each_post_of_a_year_goes_out_once_first_part() {
    assert_year(&YEARS[..1]);
}

#[test]
fn each_post_of_a_year_goes_out_once_second_part() {
    assert_year(&YEARS[1..2]);
}

#[test]
fn each_post_of_a_year_goes_out_once_third_part() {
    assert_year(&YEARS[2..3]);
}

#[test]
fn each_post_of_a_year_goes_out_once_fourth_part() {
    assert_year(&YEARS[3..4]);
}

#[test]
fn each_post_of_an_odd_year_goes_out_once() {
    assert_year(&YEARS[4..]);
}

#[test]
fn there_are_enough_zones() {
    let zones: std::collections::BTreeSet<_> = YEARS.iter().flat_map(|(_, zones)| *zones).collect();
    assert!(zones.len() >= 60, "{}", zones.len());
}

fn assert_year(years: &[(i16, &[&str])]) {
    let mut tally = Tally::default();
    for (year, names) in years {
        for (seed, name) in names.iter().enumerate() {
            let zone = zone(name).expect(name);
            let walk = year_of(*year, &zone);
            let ticks = ticks(&walk);
            let up = |outages: Outages| -> Vec<usize> { ticks.iter().copied().filter(|minute| !outages.down(*minute)).collect() };
            let short = up(Outages::of_hours(seed as u64 + 1, walk.len()));
            let long = up(Outages::of_days(seed as u64 + 1, walk.len()));
            for at in hours() {
                assert_next(name, &walk, at);
                for (rhythm, ticks) in
                    [(Rhythm::Daily, &short), (Rhythm::Daily, &long), (Rhythm::Weekly(Weekday::Friday), &short)]
                {
                    assert_posts(name, &walk, (at, rhythm), ticks, &mut tally);
                }
            }
        }
    }
    // Or nothing was tested.
    assert!(tally.on_time > 1_000 && tally.late > 200 && tally.missed > 50, "{} {} {}", tally.on_time, tally.late, tally.missed);
}

/// The year with two days on either side.
fn year_of(year: i16, zone: &TimeZone) -> Walk {
    let moment = |year: i16, month, day| {
        Date::new(year, month, day).and_then(|day| TimeZone::UTC.to_timestamp(day.at(0, 0, 0, 0))).expect("a day")
    };
    Walk::new(zone, moment(year - 1, 12, 30), moment(year + 1, 1, 3))
}

/// Going from each post to the next one tells all days that clocks show, and when.
fn assert_next(name: &str, walk: &Walk, at: Hour) {
    let schedule = schedule(name, at, Rhythm::Daily, Timestamp::MIN);
    let days: Vec<Date> = walk.whole_days().collect();
    let mut moment = walk.moment(walk.planned(days[0], at).expect("the first day"));
    for day in &days[1..] {
        let planned = walk.planned(*day, at).expect("a day that clocks show");
        let next = schedule.next(None, moment).expect("a next post");
        assert_eq!((next.day, next.planned), (*day, walk.moment(planned)), "{name} {at}");
        assert_eq!(next.ends, walk.moment(walk.day_ends(planned)), "{name} {at} {day}");
        assert_eq!(schedule.due(None, next.planned), Some(next), "{name} {at} {day}");
        moment = next.planned;
    }
}

/// Hour by hour, and minute by minute where clocks jump: what goes out is what the walk expects.
fn assert_posts(name: &str, walk: &Walk, (at, rhythm): (Hour, Rhythm), ticks: &[usize], tally: &mut Tally) {
    let schedule = schedule(name, at, rhythm, walk.moment(0));
    let mut latest = None;
    let mut sent = Vec::new();
    for minute in ticks {
        let Some(post) = schedule.due(latest, walk.moment(*minute)) else { continue };
        assert_eq!(post.ends, walk.moment(walk.day_ends(*minute)), "{name} {at} {}", post.day);
        sent.push((post.day, walk.minute(post.planned), *minute));
        latest = Some(post.day);
    }
    let mut expected = Vec::new();
    for day in walk.whole_days().filter(|day| rhythm.has(*day)) {
        let planned = walk.planned(day, at).expect("a day that clocks show");
        let first = ticks[ticks.partition_point(|tick| *tick < planned)..].iter().find(|tick| walk.day(**tick) >= day);
        match first.filter(|tick| walk.day(**tick) == day) {
            Some(tick) if tick - planned < 60 => tally.on_time += 1,
            Some(_) => tally.late += 1,
            None => tally.missed += 1,
        }
        expected.extend(first.filter(|tick| walk.day(**tick) == day).map(|tick| (day, planned, *tick)));
    }
    let whole: Vec<Date> = walk.whole_days().collect();
    sent.retain(|(day, ..)| whole.contains(day));
    assert_eq!(sent, expected, "{name} {at} {}", rhythm.token());
}

/// Each hour, and each minute from half an hour before clocks jump to half an hour behind.
fn ticks(walk: &Walk) -> Vec<usize> {
    let jumps: Vec<usize> = (0..walk.len()).filter(|minute| walk.jumps_at(*minute)).collect();
    let near = |minute: usize| jumps.iter().any(|jump| minute.abs_diff(*jump) <= 30);
    // Two days at either end are only there to be looked back on and ahead to.
    (0..walk.len() - 1440).filter(|minute| minute % 60 == 0 || near(*minute)).collect()
}

/// When the bot is down, as stretches of minutes.
struct Outages(Vec<(usize, usize)>);

impl Outages {
    /// From 1 to 12 hours, after at most four days each.
    fn of_hours(seed: u64, minutes: usize) -> Self {
        Self::new(seed, minutes, 4 * 1440, (60, 720))
    }

    /// From one to six days, after at most a month each.
    fn of_days(seed: u64, minutes: usize) -> Self {
        Self::new(seed, minutes, 30 * 1440, (1440, 6 * 1440))
    }

    fn new(seed: u64, minutes: usize, longest_up: u64, (shortest, longest): (u64, u64)) -> Self {
        // Knuth's multiplier: the same outages in each run.
        let mut state = seed;
        let mut below = |bound: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((state >> 33) % bound) as usize
        };
        let mut stretches = Vec::new();
        let mut minute = 0;
        while minute < minutes {
            let begins = minute + below(longest_up);
            minute = begins + shortest as usize + below(longest - shortest);
            stretches.push((begins, minute));
        }
        Self(stretches)
    }

    fn down(&self, minute: usize) -> bool {
        let next = self.0.partition_point(|(_, ends)| *ends <= minute);
        self.0.get(next).is_some_and(|(begins, _)| *begins <= minute)
    }
}
