//! How sure it is that a candidate answers a question: a few hundred small decision trees, each of which asks two or three
//! things of its features. `data/language/confidence/fit.py` grows them.

use serde::{Deserialize, Serialize};

use super::Features;
use crate::language::data;

/// The trees as they stand in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    features: Vec<String>,
    bias: f32,
    trees: Vec<Vec<(i16, f32, u16, u16)>>,
}

/// All trees; what they say is added up.
#[derive(Serialize, Deserialize)]
pub struct Forest {
    bias: f32,
    trees: Vec<Vec<Node>>,
}

#[derive(Serialize, Deserialize)]
enum Node {
    /// On to the one node where the feature is at most the threshold, else to the other.
    Split { feature: u8, threshold: f32, low: u16, high: u16 },
    /// What the tree says.
    Leaf(f32),
}

impl Forest {
    /// The trees that the binary carries.
    ///
    /// # Panics
    /// If the file is broken or was made for other features, which the build would show.
    pub fn built_in() -> Self {
        let file: File = serde_json::from_str(data::text("confidence/trees.json")).expect("the trees can be read");
        assert_eq!(file.features, Features::NAMES, "the trees were made for other features");
        let node = |(feature, value, low, high): &(i16, f32, u16, u16)| match u8::try_from(*feature) {
            Ok(feature) => Node::Split { feature, threshold: *value, low: *low, high: *high },
            Err(_) => Node::Leaf(*value),
        };
        Self { bias: file.bias, trees: file.trees.iter().map(|tree| tree.iter().map(node).collect()).collect() }
    }

    /// How sure it is, 0 to 1.
    pub fn confidence(&self, features: &Features) -> f32 {
        let values = features.values();
        let said = |tree: &Vec<Node>| {
            let mut at = 0;
            loop {
                match &tree[at] {
                    Node::Leaf(value) => break *value,
                    Node::Split { feature, threshold, low, high } => {
                        at = usize::from(if values[usize::from(*feature)] <= *threshold { *low } else { *high });
                    }
                }
            }
        };
        let sum = self.bias + self.trees.iter().map(said).sum::<f32>();
        1.0 / (1.0 + (-sum).exp())
    }
}
