//! What many chats talked about lately. Only those of the latest chats are kept, and nothing of what they wrote is stored.

use std::hash::Hash;
use std::sync::Arc;
use std::time::Duration;

use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use parking_lot::Mutex;

use crate::conversation::Conversation;

/// So many chats are remembered; a question of an older one stands alone.
const MOST: u64 = 2_000;
/// After this silence a question stands alone.
const SILENCE: Duration = Duration::from_mins(30);

/// A conversation that several tasks may hold.
pub type Shared = Arc<Mutex<Conversation>>;

/// The conversations by chat.
pub struct Conversations<K: Hash + Eq + Send + Sync + 'static>(Cache<K, Shared>);

impl<K: Hash + Eq + Send + Sync + 'static> Default for Conversations<K> {
    fn default() -> Self {
        Self(Cache::builder().eviction_policy(EvictionPolicy::lru()).max_capacity(MOST).time_to_idle(SILENCE).build())
    }
}

impl<K: Hash + Eq + Send + Sync + 'static> Conversations<K> {
    /// The conversation of a chat; a new one if it has been silent.
    pub fn of(&self, chat: K) -> Shared {
        self.0.get_with(chat, Shared::default)
    }
}
