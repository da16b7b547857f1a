//! Learning the tables of the tagger and the parser from treebanks. Run by hand (`cargo run --example train`); the
//! program itself only reads what comes out, `models/`.

pub mod forms;
pub mod made;
pub mod names;
pub mod net;
pub mod parser;
pub mod perceptron;
pub mod tagger;
pub mod treebank;

/// A source of order that is the same at every run.
#[derive(Clone, Debug)]
pub struct Shuffle(u64);

impl Default for Shuffle {
    fn default() -> Self {
        Self(0x5DEE_CE66_D201_3A5B)
    }
}

impl Shuffle {
    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit.max(1)
    }

    /// Puts items in another order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}
