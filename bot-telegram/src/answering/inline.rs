//! Inline mode: what somebody types behind the bot's name in any chat gets answers to choose from.

use bot_core::answers::{compose_help, notices};
use bot_core::commands;
use bot_core::conversation::Conversation;
use bot_core::dataset::FactId;
use bot_core::press::Press;
use bot_core::reply::Outcome;
use teloxide::payloads::{AnswerInlineQuery, AnswerInlineQuerySetters};
use teloxide::types::{InlineQueryId, InlineQueryResult, InlineQueryResultsButton, InlineQueryResultsButtonKind};
use tracing::{debug, warn};

use super::Answering;
use crate::api::Refusal;
use crate::incoming::InlineQuery;
use crate::showing;

/// How many answers are offered.
const MOST: usize = 8;
/// How long Telegram may give the same answers to others, in seconds: they depend on nobody.
const KEPT: u32 = 300;
/// What a press of the button above the answers opens the bot with.
const FROM_INLINE: &str = "inline";

impl Answering {
    pub(super) async fn complete(&self, query: InlineQuery) {
        let results = self.results(&query.query);
        let line = if results.is_empty() { notices::NOTHING_FOUND } else { notices::ASK_IN_PRIVATE };
        let button = InlineQueryResultsButton {
            text: line.to_owned(),
            kind: InlineQueryResultsButtonKind::StartParameter(FROM_INLINE.to_owned()),
        };
        let answer = AnswerInlineQuery::new(InlineQueryId(query.id), results).cache_time(KEPT).is_personal(false).button(button);
        match self.api.call(&answer).await {
            Ok(_) => {}
            Err(failure) if failure.refusal == Refusal::TooLate => debug!("an inline query was answered too late"),
            Err(failure) => warn!(%failure, "an inline query is not answered"),
        }
    }

    /// The answer to what was typed, and facts that it may be after.
    fn results(&self, typed: &str) -> Vec<InlineQueryResult> {
        let (bot, moment) = (&*self.bot, (self.ways.now)());
        let typed = commands::parse(typed).map_or(typed.to_owned(), |call| call.argument);
        let mut results = Vec::new();
        let mut told: Vec<FactId> = Vec::new();
        if typed.trim().is_empty() {
            let examples = compose_help(&bot.dataset).suggestions;
            return examples.iter().take(MOST).filter_map(|example| self.fact(example.fact)).collect();
        }
        let answer = self.ask(&typed, &mut Conversation::default());
        let answer = &answer.reply;
        if answer.outcome == Outcome::Answer {
            let title = answer.facts.first().map_or("", |fact| bot.dataset.fact(*fact).suggestion());
            results.extend(showing::inline::result("answer".to_owned(), title, answer, &self.me.username, &bot.dataset));
            // A list stands for all its facts; of a single answer the first is shown, and not offered again.
            told.extend(answer.facts.first());
        }
        let others = bot.suggest(&typed, moment, MOST).into_iter().filter(|fact| !told.contains(fact));
        results.extend(others.filter_map(|fact| self.fact(fact)));
        results.truncate(MOST);
        results
    }

    fn fact(&self, fact: FactId) -> Option<InlineQueryResult> {
        let dataset = &self.bot.dataset;
        let id = Press::Tell(fact).token(dataset);
        showing::inline::result(id, dataset.fact(fact).suggestion(), &self.bot.tell(fact), &self.me.username, dataset)
    }
}
