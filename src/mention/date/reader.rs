//! From atoms to expressions: each level of the grammar once over the text, left to right, the longest match first.

use super::super::Names;
use super::atom::{Atom, Kind};
use super::automaton::{Level, Match};
use super::calendar::Unit;
use super::expression::{self, Expression, Meaning};
use super::lexicon::{Class, Cue, Lexicon};
use super::operation::Operation;
use super::trap::{self, Neighbours};
use crate::text::Span;

/// Words of a phrase that a shift from an event may skip to reach the date inside it.
const REACH: usize = 7;

/// What was found in a text, and which of it stands at the top.
pub struct Reading {
    pub expressions: Vec<Expression>,
    /// Indices of the expressions that are part of no other, in order.
    pub top: Vec<usize>,
}

/// Reads the expressions of a text.
pub fn read(content: &str, base: &[Atom], lexicon: &Lexicon, names: &Names, day_first: Option<bool>) -> Reading {
    let mut expressions: Vec<Expression> = Vec::new();
    let mut atoms = base.to_vec();
    for (depth, level) in lexicon.levels.iter().enumerate() {
        if depth > 0 && expressions.is_empty() && depth + 1 == lexicon.levels.len() {
            break;
        }
        atoms = pass(level, atoms, &mut expressions, &Sources { content, lexicon, names, day_first });
    }
    let top = atoms
        .iter()
        .filter_map(|atom| match atom.kind {
            Kind::Expression(index) => Some(index),
            _ => None,
        })
        .collect();
    Reading { expressions, top }
}

struct Sources<'a> {
    content: &'a str,
    lexicon: &'a Lexicon,
    names: &'a Names,
    day_first: Option<bool>,
}

/// One level over the atoms; what it finds becomes one atom each.
fn pass(level: &Level, atoms: Vec<Atom>, expressions: &mut Vec<Expression>, sources: &Sources) -> Vec<Atom> {
    let mut out: Vec<Atom> = Vec::new();
    // The atoms before this one stand in `out`: those that become nothing else are copied in one go.
    let mut copied = 0;
    let mut index = 0;
    while let Some(atom) = atoms.get(index) {
        let dated = !matches!(atom.kind, Kind::Word(None) | Kind::Break);
        let Some((found, read)) = dated.then(|| settled(level, &atoms, index, expressions, sources)).flatten() else {
            index += 1;
            continue;
        };
        let kept = if read.is_some() { found.start } else { index };
        out.extend_from_slice(atoms.get(copied..kept).unwrap_or_default());
        if let Some((expression, end)) = read {
            let first = &atoms[found.start];
            out.push(Atom { span: expression.span, kind: Kind::Expression(expressions.len()), glued: first.glued, capital: first.capital });
            expressions.push(expression);
            index = end;
        } else {
            out.extend(atoms.get(index..found.end).unwrap_or_default().iter().map(forgotten));
            index = found.end;
        }
        copied = index;
    }
    if out.is_empty() {
        return atoms;
    }
    out.extend_from_slice(atoms.get(copied..).unwrap_or_default());
    out
}

/// What a match reads as, with the first atom after it; `None` where its words are no date at all.
type Read = Option<(Expression, usize)>;

/// The longest match at a place that is no trap: when one is, a shorter one may still be right ("In May 20 men": "May").
fn settled(level: &Level, atoms: &[Atom], index: usize, expressions: &[Expression], sources: &Sources) -> Option<(Match, Read)> {
    let mut limit = atoms.len();
    while let Some(found) = best(level, atoms, index, limit, expressions, sources.lexicon) {
        if found.action.operation == Operation::None {
            return Some((found, None));
        }
        if let Some(read) = expression(&found, atoms, expressions, sources) {
            return Some((found, Some(read)));
        }
        limit = found.end.checked_sub(1)?;
    }
    None
}

/// The longest match at a place. Where it begins with context, what begins inside the context or at its own first word goes before
/// it if it reaches further: "in [the summer]" gives way to "[summer of 2019]".
fn best(level: &Level, atoms: &[Atom], index: usize, limit: usize, expressions: &[Expression], lexicon: &Lexicon) -> Option<Match> {
    let grains = |expression: usize| classes(expressions, expression);
    let mut found = level.longest(atoms, index, limit, lexicon, &grains)?;
    for later in index + 1..=found.start {
        if let Some(other) = level.longest(atoms, later, limit, lexicon, &grains).filter(|other| other.end > found.end) {
            found = other;
            break;
        }
    }
    Some(found)
}

/// An atom that no later level may read.
fn forgotten(atom: &Atom) -> Atom {
    let kind = match atom.kind {
        Kind::Word(_) | Kind::Number(_) | Kind::Numeric(_) | Kind::Expression(_) | Kind::Decade(_) | Kind::ShortYear(_) => Kind::Word(None),
        Kind::Mark(mark) => Kind::Mark(mark),
        Kind::Break => Kind::Break,
    };
    Atom { kind, capital: false, ..atom.clone() }
}

/// The expression of a match and the first atom after it, unless it is a trap.
fn expression(found: &Match, atoms: &[Atom], expressions: &[Expression], sources: &Sources) -> Option<(Expression, usize)> {
    let (mut meaning, grain) = expression::build(found, atoms, expressions, sources.day_first)?;
    let span = Span::new(atoms.get(found.start)?.span.start, atoms.get(found.end.checked_sub(1)?)?.span.end);
    let around = Neighbours { atoms, start: found.start, end: found.end, content: sources.content };
    if around.trapped(&meaning, sources.lexicon) || trap::in_name(sources.names, atoms, span, &meaning, sources.lexicon) {
        return None;
    }
    if let Meaning::EventShift(count, unit) = meaning {
        match event_date(atoms, found.end, expressions, sources.lexicon) {
            Reach::Date(index) => meaning = Meaning::Shift(count, unit, index),
            Reach::Words => {}
            Reach::Nothing => meaning = Meaning::Later(count, unit),
        }
    }
    Some((Expression { span, meaning, grain }, found.end))
}

enum Reach {
    /// A date inside the event's phrase, which stays a date of its own.
    Date(usize),
    /// Words that tell the event.
    Words,
    /// The clause ends: the date before is meant.
    Nothing,
}

/// What follows "two days after": "the handover of 12 August".
fn event_date(atoms: &[Atom], from: usize, expressions: &[Expression], lexicon: &Lexicon) -> Reach {
    match atoms.get(from).map(|atom| &atom.kind) {
        Some(Kind::Word(_)) => {}
        _ => return Reach::Nothing,
    }
    for (offset, atom) in atoms.iter().skip(from).take(REACH).enumerate() {
        match &atom.kind {
            Kind::Expression(index) => {
                let previous = atoms.get(from + offset - 1).map(|atom| &atom.kind);
                let linked = matches!(previous, Some(Kind::Word(Some(id))) if lexicon.cues(*id, Cue::Relation(1)) || lexicon.cues(*id, Cue::Relation(0)) || lexicon.cues(*id, Cue::Link));
                let fits = expressions.get(*index).is_some_and(|expression| expression.grain <= Unit::Month);
                return if linked && fits { Reach::Date(*index) } else { Reach::Words };
            }
            Kind::Word(_) | Kind::Number(_) => {}
            _ => return Reach::Words,
        }
    }
    Reach::Words
}

/// The classes of an expression in the patterns of higher levels.
fn classes(expressions: &[Expression], index: usize) -> [Class; 2] {
    let Some(expression) = expressions.get(index) else {
        return [Class::Date; 2];
    };
    let grain = match expression.grain {
        Unit::Day => Class::DateDay,
        Unit::Month => Class::DateMonth,
        Unit::Year => Class::DateYear,
        _ => Class::DatePeriod,
    };
    [Class::Date, grain]
}
