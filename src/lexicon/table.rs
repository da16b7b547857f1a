//! A sorted table from keys to numbers, embedded and read in place.

use super::fold::phrase_bytes;
use fst::raw::{Fst, Output};

/// A compiled table. One that cannot be read answers nothing; the tests see to it that there is none.
pub struct Table(Option<Fst<&'static [u8]>>);

impl Table {
    /// Opens compiled bytes; costs a look at header and footer.
    pub fn open(bytes: &'static [u8]) -> Self {
        Self(Fst::new(bytes).ok())
    }

    /// The number of a key.
    pub fn get(&self, key: &[u8]) -> Option<u64> {
        Some(self.0.as_ref()?.get(key)?.value())
    }

    /// Whether a phrase of the table begins with a word, or is it.
    pub fn begins(&self, word: &str) -> bool {
        let Some(fst) = self.0.as_ref() else { return false };
        let mut node = Some(fst.root());
        let mut spoken = false;
        phrase_bytes(word, |byte| {
            spoken = true;
            node = node.and_then(|node| node.find_input(byte).map(|at| fst.node(node.transition_addr(at))));
        });
        spoken && node.is_some()
    }

    /// The longest run of whole words, from the first on, whose phrase key stands in the table: how many words and the number.
    pub fn longest<'a>(&self, words: impl Iterator<Item = &'a str>) -> Option<(usize, u64)> {
        let fst = self.0.as_ref()?;
        let mut node = fst.root();
        let mut output = Output::zero();
        let mut best = None;
        let mut alive = true;
        for (index, word) in words.enumerate() {
            let mut step = |byte: u8| {
                if !alive {
                    return;
                }
                match node.find_input(byte) {
                    Some(at) => {
                        let transition = node.transition(at);
                        output = output.cat(transition.out);
                        node = fst.node(transition.addr);
                    }
                    None => alive = false,
                }
            };
            let mut spoken = false;
            phrase_bytes(word, |byte| {
                if !std::mem::replace(&mut spoken, true) && index > 0 {
                    step(b' ');
                }
                step(byte);
            });
            if !alive || !spoken {
                break;
            }
            if node.is_final() {
                best = Some((index + 1, output.cat(node.final_output()).value()));
            }
        }
        best
    }
}
