//! A table of learned weights, read in place: from a hashed feature to the few classes it speaks for or against.
//!
//! Layout, all little endian: the number of bits `b` of a bucket (u32); 2^b + 1 offsets into the entries (u32 each); the entries.
//! An entry is a feature: 16 bits that tell it from others of its bucket, how many classes it has (u8), the classes (u8 each),
//! the signed square roots of their weights (i8 each).

/// What scores features: the table that ships, or the weights that are being learned.
pub trait Scorer {
    /// Adds what one feature says about each class.
    fn add(&self, feature: u64, scores: &mut [i32]);
}

/// A table in the form in which it ships.
#[derive(Clone, Copy, Debug)]
pub struct Weights<'a> {
    bits: u32,
    offsets: &'a [u8],
    entries: &'a [u8],
}

impl<'a> Weights<'a> {
    /// Views bytes as a table; `None` if they are cut short.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let (bits, rest) = bytes.split_first_chunk::<4>()?;
        let bits = u32::from_le_bytes(*bits);
        if !(1..=24).contains(&bits) {
            return None;
        }
        let (offsets, entries) = rest.split_at_checked(((1 << bits) + 1) * 4)?;
        Some(Self { bits, offsets, entries })
    }

    fn offset(&self, bucket: usize) -> usize {
        match self.offsets.get(bucket * 4..bucket * 4 + 4) {
            Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]) as usize,
            _ => 0,
        }
    }

    /// Writes features with their weights as a table; the inverse of [`Weights::read`].
    pub fn write(features: &[(u64, Vec<(u8, i8)>)]) -> Vec<u8> {
        let bits = (usize::BITS - features.len().leading_zeros()).clamp(1, 20);
        let mut sorted: Vec<&(u64, Vec<(u8, i8)>)> = features.iter().filter(|(_, weights)| !weights.is_empty()).collect();
        sorted.sort_unstable_by_key(|(feature, _)| (feature >> (64 - bits), *feature));
        let mut offsets = vec![0_u32; (1 << bits) + 1];
        let mut entries: Vec<u8> = Vec::new();
        for (feature, weights) in sorted {
            entries.extend((*feature as u16).to_le_bytes());
            entries.push(weights.len() as u8);
            entries.extend(weights.iter().map(|(class, _)| *class));
            entries.extend(weights.iter().map(|(_, weight)| *weight as u8));
            offsets[(feature >> (64 - bits)) as usize + 1] = entries.len() as u32;
        }
        for bucket in 1..offsets.len() {
            offsets[bucket] = offsets[bucket].max(offsets[bucket - 1]);
        }
        let mut out = bits.to_le_bytes().to_vec();
        out.extend(offsets.iter().flat_map(|offset| offset.to_le_bytes()));
        out.extend(entries);
        out
    }
}

impl Scorer for Weights<'_> {
    fn add(&self, feature: u64, scores: &mut [i32]) {
        let bucket = (feature >> (64 - self.bits)) as usize;
        let mark = (feature as u16).to_le_bytes();
        let (mut at, end) = (self.offset(bucket), self.offset(bucket + 1));
        while at < end {
            let Some(&[low, high, count]) = self.entries.get(at..at + 3) else { return };
            let count = usize::from(count);
            if [low, high] == mark {
                let Some(pairs) = self.entries.get(at + 3..at + 3 + 2 * count) else { return };
                let (classes, weights) = pairs.split_at(count);
                for (class, weight) in classes.iter().zip(weights) {
                    if let Some(score) = scores.get_mut(usize::from(*class)) {
                        let root = i32::from(*weight as i8);
                        *score += root * root.abs();
                    }
                }
                return;
            }
            at += 3 + 2 * count;
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
}
