//! Answers as results of inline mode: ready to be sent into any chat, with their sources.

use bot_core::answers::notices;
use bot_core::dataset::Dataset;
use bot_core::press::Press;
use bot_core::reply::{Reply, plain};
use reqwest::Url;
use teloxide::types::{
    InlineKeyboardButton, InlineKeyboardMarkup, InlineQueryResult, InlineQueryResultArticle, InputMessageContent,
    InputMessageContentText, LinkPreviewOptions, ParseMode,
};

use super::messages;

/// The longest description under a title, in letters: about what a phone shows.
const LONGEST_DESCRIPTION: usize = 120;

/// No preview of a link that an answer might hold.
pub const NO_PREVIEW: LinkPreviewOptions = LinkPreviewOptions {
    is_disabled: true,
    url: None,
    prefer_small_media: false,
    prefer_large_media: false,
    show_above_text: false,
};

/// One answer under a title. `id` is not shown, and is one of at most 64 bytes.
pub fn result(id: String, title: &str, reply: &Reply, username: &str, dataset: &Dataset) -> Option<InlineQueryResult> {
    let shown = messages(reply, dataset).into_iter().next()?;
    let text = InputMessageContentText { link_preview_options: Some(NO_PREVIEW), ..InputMessageContentText::new(shown.html) };
    let content = InputMessageContent::Text(text.parse_mode(ParseMode::Html));
    let article = InlineQueryResultArticle::new(id, title, content).description(described(reply));
    let link = reply.facts.first().map(|fact| Press::Tell(*fact).token(dataset)).and_then(|token| link(username, &token));
    let article = match link {
        Some(url) => {
            let button = InlineKeyboardButton::url(notices::ASK_IN_PRIVATE, url);
            article.reply_markup(InlineKeyboardMarkup::new([[button]]))
        }
        None => article,
    };
    Some(InlineQueryResult::Article(article))
}

/// A link that opens the bot and shows what the token asks for.
fn link(username: &str, token: &str) -> Option<Url> {
    Url::parse(&format!("https://t.me/{username}?start={token}")).ok()
}

fn described(reply: &Reply) -> String {
    let text = plain::text(reply).replace('\n', " ");
    let cut: String = text.chars().take(LONGEST_DESCRIPTION).collect();
    if cut.len() < text.len() { format!("{}…", cut.trim_end()) } else { cut }
}
