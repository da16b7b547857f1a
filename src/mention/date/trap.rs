//! What only looks like a date: counted nouns after four digits, names made of months, numbers in names.

use super::super::Names;
use super::atom::{Atom, Kind};
use super::calendar::Unit;
use super::expression::{Calendar, Meaning};
use super::lexicon::{Class, Cue, Lexicon};
use crate::text::Span;

/// Endings of plurals in the languages read so far.
const PLURAL: [&str; 2] = ["s", "ren"];

/// No street has more words in its name.
const STREET_WORDS: usize = 4;

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
                named_before || named_after || self.no_year(calendar, lexicon) || self.house_number(lexicon)
            }
            Meaning::Calendar(Calendar { year: None, month: Some(_), day: None, .. }) if single => {
                named_before || named_after || self.no_month(lexicon)
            }
            Meaning::Calendar(Calendar { year: None, day: Some(_), month: None, weekday: None, .. }) => self.no_day(lexicon),
            Meaning::Calendar(Calendar { year: None, day: Some(_), .. }) => {
                named_before || named_after && !self.ordinal_end() || self.counted_day(lexicon)
            }
            Meaning::Decade(_) if single => self.age(),
            Meaning::Weekday(_, None) if single => named_after || self.weekday_name(lexicon),
            Meaning::Unit(unit, _) => (self.is_last(lexicon) || *unit == Unit::Weekend) && self.cue(self.after(), lexicon, Cue::Link),
            Meaning::SeasonAt(_, None) => self.cue(self.after(), lexicon, Cue::Link),
            Meaning::Window(..) => self.cue(self.after(), lexicon, Cue::Link),
            Meaning::Between(first, _) if first.month.is_none() => named_after || self.counted(),
            _ => false,
        }
    }

    /// Whether a preposition of time stands before it.
    fn introduced(&self, lexicon: &Lexicon) -> bool {
        let previous = self.before(1);
        (1..=6).any(|number| self.cue(previous, lexicon, Cue::Relation(number))) || self.cue(previous, lexicon, Cue::Link)
    }

    /// A four-digit number that is no year.
    fn no_year(&self, calendar: &Calendar, lexicon: &Lexicon) -> bool {
        let Some(atom) = self.atoms.get(self.start) else {
            return true;
        };
        let previous = self.before(1);
        let introduced = self.introduced(lexicon);
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
            return self.cue(previous, lexicon, Cue::Link) && self.counted();
        }
        self.counted() && !self.cue(previous, lexicon, Cue::Determiner)
    }

    /// "of 1985 Eighth St.": the number of a house, where no preposition of time leads.
    fn house_number(&self, lexicon: &Lexicon) -> bool {
        if (1..=6).any(|number| self.cue(self.before(1), lexicon, Cue::Relation(number))) {
            return false;
        }
        let name = self.atoms.get(self.end..).unwrap_or_default().iter().take(STREET_WORDS);
        let mut name = name.take_while(|atom| atom.capital || matches!(atom.kind, Kind::Number(number) if number.ordinal)).skip(1);
        name.any(|atom| self.cue(Some(atom), lexicon, Cue::Street))
    }

    /// "In May 20 men": the number is counted with, where "in" and not "on" leads.
    fn counted_day(&self, lexicon: &Lexicon) -> bool {
        let number = self.end.checked_sub(1).and_then(|last| self.atoms.get(last));
        let plain = matches!(number, Some(Atom { kind: Kind::Number(number), .. }) if !number.ordinal);
        plain && self.cue(self.before(1), lexicon, Cue::Relation(1)) && (self.counted() || self.cue(self.after(), lexicon, Cue::NameAfter))
    }

    fn ordinal_end(&self) -> bool {
        let last = self.end.checked_sub(1).and_then(|last| self.atoms.get(last));
        matches!(last, Some(Atom { kind: Kind::Number(number), .. }) if number.ordinal)
    }

    /// "30s" without article or apostrophe is an age.
    fn age(&self) -> bool {
        self.atoms
            .get(self.start)
            .is_some_and(|atom| atom.span.len() <= 3 && atom.span.of(self.content).starts_with(|first: char| first.is_ascii_digit()))
    }

    /// Whether a plural noun follows: "1990 kilos".
    fn counted(&self) -> bool {
        self.after().is_some_and(|after| {
            let word = after.span.of(self.content);
            matches!(after.kind, Kind::Word(None))
                && !after.capital
                && !after.glued
                && word.len() > 3
                && PLURAL.iter().any(|ending| word.ends_with(ending))
        })
    }

    /// A month that is a person's or a thing's name.
    fn no_month(&self, lexicon: &Lexicon) -> bool {
        let Some(atom) = self.atoms.get(self.start) else {
            return true;
        };
        let previous = self.before(1);
        let introduced = matches!(previous, Some(Atom { kind: Kind::Word(Some(_)), capital: false, .. })) || self.introduced(lexicon);
        !introduced && atom.capital && self.capital_name()
    }

    /// "Friday Prayers": a capitalised word after a weekday that no small word leads in.
    fn weekday_name(&self, lexicon: &Lexicon) -> bool {
        let led = self.before(1).is_some_and(|atom| matches!(atom.kind, Kind::Word(_)) && !atom.capital);
        let unknown = self.after().is_some_and(|atom| atom.capital && matches!(atom.kind, Kind::Word(None)));
        !led && !self.cue(self.before(1), lexicon, Cue::Relation(0)) && unknown
    }

    /// "the last week": before "of" it is the last one of something, not the one before this.
    fn is_last(&self, lexicon: &Lexicon) -> bool {
        let is = |atom: Option<&Atom>, class: Class| {
            atom.and_then(|atom| match atom.kind {
                Kind::Word(Some(id)) => lexicon.value(id, class),
                _ => None,
            })
        };
        let last = self.end.checked_sub(1).and_then(|index| self.atoms.get(index));
        let before = self.end.checked_sub(2).filter(|index| *index >= self.start).and_then(|index| self.atoms.get(index));
        is(last, Class::Unit).is_some() && is(before, Class::Ordinal) == Some(-1)
    }

    /// Whether a capitalised word stands right beside it: a first or a last name.
    fn capital_name(&self) -> bool {
        let name = |atom: Option<&Atom>| atom.is_some_and(|atom| atom.capital && matches!(atom.kind, Kind::Word(_)));
        let unknown = |atom: Option<&Atom>| atom.is_some_and(|atom| atom.capital && matches!(atom.kind, Kind::Word(None)));
        let after_name = match self.before(1) {
            known @ Some(Atom { kind: Kind::Word(Some(_)), .. }) => name(known),
            previous => unknown(previous) && name(self.before(2)),
        };
        after_name || name(self.after())
    }

    /// "the 2nd" before a noun that it numbers.
    fn no_day(&self, lexicon: &Lexicon) -> bool {
        match self.after() {
            Some(atom @ Atom { kind: Kind::Word(_), .. }) => {
                !self.cue(Some(atom), lexicon, Cue::Function) || self.cue(Some(atom), lexicon, Cue::Link)
            }
            Some(Atom { kind: Kind::Mark('-' | '%') | Kind::Number(_), .. }) => true,
            _ => false,
        }
    }
}

/// Whether the words are part of a longer name, by a word that is no date word itself.
pub fn in_name(names: &Names, atoms: &[Atom], span: Span, meaning: &Meaning, lexicon: &Lexicon) -> bool {
    let Some(name) = names.at(span.start).filter(|name| !name.definite && name.span.contains(span) && name.span.len() > span.len()) else {
        return false;
    };
    // "in Nairobi Monday": the weekday behind a place is no part of it.
    if matches!(meaning, Meaning::Weekday(..)) && name.span.end == span.end {
        return false;
    }
    let first = atoms.partition_point(|atom| atom.span.start < name.span.start);
    let own = atoms.partition_point(|atom| atom.span.start < span.start);
    let before = own.checked_sub(1).filter(|index| *index >= first).and_then(|index| atoms.get(index));
    if name.span.end == span.end
        && matches!(before, Some(Atom { kind: Kind::Word(Some(id)), capital: false, .. }) if lexicon.cues(*id, Cue::Relation(0)) || lexicon.cues(*id, Cue::Relation(1)))
    {
        return false;
    }
    let inside = atoms.iter().skip(first).take_while(|atom| atom.span.end <= name.span.end);
    inside.filter(|atom| !atom.span.overlaps(span)).any(|atom| atom.capital && matches!(atom.kind, Kind::Word(None)))
}
