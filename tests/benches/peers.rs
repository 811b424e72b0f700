//! What else could find a fact: a search engine, and a scan for the most similar text.

use bot_core::dataset::Dataset;
use rapidfuzz::fuzz;
use std::hint::black_box;
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{STORED, Schema, TEXT};
use tantivy::{Index, IndexWriter, doc};

/// Measures both over the same questions.
pub fn measure_all(dataset: &Dataset, questions: &[String]) {
    let mut schema = Schema::builder();
    let (says, asks) = (schema.add_text_field("says", TEXT | STORED), schema.add_text_field("asks", TEXT));
    let index = Index::create_in_ram(schema.build());
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 50_000_000).expect("a writer");
    for fact in &dataset.facts {
        writer.add_document(doc!(says => fact.says.clone(), asks => fact.asks.join(" "))).expect("room for a fact");
    }
    writer.commit().expect("a commit");
    let searcher = index.reader().expect("a reader").searcher();
    let parser = QueryParser::for_index(&index, vec![says, asks]);
    super::measure("tantivy, BM25, the best three", questions, |question| {
        let (query, _) = parser.parse_query_lenient(question);
        black_box(searcher.search(&query, &TopDocs::with_limit(3).order_by_score()).expect("a search"));
    });
    super::measure("rapidfuzz, a scan of all asks", questions, |question| {
        let asks = dataset.facts.iter().enumerate().flat_map(|(fact, f)| f.asks.iter().map(move |ask| (fact, ask)));
        let scored = asks.map(|(fact, ask)| (fuzz::ratio(question.chars(), ask.chars()), fact));
        black_box(scored.max_by(|a, b| a.0.total_cmp(&b.0)));
    });
}
