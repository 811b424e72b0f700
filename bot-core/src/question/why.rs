//! The whole trail of an answer: what was recognized, which facts were weighed, what decided.

use std::fmt;

use super::names::Named;
use super::{Question, Ranking};
use crate::dataset::Dataset;
use crate::language::Language;

/// How many candidates a trail shows.
const SHOWN: usize = 6;

/// How a question was read and ranked.
#[derive(Debug, Clone)]
pub struct Trail {
    lines: Vec<String>,
}

impl Trail {
    /// Writes down what was read and what was found.
    pub fn new(question: &Question, ranking: &Ranking, dataset: &Dataset, language: &Language) -> Self {
        let mut lines = Vec::new();
        let words: Vec<&str> = question.words.iter().map(|w| w.text.as_str()).collect();
        lines.push(format!("read as   {} [{}]", words.join(" "), question.tongue.code()));
        for (typed, meant) in &question.corrected {
            lines.push(format!("spelling  {typed} -> {meant}"));
        }
        let intent = question.intent.map_or("not said", |i| i.name());
        let more = if question.points_back { ", points back" } else { "" };
        lines.push(format!("wants     {intent}{more}"));
        for date in &question.dates {
            lines.push(format!("time      {}", date.when));
        }
        for mention in &question.mentions {
            lines.push(match mention.named {
                Named::Entity(id) => format!("name      {}", dataset.entity(id).key),
                Named::Outside(i) => format!("name      {} (not of the review)", language.outside[i as usize].name),
            });
        }
        let units: Vec<String> =
            question.units.iter().map(|u| if u.weak { format!("({})", u.text) } else { u.text.clone() }).collect();
        lines.push(format!("looks for {}", units.join(", ")));
        let attributes: Vec<&str> = language.attributes.names(question.attributes).collect();
        if !attributes.is_empty() {
            lines.push(format!("asks of   {}", attributes.join(", ")));
        }
        if !ranking.unknown.is_empty() {
            lines.push(format!("unknown   {}", ranking.unknown.join(", ")));
        }
        for candidate in ranking.candidates.iter().take(SHOWN) {
            let f = &candidate.features;
            lines.push(format!(
                "{:.3} {:.2}  {}  coverage {:.2} ask {:.2}/{:.2} near miss {:.2} names missing {:.2} holds {:.1} date {:+.1} unknown {:.2} gap {:.2} lacks attribute {:.0} meaning {:.2}/{:.2}/{:.2} near miss {:.2} nothing {:.2} vote {:.2}/{:.2}/{:.2}",
                candidate.score, candidate.confidence, dataset.fact(candidate.fact).key, f.coverage, f.ask, f.second_ask,
                f.near_miss, f.names_missing, f.holds, f.date, f.unknown, f.gap, f.attribute, f.meaning_ask, f.meaning_next, f.meaning_says,
                f.meaning_any_near_miss, f.meaning_nothing, f.vote, f.own_vote, f.no_vote,
            ));
        }
        Self { lines }
    }

    /// Adds a line, such as what was decided.
    pub fn note(&mut self, line: impl Into<String>) {
        self.lines.push(line.into());
    }
}

impl fmt::Display for Trail {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.lines.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}
