//! What the network sees of a word: a vector that is known beforehand, and rows of tables that are learned.

use crate::text::weights::hash_word;

/// Tables for the word in its sentence: dictionary form, shape, class.
pub const USES: usize = 3;
/// Tables for the form alone: endings, beginning, what the lexicon knows.
pub const FORMS: usize = 4;
pub const TABLES: usize = USES + FORMS;
/// Rows of the tables; the first has one more than there are common dictionary forms.
pub const ROWS: [usize; TABLES] = [0, 128, 128, 4096, 1024, 1024, 1024];
/// The row of a class that is not known.
pub const NO_CLASS: u16 = 127;

/// A form by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Form {
    /// The row of its known vector plus one; 0 is none.
    pub known: u32,
    pub rows: [u16; FORMS],
}

/// A word in its sentence: rows of dictionary form (0 is none), shape and class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Use(pub [u16; USES]);

/// What else is asked of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kind {
    pub verb: bool,
    pub mark: bool,
}

/// Words by their sorted hashes, four bytes each.
#[derive(Clone, Copy, Debug)]
pub struct Index<'a>(pub &'a [u8]);

impl Index<'_> {
    /// Where a word stands, plus one; 0 is nowhere.
    pub fn find(&self, word: &str) -> u32 {
        let (hashes, wanted) = (self.0.as_chunks::<4>().0, hash_word(word));
        match hashes.binary_search_by_key(&wanted, |bytes| u32::from_le_bytes(*bytes)) {
            Ok(at) => at as u32 + 1,
            Err(_) => 0,
        }
    }

    /// Writes hashes in order.
    pub fn write(hashes: &[u32]) -> Vec<u8> {
        hashes.iter().flat_map(|hash| hash.to_le_bytes()).collect()
    }
}

/// From words to rows.
#[derive(Clone, Copy, Debug)]
pub struct Lookup<'a> {
    pub lemmas: Index<'a>,
    pub known: Index<'a>,
}

impl Lookup<'_> {
    /// The rows of a form in lower case; `lexical` is the number of its set of classes.
    pub fn form(&self, lower: &str, lexical: u32) -> Form {
        let known = match self.known.find(lower) {
            // "oil-rich" stands with "rich".
            0 => lower.rsplit_once('-').map_or(0, |(_, last)| self.known.find(last)),
            found => found,
        };
        let last = |count: usize| lower.char_indices().nth_back(count - 1).map_or(lower, |(at, _)| &lower[at..]);
        let first = |count: usize| lower.char_indices().nth(count).map_or(lower, |(at, _)| &lower[..at]);
        let row = |hash: u32, table: usize| (hash as usize % ROWS[USES + table]) as u16;
        let rows = [row(hash_word(last(3)), 0), row(hash_word(last(2)), 1), row(hash_word(first(2)), 2), row(lexical, 3)];
        Form { known, rows }
    }

    /// The row of a dictionary form.
    pub fn lemma(&self, lemma: &str) -> u16 {
        self.lemmas.find(lemma) as u16
    }
}
