//! The review does not answer it: said plainly, with the nearest topics and questions that can be asked.

use super::{fact_blocks, wording};
use crate::dataset::{Dataset, Fact, FactId};
use crate::question::Reason;
use crate::reply::{Block, Choice, Outcome, Reply};

/// How many questions a decline suggests.
const SUGGESTED: usize = 3;

/// Says why it is declined; the nearest facts give topics and questions.
pub fn reply(nearest: &[FactId], reason: &Reason, dataset: &Dataset) -> Reply {
    let suggestions = suggestions(nearest, dataset);
    let first = nearest.first().copied();
    if let (Reason::NearMiss, Some(fact)) = (reason, first) {
        let mut blocks = vec![Block::text(wording::NOT_TOLD)];
        blocks.extend(fact_blocks(fact, dataset));
        return Reply::with_facts(Outcome::NotCovered, blocks, vec![fact], dataset);
    }
    let why = match reason {
        Reason::NotNamed(name) => wording::not_named(name),
        Reason::OtherYear(year) => wording::other_year(*year, dataset.review.year),
        Reason::Topic(topic) => wording::no_topic(topic),
        Reason::NoSuchDay => wording::NO_SUCH_DAY.to_owned(),
        Reason::Elsewhere | Reason::NearMiss => wording::NOT_COVERED.to_owned(),
    };
    let mut blocks = vec![Block::text(why)];
    let topics = topics(nearest, dataset);
    blocks.extend((!topics.is_empty()).then(|| Block::text(wording::nearest_topics(&topics))));
    Reply::without_facts(Outcome::NotCovered, blocks).suggesting(suggestions)
}

/// The sections of facts, each once.
fn topics(facts: &[FactId], dataset: &Dataset) -> Vec<String> {
    let mut topics: Vec<String> = Vec::new();
    for paragraph in facts.iter().filter_map(|id| dataset.fact(*id).paragraphs.first()) {
        let title = &dataset.section(*paragraph).title;
        if !topics.contains(title) {
            topics.push(title.clone());
        }
    }
    topics
}

/// Questions that can be asked: of the nearest facts, and where there are too few, of other sections.
fn suggestions(nearest: &[FactId], dataset: &Dataset) -> Vec<Choice> {
    let mut questions: Vec<Choice> = Vec::new();
    for id in nearest.iter().copied().chain(one_of_each_section(dataset)) {
        let question = Choice::of(id, dataset);
        if !questions.iter().any(|q| q.label == question.label) {
            questions.push(question);
        }
        if questions.len() == SUGGESTED {
            break;
        }
    }
    questions
}

/// Of each section the first fact that has a figure as it is printed; the largest sections first.
fn one_of_each_section(dataset: &Dataset) -> impl Iterator<Item = FactId> {
    let mut sections: Vec<usize> = (0..dataset.review.sections.len()).collect();
    sections.sort_by_key(|place| std::cmp::Reverse(dataset.review.sections[*place].paragraphs));
    sections.into_iter().filter_map(|place| {
        let printed = |fact: &Fact| {
            let here = fact.paragraphs.first().is_some_and(|p| p.section as usize == place);
            here && fact.counted.is_empty() && fact.figure.as_ref().is_some_and(|f| f.unit != "ordinal")
        };
        dataset.facts_with_ids().find(|(_, fact)| printed(fact)).map(|(id, _)| id)
    })
}
