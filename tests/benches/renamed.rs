//! More facts, made from the real ones under other names.

use bot_core::dataset::{Dataset, EntityId, FactId};

/// A dataset so many times as large: in each copy, every name has an ending of its own.
pub fn times(dataset: &Dataset, times: usize) -> Dataset {
    let mut all = dataset.clone();
    for copy in 1..times {
        let ending = ending(copy);
        let rename = |text: &String| renamed(text, &ending);
        let first_entity = all.entities.len() as u32;
        let first_fact = all.facts.len() as u32;
        for entity in &dataset.entities {
            let mut entity = entity.clone();
            entity.key = format!("{}-{ending}", entity.key);
            entity.name = format!("{}{ending}", entity.name);
            entity.aliases.iter_mut().for_each(|alias| alias.push_str(&ending));
            entity.within = entity.within.map(|EntityId(id)| EntityId(id + first_entity));
            all.entities.push(entity);
        }
        for fact in &dataset.facts {
            let mut fact = fact.clone();
            fact.key = format!("{}-{ending}", fact.key);
            fact.says = rename(&fact.says);
            fact.asks = fact.asks.iter().map(rename).collect();
            fact.near_misses = fact.near_misses.iter().map(rename).collect();
            fact.entities.iter_mut().for_each(|EntityId(id)| *id += first_entity);
            fact.parts.iter_mut().for_each(|FactId(id)| *id += first_fact);
            all.facts.push(fact);
        }
    }
    all
}

/// Letters that no word ends with, another for each copy.
fn ending(copy: usize) -> String {
    let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
    format!("xq{}{}", letter(copy), letter(copy / 26))
}

/// A text with the ending on each word that begins with a capital letter.
fn renamed(text: &str, ending: &str) -> String {
    let word = |word: &str| {
        let named = word.chars().next().is_some_and(char::is_uppercase) && word.chars().all(char::is_alphanumeric);
        if named { format!("{word}{ending}") } else { word.to_owned() }
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
