//! What the pure schedule says of a subscription, in the words of the tables.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::Kept;
use crate::subscriptions::schedule::{Post, Schedule};
use crate::subscriptions::zones::UnknownZone;
use crate::subscriptions::{Reason, State, Subscription};

/// So many missed days are written down after a long time away: as many as people are shown.
const MOST_MISSED: usize = 10;

/// A subscription with its next post, today's if it is still owed. One whose zone nobody knows is paused.
///
/// `latest` is the day of the latest post that went out, may have, or is about to.
pub(super) fn planned(mut subscription: Subscription, latest: Option<Date>, now: Timestamp) -> Kept {
    if !subscription.state.is_active() {
        return Kept { subscription, next: None };
    }
    let next = if let Ok(schedule) = Schedule::of(&subscription) {
        let outlook = schedule.at(latest, now);
        outlook.due.or(outlook.next).map(|post| (post.planned, post.day))
    } else {
        subscription.state = State::Paused { reason: Reason::UnknownZone, since: now };
        None
    };
    Kept { subscription, next }
}

/// What has come due since it was planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Due {
    /// The post that is to go out now.
    pub(super) post: Option<Post>,
    /// Those whose day is over, the latest ten.
    pub(super) missed: Vec<Post>,
    /// The next one.
    pub(super) next: Option<Post>,
}

/// What has come due of a subscription by now, from the post on that was planned as its next one.
///
/// # Errors
/// No database knows its zone.
pub(super) fn due(subscription: &Subscription, (at, day): (Timestamp, Date), now: Timestamp) -> Result<Due, UnknownZone> {
    let schedule = Schedule::of(subscription)?;
    let mut missed = Vec::new();
    let mut post = None;
    // Planned for a moment after this, and of no earlier day. If the zone has other rules by now, it may be planned for
    // another moment than it was.
    let before = at.checked_sub(1.second()).unwrap_or(at);
    let mut next = schedule.next(day.yesterday().ok(), before);
    while let Some(one) = next.filter(|one| one.planned <= now) {
        if now < one.ends {
            post = Some(one);
        } else {
            missed.push(one);
        }
        next = schedule.next(Some(one.day), one.planned);
    }
    missed.drain(..missed.len().saturating_sub(MOST_MISSED));
    Ok(Due { post, missed, next })
}
