//! A table of learned weights, read in place: from a hashed feature to the few classes it speaks for or against.
//!
//! Layout, all little endian: the number of bits `b` of a bucket (u32); how many classes there are (u32); a filter of 2^(b+3) bits;
//! 2^b + 1 offsets into the entries (u32 each); the entries.
//! An entry is a feature: its mark, 16 bits that tell it from others of its bucket, and how many classes it has (u8); then the classes
//! (u8 each) and the signed square roots of their weights (i8 each), or, where it has many ([`ROW`]), a weight (i16) for each class.
//! The bucket is the first bits of a feature, the mark its last. The filter has a bit for each bucket and the last three bits of a mark.

/// What scores features: the table that ships, or the weights that are being learned.
pub trait Scorer {
    /// Adds what one feature says about each class.
    fn add(&self, feature: u64, scores: &mut [i32]);

    /// Adds what many features say.
    fn add_all(&self, features: &[u64], scores: &mut [i32]) {
        features.iter().for_each(|feature| self.add(*feature, scores));
    }
}

/// How many features are looked up side by side.
const BLOCK: usize = 128;
/// Bits of a mark that the filter looks at.
const FILTER_BITS: u32 = 3;
/// In place of the number of classes: a weight for each class follows.
const ROW: u8 = 255;
/// Entries with so many classes are written as rows.
const MANY: usize = 12;

/// A table in the form in which it ships.
#[derive(Clone, Copy, Debug)]
pub struct Weights<'a> {
    bits: u32,
    /// How many classes there are.
    width: usize,
    filter: &'a [u8],
    offsets: &'a [u8],
    entries: &'a [u8],
}

impl<'a> Weights<'a> {
    /// Views bytes as a table; `None` if they are cut short.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let (bits, rest) = bytes.split_first_chunk::<4>()?;
        let (width, rest) = rest.split_first_chunk::<4>()?;
        let (bits, width) = (u32::from_le_bytes(*bits), u32::from_le_bytes(*width) as usize);
        if !(1..=24).contains(&bits) || width > usize::from(u8::MAX) {
            return None;
        }
        let (filter, rest) = rest.split_at_checked(1 << (bits + FILTER_BITS - 3))?;
        let (offsets, entries) = rest.split_at_checked(((1 << bits) + 1) * 4)?;
        Some(Self { bits, width, filter, offsets, entries })
    }

    /// Whether the table may have a feature. The filter is small enough for the near caches, and turns away most of what is absent:
    /// half of all that is asked for.
    fn may_have(&self, feature: u64) -> bool {
        let bit = filter_bit(feature, self.bits);
        self.filter.get(bit / 8).is_some_and(|byte| byte >> (bit % 8) & 1 != 0)
    }

    /// Where the entries of a feature's bucket begin and end.
    fn bucket(&self, feature: u64) -> (u32, u32) {
        let at = (feature >> (64 - self.bits)) as usize * 4;
        match self.offsets.get(at..at + 8) {
            Some(&[a, b, c, d, e, f, g, h]) => (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h])),
            _ => (0, 0),
        }
    }

    /// The mark of the entry at a place; 0 past the end.
    fn mark(&self, at: u32) -> u16 {
        match self.entries.get(at as usize..at as usize + 2) {
            Some(&[low, high]) => u16::from_le_bytes([low, high]),
            _ => 0,
        }
    }

    /// Adds the weights of the entry with the feature's mark, the first entry's mark being known.
    fn add_from(&self, (start, end): (u32, u32), first: u16, feature: u64, scores: &mut [i32]) {
        let wanted = feature as u16;
        let (mut at, mut mark) = (start, first);
        while at < end {
            let Some(count) = self.entries.get(at as usize + 2).copied() else { return };
            let weights = at as usize + 3;
            let next = weights + 2 * if count == ROW { self.width } else { usize::from(count) };
            if mark == wanted {
                let Some(weights) = self.entries.get(weights..next) else { return };
                if count == ROW {
                    add_row(weights, scores);
                } else {
                    add_pairs(weights, scores);
                }
                return;
            }
            at = next as u32;
            mark = self.mark(at);
        }
    }

    /// Writes features with their weights as a table; the inverse of [`Weights::read`].
    pub fn write(features: &[(u64, Vec<(u8, i8)>)]) -> Vec<u8> {
        let bits = (usize::BITS - features.len().leading_zeros()).clamp(1, 20);
        let mut sorted: Vec<&(u64, Vec<(u8, i8)>)> = features.iter().filter(|(_, weights)| !weights.is_empty()).collect();
        // Two features that share bucket and mark cannot be told apart: the first stands for both.
        let place = |feature: u64| (feature >> (64 - bits), feature as u16);
        sorted.sort_unstable_by_key(|(feature, _)| (place(*feature), *feature));
        sorted.dedup_by_key(|(feature, _)| place(*feature));
        let width = sorted.iter().flat_map(|(_, weights)| weights).map(|(class, _)| usize::from(*class) + 1).max().unwrap_or(0);
        let mut filter = vec![0_u8; 1 << (bits + FILTER_BITS - 3)];
        let mut offsets = vec![0_u32; (1 << bits) + 1];
        let mut entries: Vec<u8> = Vec::new();
        for (feature, weights) in sorted {
            let bit = filter_bit(*feature, bits);
            filter[bit / 8] |= 1 << (bit % 8);
            entries.extend((*feature as u16).to_le_bytes());
            if weights.len() < MANY {
                entries.push(weights.len() as u8);
                entries.extend(weights.iter().map(|(class, _)| *class));
                entries.extend(weights.iter().map(|(_, root)| *root as u8));
            } else {
                let mut row = vec![0; width];
                weights.iter().for_each(|(class, root)| row[usize::from(*class)] = i16::from(*root) * i16::from(*root).abs());
                entries.push(ROW);
                entries.extend(row.into_iter().flat_map(i16::to_le_bytes));
            }
            offsets[(feature >> (64 - bits)) as usize + 1] = entries.len() as u32;
        }
        for bucket in 1..offsets.len() {
            offsets[bucket] = offsets[bucket].max(offsets[bucket - 1]);
        }
        let mut out = [bits, width as u32].into_iter().flat_map(u32::to_le_bytes).collect::<Vec<u8>>();
        out.extend(filter);
        out.extend(offsets.iter().flat_map(|offset| offset.to_le_bytes()));
        out.extend(entries);
        out
    }
}

/// The bit of the filter that stands for a feature.
const fn filter_bit(feature: u64, bits: u32) -> usize {
    ((feature >> (64 - bits)) << FILTER_BITS | feature & ((1 << FILTER_BITS) - 1)) as usize
}

/// Adds the weights of some classes: the classes, then their roots.
fn add_pairs(pairs: &[u8], scores: &mut [i32]) {
    let (classes, roots) = pairs.split_at(pairs.len() / 2);
    for (class, root) in classes.iter().zip(roots) {
        if let Some(score) = scores.get_mut(usize::from(*class)) {
            let root = i32::from(*root as i8);
            *score += root * root.abs();
        }
    }
}

/// Adds a weight for each class.
fn add_row(row: &[u8], scores: &mut [i32]) {
    for (score, weight) in scores.iter_mut().zip(row.as_chunks().0) {
        *score += i32::from(i16::from_le_bytes(*weight));
    }
}

impl Scorer for Weights<'_> {
    fn add(&self, feature: u64, scores: &mut [i32]) {
        self.add_all(&[feature], scores);
    }

    /// The table is larger than the near caches and hardly a feature lies beside another, so the loads of a block are
    /// begun together instead of each waiting for what came of the one before.
    fn add_all(&self, features: &[u64], scores: &mut [i32]) {
        let mut known = [0; BLOCK];
        let mut buckets = [(0, 0); BLOCK];
        let mut marks = [0; BLOCK];
        for block in features.chunks(BLOCK) {
            let mut count = 0;
            for feature in block {
                known[count % BLOCK] = *feature;
                count += usize::from(self.may_have(*feature));
            }
            let known = &known[..count];
            for (bucket, feature) in buckets.iter_mut().zip(known) {
                *bucket = self.bucket(*feature);
            }
            for (mark, (start, _)) in marks.iter_mut().zip(&buckets[..count]) {
                *mark = self.mark(*start);
            }
            for ((bucket, mark), feature) in buckets.iter().zip(&marks).zip(known) {
                self.add_from(*bucket, *mark, *feature, scores);
            }
        }
    }
}

const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash of a word, the same on every machine.
pub fn hash_word(word: &str) -> u32 {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for byte in word.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    }
    (hash ^ (hash >> 32)) as u32
}

/// A feature of up to three values under the number of its template.
pub const fn feature(template: u32, first: u32, second: u32, third: u32) -> u64 {
    let mut hash = ((template as u64) << 32 | first as u64).wrapping_mul(MULTIPLIER);
    hash = (hash.rotate_left(29) ^ second as u64).wrapping_mul(MULTIPLIER);
    hash = (hash.rotate_left(29) ^ third as u64).wrapping_mul(MULTIPLIER);
    hash ^= hash >> 32;
    hash.wrapping_mul(MULTIPLIER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let features: Vec<(u64, Vec<(u8, i8)>)> = (0..5000_u32)
            .map(|number| (feature(number % 7, number, 1, 2), vec![((number % 50) as u8, (number % 100) as i8), (60, -3)]))
            .collect();
        let bytes = Weights::write(&features);
        let table = Weights::read(&bytes).expect("a table");
        for (feature, weights) in &features {
            let mut scores = [0; 64];
            table.add(*feature, &mut scores);
            assert_eq!(scores[usize::from(weights[0].0)], i32::from(weights[0].1).pow(2));
            assert_eq!(scores[60], -9);
        }
        assert!(Weights::read(&bytes[..100]).is_none());
    }

    #[test]
    fn a_feature_of_many_classes_is_read_like_one_of_few() {
        let weights = |count: u8| (0..count).map(|class| (class, class as i8 - 9)).collect::<Vec<_>>();
        let features: Vec<(u64, Vec<(u8, i8)>)> = (1..40).map(|count| (feature(1, count, 0, 0), weights(count as u8))).collect();
        let bytes = Weights::write(&features);
        let table = Weights::read(&bytes).expect("a table");
        for (feature, weights) in &features {
            let mut scores = [0; 64];
            table.add_all(&[*feature, super::feature(2, 0, 0, 0)], &mut scores);
            for (class, root) in weights {
                assert_eq!(scores[usize::from(*class)], i32::from(*root) * i32::from(root.abs()));
            }
            assert!(scores[weights.len()..].iter().all(|score| *score == 0));
        }
    }
}
