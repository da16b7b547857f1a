//! What only looks like a date: counted nouns after four digits, names made of months, numbers in names.

use super::super::Names;
use super::atom::{Atom, Kind};
use super::expression::{Calendar, Meaning};
use super::lexicon::{Cue, Lexicon};
use crate::text::Span;

/// The places around an expression.
pub struct Neighbours<'a> {
    pub atoms: &'a [Atom],
    /// The atoms of the expression.
    pub start: usize,
    pub end: usize,
    pub content: &'a str,
}

impl Neighbours<'_> {
    fn before(&self, steps: usize) -> Option<&Atom> {
        self.start.checked_sub(steps).and_then(|index| self.atoms.get(index)).filter(|atom| atom.kind != Kind::Break)
    }

    fn after(&self) -> Option<&Atom> {
        self.atoms.get(self.end).filter(|atom| atom.kind != Kind::Break)
    }

    fn cue(&self, atom: Option<&Atom>, lexicon: &Lexicon, cue: Cue) -> bool {
        matches!(atom, Some(Atom { kind: Kind::Word(Some(id)), .. }) if lexicon.cues(*id, cue))
    }

    /// Whether the words only look like a date.
    pub fn trapped(&self, meaning: &Meaning, lexicon: &Lexicon) -> bool {
        let single = self.end == self.start + 1;
        let previous = self.before(1);
        let named_before = self.cue(previous, lexicon, Cue::NameBefore) && previous.is_some_and(|atom| atom.capital || single);
        let named_after = self.cue(self.after(), lexicon, Cue::NameAfter);
        match meaning {
            Meaning::Calendar(calendar @ Calendar { year: Some(_), month: None, season: None, .. }) if single => {
                named_before || named_after || self.no_year(calendar, lexicon)
            }
            Meaning::Calendar(Calendar { year: None, month: Some(_), day: None, .. }) if single => {
                named_before || named_after || self.no_month(lexicon)
            }
            Meaning::Calendar(Calendar { year: None, day: Some(_), month: None, weekday: None, .. }) => self.no_day(lexicon),
            Meaning::Calendar(Calendar { year: None, day: Some(_), .. }) => named_before || named_after,
            Meaning::Weekday(_, None) if single => named_after || self.capital_name(),
            Meaning::Sequence(..) => false,
            _ => false,
        }
    }

    /// A four-digit number that is no year.
    fn no_year(&self, calendar: &Calendar, lexicon: &Lexicon) -> bool {
        let Some(atom) = self.atoms.get(self.start) else {
            return true;
        };
        let previous = self.before(1);
        let introduced = [Cue::Relation(1), Cue::Relation(2), Cue::Relation(3), Cue::Relation(4), Cue::Relation(5), Cue::Relation(6)]
            .iter()
            .any(|cue| self.cue(previous, lexicon, *cue));
        if matches!(atom.kind, Kind::ShortYear(_)) {
            return !introduced;
        }
        let spelled = matches!(atom.kind, Kind::Number(number) if number.digits == 0);
        if spelled && !introduced {
            return true;
        }
        if !introduced && !calendar.year.is_some_and(|year| (1700..2100).contains(&year)) {
            return true;
        }
        if previous.is_some_and(|before| matches!(before.kind, Kind::Word(None)) && before.capital) {
            return true;
        }
        if previous.is_some_and(|before| matches!(before.kind, Kind::Mark('-' | '/' | '.' | ':')) && atom.glued) {
            return !self.before(2).is_some_and(|word| matches!(word.kind, Kind::Word(Some(_)) | Kind::Expression(_)));
        }
        if previous.is_some_and(|before| matches!(before.kind, Kind::Number(_))) {
            return true;
        }
        // The year of a statute belongs to its name.
        if self.before(2).is_some_and(|word| word.capital) && self.cue(self.before(2), lexicon, Cue::NameBefore) {
            return true;
        }
        if introduced {
            return false;
        }
        self.after().is_some_and(|after| {
            let word = after.span.of(self.content);
            matches!(after.kind, Kind::Word(None))
                && !after.capital
                && !after.glued
                && word.ends_with('s')
                && word.len() > 3
                && !self.determined(lexicon)
        })
    }

    /// "the 2024 elections", "their 2019 arrests": a year before its noun.
    fn determined(&self, lexicon: &Lexicon) -> bool {
        self.before(1).is_some_and(|atom| {
            let word = atom.span.of(self.content);
            self.cue(Some(atom), lexicon, Cue::Function) && word.chars().all(char::is_alphabetic) && word.len() > 1
        })
    }

    /// A month that is a person's or a thing's name.
    fn no_month(&self, lexicon: &Lexicon) -> bool {
        let Some(atom) = self.atoms.get(self.start) else {
            return true;
        };
        let previous = self.before(1);
        let introduced = matches!(previous, Some(Atom { kind: Kind::Word(Some(_)), capital: false, .. }))
            || self.cue(previous, lexicon, Cue::Relation(1));
        if introduced || !atom.capital {
            return false;
        }
        self.capital_name()
    }

    /// Whether a capitalised word stands right beside it.
    fn capital_name(&self) -> bool {
        let beside = |atom: Option<&Atom>| atom.is_some_and(|atom| atom.capital && matches!(atom.kind, Kind::Word(None)));
        let month_after = self.after().is_some_and(|atom| atom.capital && matches!(atom.kind, Kind::Word(_)));
        beside(self.before(1)) && self.before(2).is_some_and(|atom| atom.capital) || month_after
    }

    /// "the 2nd" before a noun that it numbers.
    fn no_day(&self, lexicon: &Lexicon) -> bool {
        match self.after() {
            Some(atom @ Atom { kind: Kind::Word(_), .. }) => !self.cue(Some(atom), lexicon, Cue::Function),
            Some(Atom { kind: Kind::Mark('-' | '%'), .. }) => true,
            _ => false,
        }
    }
}

/// Whether the words are part of a longer name.
pub fn in_name(names: &Names, span: Span) -> bool {
    names.at(span.start).is_some_and(|name| !name.definite && name.span.contains(span) && name.span.len() > span.len())
}
