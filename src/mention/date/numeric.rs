//! Dates in figures ("03/02/2025", "1/14/26", "2026-01-29"): which number is the day and which the month.

use super::atom::{Atom, Kind, Numeric};
use super::automaton::Match;
use super::calendar::Unit;
use super::expression::{Calendar, Meaning, century_of, grain, valid};
use super::lexicon::Class;
use chrono::{Datelike, NaiveDate};

/// Days within which a numeric date of the news lies near its publication.
const NEAR: i64 = 60;

/// A numeric date in the order that the parts allow, or that the text or language has.
pub fn read(found: &Match, atoms: &[Atom], weekday: Option<u32>, day_first: Option<bool>) -> Option<(Meaning, Unit)> {
    let mut numbers = atoms.get(found.start..found.end)?.iter().filter_map(|atom| match &atom.kind {
        Kind::Numeric(numeric) => Some(*numeric),
        _ => None,
    });
    if found.action.at == Some(2) {
        let number =
            |class| found.captures.iter().filter(move |capture| capture.0 == class).filter_map(|capture| u32::try_from(capture.1).ok());
        let (day, month) = (number(Class::Day).next()?, number(Class::Number).next()?);
        let calendar = Calendar { day: Some(day), month: Some(month).filter(|month| *month <= 12), ..Calendar::default() };
        return Some((Meaning::Calendar(valid(calendar).filter(|calendar| calendar.month.is_some())?), Unit::Day));
    }
    let first = numbers.next()?;
    let Some(calendar) = order(first, day_first)? else {
        return Some((Meaning::Vague, Unit::Day));
    };
    let calendar = valid(Calendar { weekday, ..calendar })?;
    if let Some(second) = numbers.next() {
        let Some(end) = order(second, day_first)? else {
            return Some((Meaning::Vague, Unit::Day));
        };
        return Some((Meaning::Between(calendar, valid(end)?), Unit::Week));
    }
    Some((Meaning::Calendar(calendar), grain(&calendar)))
}

/// The parts in their roles: outer `None` where they make no date, inner where the order cannot be known.
fn order(numeric: Numeric, day_first: Option<bool>) -> Option<Option<Calendar>> {
    let Numeric { parts: [a, b, c], digits } = numeric;
    let date = |year: Option<i32>, month: i32, day: Option<i32>| -> Option<Option<Calendar>> {
        let month = u32::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
        let day = match day {
            Some(day) => Some(u32::try_from(day).ok()?),
            None => None,
        };
        Some(Some(Calendar { year, month: Some(month), day, ..Calendar::default() }))
    };
    match digits {
        [4, _, 0] => date(Some(a), b, None),
        [_, 4, _] => date(Some(b), a, None),
        [4, ..] => date(Some(a), b, Some(c)),
        [_, _, length] => {
            let year = match length {
                0 => None,
                2 => Some(century_of(c)),
                _ => Some(c),
            };
            match (a > 12, b > 12) {
                (true, true) => None,
                (true, false) => date(year, b, Some(a)),
                (false, true) => date(year, a, Some(b)),
                _ if a == b => date(year, a, Some(b)),
                _ => match day_first {
                    Some(true) => date(year, b, Some(a)),
                    Some(false) => date(year, a, Some(b)),
                    None => Some(None),
                },
            }
        }
    }
}

/// Which order the unmistakable numeric dates of a text have, if they agree.
pub fn order_of_text(atoms: &[Atom]) -> Option<bool> {
    let mut order = None;
    for atom in atoms {
        let Kind::Numeric(Numeric { parts: [a, b, _], digits: [1..=2, 1..=2, 1..=4] }) = atom.kind else {
            continue;
        };
        let this = match (a > 12, b > 12) {
            (true, false) => true,
            (false, true) => false,
            _ => continue,
        };
        if order.is_some_and(|order| order != this) {
            return None;
        }
        order = Some(this);
    }
    order
}

/// Which order brings the doubtful numeric dates of a text near its publication, if one does and the other does not.
pub fn order_by_publication(atoms: &[Atom], published: NaiveDate) -> Option<bool> {
    let near = |year: i32, month: i32, day: i32| {
        let date =
            u32::try_from(month).ok().zip(u32::try_from(day).ok()).and_then(|(month, day)| NaiveDate::from_ymd_opt(year, month, day));
        date.is_some_and(|date| (date - published).num_days().abs() <= NEAR)
    };
    let (mut day_first, mut month_first) = (false, false);
    for atom in atoms {
        let Kind::Numeric(Numeric { parts: [a, b, c], digits: [1..=2, 1..=2, length] }) = atom.kind else { continue };
        if a > 12 || b > 12 || a == b {
            continue;
        }
        let year = match length {
            0 => published.year(),
            2 => century_of(c),
            _ => c,
        };
        day_first |= near(year, b, a);
        month_first |= near(year, a, b);
    }
    (day_first != month_first).then_some(day_first)
}
