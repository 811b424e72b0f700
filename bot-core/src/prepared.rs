//! A review and the language, read and indexed: all that answering needs. The built-in review is prepared when the
//! program is built, so that a start only has to load it; a folder is prepared at the start.

use serde::{Deserialize, Serialize};

use crate::dataset::Dataset;
use crate::language::Language;
use crate::question::{Index, Reader, StemMemo};

/// Everything that is needed to answer, never changed after.
#[derive(Serialize, Deserialize)]
pub struct Prepared {
    /// What the review says.
    pub dataset: Dataset,
    /// What is true of language.
    pub language: Language,
    /// Reads texts.
    pub reader: Reader,
    /// The facts' own texts.
    pub index: Index,
}

impl Prepared {
    /// Reads and indexes all texts of a dataset.
    pub fn new(dataset: Dataset) -> Self {
        let language = Language::built_in();
        let mut memo = StemMemo::default();
        let mut reader = Reader::new(&dataset, &language, &mut memo);
        let index = Index::new(&dataset, &mut reader, &language, &mut memo);
        Self { dataset, language, reader, index }
    }
}
