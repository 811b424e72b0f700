//! `/country NAME`: all that the review says of a country. Without a name: which there are.

use super::{Argument, Audience, Command, Context, Needs, Takes, Translated, browse};
use crate::conversation::Conversation;
use crate::dataset::Kind;
use crate::reply::Reply;

pub const COMMAND: Command = Command {
    name: "country",
    summary: Translated {
        en: "All that the review says of a country",
        az: "İcmalın bir ölkə haqqında dedikləri",
        ru: "Всё, что обзор говорит о стране",
        tr: "Değerlendirmenin bir ülke hakkında söyledikleri",
    },
    arguments: &[Argument {
        name: "name",
        summary: Translated {
            en: "A country, in any spelling",
            az: "Ölkə, istənilən yazılışda",
            ru: "Страна, в любом написании",
            tr: "Bir ülke, herhangi bir yazımla",
        },
        required: true,
        takes: Takes::NameOf(Kind::Country),
    }],
    example: "/country",
    needs: Needs::Nothing,
    audience: Audience::Everyone,
    run,
};

fn run(context: &Context, name: &str, conversation: &mut Conversation) -> Reply {
    browse::reply(Kind::Country, name, context, conversation)
}
