//! Which way a date without its year or week lies: what the words around it say of past and future.

use super::atom::{Atom, Kind};
use super::lexicon::{Cue, Lexicon};
use crate::text::{Span, Tag, Text, VerbForm};

/// Words looked at before (and, at the beginning of a sentence, after) a date.
const REACH: usize = 24;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Past,
    Future,
    /// The words do not say.
    Open,
}

/// The direction that the clause gives to the date at a span.
pub fn direction(text: &Text, atoms: &[Atom], span: Span, lexicon: &Lexicon) -> Direction {
    let start = atoms.partition_point(|atom| atom.span.start < span.start);
    let end = atoms.partition_point(|atom| atom.span.end <= span.end);
    let before = scan_back(text, atoms, start, lexicon);
    if before != Direction::Open || !begins_clause(atoms, start, lexicon) {
        return before;
    }
    scan_forward(text, atoms, end, lexicon)
}

/// The nearest cue before the date, in its clause.
fn scan_back(text: &Text, atoms: &[Atom], start: usize, lexicon: &Lexicon) -> Direction {
    let mut second = false;
    for index in (start.saturating_sub(REACH)..start).rev() {
        let Some(atom) = atoms.get(index) else { break };
        if is_stop(atom, lexicon) && (index + 1 < start || !matches!(atom.kind, Kind::Word(_))) {
            break;
        }
        match cue_of(text, atom, lexicon) {
            Some(Direction::Future) if was_due(atoms, index, lexicon) => return Direction::Open,
            Some(Direction::Future) => return Direction::Future,
            Some(Direction::Past) if !is_first(atom, lexicon) && !is_participle(atoms, index, lexicon) => return Direction::Past,
            _ => {}
        }
        if second && is_first(atom, lexicon) {
            return Direction::Future;
        }
        if is_first(atom, lexicon) && cue_of(text, atom, lexicon) == Some(Direction::Past) {
            return Direction::Past;
        }
        second = matches!(atom.kind, Kind::Word(Some(id)) if lexicon.cues(id, Cue::FutureSecond));
    }
    Direction::Open
}

/// Whether the word behind an auxiliary, as in "will be sentenced": then the auxiliary speaks.
fn is_participle(atoms: &[Atom], index: usize, lexicon: &Lexicon) -> bool {
    index.checked_sub(1).and_then(|before| atoms.get(before)).is_some_and(|before| is_first(before, lexicon))
}

/// "had been expected": what was to be then is over or off.
fn was_due(atoms: &[Atom], index: usize, lexicon: &Lexicon) -> bool {
    let cue = |back: usize, cue: Cue| {
        let atom = index.checked_sub(back).and_then(|before| atoms.get(before));
        matches!(atom, Some(Atom { kind: Kind::Word(Some(id)), .. }) if lexicon.cues(*id, cue))
    };
    cue(1, Cue::Perfect) && cue(2, Cue::Saying)
}

/// The first cue after a date that opens its sentence.
fn scan_forward(text: &Text, atoms: &[Atom], end: usize, lexicon: &Lexicon) -> Direction {
    let mut first = false;
    for atom in atoms.iter().skip(end).take(REACH) {
        if matches!(atom.kind, Kind::Mark('.' | ';' | ':' | '?' | '!') | Kind::Break) {
            break;
        }
        if first && matches!(atom.kind, Kind::Word(Some(id)) if lexicon.cues(id, Cue::FutureSecond)) {
            return Direction::Future;
        }
        match cue_of(text, atom, lexicon) {
            Some(Direction::Past) if is_first(atom, lexicon) => {}
            Some(direction) => return direction,
            None => {}
        }
        first = is_first(atom, lexicon);
    }
    Direction::Open
}

/// Whether nothing but prepositions and articles stands between the date and the beginning of its clause.
fn begins_clause(atoms: &[Atom], start: usize, lexicon: &Lexicon) -> bool {
    let mut index = start;
    while let Some(before) = index.checked_sub(1).and_then(|index| atoms.get(index)) {
        match before.kind {
            Kind::Mark('.' | '!' | '?' | '"' | '“' | '«' | ';' | ':' | ',' | '—' | '(') | Kind::Break => return true,
            Kind::Word(Some(id)) if lexicon.cues(id, Cue::Stop) => return true,
            Kind::Word(Some(id)) if start - index < 3 && !lexicon.cues(id, Cue::Saying) && !lexicon.cues(id, Cue::Future) => index -= 1,
            _ => return false,
        }
    }
    true
}

fn is_first(atom: &Atom, lexicon: &Lexicon) -> bool {
    matches!(atom.kind, Kind::Word(Some(id)) if lexicon.cues(id, Cue::FutureFirst))
}

fn is_stop(atom: &Atom, lexicon: &Lexicon) -> bool {
    match atom.kind {
        Kind::Break => true,
        Kind::Mark(mark) => !matches!(mark, '-' | '\'' | '$' | '€' | '£' | '%'),
        Kind::Word(Some(id)) => lexicon.cues(id, Cue::Stop),
        _ => false,
    }
}

/// What a word says of the time of its clause.
fn cue_of(text: &Text, atom: &Atom, lexicon: &Lexicon) -> Option<Direction> {
    match atom.kind {
        Kind::Word(Some(id)) => {
            if lexicon.cues(id, Cue::Future) {
                Some(Direction::Future)
            } else if lexicon.cues(id, Cue::Timetable) {
                is_present(text, atom).then_some(Direction::Future)
            } else if lexicon.cues(id, Cue::Saying) {
                Some(Direction::Past)
            } else {
                None
            }
        }
        Kind::Word(None) if !atom.capital => {
            let word = atom.span.of(text.content);
            match form(text, atom) {
                VerbForm::Past => Some(Direction::Past),
                VerbForm::None if lexicon.ends_as_future(word) => Some(Direction::Future),
                VerbForm::None if lexicon.ends_as_past(word) => Some(Direction::Past),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The verb form that the tagger gave to a word.
fn form(text: &Text, atom: &Atom) -> VerbForm {
    text.tokens.get(text.tokens_in(atom.span).start).map_or(VerbForm::None, |token| token.form)
}

/// Whether a word can be a present form: the tagger says so, or there is none for the language.
fn is_present(text: &Text, atom: &Atom) -> bool {
    let Some(token) = text.tokens.get(text.tokens_in(atom.span).start) else { return true };
    token.tag == Tag::X || matches!(token.form, VerbForm::Present | VerbForm::ThirdPerson)
}
