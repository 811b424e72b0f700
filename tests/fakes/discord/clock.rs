//! The machine's clock. Clients compare it with the header of rate limits and with the time in ids, so it cannot be made up.

use std::time::SystemTime;

use jiff::Timestamp;

/// The first moment that an id can hold.
const EPOCH: i64 = 1_420_070_400_000;

/// The milliseconds since 1970.
pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Gives out ids that hold the time and never repeat.
#[derive(Default)]
pub(crate) struct Ids {
    last: i64,
}

impl Ids {
    pub(crate) fn fresh(&mut self) -> u64 {
        self.last = (self.last + 1).max(now() - EPOCH);
        self.last.unsigned_abs() << 22
    }
}

/// The moment in an id, as it stands in messages.
pub(crate) fn written(id: u64) -> String {
    let millis = i64::try_from(id >> 22).unwrap_or_default() + EPOCH;
    iso(millis)
}

/// A moment as it stands in messages.
pub(crate) fn iso(millis: i64) -> String {
    let moment = Timestamp::from_millisecond(millis).unwrap_or_default();
    moment.strftime("%Y-%m-%dT%H:%M:%S%.6f+00:00").to_string()
}
