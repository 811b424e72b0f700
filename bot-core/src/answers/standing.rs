//! What the bot may do in a chat, put into words, with what to change where something is missing.

use crate::reply::{Block, Line, Outcome, Reply, Span, plain_line};
use crate::standing::{Hears, Place, Standing, Topic};

/// Says it; without a standing, that this is no chat of a platform.
pub fn reply(standing: Option<Standing>) -> Reply {
    let Some(standing) = standing else {
        return Reply::without_facts(
            Outcome::Help,
            vec![Block::text("Here I can read everything and answer at once; there is nothing to set.")],
        );
    };
    let mut lines = vec![writing(standing)];
    lines.extend(standing.may_send_pictures.map(pictures));
    lines.extend(standing.may_show_cards.map(cards));
    lines.extend(standing.topic.map(topic));
    lines.extend((standing.place != Place::Private).then(|| hearing(standing)));
    lines.push(plain_line("Daily post: this chat has none, and there is no next one."));
    Reply::without_facts(Outcome::Help, vec![Block::Heading("What I may do here".to_owned()), Block::List(lines)])
}

fn writing(standing: Standing) -> Line {
    match (standing.may_write, standing.place) {
        (Some(true), _) => good("I can write here."),
        (Some(false), Place::Elsewhere) => bad(
            "I am not a member here: I answer your commands, and cannot write by myself. Add me to the server for daily posts.",
        ),
        (Some(false), Place::Channel) => bad("I cannot write here: make me an admin who may post messages."),
        (Some(false), _) => bad("I cannot write here: an admin has to let me send messages."),
        (None, _) => plain_line("Whether I can write here is not told."),
    }
}

fn pictures(may: bool) -> Line {
    if may {
        good("I can send pictures.")
    } else {
        bad("I cannot send pictures: an admin has to allow photos; charts come as text until then.")
    }
}

fn cards(may: bool) -> Line {
    if may {
        good("I can show answers as cards.")
    } else {
        bad("I cannot show cards: somebody who manages the server has to allow me to embed links.")
    }
}

fn topic(topic: Topic) -> Line {
    match topic {
        Topic::Open => good("This topic is open to me."),
        Topic::Closed => bad("This topic is closed: an admin has to open it, or let me manage topics."),
    }
}

fn hearing(standing: Standing) -> Line {
    if standing.place == Place::Channel {
        return plain_line("In a channel I answer commands that are posted in it.");
    }
    match standing.hears {
        _ if standing.manages => plain_line("I am an admin: I see all messages, and answer /ask, mentions and replies to me."),
        Hears::Everything => plain_line("I see all messages, and answer /ask, mentions and replies to me."),
        Hears::Mentions => {
            plain_line("I see commands, direct messages, mentions of me and replies to me with a ping, and no other messages.")
        }
        Hears::Addressed => plain_line(
            "Privacy mode is on: I see commands and replies to me, and no other messages. Ask with /ask, or reply to one of my messages.",
        ),
    }
}

fn good(text: &str) -> Line {
    vec![Span::Strong("Yes. ".to_owned()), Span::Plain(text.to_owned())]
}

fn bad(text: &str) -> Line {
    vec![Span::Strong("No. ".to_owned()), Span::Plain(text.to_owned())]
}
