//! The automaton of one level of the grammar: a trie of words, marks and classes, matched from every place of the text.

use super::atom::{Atom, Kind};
use super::lexicon::{Class, Lexicon, WordId};
use super::operation::Action;
use rustc_hash::{FxBuildHasher, FxHashMap};

/// An edge of the trie: a word of the lexicon, a mark, or a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    Word(WordId),
    Mark(char),
    Class(Class),
    /// The phrase of a holiday, with its index.
    Phrase(u16),
}

#[derive(Clone, Copy, Debug)]
struct Accept {
    action: Action,
    /// Atoms at the beginning that are context.
    context: usize,
    line: usize,
    holiday: Option<u16>,
}

/// One level of the grammar.
#[derive(Debug)]
pub struct Level {
    edges: FxHashMap<(u32, Edge), u32>,
    accepts: Vec<Option<Accept>>,
}

/// What was captured: a class and its value, in order.
pub type Capture = (Class, i32);

/// A match: atoms `start..end` (context left out) and what they say.
#[derive(Clone, Debug)]
pub struct Match {
    pub start: usize,
    pub end: usize,
    pub action: Action,
    pub captures: Vec<Capture>,
}

/// As many as most levels have, so that the table seldom grows while the grammar is read.
const EDGES: usize = 3000;

impl Level {
    /// A level without patterns.
    pub fn new() -> Self {
        Self { edges: FxHashMap::with_capacity_and_hasher(EDGES, FxBuildHasher), accepts: vec![None] }
    }

    /// Adds one row of a pattern; the bool says which edges are context.
    pub fn add(&mut self, row: &[(Edge, bool)], action: Action, line: usize) {
        let mut state = 0;
        let mut holiday = None;
        for (edge, _) in row {
            if let Edge::Phrase(index) = edge {
                holiday = Some(*index);
                continue;
            }
            let next = u32::try_from(self.accepts.len()).unwrap_or(u32::MAX);
            let target = *self.edges.entry((state, *edge)).or_insert(next);
            if target == next {
                self.accepts.push(None);
            }
            state = target;
        }
        let context = row.iter().take_while(|(_, context)| *context).count();
        let accept = Accept { action, context, line, holiday };
        if let Some(slot) = self.accepts.get_mut(state as usize) {
            slot.get_or_insert(accept);
        }
    }

    /// The longest match that begins at a place and ends no later than `limit`.
    pub fn longest(
        &self,
        atoms: &[Atom],
        from: usize,
        limit: usize,
        lexicon: &Lexicon,
        grains: &dyn Fn(usize) -> [Class; 2],
    ) -> Option<Match> {
        let mut best: Option<(usize, Accept, usize)> = None;
        // Each step knows the one before it, so that the captures of the best way can be read back.
        let mut steps: Vec<Step> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        self.follow(0, None, atoms.get(from)?, lexicon, grains, &mut steps);
        open.extend(0..steps.len());
        while let Some(index) = open.pop() {
            let Step { state, length, .. } = steps[index];
            let at = from + length;
            if let Some(Some(accept)) = self.accepts.get(state as usize) {
                let longer = best.as_ref().is_none_or(|(end, other, _)| at > *end || at == *end && accept.line < other.line);
                if longer && length > accept.context && at <= limit {
                    best = Some((at, *accept, index));
                }
            }
            if at < limit
                && let Some(atom) = atoms.get(at)
            {
                let known = steps.len();
                self.follow(state, Some(index), atom, lexicon, grains, &mut steps);
                open.extend(known..steps.len());
            }
        }
        let (end, accept, last) = best?;
        let mut captures = Vec::new();
        let mut step = Some(last);
        while let Some(index) = step {
            captures.extend(steps[index].capture);
            step = steps[index].before;
        }
        captures.reverse();
        captures.extend(accept.holiday.map(|index| (Class::Holiday, i32::from(index))));
        Some(Match { start: from + accept.context, end, action: accept.action, captures })
    }

    /// Adds the steps that lead on from a state over an atom.
    fn follow(
        &self,
        state: u32,
        before: Option<usize>,
        atom: &Atom,
        lexicon: &Lexicon,
        grains: &dyn Fn(usize) -> [Class; 2],
        steps: &mut Vec<Step>,
    ) {
        let length = before.and_then(|index| steps.get(index)).map_or(0, |step| step.length) + 1;
        let mut take = |edge: Edge, capture: Option<Capture>| {
            if let Some(next) = self.edges.get(&(state, edge)) {
                steps.push(Step { state: *next, length, before, capture });
            }
        };
        match atom.kind {
            Kind::Mark(mark) => take(Edge::Mark(mark), None),
            Kind::Word(Some(id)) => take(Edge::Word(id), None),
            _ => {}
        }
        each_class(atom, lexicon, grains, &mut |class, value| take(Edge::Class(class), Some((class, value))));
    }
}

/// A way through the trie up to some atom.
#[derive(Clone, Copy, Debug)]
struct Step {
    state: u32,
    /// Atoms taken.
    length: usize,
    before: Option<usize>,
    capture: Option<Capture>,
}

/// The classes of an atom with its value in each.
fn each_class(atom: &Atom, lexicon: &Lexicon, grains: &dyn Fn(usize) -> [Class; 2], give: &mut dyn FnMut(Class, i32)) {
    match &atom.kind {
        Kind::Word(Some(id)) => {
            for (class, value) in lexicon.classes(*id) {
                give(*class, *value);
                match class {
                    Class::Cardinal => {
                        give(Class::Number, *value);
                        if (2..=31).contains(value) {
                            give(Class::DayWord, *value);
                        }
                    }
                    Class::Ordinal if (1..=31).contains(value) => {
                        give(Class::Nth, *value);
                        give(Class::Day, *value);
                    }
                    _ => {}
                }
            }
        }
        Kind::Number(number) => {
            let value = i32::try_from(number.value).unwrap_or(i32::MAX);
            if number.plain && !number.ordinal {
                give(Class::Number, value);
            }
            if number.plain && number.digits <= 2 && (1..=31).contains(&value) {
                give(if number.digits == 0 && !number.ordinal { Class::DayWord } else { Class::Day }, value);
            }
            if number.ordinal {
                give(Class::Nth, value);
                give(Class::Ordinal, value);
            }
            if number.plain && !number.ordinal && matches!(number.digits, 0 | 4) && (1000..2200).contains(&value) {
                give(Class::Year, value);
            }
            if number.plain && !number.ordinal && number.digits == 2 {
                give(Class::TwoDigits, value);
            }
        }
        Kind::Decade(value) => give(Class::Decade, *value),
        Kind::ShortYear(value) => give(Class::ShortYear, *value),
        Kind::Numeric(numeric) => {
            let class = match numeric.digits {
                [_, _, 1..=4] => Class::Numeric,
                [4, ..] | [_, 4, _] => Class::NumericMonth,
                _ => Class::NumericPair,
            };
            give(class, 0);
        }
        Kind::Expression(index) => {
            let value = i32::try_from(*index).unwrap_or(i32::MAX);
            give(Class::Date, value);
            for class in grains(*index) {
                if class != Class::Date {
                    give(class, value);
                }
            }
        }
        Kind::Word(None) | Kind::Mark(_) | Kind::Break => {}
    }
}
