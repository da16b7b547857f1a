//! What stands right beside a date: its preposition and the verb before that, the colon behind the head of an entry.

use super::Relation;
use super::atom::{Atom, Kind};
use super::lexicon::{Cue, Lexicon};
use crate::text::Span;

const RELATIONS: [Relation; 7] =
    [Relation::On, Relation::In, Relation::Since, Relation::Until, Relation::Before, Relation::After, Relation::By];

/// "adjourned until": what is put off lies ahead.
pub fn deferred(atoms: &[Atom], span: Span, lexicon: &Lexicon) -> bool {
    let start = atoms.partition_point(|atom| atom.span.start < span.start);
    let cue = |steps: usize, cue: Cue| {
        let atom = start.checked_sub(steps).and_then(|index| atoms.get(index));
        matches!(atom, Some(Atom { kind: Kind::Word(Some(id)), .. }) if lexicon.cues(*id, cue))
    };
    cue(2, Cue::Deferral) && (cue(1, Cue::Relation(3)) || cue(1, Cue::FutureSecond))
}

/// Whether the first word of a span is of a kind.
pub fn opens_with(atoms: &[Atom], span: Span, lexicon: &Lexicon, cue: Cue) -> bool {
    let start = atoms.partition_point(|atom| atom.span.start < span.start);
    matches!(atoms.get(start), Some(Atom { kind: Kind::Word(Some(id)), .. }) if lexicon.cues(*id, cue))
}

/// The preposition right before a date.
pub fn relation(atoms: &[Atom], span: Span, lexicon: &Lexicon) -> Option<Relation> {
    let start = atoms.partition_point(|atom| atom.span.start < span.start);
    let id = match atoms.get(start.checked_sub(1)?)?.kind {
        Kind::Word(Some(id)) => id,
        _ => return None,
    };
    RELATIONS.iter().zip(0u8..).find(|(_, number)| lexicon.cues(id, Cue::Relation(*number))).map(|(relation, _)| *relation)
}

/// Whether a date stands alone at the beginning of a line and a colon follows: the head of an entry in a timeline.
pub fn heads_entry(atoms: &[Atom], span: Span) -> bool {
    let start = atoms.partition_point(|atom| atom.span.start < span.start);
    let first = start.checked_sub(1).and_then(|index| atoms.get(index)).is_none_or(|atom| atom.kind == Kind::Break);
    let after = atoms.partition_point(|atom| atom.span.start < span.end);
    first && matches!(atoms.get(after), Some(Atom { kind: Kind::Mark(':'), .. }))
}
