//! Every number, date and name of every fact stands in a paragraph that it cites.
//!
//! `cases/printed.jsonl` holds the numbers, dates and names that each paragraph prints, without its sentences.

use bot_core::dataset::check_against;
use bot_core::language::Language;

use crate::{BOT, path};

fn printed() -> String {
    std::fs::read_to_string(path("cases/printed.jsonl")).expect("what the paragraphs print")
}

#[test]
fn each_fact_says_only_what_its_paragraphs_print() {
    let (proved, problems) = check_against(&BOT.dataset, &Language::built_in(), &printed()).expect("all paragraphs are there");
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "correct the fact, or mark what is counted or corrected in it:\n{}", lines.join("\n"));
    assert_eq!(proved.facts, BOT.dataset.facts.len());
    assert!(proved.numbers > 500 && proved.dates > 400 && proved.names > 3_000, "{proved:?}");
}

#[test]
fn a_changed_figure_date_or_name_is_noticed() {
    let language = Language::built_in();
    let mut dataset = BOT.dataset.clone();
    let figure = dataset
        .facts
        .iter()
        .position(|f| f.figure.as_ref().is_some_and(|f| f.value > 50.0) && f.counted.is_empty())
        .expect("a figure");
    dataset.facts[figure].figure.as_mut().expect("a figure").value += 1_234.5;
    let dated = dataset.facts.iter().position(|f| f.when.is_some_and(|w| w.days() == 1)).expect("a day");
    let when = dataset.facts[dated].when.as_mut().expect("a day");
    *when = bot_core::when::When::day(jiff::civil::Date::constant(2024, 1, 30));
    let named = dataset.facts.len() - 1;
    dataset.facts[named].says.push_str(" It was said by Xyzzander.");
    let (_, problems) = check_against(&dataset, &language, &printed()).expect("all paragraphs are there");
    for (fact, field) in [(figure, "figure"), (dated, "when"), (named, "says")] {
        let key = &dataset.facts[fact].key;
        assert!(problems.iter().any(|p| p.entry == *key && p.field == field), "{key}: {field} was changed unnoticed");
    }
}
