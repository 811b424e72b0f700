//! When a post is due: from a subscription, the day of its latest post and a moment. Nothing else is looked at.
//!
//! A day's post is planned for the subscription's hour by the clocks of its zone:
//! - an hour that clocks leap over is taken at the first moment after the leap. Where that is another day already, it is
//!   taken as much earlier as the leap is long, so that the day keeps its post;
//! - of an hour that comes twice the first counts;
//! - a day that the zone leaves out has no post, since nobody there lives through it.
//!
//! What was planned and did not go out is due until the local day ends, and never after. No day gets a post that is not
//! later than the latest one's: neither clocks set back nor another hour or zone make a second post of a day.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{AmbiguousOffset, AmbiguousTimestamp, Offset, TimeZone};

use super::zones::{UnknownZone, zone};
use super::{Hour, Rhythm, Subscription};

/// A post of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Post {
    /// The local day of which it tells.
    pub day: Date,
    /// When it is to go out.
    pub planned: Timestamp,
    /// When the local day ends: from then on it is too late.
    pub ends: Timestamp,
}

/// What holds at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outlook {
    /// The post that is to go out now, if there is one.
    pub due: Option<Post>,
    /// The next one after it. None only where the calendar ends, in the year 9999.
    pub next: Option<Post>,
}

/// When the posts of a subscription are due, its zone looked up.
#[derive(Debug, Clone)]
pub struct Schedule {
    zone: TimeZone,
    hour: Hour,
    rhythm: Rhythm,
    from: Timestamp,
    active: bool,
}

impl Schedule {
    /// The schedule of a subscription.
    ///
    /// # Errors
    /// No database knows its zone. Then it has to be paused, with that as the reason, and somebody told.
    pub fn of(subscription: &Subscription) -> Result<Self, UnknownZone> {
        Ok(Self {
            zone: zone(&subscription.zone)?,
            hour: subscription.hour,
            rhythm: subscription.rhythm,
            from: subscription.made_at,
            active: subscription.state.is_active(),
        })
    }

    /// What is due, and what comes next. `latest` is the local day of the latest post that went out, or whose outcome
    /// nobody knows.
    pub fn at(&self, latest: Option<Date>, now: Timestamp) -> Outlook {
        let due = self.due(latest, now);
        Outlook { due, next: self.next(due.map(|post| post.day).max(latest), now) }
    }

    /// The post that is to go out now: today's, if its time has come, it is owed, and it did not go out yet. Of a paused
    /// subscription nothing is due.
    pub fn due(&self, latest: Option<Date>, now: Timestamp) -> Option<Post> {
        let today = self.zone.to_datetime(now).date();
        if !self.active || latest.is_some_and(|latest| latest >= today) || !self.rhythm.has(today) {
            return None;
        }
        let planned = self.planned(today).filter(|planned| self.from <= *planned && *planned <= now)?;
        Some(Post { day: today, planned, ends: self.end_of(today, now) })
    }

    /// The first post that is planned for later than a moment, whether or not the subscription is paused. Where one was
    /// planned earlier on the same day and is still due, this is the one after it.
    pub fn next(&self, latest: Option<Date>, after: Timestamp) -> Option<Post> {
        let begins = self.zone.to_datetime(after.max(self.from)).date();
        // A day's plan never lies behind that of the day before, so that no earlier day than that of the moment counts.
        let first = latest.and_then(|latest| latest.tomorrow().ok()).map_or(begins, |day| day.max(begins));
        let days = std::iter::successors(Some(first), |day| day.tomorrow().ok()).filter(|day| self.rhythm.has(*day));
        let mut planned = days.filter_map(|day| Some((day, self.planned(day)?)));
        let (day, planned) = planned.find(|(_, planned)| after < *planned && self.from <= *planned)?;
        Some(Post { day, planned, ends: self.end_of(day, planned) })
    }

    /// When a day's post is to go out; none if the zone leaves the day out.
    fn planned(&self, day: Date) -> Option<Timestamp> {
        let local = self.zone.to_ambiguous_timestamp(self.hour.on(day));
        match local.offset() {
            AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Fold { .. } => local.earlier().ok(),
            AmbiguousOffset::Gap { after, .. } => {
                let on_this_day = |at: &Timestamp| self.zone.to_datetime(*at).date() == day;
                let leap = self.leap(local, after).filter(on_this_day);
                leap.or_else(|| local.earlier().ok().filter(on_this_day))
            }
        }
    }

    /// The first moment after the leap that a local time falls into.
    fn leap(&self, local: AmbiguousTimestamp, after: Offset) -> Option<Timestamp> {
        // With the offset from after the leap, the local time is a moment before it.
        let before = local.earlier().ok()?;
        self.zone.following(before).find(|change| change.offset() == after).map(|change| change.timestamp())
    }

    /// The first moment of a later day than the one that a moment lies in.
    fn end_of(&self, day: Date, from: Timestamp) -> Timestamp {
        let midnight = day.tomorrow().map(|next| self.zone.to_ambiguous_timestamp(next.at(0, 0, 0, 0)));
        let end = midnight.ok().and_then(|local| match local.offset() {
            AmbiguousOffset::Unambiguous { .. } => local.earlier().ok(),
            // Set back from just after midnight, a day ends twice.
            AmbiguousOffset::Fold { .. } => local.earlier().ok().filter(|end| from < *end).or_else(|| local.later().ok()),
            AmbiguousOffset::Gap { after, .. } => self.leap(local, after),
        });
        end.unwrap_or(Timestamp::MAX)
    }
}
