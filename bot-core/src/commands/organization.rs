//! `/organization NAME`: all that the review says of an organization. Without a name: which there are.

use super::{Argument, Command, Context, browse};
use crate::conversation::Conversation;
use crate::dataset::Kind;
use crate::reply::Reply;

pub const COMMAND: Command = Command {
    name: "organization",
    summary: "All that the review says of an organization",
    argument: Some(Argument { name: "name", summary: "An organization or its abbreviation", required: false }),
    example: "/organization",
    run,
};

fn run(context: &Context, name: &str, conversation: &mut Conversation) -> Reply {
    browse::reply(Kind::Organization, name, context, conversation)
}
