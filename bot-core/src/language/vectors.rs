//! Word vectors: what a text means, as a point. Texts that mean nearly the same lie near each other, whatever their words.
//!
//! The table is made from the phrasings of the dataset, see `data/language/vectors/`.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::data;

/// How many components a vector has.
const DIMENSIONS: usize = 128;
/// A row of the table: a scale, a 32-bit number with the lowest byte first, and a signed byte for each component.
const ROW: usize = 4 + DIMENSIONS;

static TABLE: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../data/language/vectors/table.bin"));

/// The vectors of all tokens that there is one for.
#[derive(Serialize, Deserialize)]
pub struct Vectors {
    rows: FxHashMap<String, u32>,
}

/// What a text means: a vector of length 1, each component in a byte, with the scale of the bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct Gist {
    scale: f32,
    components: [i8; DIMENSIONS],
}

/// The gists of many texts, each component in a byte.
#[derive(Default, Serialize, Deserialize)]
pub struct Gists {
    scales: Vec<f32>,
    components: Vec<i8>,
}

impl Vectors {
    /// The vectors that the binary carries.
    pub fn built_in() -> Self {
        let rows = data::text("vectors/tokens.txt").lines().enumerate().map(|(row, token)| (token.to_owned(), row as u32));
        Self { rows: rows.collect() }
    }

    /// What a text of these tokens means; nothing where none of them is known.
    pub fn gist(&self, tokens: &[Box<str>]) -> Option<Gist> {
        let mut sum = [0.0; DIMENSIONS];
        for row in tokens.iter().filter_map(|token| self.rows.get(&**token)) {
            let (scale, components) = TABLE[*row as usize * ROW..][..ROW].split_at(4);
            let scale = f32::from_le_bytes(scale.try_into().unwrap_or_default());
            sum.iter_mut().zip(components).for_each(|(sum, c)| *sum += scale * f32::from(c.cast_signed()));
        }
        Gist::along(&sum)
    }
}

impl Gist {
    /// The vector of length 1 in a direction; none where there is no direction.
    fn along(sum: &[f32; DIMENSIONS]) -> Option<Self> {
        let length = sum.iter().map(|c| c * c).sum::<f32>().sqrt();
        let most = sum.iter().fold(0.0_f32, |most, c| most.max(c.abs()));
        let byte = most / f32::from(i8::MAX);
        (length > 0.0).then(|| Self { scale: byte / length, components: sum.map(|c| (c / byte).round() as i8) })
    }
}

impl Gists {
    /// Adds the gist of one more text, which may have none.
    pub fn push(&mut self, gist: Option<&Gist>) {
        self.scales.push(gist.map_or(0.0, |gist| gist.scale));
        self.components.extend(gist.map_or([0; DIMENSIONS], |gist| gist.components));
    }

    /// How near to each other a gist and that of a text are: their cosine, 1 for the same meaning.
    pub fn nearness(&self, place: usize, gist: &Gist) -> f32 {
        let components = &self.components[place * DIMENSIONS..][..DIMENSIONS];
        // Whole numbers may be added in any order, so that the compiler adds many at a time.
        let dot: i32 = components.iter().zip(&gist.components).map(|(a, b)| i32::from(i16::from(*a) * i16::from(*b))).sum();
        dot as f32 * self.scales[place] * gist.scale
    }
}

#[cfg(test)]
mod tests {
    use super::{Gists, ROW, TABLE, Vectors};

    fn tokens(text: &str) -> Vec<Box<str>> {
        text.split(' ').map(Into::into).collect()
    }

    #[test]
    fn the_table_has_a_row_for_each_token() {
        assert_eq!(Vectors::built_in().rows.len() * ROW, TABLE.len());
    }

    #[test]
    fn words_of_one_field_are_nearer_than_others() {
        let vectors = Vectors::built_in();
        let mut gists = Gists::default();
        for text in ["money", "weather"] {
            gists.push(vectors.gist(&tokens(text)).as_ref());
        }
        let asked = vectors.gist(&tokens("fund")).expect("a known word");
        assert!(gists.nearness(0, &asked) > gists.nearness(1, &asked));
        assert_eq!(vectors.gist(&tokens("xyzzy")), None);
    }
}
