//! The answers to questions with which conversations began lately: what many ask, or type letter by letter, is thought
//! about once. Kept in memory only, and bounded.

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use moka::sync::Cache;

use crate::bot::Bot;
use crate::conversation::Conversation;
use crate::moment::Moment;
use crate::reply::Reply;

/// So many are kept.
const MOST: u64 = 1_000;
/// A longer question, in bytes, is hardly asked twice.
const LONGEST: usize = 200;

/// How a question in plain words is answered: by the core, or by what a test puts in its place.
pub type Ask = Arc<dyn Fn(&Bot, &str, &mut Conversation, Moment) -> Reply + Send + Sync>;

/// Answers by question and day: "today" is another day tomorrow.
pub struct LatestAnswers<S>(Cache<(String, Date), Kept<S>>);

/// An answer and the conversation after it.
type Kept<S> = (Arc<Answer<S>>, Conversation);

/// A reply, and what a platform shows of it.
pub struct Answer<S> {
    /// The reply.
    pub reply: Reply,
    shown: OnceLock<S>,
}

impl<S> Answer<S> {
    /// One that was not shown yet.
    pub fn new(reply: Reply) -> Arc<Self> {
        Arc::new(Self { reply, shown: OnceLock::new() })
    }

    /// As it is shown; `show` is asked the first time.
    pub fn shown(&self, show: impl FnOnce(&Reply) -> S) -> &S {
        self.shown.get_or_init(|| show(&self.reply))
    }
}

impl<S: Send + Sync + 'static> Default for LatestAnswers<S> {
    fn default() -> Self {
        Self(Cache::new(MOST))
    }
}

impl<S: Send + Sync + 'static> LatestAnswers<S> {
    /// The answer to a question, thought about by `ask` where it is not known. Only where the conversation is empty does an
    /// answer depend on nothing but the question and the day.
    pub fn of(
        &self,
        text: &str,
        conversation: &mut Conversation,
        moment: Moment,
        ask: impl FnOnce(&mut Conversation) -> Reply,
    ) -> Arc<Answer<S>> {
        if !conversation.is_empty() || text.len() > LONGEST {
            return Answer::new(ask(conversation));
        }
        let key = (text.to_owned(), moment.today);
        if let Some((answer, after)) = self.0.get(&key) {
            *conversation = after;
            return answer;
        }
        let answer = Answer::new(ask(conversation));
        self.0.insert(key, (answer.clone(), conversation.clone()));
        answer
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::LatestAnswers;
    use crate::bot::Bot;
    use crate::conversation::Conversation;
    use crate::moment::Moment;

    #[test]
    fn what_is_asked_again_is_answered_and_followed_up_alike() {
        let (bot, answers) = (Bot::built_in(), LatestAnswers::<()>::default());
        let ask = |text: &str, day: i8, conversation: &mut Conversation, times: &mut usize| {
            let moment = Moment::on(date(2026, 7, day));
            let answer = answers.of(text, conversation, moment, |conversation| {
                *times += 1;
                bot.ask(text, conversation, moment)
            });
            answer.reply.clone()
        };
        let mut thought = 0;
        let talk = |day: i8, thought: &mut usize| {
            let mut conversation = Conversation::default();
            let first = ask("what happened today?", day, &mut conversation, thought);
            (first, ask("and tomorrow?", day, &mut conversation, thought))
        };
        let first = talk(3, &mut thought);
        assert_eq!(thought, 2);
        assert!(talk(3, &mut thought) == first && thought == 3, "only what follows is thought about again");
        assert!(talk(4, &mut thought) != first && thought == 5, "another day has other answers");
    }
}
