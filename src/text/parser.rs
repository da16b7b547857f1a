//! The parser: arc-hybrid transitions, each the one that an averaged perceptron scores highest.
//!
//! Shift moves the next word to the stack; left hangs the top of the stack on the next word; right hangs it on the word below it.
//! The word that is left alone on the stack at the end is the root.

use super::tag::Tag;
use super::weights::{Scorer, feature};

/// No word: no head, no child.
pub const NONE: u16 = u16::MAX;
/// More transitions than any parser has: shift, and left and right for each label.
pub const MAX_TRANSITIONS: usize = 160;
pub const SHIFT: u8 = 0;

/// A transition as a class: 0 is shift, then left and right alternate by label.
pub const fn left(label: u8) -> u8 {
    1 + 2 * label
}

pub const fn right(label: u8) -> u8 {
    2 + 2 * label
}

/// What a transition does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    Shift,
    Left(u8),
    Right(u8),
}

impl Move {
    pub const fn of(class: u8) -> Self {
        match class {
            0 => Move::Shift,
            odd if odd % 2 == 1 => Move::Left((odd - 1) / 2),
            even => Move::Right((even - 2) / 2),
        }
    }
}

/// What the parser sees of each word of a sentence.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The hash of the dictionary form: the class tells the rest.
    pub words: Vec<u32>,
    /// The tagger's class.
    pub classes: Vec<u8>,
    /// Coarse part of speech.
    pub coarse: Vec<u8>,
    /// For each word the head of the noun phrase that begins there or next: the last noun of the run.
    pub noun_ahead: Vec<u16>,
}

impl Words {
    pub fn clear(&mut self) {
        self.words.clear();
        self.classes.clear();
        self.coarse.clear();
        self.noun_ahead.clear();
    }

    /// Fills in [`Words::noun_ahead`] once the words and their parts of speech stand.
    pub fn look_ahead(&mut self) {
        let nominal = |coarse: u8| [Tag::Noun, Tag::Propn, Tag::Pron, Tag::Num].iter().any(|tag| *tag as u8 == coarse);
        let inside = |coarse: u8| [Tag::Det, Tag::Adj, Tag::Adv, Tag::Sym, Tag::Part].iter().any(|tag| *tag as u8 == coarse);
        self.noun_ahead.clear();
        self.noun_ahead.resize(self.words.len(), NONE);
        let mut head = NONE;
        for at in (0..self.words.len()).rev() {
            let class = self.coarse[at];
            if nominal(class) {
                let continues = self.coarse.get(at + 1).is_some_and(|next| nominal(*next));
                if !continues || head == NONE {
                    head = at as u16;
                }
            } else if !inside(class) {
                head = NONE;
            }
            self.noun_ahead[at] = head;
        }
    }
}

/// A stage of a parse.
#[derive(Clone, Debug, Default)]
pub struct Configuration {
    pub stack: Vec<u16>,
    pub next: u16,
    pub heads: Vec<u16>,
    pub labels: Vec<u8>,
    /// First and second child from the left, from the right.
    left_children: Vec<[u16; 2]>,
    right_children: Vec<[u16; 2]>,
    counts: Vec<[u8; 2]>,
    /// Bit sets of the labels of the children.
    label_sets: Vec<[u64; 2]>,
}

impl Configuration {
    /// Begins a sentence of `length` words.
    pub fn start(&mut self, length: usize) {
        self.stack.clear();
        self.next = 0;
        self.heads.clear();
        self.heads.resize(length, NONE);
        self.labels.clear();
        self.labels.resize(length, 0);
        self.left_children.clear();
        self.left_children.resize(length, [NONE; 2]);
        self.right_children.clear();
        self.right_children.resize(length, [NONE; 2]);
        self.counts.clear();
        self.counts.resize(length, [0; 2]);
        self.label_sets.clear();
        self.label_sets.resize(length, [0; 2]);
    }

    fn more(&self) -> bool {
        usize::from(self.next) < self.heads.len()
    }

    pub fn finished(&self) -> bool {
        !self.more() && self.stack.len() <= 1
    }

    pub fn can_shift(&self) -> bool {
        self.more()
    }

    pub fn can_left(&self) -> bool {
        self.more() && !self.stack.is_empty()
    }

    pub fn can_right(&self) -> bool {
        self.stack.len() > 1
    }

    /// The item at a depth of the stack, 0 the top.
    pub fn item(&self, depth: usize) -> u16 {
        self.stack.len().checked_sub(depth + 1).map_or(NONE, |index| self.stack[index])
    }

    pub fn apply(&mut self, transition: Move) {
        match transition {
            Move::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Move::Left(label) => {
                if let Some(child) = self.stack.pop() {
                    let head = usize::from(self.next);
                    self.attach(child, self.next, label);
                    self.left_children[head] = [child, self.left_children[head][0]];
                    self.counts[head][0] = self.counts[head][0].saturating_add(1);
                    self.label_sets[head][0] |= 1 << (label & 63);
                }
            }
            Move::Right(label) => {
                if let Some(child) = self.stack.pop() {
                    let head = self.item(0);
                    self.attach(child, head, label);
                    let head = usize::from(head);
                    self.right_children[head] = [child, self.right_children[head][0]];
                    self.counts[head][1] = self.counts[head][1].saturating_add(1);
                    self.label_sets[head][1] |= 1 << (label & 63);
                }
            }
        }
    }

    fn attach(&mut self, child: u16, head: u16, label: u8) {
        self.heads[usize::from(child)] = head;
        self.labels[usize::from(child)] = label;
    }

    /// The features of the stage.
    pub fn features(&self, words: &Words, case_label: u8, into: &mut Vec<u64>) {
        let (s0, s1, s2) = (self.item(0), self.item(1), self.item(2));
        let at = |offset: u16| if usize::from(self.next + offset) < self.heads.len() { self.next + offset } else { NONE };
        let (b0, b1, b2, b3) = (at(0), at(1), at(2), at(3));
        let word = |index: u16| words.words.get(usize::from(index)).copied().unwrap_or(1);
        let tag = |index: u16| u32::from(words.classes.get(usize::from(index)).copied().unwrap_or(126));
        let coarse = |index: u16| u32::from(words.coarse.get(usize::from(index)).copied().unwrap_or(126));
        let label = |index: u16| u32::from(self.labels.get(usize::from(index)).copied().unwrap_or(255));
        let left_of = |index: u16, which: usize| self.left_children.get(usize::from(index)).map_or(NONE, |children| children[which]);
        let right_of = |index: u16, which: usize| self.right_children.get(usize::from(index)).map_or(NONE, |children| children[which]);
        let count = |index: u16, side: usize| u32::from(self.counts.get(usize::from(index)).map_or(9, |counts| counts[side].min(5)));
        let set = |index: u16, side: usize| {
            let set = self.label_sets.get(usize::from(index)).map_or(0, |sets| sets[side]);
            (set ^ (set >> 32).wrapping_mul(0x9E37_79B1)) as u32
        };
        // The preposition of a phrase: its first left child, where that is one.
        let case_of = |index: u16| {
            let first = left_of(index, 0);
            let second = left_of(index, 1);
            if first != NONE && label(first) == u32::from(case_label) {
                word(first)
            } else if second != NONE && label(second) == u32::from(case_label) {
                word(second)
            } else {
                0
            }
        };
        let ahead = words.noun_ahead.get(usize::from(b1)).copied().unwrap_or(NONE);
        let distance = |from: u16, to: u16| if from == NONE || to == NONE { 9 } else { u32::from(bucket(to.abs_diff(from))) };
        let (s0w, s1w, s2w, b0w, b1w, b2w) = (word(s0), word(s1), word(s2), word(b0), word(b1), word(b2));
        let (s0t, s1t, s2t, b0t, b1t, b2t, b3t) = (tag(s0), tag(s1), tag(s2), tag(b0), tag(b1), tag(b2), tag(b3));
        let pair = |first: u32, second: u32| first << 8 | second;
        let triple = |first: u32, second: u32, third: u32| first << 16 | second << 8 | third;
        let (s0l, s0r, s1l, s1r, b0l) = (left_of(s0, 0), right_of(s0, 0), left_of(s1, 0), right_of(s1, 0), left_of(b0, 0));
        let (s0l2, s0r2, s1r2, b0l2) = (left_of(s0, 1), right_of(s0, 1), right_of(s1, 1), left_of(b0, 1));
        let (d01, db) = (distance(s1, s0), distance(s0, b0));
        let (s0c, s1c) = (case_of(s0), case_of(s1));
        let beside = |index: u16, step: i16| if index == NONE { NONE } else { index.checked_add_signed(step).unwrap_or(NONE) };
        let mut template = 0;
        let mut add = |first: u32, second: u32, third: u32| {
            template += 1;
            into.push(feature(template, first, second, third));
        };
        // Single words.
        add(s0w, s0t, 0);
        add(s0w, 0, 0);
        add(s0t, 0, 0);
        add(s1w, s1t, 0);
        add(s1t, 0, 0);
        add(s2w, s2t, 0);
        add(s2t, 0, 0);
        add(b0w, b0t, 0);
        add(b0w, 0, 0);
        add(b0t, 0, 0);
        add(b1w, b1t, 0);
        add(b1t, 0, 0);
        add(b2w, b2t, 0);
        add(b2t, b3t, 0);
        // Pairs.
        add(s0w, b0w, pair(s0t, b0t));
        add(s0w, b0t, s0t);
        add(s0t, b0w, b0t);
        add(s0t, b0t, 0);
        add(s1w, s0w, 0);
        add(s1w, s0t, 0);
        add(s1t, s0w, 0);
        add(s1t, s0t, 0);
        add(s1w, b0w, 0);
        add(s1w, b0t, s1t);
        add(s1t, b0w, 0);
        add(s1t, b0t, 0);
        add(s0w, b1t, 0);
        add(b0w, b1w, 0);
        add(b0t, b1t, 0);
        add(b0w, b1t, 0);
        // Triples of classes.
        add(s0t, b0t, b1t);
        add(s0t, pair(b0t, b1t), b2t);
        add(s1t, s0t, b0t);
        add(s1t, s0w, b0t);
        add(s1w, s0t, b0t);
        add(s1t, s0t, b0w);
        add(pair(s1t, s0t), b0t, b1t);
        add(pair(s1t, s0t), b0t, pair(b1t, b2t));
        add(s2t, s1t, s0t);
        add(pair(s2t, s1t), s0t, b0t);
        add(s1w, s0w, b0w);
        // Prepositions: what stands before it, itself, the noun it governs.
        add(s1w, b0w, word(ahead));
        add(s0w, b0w, word(ahead));
        add(triple(s1t, s0t, coarse(ahead)), b0w, word(ahead));
        add(pair(s1t, s0t), s1w, b0w);
        add(pair(s1t, s0t), s0w, b0w);
        add(s0c, s0w, s1w);
        add(s0c, s1w, pair(s0t, s1t));
        add(s0c, s0w, s1t);
        add(s0c, s1t, pair(s0t, b0t));
        add(s1c, s1t, triple(s0t, b0t, 0));
        add(s0c, pair(s1t, s2t), s2w);
        add(s0c, b0w, pair(s1t, b0t));
        add(s2w, s1w, s0c);
        add(s2t, s1w, b0w);
        // Children.
        add(s0t, pair(tag(s0l), label(s0l)), 0);
        add(s0t, pair(tag(s0r), label(s0r)), b0t);
        add(s0t, pair(tag(s0l2), label(s0l2)), pair(tag(s0l), label(s0l)));
        add(s0t, pair(tag(s0r2), label(s0r2)), pair(tag(s0r), label(s0r)));
        add(s1t, pair(tag(s1l), label(s1l)), s0t);
        add(s1t, pair(tag(s1r), label(s1r)), s0t);
        add(s1w, pair(tag(s1r), label(s1r)), s0t);
        add(s1t, pair(label(s1r2), label(s1r)), pair(s0t, b0t));
        add(b0t, pair(tag(b0l), label(b0l)), s0t);
        add(b0t, pair(label(b0l2), label(b0l)), s0t);
        add(s0w, word(s0l), label(s0l));
        add(s0w, word(s0r), label(s0r));
        add(s1w, word(s1r), label(s1r));
        add(b0w, word(b0l), label(b0l));
        add(s0t, pair(tag(s0l), tag(s0r)), pair(b0t, s1t));
        add(s1t, pair(tag(s1l), tag(s1r)), s0t);
        add(s1t, s0t, pair(tag(s0l), b0t));
        add(s1t, s0t, pair(tag(s1r), b0t));
        add(s0t, b0t, pair(tag(b0l), s1t));
        // How many children, and which.
        add(s0w, count(s0, 0), 0);
        add(s0t, count(s0, 0), count(s0, 1));
        add(s0t, count(s0, 1), b0t);
        add(s1w, count(s1, 1), s0t);
        add(s1t, count(s1, 0), count(s1, 1));
        add(b0t, count(b0, 0), s0t);
        add(s0t, set(s0, 0), b0t);
        add(s0t, set(s0, 1), b0t);
        add(s1t, set(s1, 1), s0t);
        add(s1t, set(s1, 0), s0t);
        add(s1w, set(s1, 1), s0t);
        add(s0w, set(s0, 1), b0t);
        add(s0w, set(s0, 0), b0t);
        add(b0t, set(b0, 0), s0t);
        // What stands beside, marks included, which are no longer on the stack.
        let (before_b0, after_s0, before_s0) = (beside(b0, -1), beside(s0, 1), beside(s0, -1));
        add(s0t, b0t, tag(before_b0));
        add(s0t, b0t, tag(after_s0));
        add(pair(s1t, s0t), b0t, tag(before_s0));
        add(pair(s1t, s0t), b0w, tag(before_b0));
        // A verb's complements so far, and the preposition that comes next.
        add(s1t, set(s1, 1), b0w);
        add(s1w, set(s1, 1), pair(s0t, b0t));
        add(s0w, set(s0, 1), b0w);
        // Distance.
        add(s0t, s1t, d01);
        add(s0w, s1w, d01);
        add(s0t, b0t, db);
        add(s0w, b0w, db);
        add(s1t, pair(s0t, b0t), pair(d01, db));
        add(s0c, s1t, d01);
    }
}

const fn bucket(distance: u16) -> u8 {
    match distance {
        0..=4 => distance as u8,
        5..=7 => 5,
        8..=12 => 6,
        _ => 7,
    }
}

/// The best transition of those that are allowed.
pub fn best_allowed(configuration: &Configuration, scores: &[i32]) -> u8 {
    let (left, right) = (configuration.can_left(), configuration.can_right());
    let mut best = None;
    for (class, score) in scores.iter().enumerate() {
        let allowed = match class {
            0 => configuration.can_shift(),
            odd if odd % 2 == 1 => left,
            _ => right,
        };
        if allowed && best.is_none_or(|(_, most)| *score > most) {
            best = Some((class as u8, *score));
        }
    }
    best.map_or(SHIFT, |(class, _)| class)
}

/// Parses one sentence: heads and labels are left in the configuration.
pub fn parse(
    words: &Words,
    scorer: &impl Scorer,
    class_count: usize,
    case_label: u8,
    configuration: &mut Configuration,
    buffer: &mut Vec<u64>,
) {
    configuration.start(words.words.len());
    let mut scores = [0; MAX_TRANSITIONS];
    let scores = &mut scores[..class_count.min(MAX_TRANSITIONS)];
    while !configuration.finished() {
        if configuration.stack.is_empty() {
            // Nothing else is allowed, whatever it scores.
            configuration.apply(Move::Shift);
            continue;
        }
        buffer.clear();
        configuration.features(words, case_label, buffer);
        scores.fill(0);
        scorer.add_all(buffer, scores);
        configuration.apply(Move::of(best_allowed(configuration, scores)));
    }
}
