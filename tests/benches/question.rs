//! One whole question, read, ranked and composed, over the case files; beside it, with the feature `peers`, a BM25 query for
//! the best three by tantivy and a scan by rapidfuzz over the same facts.
//!
//!     cargo bench -p icmal-tests --features peers
//!
//! Every question is asked several times and its fastest run counts, so that what else the machine does weighs little;
//! printed are the median and the 99th percentile over all questions, in microseconds.

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use bot_core::bot::Bot;
use bot_core::conversation::Conversation;
use bot_core::dataset::Dataset;
use bot_core::moment::Moment;
use serde::Deserialize;

#[cfg(feature = "peers")]
mod peers;
mod renamed;

/// How often each question is asked.
const RUNS: usize = 5;

#[derive(Deserialize)]
struct Case {
    q: String,
}

fn questions() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/questions");
    let files = std::fs::read_dir(folder).expect("question sets").filter_map(Result::ok).map(|entry| entry.path());
    let sets = files.filter(|file| file.extension().is_some_and(|e| e == "jsonl"));
    let texts = sets.map(|file| std::fs::read_to_string(file).expect("a question set"));
    let cases = |text: String| text.lines().map(|line| serde_json::from_str::<Case>(line).expect("a case").q).collect::<Vec<_>>();
    texts.flat_map(cases).collect()
}

/// Times the fastest of several runs of each question, and prints the median and the 99th percentile.
fn measure(name: &str, questions: &[String], ask: impl Fn(&str)) {
    let fastest = |question: &String| {
        let run = |_| {
            let begun = Instant::now();
            ask(black_box(question));
            begun.elapsed()
        };
        (0..RUNS).map(run).min().unwrap_or_default().as_secs_f64() * 1e6
    };
    let mut times: Vec<f64> = questions.iter().map(fastest).collect();
    times.sort_by(f64::total_cmp);
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    println!("{name:<40} median {:8.1} µs   99th percentile {:8.1} µs", at(50), at(99));
}

fn main() {
    let questions = questions();
    let dataset = Dataset::built_in().unwrap_or_else(|problems| panic!("{problems}"));
    println!("{} questions, {} facts", questions.len(), dataset.facts.len());
    let moment = Moment::now();
    let ask = |bot: &Bot, question: &str| drop(black_box(bot.hear(question, &mut Conversation::default(), moment)));
    let begun = Instant::now();
    let bot = Bot::built_in();
    println!("loaded in {:.1} ms", begun.elapsed().as_secs_f64() * 1e3);
    measure("a whole question", &questions, |q| ask(&bot, q));
    #[cfg(feature = "peers")]
    peers::measure_all(&dataset, &questions);
    let few: Vec<String> = questions.iter().step_by(10).cloned().collect();
    for times in [10, 100] {
        let bot = Bot::new(renamed::times(&dataset, times));
        measure(&format!("a whole question, {times} times the facts"), &few, |q| ask(&bot, q));
    }
}
