//! A text as the word vectors read it: its words and names, the kind of question, whether it names a time.

use super::{Mention, Named, Term, Unit};
use crate::dataset::{Dataset, EntityId};
use crate::language::Intent;

/// The tokens of a text: the stem of each word outside of names and times that `is_said`, `@` and the key of each name of
/// the review, `?` and the kind of answer wanted, `#` where a time is named.
pub fn tokens(
    stems: &[String],
    mentions: &[Mention],
    keys: &[String],
    is_said: impl Fn(usize) -> bool,
    intent: Option<Intent>,
    dated: bool,
) -> Vec<Box<str>> {
    let mut tokens: Vec<Box<str>> = Vec::with_capacity(stems.len() + 2);
    let mut at = 0;
    while at < stems.len() {
        let mention = mentions.iter().find(|m| m.start == at);
        if let Some(Mention { named: Named::Entity(id), length, .. }) = mention {
            tokens.push(name(&keys[id.0 as usize]));
            at += length;
            continue;
        }
        if is_said(at) {
            tokens.push(stems[at].as_str().into());
        }
        at += 1;
    }
    tokens.extend(intent.map(|intent| format!("?{}", intent.name()).into()));
    tokens.extend(dated.then(|| "#".into()));
    tokens
}

/// The tokens of units alone, as they are taken over from one question into another.
pub fn tokens_of(units: &[Unit], dataset: &Dataset) -> Vec<Box<str>> {
    let token = |unit: &Unit| match unit.terms.first()? {
        (Term::Stem(stem), _) => Some(stem.clone()),
        (Term::Entity(EntityId(id)), _) => Some(name(&dataset.entities[*id as usize].key)),
        (Term::Concept(_), _) => None,
    };
    units.iter().filter_map(token).collect()
}

fn name(key: &str) -> Box<str> {
    format!("@{key}").into()
}
