//! The distinct words of one text, each stored once, so that a token holds two numbers instead of two strings.

use rustc_hash::FxHasher;
use std::hash::Hasher;

/// A word of the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(u32);

impl WordId {
    /// Its number, dense from 0.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Words by number: one string, and an open-addressing table from the word to its number.
#[derive(Debug, Default)]
pub struct Vocabulary {
    letters: String,
    ends: Vec<u32>,
    /// Word number plus one; 0 is free. The length is a power of two.
    slots: Vec<u32>,
}

impl Vocabulary {
    /// How many distinct words it holds.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Every word, by number.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len() as u32).map(|number| self.word(WordId(number)))
    }

    /// The letters of a word.
    pub fn word(&self, id: WordId) -> &str {
        let start = if id.0 == 0 { 0 } else { self.ends[id.index() - 1] as usize };
        &self.letters[start..self.ends[id.index()] as usize]
    }

    /// The number of a word that the text holds.
    pub fn find(&self, word: &str) -> Option<WordId> {
        if self.slots.is_empty() {
            return None;
        }
        match self.slots[self.probe(word)] {
            0 => None,
            number => Some(WordId(number - 1)),
        }
    }

    /// The number of a word, which is added if it is new.
    pub fn intern(&mut self, word: &str) -> WordId {
        if (self.ends.len() + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let slot = self.probe(word);
        if self.slots[slot] != 0 {
            return WordId(self.slots[slot] - 1);
        }
        self.letters.push_str(word);
        self.ends.push(self.letters.len() as u32);
        self.slots[slot] = self.ends.len() as u32;
        WordId(self.ends.len() as u32 - 1)
    }

    /// The slot that holds the word, or the free one where it belongs.
    fn probe(&self, word: &str) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = hash(word) as usize & mask;
        while self.slots[slot] != 0 && self.word(WordId(self.slots[slot] - 1)) != word {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 2).max(256)];
        for number in 0..self.ends.len() as u32 {
            let slot = self.probe(self.word(WordId(number)));
            self.slots[slot] = number + 1;
        }
    }
}

fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_number() {
        let mut words = Vocabulary::default();
        let ids: Vec<WordId> = (0..1000).map(|number| words.intern(&format!("word {number}"))).collect();
        assert_eq!(words.len(), 1000);
        for (number, id) in ids.iter().enumerate() {
            assert_eq!(words.word(*id), format!("word {number}"));
            assert_eq!(words.intern(&format!("word {number}")), *id);
        }
        assert_eq!(words.find("absent"), None);
        assert_eq!(words.find("word 7"), Some(ids[7]));
    }
}
