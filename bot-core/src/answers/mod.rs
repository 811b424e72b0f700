//! Verdicts put into words: one kind of answer, one file. Facts come from the dataset, all other sentences from
//! [`wording`]; nothing here reads a person's text.

mod choose;
mod compare;
pub mod day;
pub mod decline;
pub mod figure;
pub mod introduction;
mod list;
pub mod menu;
mod missing;
pub mod notices;
pub mod paragraph;
pub mod period;
pub mod profile;
pub mod related;
pub mod section;
mod small_talk;
pub mod standing;
mod tell;
pub mod view;
pub mod wording;

pub use small_talk::help as compose_help;

use crate::dataset::{Dataset, Fact, FactId};
use crate::language::{Language, fold};
use crate::question::{Judged, Verdict};
use crate::reply::{Block, Outcome, Reply};

/// The longest answer of one statement, in letters.
pub const LONGEST_ANSWER: usize = 900;
/// The longest answer that tells a list, a period or a profile, in letters.
pub const LONGEST_LIST: usize = 1_800;

/// Writes the reply that a verdict asks for.
pub fn compose(judged: &Judged, dataset: &Dataset, language: &Language) -> Reply {
    let reply = match &judged.verdict {
        Verdict::Nothing => small_talk::nothing(dataset),
        Verdict::Talk(kind) => small_talk::reply(*kind, dataset),
        Verdict::Tell(facts) => tell::reply(facts, judged.question.intent, dataset),
        Verdict::Compare(a, b) => compare::reply(*a, *b, dataset),
        Verdict::Sum(a, b) => compare::sum(*a, *b, dataset),
        Verdict::Profile(entity) => profile::reply(*entity, 0, dataset),
        Verdict::Days(days) => day::reply(days, 0, dataset),
        Verdict::Period(times) => period::reply(times, 0, dataset),
        Verdict::Listed(time, facts) => period::listed(&[*time], facts, dataset),
        Verdict::Choose(facts) => choose::reply(facts, dataset),
        Verdict::Missing(fact, detail) => missing::reply(*fact, *detail, dataset),
        Verdict::Decline(nearest, reason) => decline::reply(nearest, reason, dataset),
    };
    let note = language.lexicons.iter().find(|l| l.tongue == judged.question.tongue).map(|l| l.note.clone());
    let related = if reply.outcome == Outcome::Answer { related::to(&reply.facts, dataset) } else { Vec::new() };
    let mut reply = Reply { confidence: judged.confidence, tongue: judged.question.tongue, related, ..reply };
    reply.blocks.extend(note.map(Block::Note));
    reply
}

/// A fact as blocks: its statement, its members where the statement does not name them, and its caution.
pub fn fact_blocks(id: FactId, dataset: &Dataset) -> Vec<Block> {
    blocks(id, NAMED, dataset)
}

/// The same where a list is asked for: the members also where the statement tells them in other words.
pub fn list_blocks(id: FactId, dataset: &Dataset) -> Vec<Block> {
    blocks(id, NAMED_WHOLE, dataset)
}

/// In thirds: how much of a member's words a statement has to have to name it.
const NAMED: usize = 2;
const NAMED_WHOLE: usize = 3;

fn blocks(id: FactId, named: usize, dataset: &Dataset) -> Vec<Block> {
    let fact = dataset.fact(id);
    let mut blocks = vec![Block::text(fact.says.clone())];
    if !names_its_members(fact, named) {
        blocks.push(Block::List(fact.members.iter().map(|m| crate::reply::plain_line(m.clone())).collect()));
    }
    blocks.extend(fact.caution.clone().map(Block::Caution));
    blocks
}

/// Whether a statement names most members of its list, each with at least so many thirds of its words.
fn names_its_members(fact: &Fact, thirds: usize) -> bool {
    if fact.members.is_empty() {
        return true;
    }
    let says = fold(&fact.says);
    let says: Vec<&str> = says.split(' ').collect();
    let told = |member: &&String| {
        let member = fold(member);
        let words = member.split(' ').count();
        let known = member.split(' ').filter(|word| says.contains(word)).count();
        known * 3 >= words * thirds
    };
    fact.members.iter().filter(told).count() * 3 >= fact.members.len() * 2
}

/// How many letters blocks take when they are shown.
pub fn letters(blocks: &[Block]) -> usize {
    let reply = Reply::without_facts(Outcome::Answer, blocks.to_vec());
    crate::reply::plain::text(&reply).chars().count()
}
