//! Lists of dates that share a year: "on 3 May and 4 June 2007".

use super::atom::{Atom, Kind};
use super::expression::Meaning;
use super::lexicon::{Cue, Lexicon};
use super::reader::Reading;
use crate::text::Span;

/// Atoms between two dates of one list, at most.
const REACH: usize = 5;

/// For every top expression the year that the next ones of its list lend it: "on 3 May and 4 June 2007".
pub fn lent_years(atoms: &[Atom], reading: &Reading, lexicon: &Lexicon) -> Vec<Option<i32>> {
    let mut lent = vec![None; reading.top.len()];
    let mut next: Option<(Span, u32, i32)> = None;
    for (slot, index) in lent.iter_mut().zip(&reading.top).rev() {
        let Some(expression) = reading.expressions.get(*index) else { continue };
        let span = expression.span;
        next = match (&expression.meaning, next) {
            (Meaning::Calendar(calendar), _) if calendar.year.is_some() => {
                calendar.month.zip(calendar.year).map(|(month, year)| (span, month, year))
            }
            (Meaning::Calendar(calendar), Some((after, month, year))) if listed(atoms, span, after, lexicon) => {
                calendar.month.map(|this| {
                    let year = if this > month { year - 1 } else { year };
                    *slot = Some(year);
                    (span, this, year)
                })
            }
            _ => None,
        };
    }
    lent
}

/// Whether only small words, marks of a list and clock times stand between two dates.
fn listed(atoms: &[Atom], first: Span, second: Span, lexicon: &Lexicon) -> bool {
    let from = atoms.partition_point(|atom| atom.span.start < first.end);
    let between = atoms.iter().skip(from).take_while(|atom| atom.span.end <= second.start);
    let mut count = 0;
    let mut joined = false;
    for atom in between {
        count += 1;
        let small = match atom.kind {
            Kind::Word(Some(id)) => {
                joined |= lexicon.joins_numbers(id);
                lexicon.cues(id, Cue::Function) || lexicon.cues(id, Cue::Stop) || atom.span.len() <= 2
            }
            Kind::Word(None) => atom.span.len() <= 2,
            Kind::Mark(',') => {
                joined = true;
                true
            }
            Kind::Number(_) => true,
            _ => false,
        };
        if !small || count > REACH {
            return false;
        }
    }
    joined
}
