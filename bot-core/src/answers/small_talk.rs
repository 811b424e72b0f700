//! Replies to greetings, thanks and the like: friendly, short, and back to the review.

use super::{decline, wording};
use crate::dataset::Dataset;
use crate::language::TalkKind;
use crate::question::Reason;
use crate::reply::{Block, Choice, Outcome, Reply};

/// Answers small talk in kind.
pub fn reply(kind: TalkKind, dataset: &Dataset) -> Reply {
    let covers = &dataset.review.covers;
    let text = match kind {
        TalkKind::Greeting => format!("Hello! Ask me about {covers}."),
        TalkKind::Thanks => "You are welcome.".to_owned(),
        TalkKind::Goodbye => "Goodbye!".to_owned(),
        TalkKind::Identity => wording::identity(dataset),
        TalkKind::Help => return help(dataset),
        TalkKind::Praise => "Thank you. The review deserves half of it.".to_owned(),
        TalkKind::Complaint => {
            "I am sorry. I only know what one review says; other words, or a shorter question, sometimes help.".to_owned()
        }
        TalkKind::Wellbeing => format!("All is well here, thank you. Ask me about {covers}."),
        TalkKind::Laughter => "Glad to hear it.".to_owned(),
        TalkKind::Agreement => format!("Good. Ask on, if there is more to know about {covers}."),
    };
    let reply = Reply::without_facts(Outcome::SmallTalk, vec![Block::text(text)]);
    if matches!(kind, TalkKind::Greeting | TalkKind::Identity) { reply.suggesting(examples(dataset)) } else { reply }
}

/// How to use the bot.
pub fn help(dataset: &Dataset) -> Reply {
    let blocks = vec![Block::text(wording::how_to_ask(dataset))];
    Reply::without_facts(Outcome::Help, blocks).suggesting(examples(dataset))
}

/// When a message holds no word at all.
pub fn nothing(dataset: &Dataset) -> Reply {
    let blocks = vec![Block::text(wording::NOTHING)];
    Reply::without_facts(Outcome::Help, blocks).suggesting(examples(dataset))
}

fn examples(dataset: &Dataset) -> Vec<Choice> {
    decline::reply(&[], &Reason::Elsewhere, dataset).suggestions
}
