//! Word vectors: what a text means, as a point. Texts that mean nearly the same lie near each other, whatever their words.
//!
//! The table is made from the phrasings of the dataset, see `data/language/vectors/`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use wide::{i16x8, i32x4};

use super::data;

/// How many components a vector has.
const DIMENSIONS: usize = 128;
/// So many 16-bit numbers are multiplied at a time; in each, two components are packed.
const LANES: usize = 8;
const PACKED: usize = DIMENSIONS / 2 / LANES;
/// A row of the table: a scale, a 32-bit number with the lowest byte first, and a signed byte for each component.
const ROW: usize = 4 + DIMENSIONS;

static TABLE: LazyLock<&[u8]> = LazyLock::new(|| data::bytes("vectors/table.bin"));

/// The vectors of all tokens that there is one for.
#[derive(Serialize, Deserialize)]
pub struct Vectors {
    rows: FxHashMap<String, u32>,
}

/// What a text means: a vector of length 1, each component a whole number of a byte's range, with its scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Gist {
    scale: f32,
    /// The components of even places, and those of odd ones.
    even: [i16x8; PACKED],
    odd: [i16x8; PACKED],
}

/// The gists of many texts, two components in a number: the one of even place in its lower byte.
#[derive(Default, Serialize, Deserialize)]
pub struct Gists {
    scales: Vec<f32>,
    #[serde(with = "as_bytes")]
    packed: Vec<i16>,
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
        let components = sum.map(|c| (c / byte).round() as i8);
        let every_other = |first: usize| {
            std::array::from_fn(|at| i16x8::new(std::array::from_fn(|lane| components[2 * (at * LANES + lane) + first].into())))
        };
        (length > 0.0).then(|| Self { scale: byte / length, even: every_other(0), odd: every_other(1) })
    }
}

impl Gists {
    /// Adds the gist of one more text, which may have none.
    pub fn push(&mut self, gist: Option<&Gist>) {
        self.scales.push(gist.map_or(0.0, |gist| gist.scale));
        match gist {
            Some(gist) => self.packed.extend(gist.even.iter().zip(gist.odd).flat_map(|(even, odd)| pack(*even, odd).to_array())),
            None => self.packed.extend([0; PACKED * LANES]),
        }
    }

    /// How near to each other a gist and that of a text are: their cosine, 1 for the same meaning.
    pub fn nearness(&self, place: usize, gist: &Gist) -> f32 {
        let packed = &self.packed[place * PACKED * LANES..][..PACKED * LANES];
        dot(packed, gist) as f32 * self.scales[place] * gist.scale
    }
}

/// Two components in one number: the one of even place in its lower byte.
fn pack(even: i16x8, odd: i16x8) -> i16x8 {
    (odd << BYTE) | (even & i16x8::splat(i16::from(u8::MAX)))
}

/// The sum of the products of all components.
fn dot(packed: &[i16], gist: &Gist) -> i32 {
    let (packed, _) = packed.as_chunks::<LANES>();
    let (mut even, mut odd) = (i32x4::default(), i32x4::default());
    for ((packed, of_even), of_odd) in packed.iter().zip(gist.even).zip(gist.odd) {
        let packed = i16x8::new(*packed);
        // The lower byte is left where it stands as the higher one, with its sign: 256 times as much.
        even += (packed << BYTE).dot(of_even);
        odd += (packed >> BYTE).dot(of_odd);
    }
    ((even >> BYTE) + odd).reduce_add()
}

/// How many bits a byte has.
const BYTE: u32 = 8;

/// Numbers written as bytes: one by one they would take up to three bytes each.
mod as_bytes {
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(numbers: &[i16], serializer: S) -> Result<S::Ok, S::Error> {
        let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        serializer.serialize_bytes(&bytes)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<i16>, D::Error> {
        let (pairs, _) = <&[u8]>::deserialize(deserializer)?.as_chunks::<2>();
        Ok(pairs.iter().map(|pair| i16::from_le_bytes(*pair)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::{Gist, Gists, ROW, TABLE, Vectors, dot};

    fn tokens(text: &str) -> Vec<Box<str>> {
        text.split(' ').map(Into::into).collect()
    }

    #[test]
    fn the_table_has_a_row_for_each_token() {
        assert_eq!(Vectors::built_in().rows.len() * ROW, TABLE.len());
    }

    #[test]
    fn the_product_is_that_of_all_components() {
        let ours = Gist::along(&std::array::from_fn(|at| (at as f32 * 0.7).sin())).expect("a direction");
        let theirs = Gist::along(&std::array::from_fn(|at| (at as f32 * 1.3).cos() - 0.2)).expect("a direction");
        let mut gists = Gists::default();
        gists.push(Some(&theirs));
        let components = |gist: &Gist| gist.even.iter().chain(&gist.odd).flat_map(|c| c.to_array()).collect::<Vec<_>>();
        let products = components(&ours).into_iter().zip(components(&theirs)).map(|(a, b)| i32::from(a) * i32::from(b));
        assert_eq!(dot(&gists.packed, &ours), products.sum::<i32>());
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
