//! `/organization NAME`: all that the review says of an organization. Without a name: which there are.

use super::{Argument, Audience, Command, Context, Needs, Takes, Translated, browse};
use crate::conversation::Conversation;
use crate::dataset::Kind;
use crate::reply::Reply;

pub const COMMAND: Command = Command {
    name: "organization",
    summary: Translated {
        en: "All that the review says of an organization",
        az: "İcmalın bir təşkilat haqqında dedikləri",
        ru: "Всё, что обзор говорит об организации",
        tr: "Değerlendirmenin bir örgüt hakkında söyledikleri",
    },
    arguments: &[Argument {
        name: "name",
        summary: Translated {
            en: "An organization or its abbreviation",
            az: "Təşkilat və ya qısa adı",
            ru: "Организация или сокращение",
            tr: "Bir örgüt ya da kısaltması",
        },
        required: true,
        takes: Takes::NameOf(Kind::Organization),
    }],
    example: "/organization",
    needs: Needs::Nothing,
    audience: Audience::Everyone,
    run,
};

fn run(context: &Context, name: &str, conversation: &mut Conversation) -> Reply {
    browse::reply(Kind::Organization, name, context, conversation)
}
