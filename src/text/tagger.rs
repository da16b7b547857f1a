//! The tagger: from left to right, each word gets the class that an averaged perceptron scores highest, seeing the words
//! around it, their endings and shapes, what a lexicon knows of them, and the classes already given.

use super::token::Shape;
use super::weights::{Scorer, feature, hash_word};
use rustc_hash::FxHashMap;

/// More classes than any tagger has.
pub const MAX_CLASSES: usize = 128;
/// The class that stands for "before the sentence".
pub const OUTSIDE: u8 = 127;

/// What the tagger sees of one distinct word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct WordView {
    pub hash: u32,
    /// The last 1 to 5 letters.
    suffixes: [u32; 5],
    /// The first 1 to 3 letters.
    prefixes: [u32; 3],
    /// What the lexicon knows of the word: a set of classes, as a number; 0 is unknown.
    pub lexical: u32,
}

impl WordView {
    /// Reads a word in lower case.
    pub fn of(word: &str, lexical: u32) -> Self {
        let mut view = Self { hash: hash_word(word), lexical, ..Self::default() };
        for (count, suffix) in view.suffixes.iter_mut().enumerate() {
            *suffix = word.char_indices().nth_back(count).map_or(0, |(start, _)| hash_word(&word[start..]));
        }
        for (count, prefix) in view.prefixes.iter_mut().enumerate() {
            *prefix = word.char_indices().nth(count).map_or(0, |(start, last)| hash_word(&word[..start + last.len_utf8()]));
        }
        view
    }

    /// The features of the word by itself.
    fn features(&self, shape: u32, into: &mut Vec<u64>) {
        let mut add = |template: u32, first: u32, second: u32, third: u32| into.push(feature(template, first, second, third));
        add(1, self.hash, 0, 0);
        add(2, self.hash, shape, 0);
        add(15, self.lexical, 0, shape);
        add(21, self.suffixes[0], shape, 0);
        add(22, self.suffixes[1], shape, 0);
        add(23, self.suffixes[2], shape, 0);
        add(24, self.suffixes[3], 0, 0);
        add(25, self.suffixes[4], 0, 0);
        add(28, self.prefixes[0], shape, 0);
        add(29, self.prefixes[1], 0, 0);
        add(30, self.prefixes[2], 0, 0);
    }
}

/// The shape of a token as one number for features.
pub fn shape_number(shape: Shape, first: bool) -> u32 {
    u32::from(shape.capitalised())
        | u32::from(shape.all_capitals()) << 1
        | u32::from(shape.has_digits()) << 2
        | u32::from(shape.hyphenated()) << 3
        | u32::from(shape.number()) << 4
        | u32::from(first) << 5
        | u32::from(shape.word()) << 6
}

/// The words of one sentence as the tagger sees them.
pub struct SentenceView<'a> {
    pub words: &'a [WordView],
    pub shapes: &'a [u32],
}

const EDGE: WordView = WordView { hash: 1, suffixes: [1; 5], prefixes: [1; 3], lexical: 1 };

impl SentenceView<'_> {
    fn word(&self, at: usize, offset: isize) -> &WordView {
        at.checked_add_signed(offset).and_then(|index| self.words.get(index)).unwrap_or(&EDGE)
    }

    fn shape(&self, at: usize, offset: isize) -> u32 {
        at.checked_add_signed(offset).and_then(|index| self.shapes.get(index)).copied().unwrap_or(255)
    }

    /// The features of the word at `at`, when the two words before it have the classes `one` and `two`.
    pub fn features(&self, at: usize, one: u8, two: u8, into: &mut Vec<u64>) {
        self.word(at, 0).features(self.shape(at, 0), into);
        self.features_around(at, one, two, into);
    }

    /// Those of them that need more than the word itself.
    fn features_around(&self, at: usize, one: u8, two: u8, into: &mut Vec<u64>) {
        let (word, next, after) = (self.word(at, 0), self.word(at, 1), self.word(at, 2));
        let (before, second_before) = (self.word(at, -1), self.word(at, -2));
        let (one, two) = (u32::from(one), u32::from(two));
        let shape = self.shape(at, 0);
        let mut add = |template: u32, first: u32, second: u32, third: u32| into.push(feature(template, first, second, third));
        add(3, word.hash, one, 0);
        add(4, word.hash, one, two);
        add(5, word.hash, next.hash, 0);
        add(6, before.hash, word.hash, 0);
        add(7, before.hash, 0, 0);
        add(8, second_before.hash, 0, 0);
        add(9, next.hash, 0, 0);
        add(10, after.hash, 0, 0);
        add(11, one, 0, 0);
        add(12, one, two, 0);
        add(13, one, next.hash, 0);
        add(14, one, next.lexical, word.lexical);
        add(16, word.lexical, one, two);
        add(17, word.lexical, next.lexical, one);
        add(18, word.lexical, next.lexical, after.lexical);
        add(19, next.lexical, 0, 0);
        add(20, next.lexical, after.lexical, one);
        add(26, word.suffixes[1], one, 0);
        add(27, word.suffixes[2], one, two);
        add(31, shape, one, 0);
        add(32, shape, self.shape(at, 1), self.shape(at, -1));
        add(33, next.suffixes[2], one, 0);
        add(34, before.suffixes[2], word.suffixes[2], 0);
        add(35, word.suffixes[1], word.lexical, next.lexical);
    }
}

/// What tagging works with: features, and what each word scores by itself, for when it stands again. It belongs to one scorer.
#[derive(Debug, Default)]
pub struct Memory {
    buffer: Vec<u64>,
    /// Where the scores of a word in a shape begin.
    places: FxHashMap<(WordView, u32), usize>,
    scores: Vec<i32>,
}

impl Memory {
    /// What a word scores by itself.
    fn scores(&mut self, word: &WordView, shape: u32, scorer: &impl Scorer, class_count: usize) -> &[i32] {
        let Self { buffer, places, scores } = self;
        let place = *places.entry((*word, shape)).or_insert_with(|| {
            let place = scores.len();
            scores.resize(place + class_count, 0);
            buffer.clear();
            word.features(shape, buffer);
            scorer.add_all(buffer, &mut scores[place..]);
            place
        });
        &scores[place..place + class_count]
    }
}

/// The class that scores highest; the lowest number wins a tie.
pub fn best(scores: &[i32]) -> u8 {
    let mut best = 0;
    for (class, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = class;
        }
    }
    best as u8
}

/// Gives every word of a sentence its class.
pub fn tag(view: &SentenceView, scorer: &impl Scorer, class_count: usize, memory: &mut Memory, classes: &mut Vec<u8>) {
    classes.clear();
    let class_count = class_count.min(MAX_CLASSES);
    let (mut one, mut two) = (OUTSIDE, OUTSIDE);
    let mut scores = [0; MAX_CLASSES];
    let scores = &mut scores[..class_count];
    for (at, word) in view.words.iter().enumerate() {
        scores.copy_from_slice(memory.scores(word, view.shape(at, 0), scorer, class_count));
        memory.buffer.clear();
        view.features_around(at, one, two, &mut memory.buffer);
        scorer.add_all(&memory.buffer, scores);
        let class = best(scores);
        classes.push(class);
        (two, one) = (one, class);
    }
}
