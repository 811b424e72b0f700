//! The answers to questions with which conversations began lately: what many ask, or type letter by letter, is thought
//! about once. Kept in memory only, and bounded.

use jiff::civil::Date;
use moka::sync::Cache;

use crate::conversation::Conversation;
use crate::moment::Moment;
use crate::reply::Reply;

/// So many are kept.
const MOST: u64 = 1_000;
/// A longer question, in bytes, is hardly asked twice.
const LONGEST: usize = 200;

/// Answers by question and day: "today" is another day tomorrow.
pub struct LatestAnswers(Cache<(String, Date), (Reply, Conversation)>);

impl Default for LatestAnswers {
    fn default() -> Self {
        Self(Cache::new(MOST))
    }
}

impl LatestAnswers {
    /// The answer to a question, thought about by `ask` where it is not known. Only where the conversation is empty does an
    /// answer depend on nothing but the question and the day.
    pub fn of(
        &self,
        text: &str,
        conversation: &mut Conversation,
        moment: Moment,
        ask: impl FnOnce(&mut Conversation) -> Reply,
    ) -> Reply {
        if !conversation.is_empty() || text.len() > LONGEST {
            return ask(conversation);
        }
        let key = (text.to_owned(), moment.today);
        if let Some((reply, after)) = self.0.get(&key) {
            *conversation = after;
            return reply;
        }
        let reply = ask(conversation);
        self.0.insert(key, (reply.clone(), conversation.clone()));
        reply
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
        let (bot, answers) = (Bot::built_in(), LatestAnswers::default());
        let ask = |text: &str, day: i8, conversation: &mut Conversation, times: &mut usize| {
            let moment = Moment::on(date(2026, 7, day));
            answers.of(text, conversation, moment, |conversation| {
                *times += 1;
                bot.ask(text, conversation, moment)
            })
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
