//! Nobody asks so fast that others wait: a person who does is told once, then not heard for a while, and nobody else is.
//! Only a chat in which very many ask at once is slowed down as a whole.

use std::hash::Hash;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use moka::sync::Cache;

/// How long somebody who asked too fast is not heard.
const PAUSE: Duration = Duration::from_mins(1);
/// A chat may ask so many times as much as a person.
const CHAT: u32 = 5;
/// After so many questions, those who have not asked for a while are forgotten.
const SWEEP: u32 = 1_024;

/// What to do with a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hearing {
    /// Answer it.
    Hear,
    /// Say that it was too fast.
    Tell(TooFast),
    /// Nothing: it was said already.
    Ignore(TooFast),
}

/// What somebody who asks too fast is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooFast {
    /// So many questions a minute are heard.
    pub a_minute: u32,
    /// How long nothing is heard from now on.
    pub pause: Duration,
}

/// How much each asks. `K` names a person or a chat.
pub struct Fairness<K: Hash + Eq + Clone + Send + Sync + 'static> {
    persons: Share<K>,
    chats: Share<K>,
    heard: AtomicU32,
}

/// What each of a kind may ask.
struct Share<K: Hash + Eq + Clone + Send + Sync + 'static> {
    a_minute: u32,
    asked: DefaultKeyedRateLimiter<K>,
    /// Who was told, and until when they are not heard.
    told: Cache<K, Instant>,
}

impl<K: Hash + Eq + Clone + Send + Sync + 'static> Fairness<K> {
    /// So many questions a minute are heard from a person, all at once if need be; from a chat five times as many. 0 counts
    /// as 1.
    pub fn new(a_minute: u32) -> Self {
        let heard = AtomicU32::new(0);
        Self { persons: Share::new(a_minute), chats: Share::new(a_minute.saturating_mul(CHAT)), heard }
    }

    /// Whether a question of a person in a chat is heard, as far as the platform tells who and where. Who is not heard costs
    /// the chat nothing.
    pub fn hear(&self, person: Option<&K>, chat: Option<&K>) -> Hearing {
        if self.heard.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            self.persons.asked.retain_recent();
            self.chats.asked.retain_recent();
        }
        let of_person = person.map_or(Hearing::Hear, |person| self.persons.hear(person));
        match of_person {
            Hearing::Hear => chat.map_or(Hearing::Hear, |chat| self.chats.hear(chat)),
            too_fast => too_fast,
        }
    }
}

impl<K: Hash + Eq + Clone + Send + Sync + 'static> Share<K> {
    fn new(a_minute: u32) -> Self {
        let quota = Quota::per_minute(NonZeroU32::new(a_minute).unwrap_or(NonZeroU32::MIN));
        Self { a_minute, asked: RateLimiter::keyed(quota), told: Cache::builder().time_to_live(PAUSE).build() }
    }

    fn hear(&self, key: &K) -> Hearing {
        let too_fast = |pause| TooFast { a_minute: self.a_minute, pause };
        if let Some(until) = self.told.get(key) {
            return Hearing::Ignore(too_fast(until.saturating_duration_since(Instant::now())));
        }
        if self.asked.check_key(key).is_ok() {
            return Hearing::Hear;
        }
        self.told.insert(key.clone(), Instant::now() + PAUSE);
        Hearing::Tell(too_fast(PAUSE))
    }
}

#[cfg(test)]
mod tests {
    use super::{Fairness, Hearing};

    fn word(hearing: Hearing) -> &'static str {
        match hearing {
            Hearing::Hear => "hear",
            Hearing::Tell(_) => "tell",
            Hearing::Ignore(_) => "ignore",
        }
    }

    #[test]
    fn who_asks_too_fast_is_told_once_and_others_of_the_chat_are_heard() {
        let fairness = Fairness::new(3);
        let hear = |person| word(fairness.hear(Some(&person), Some(&"chat")));
        assert_eq!([hear("a"), hear("a"), hear("a")], ["hear"; 3]);
        assert_eq!([hear("a"), hear("a"), hear("a")], ["tell", "ignore", "ignore"]);
        assert_eq!(hear("b"), "hear");
    }

    #[test]
    fn a_chat_counts_whoever_asks() {
        let fairness = Fairness::new(2);
        let persons: Vec<String> = (0..11).map(|i| format!("p{i}")).collect();
        let chat = "chat".to_owned();
        let heard: Vec<&str> = persons.iter().map(|person| word(fairness.hear(Some(person), Some(&chat)))).collect();
        assert!(heard[..10].iter().all(|word| *word == "hear") && heard[10] == "tell", "{heard:?}");
        assert_eq!(word(fairness.hear(Some(&persons[0]), None)), "hear", "in another chat");
    }
}
