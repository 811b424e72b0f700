//! What the bot says that is no answer: how it is asked in a group, that it cannot read a picture, that somebody asks
//! too fast. Adapters send these and write no sentence themselves.

use std::time::Duration;

use crate::bot::Bot;
use crate::moment::Moment;
use crate::reply::{Block, Outcome, Reply, Span};

/// How a group asks, when the bot comes into it.
pub fn how_a_group_asks(bot: &Bot, username: &str) -> Reply {
    let covers = &bot.dataset.review.covers;
    notice(format!(
        "Hello! I answer questions about {covers}. Here, ask with /ask and your question, or reply to one of my messages. Where I may read the chat, @{username} and your question works as well. /help shows all commands."
    ))
}

/// Something came that holds no text.
pub fn no_text() -> Reply {
    notice("I can only read text. Ask me a question in your own words.".to_owned())
}

/// `/ask` came without a question.
pub fn ask_what() -> Reply {
    notice("What do you want to know? Write your question behind the command: /ask what was signed in May?".to_owned())
}

/// Somebody asks too fast; said once, then nothing for a while.
pub fn too_fast(a_minute: u32, pause: Duration, now: Moment) -> Reply {
    let again = now.instant.saturating_add(pause).unwrap_or(now.instant);
    let again = Span::Moment(again, format!("in {}", duration(pause.as_secs())));
    let line = vec![Span::Plain(too_many(a_minute)), again, Span::Plain(".".to_owned())];
    Reply::without_facts(Outcome::Help, vec![Block::Paragraph(line)])
}

/// The same in a line.
pub fn too_fast_line(a_minute: u32, pause: Duration) -> String {
    format!("{}in {}.", too_many(a_minute), duration(pause.as_secs()))
}

fn too_many(a_minute: u32) -> String {
    format!("That was more than {a_minute} questions in a minute. I will listen again ")
}

/// Something broke while answering.
pub fn went_wrong() -> Reply {
    notice("Something went wrong with that one, and it is not your fault. Please ask again in other words.".to_owned())
}

/// A button of an earlier version, or of another review.
pub fn stale_button() -> &'static str {
    "This button is too old. Please ask again."
}

/// The same as a message.
pub fn stale_button_reply() -> Reply {
    notice(stale_button().to_owned())
}

/// Something was used that this version does not know.
pub fn not_understood() -> Reply {
    notice("I do not know that one; it may be from another version of me. /help shows what there is.".to_owned())
}

/// A command was typed out that works only when it is picked from the platform's list.
pub fn pick_the_command() -> Reply {
    notice(
        "Please pick that command from the list that appears when you type /: only then am I told what you may do here."
            .to_owned(),
    )
}

/// A command that only admins of the chat may give.
pub fn admins_only() -> Reply {
    notice("Only admins of this chat can do that.".to_owned())
}

/// A command that only those who manage the server may give.
pub fn managers_only() -> Reply {
    notice("Only members who may manage this server can do that.".to_owned())
}

/// The zone of a subscription is one that nobody knows (any more).
pub fn zone_lost(zone: &str) -> Reply {
    notice(format!(
        "The daily post is paused: the time zone “{zone}” is no longer known. Please subscribe again with another one: /subscribe"
    ))
}

/// The topic of a subscription is gone.
pub fn topic_lost() -> Reply {
    notice(
        "The daily post of a topic here is paused: the topic is gone or closed. To have it elsewhere, send /subscribe there."
            .to_owned(),
    )
}

/// A post could not be written, and will be tried again.
pub fn post_not_allowed() -> Reply {
    notice(
        "Today's post could not be written: I may not write in that chat. I will try again; /check there tells what I need."
            .to_owned(),
    )
}

/// Posts could not be written, and will not be tried again.
pub fn posts_paused() -> Reply {
    notice("The daily post is paused, since I may not write in that chat. When I may again, send /subscribe there.".to_owned())
}

/// What stands above inline results when nothing is found.
pub const NOTHING_FOUND: &str = "Nothing found: ask me in private";
/// What stands above inline results.
pub const ASK_IN_PRIVATE: &str = "Ask me in private";

fn notice(text: String) -> Reply {
    Reply::without_facts(Outcome::Help, vec![Block::text(text)])
}

fn duration(seconds: u64) -> String {
    match seconds {
        0..=1 => "a second".to_owned(),
        2..=90 => format!("{seconds} seconds"),
        _ => format!("{} minutes", seconds.div_ceil(60)),
    }
}
