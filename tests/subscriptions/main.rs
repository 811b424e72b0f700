//! Subscriptions: a year of posts in many zones beside what a walk through every minute of it tells, moments that are
//! odd, random ones, and what people type.

mod moments;
mod random;
mod typed;
mod walked;
mod year;

use bot_core::subscriptions::schedule::Schedule;
use bot_core::subscriptions::{Hour, Place, Quiet, Rhythm, State, Subscription};
use jiff::Timestamp;

/// A subscription of which nothing but these matters.
fn subscription(zone: &str, hour: Hour, rhythm: Rhythm, made_at: Timestamp) -> Subscription {
    Subscription {
        place: Place::telegram(1, None),
        hour,
        zone: zone.to_owned(),
        rhythm,
        quiet: Quiet::Silent,
        made_by: None,
        made_at,
        state: State::Active,
    }
}

fn schedule(zone: &str, hour: Hour, rhythm: Rhythm, made_at: Timestamp) -> Schedule {
    Schedule::of(&subscription(zone, hour, rhythm, made_at)).expect(zone)
}

fn hour(hour: i8, minute: i8) -> Hour {
    Hour::new(hour, minute).expect("a time of day")
}
