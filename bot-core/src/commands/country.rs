//! `/country NAME`: all that the review says of a country. Without a name: which there are.

use super::{Argument, Command, Context, browse};
use crate::conversation::Conversation;
use crate::dataset::Kind;
use crate::reply::Reply;

pub const COMMAND: Command = Command {
    name: "country",
    summary: "All that the review says of a country",
    argument: Some(Argument { name: "name", summary: "A country, in any spelling", required: false }),
    example: "/country",
    run,
};

fn run(context: &Context, name: &str, conversation: &mut Conversation) -> Reply {
    browse::reply(Kind::Country, name, context, conversation)
}
