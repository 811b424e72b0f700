//! `icmal grade`: how well the dataset's own phrasings are answered when they are not in the index.
//!
//! The phrasings are dealt into folds; each fold is asked of an index built from the others.

mod features;
mod tokens;

use std::path::PathBuf;
use std::process::ExitCode;

use bot_core::bot::Bot;
use bot_core::conversation::Conversation;
use bot_core::dataset::{Dataset, FactId};
use bot_core::moment::Moment;
use bot_core::question::{Judged, Verdict};

use super::terminal;

/// What `grade` takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// Into how many folds the phrasings are dealt; each is left out once
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u8).range(2..))]
    folds: u8,
    /// Ask only this fold, from 0 on
    #[arg(long)]
    fold: Option<u8>,
    /// Print the features of the best candidates as JSON lines, for fitting weights
    #[arg(long)]
    features: bool,
    /// Print the features of the questions of these files, of the whole index
    #[arg(long, value_name = "FILE", num_args = 1..)]
    cases: Vec<PathBuf>,
    /// Print how all texts are read, as JSON lines, for making word vectors
    #[arg(long)]
    tokens: bool,
    /// Use only so many phrasings of each fact
    #[arg(long, value_name = "N")]
    asks: Option<usize>,
}

#[derive(Default)]
struct Score {
    asked: usize,
    right: usize,
    /// Another statement of the same paragraph was told.
    beside: usize,
    wrong: usize,
    near_misses: usize,
    refused: usize,
    unanswered: usize,
    declined: usize,
}

/// Grades, and prints the facts of which most is missed.
pub fn run(bot: &Bot, arguments: &Arguments) -> ExitCode {
    if arguments.tokens {
        return tokens::print(bot);
    }
    if !arguments.cases.is_empty() {
        return features::print_cases(bot, &arguments.cases);
    }
    let mut dataset = bot.dataset.clone();
    if let Some(most) = arguments.asks {
        dataset.facts.iter_mut().for_each(|f| f.asks.truncate(most));
    }
    let mut score = Score::default();
    let mut missed: Vec<(FactId, String, String)> = Vec::new();
    let folds = arguments.fold.map_or(0..arguments.folds, |fold| fold..fold + 1);
    for fold in folds.map(usize::from) {
        let out = |i: usize| i % usize::from(arguments.folds) == fold;
        let bot = Bot::new(without(&dataset, out));
        let mut at = 0;
        for text in dataset.unanswered.iter().flat_map(|topic| &topic.questions) {
            at += 1;
            if out(at - 1) {
                let judged = bot.judge(text, &Conversation::default(), Moment::now());
                if arguments.features {
                    features::print(&at.to_string(), "topic", None, &judged, &bot.dataset);
                }
                score.unanswered += 1;
                score.declined += usize::from(!judged.verdict.tells());
            }
        }
        for (id, fact) in dataset.facts_with_ids() {
            let texts = fact.asks.iter().map(|a| (a, true)).chain(fact.near_misses.iter().map(|n| (n, false)));
            for (text, is_ask) in texts {
                at += 1;
                if !out(at - 1) {
                    continue;
                }
                let judged = bot.judge(text, &Conversation::default(), Moment::now());
                if arguments.features {
                    features::print(&at.to_string(), if is_ask { "ask" } else { "near" }, Some(id), &judged, &bot.dataset);
                }
                note(&mut score, is_ask, id, &judged, text, &mut missed, &dataset);
            }
        }
    }
    if !arguments.features {
        report(&score, &missed, &dataset);
    }
    ExitCode::SUCCESS
}

/// The dataset without some of its phrasings, counted over all facts.
fn without(dataset: &Dataset, out: impl Fn(usize) -> bool) -> Dataset {
    let mut kept = dataset.clone();
    let mut at = 0;
    let mut thin = |texts: &mut Vec<String>| {
        texts.retain(|_| {
            at += 1;
            !out(at - 1)
        });
    };
    kept.unanswered.iter_mut().for_each(|topic| thin(&mut topic.questions));
    for fact in &mut kept.facts {
        thin(&mut fact.asks);
        thin(&mut fact.near_misses);
    }
    kept
}

fn note(
    score: &mut Score,
    is_ask: bool,
    id: FactId,
    judged: &Judged,
    text: &str,
    missed: &mut Vec<(FactId, String, String)>,
    dataset: &Dataset,
) {
    let told: Vec<FactId> = match &judged.verdict {
        Verdict::Tell(facts) | Verdict::Listed(_, facts) => facts.clone(),
        Verdict::Compare(a, b) | Verdict::Sum(a, b) => vec![*a, *b],
        Verdict::Profile(entity) => bot_core::answers::profile::about(*entity, dataset),
        Verdict::Period(_) | Verdict::Days(_) => vec![id],
        _ => Vec::new(),
    };
    if !is_ask {
        score.near_misses += 1;
        score.refused += usize::from(told.is_empty());
        return;
    }
    score.asked += 1;
    if told.contains(&id) {
        score.right += 1;
    } else {
        let paragraphs = &dataset.fact(id).paragraphs;
        let beside = |fact: &FactId| dataset.fact(*fact).paragraphs.iter().any(|p| paragraphs.contains(p));
        let is_beside = told.iter().any(beside);
        score.beside += usize::from(is_beside);
        score.wrong += usize::from(!told.is_empty() && !is_beside);
        let instead = told.first().map_or("declined".to_owned(), |f| dataset.fact(*f).key.clone());
        missed.push((id, text.to_owned(), instead));
    }
}

fn report(score: &Score, missed: &[(FactId, String, String)], dataset: &Dataset) {
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    for (id, fact) in dataset.facts_with_ids() {
        let of_fact: Vec<_> = missed.iter().filter(|(f, _, _)| *f == id).collect();
        if of_fact.len() * 2 > fact.asks.len() {
            terminal::line(&format!("{}: {} of {} asks are not found", fact.key, of_fact.len(), fact.asks.len()));
            for (_, text, instead) in of_fact {
                terminal::line(&format!("    {text} -> {instead}"));
            }
        }
    }
    terminal::line(&format!(
        "left out: {} asks, right {:.1}%, another statement of the same paragraph {:.1}%, wrong {:.1}%; {} near misses, refused {:.1}%; {} unanswered, refused {:.1}%",
        score.asked,
        percent(score.right, score.asked),
        percent(score.beside, score.asked),
        percent(score.wrong, score.asked),
        score.near_misses,
        percent(score.refused, score.near_misses),
        score.unanswered,
        percent(score.declined, score.unanswered)
    ));
}
