//! Nobody asks so fast that others wait: a person or a chat that does is told once, then not heard for a while.

use std::hash::Hash;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use moka::sync::Cache;

/// How long somebody who asked too fast is not heard.
pub const PAUSE: Duration = Duration::from_mins(1);
/// After so many questions, those who have not asked for a while are forgotten.
const SWEEP: u32 = 1_024;

/// What to do with a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hearing {
    /// Answer it.
    Hear,
    /// Say that it was too fast.
    Tell,
    /// Nothing: it was said already.
    Ignore,
}

/// How much each asks. `K` tells persons and chats apart.
pub struct Fairness<K: Hash + Eq + Clone + Send + Sync + 'static> {
    a_minute: u32,
    asked: DefaultKeyedRateLimiter<K>,
    told: Cache<K, ()>,
    heard: AtomicU32,
}

impl<K: Hash + Eq + Clone + Send + Sync + 'static> Fairness<K> {
    /// So many questions a minute are heard from each, all at once if need be. 0 counts as 1.
    pub fn new(a_minute: u32) -> Self {
        let quota = Quota::per_minute(NonZeroU32::new(a_minute).unwrap_or(NonZeroU32::MIN));
        let told = Cache::builder().time_to_live(PAUSE).build();
        Self { a_minute, asked: RateLimiter::keyed(quota), told, heard: AtomicU32::new(0) }
    }

    /// How many questions a minute are heard.
    pub fn a_minute(&self) -> u32 {
        self.a_minute
    }

    /// Whether a question of all of these (a person, and the chat in which it is asked) is heard.
    pub fn hear(&self, keys: &[K]) -> Hearing {
        if self.heard.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            self.asked.retain_recent();
        }
        if keys.iter().any(|key| self.told.contains_key(key)) {
            return Hearing::Ignore;
        }
        let too_fast: Vec<&K> = keys.iter().filter(|key| self.asked.check_key(key).is_err()).collect();
        for key in &too_fast {
            self.told.insert((*key).clone(), ());
        }
        if too_fast.is_empty() { Hearing::Hear } else { Hearing::Tell }
    }
}

#[cfg(test)]
mod tests {
    use super::{Fairness, Hearing};

    #[test]
    fn who_asks_too_fast_is_told_once_and_others_are_heard() {
        let fairness = Fairness::new(3);
        let hear = |person| fairness.hear(&[person]);
        assert_eq!([hear("a"), hear("a"), hear("a")], [Hearing::Hear; 3]);
        assert_eq!([hear("a"), hear("a"), hear("a")], [Hearing::Tell, Hearing::Ignore, Hearing::Ignore]);
        assert_eq!(hear("b"), Hearing::Hear);
    }

    #[test]
    fn a_chat_counts_whoever_asks() {
        let fairness = Fairness::new(2);
        let heard = ["a", "b", "c"].map(|person| fairness.hear(&[person, "chat"]));
        assert_eq!(heard, [Hearing::Hear, Hearing::Hear, Hearing::Tell]);
        assert_eq!(fairness.hear(&["a"]), Hearing::Hear, "in another chat");
    }
}
