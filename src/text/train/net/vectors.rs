//! Vectors of words that others have learned from far more text than treebanks hold, in the text format of GloVe: a word and its numbers to a
//! line, common words first.

use crate::text::net::matrix::Matrix;
use crate::text::weights::hash_word;

/// The hashes of the words, in order, and their vectors.
#[derive(Debug, Default)]
pub struct Vectors {
    pub hashes: Vec<u32>,
    pub vectors: Matrix,
}

/// Reads the first `most` lines; what has no letter is left out.
pub fn read(text: &str, most: usize) -> Vectors {
    let mut rows: Vec<(u32, Vec<f32>)> = Vec::new();
    for line in text.lines().take(most) {
        let mut cells = line.split(' ');
        let word = cells.next().unwrap_or("");
        if word.bytes().any(|letter| letter.is_ascii_alphabetic()) {
            rows.push((hash_word(word), cells.filter_map(|cell| cell.parse().ok()).collect()));
        }
    }
    let columns = rows.first().map_or(0, |(_, vector)| vector.len());
    rows.retain(|(_, vector)| vector.len() == columns);
    rows.sort_by_key(|(hash, _)| *hash);
    rows.dedup_by_key(|(hash, _)| *hash);
    let hashes = rows.iter().map(|(hash, _)| *hash).collect();
    Vectors { hashes, vectors: Matrix { columns, values: rows.into_iter().flat_map(|(_, vector)| vector).collect() } }
}
