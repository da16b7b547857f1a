//! Date expressions, found and placed on the calendar.
//!
//! `atom` cuts the text; `reader` runs the levels of the grammar of the language (`lexicon`, `pattern`) over it and
//! builds expressions, leaving out what only looks like a date (`trap`); then every expression is placed in the order of
//! the text (`place`): against the day of publication, against the date before (`chain`), and in the direction that
//! its clause gives (`direction`).

mod atom;
mod automaton;
mod calendar;
mod chain;
mod direction;
mod expression;
mod holiday;
mod lexicon;
mod list;
mod numeric;
mod operation;
mod pattern;
mod period;
mod place;
mod preposition;
mod reader;
#[cfg(test)]
mod tests;
mod trap;

use super::{Edtf, Names};
use crate::text::{Language, Span, Text};
use chain::{Chain, Link};
use chrono::NaiveDate;
use expression::Meaning;
use lexicon::Cue;
use place::Place;

pub use calendar::Unit;
pub use direction::Direction;

/// An expression that names a time.
#[derive(Clone, Debug)]
pub struct DateMention {
    pub span: Span,
    /// The value, where it can be placed.
    pub edtf: Option<Edtf>,
    /// Against what a relative date was placed.
    pub anchor: Option<Anchor>,
    pub kind: DateKind,
    /// The preposition before it.
    pub relation: Option<Relation>,
    /// It leans on an earlier date for all it means: "at that time", "two days later".
    pub anaphoric: bool,
    /// The precision of what it names.
    pub unit: Unit,
    /// How far from an event told in words it lies: "two days after the raid".
    pub offset: Option<Offset>,
    /// What its clause says of past and future.
    pub direction: Direction,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The day of publication.
    Published,
    /// A date given before in the text ("at that time", "two days later"): the index into [`super::Mentions::dates`].
    Date(usize),
}

/// What kind of time an expression names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateKind {
    /// One day, month, year …
    Point,
    /// From one to another.
    Interval,
    /// From one on, with an open end.
    Since,
    /// Nothing that the calendar knows: "years ago".
    Vague,
}

/// The preposition before a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    On,
    In,
    Since,
    Until,
    Before,
    After,
    By,
}

/// A distance from an event: negative before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offset {
    pub count: i64,
    pub unit: Unit,
}

impl DateMention {
    /// The time of something that happened then: of an open interval ("in prison since 2010") its beginning.
    pub fn happened(&self) -> Option<Edtf> {
        match self.edtf? {
            Edtf::Interval(Some(first), None) => Some(first.as_edtf()),
            edtf => Some(edtf),
        }
    }
}

/// Reads the words and the grammar of a language.
pub fn open_lists(language: &Language) {
    lexicon::of(language.primary());
}

/// Finds the dates of a text.
pub fn recognise(text: &Text, names: &Names, published: Option<NaiveDate>) -> Vec<DateMention> {
    let lexicon = lexicon::of(text.language.primary());
    let atoms = atom::atoms(text.content, lexicon);
    let region = text.language.0.split(['-', '_']).nth(1).filter(|region| region.len() == 2);
    let day_first = numeric::order_of_text(&atoms)
        .or_else(|| lexicon.day_first_in(region))
        .or_else(|| numeric::order_by_publication(&atoms, published?));
    let reading = reader::read(text.content, &atoms, lexicon, names, day_first);
    let narrative = is_narrative(&reading, published);
    // The sentence whose last date lies ahead: those that follow in it do too.
    let mut ahead: Option<usize> = None;
    // The last entry of a timeline.
    let mut entry: Option<Link> = None;
    let mut chain = Chain::default();
    let mut dates: Vec<DateMention> = Vec::with_capacity(reading.top.len());
    let lent = list::lent_years(&atoms, &reading, lexicon);
    for (position, &index) in reading.top.iter().enumerate() {
        let Some(expression) = reading.expressions.get(index) else {
            continue;
        };
        let span = expression.span;
        let sentence = text.sentence_at(span.start).unwrap_or(0);
        let paragraph = text.sentences.get(sentence).map_or(0, |sentence| sentence.paragraph);
        let relation = preposition::relation(&atoms, span, lexicon);
        let mut direction = direction::direction(text, &atoms, span, lexicon);
        if matches!(expression.meaning, Meaning::Since(_)) && preposition::opens_with(&atoms, span, lexicon, Cue::Relation(2)) {
            direction = Direction::Past;
        }
        if preposition::deferred(&atoms, span, lexicon) {
            direction = Direction::Future;
        }
        if direction == Direction::Open && ahead.is_some_and(|before| before == sentence) {
            direction = Direction::Future;
        }
        let limit = matches!(relation, Some(Relation::By | Relation::Until | Relation::Before));
        if matches!(expression.meaning, Meaning::Ahead(..)) && direction != Direction::Future {
            continue;
        }
        if matches!(expression.meaning, Meaning::Then) && chain.is_empty() {
            continue;
        }
        let heads = preposition::heads_entry(&atoms, span);
        let place = Place {
            expressions: &reading.expressions,
            lexicon,
            published,
            narrative,
            chain: &chain,
            direction,
            entry: entry.filter(|_| heads),
            lent: lent.get(position).copied().flatten(),
            limit,
            sentence,
            paragraph,
        };
        let placed = place.place(index);
        let leans = placed.is_some_and(|(_, anchor)| matches!(anchor, Some(Anchor::Date(_))));
        let mention = DateMention {
            span,
            edtf: placed.map(|(edtf, _)| edtf),
            anchor: placed.and_then(|(_, anchor)| anchor),
            kind: kind(&expression.meaning, placed.map(|(edtf, _)| edtf)),
            relation: match expression.meaning {
                Meaning::Since(_) => Some(Relation::Since),
                Meaning::After(_) => Some(Relation::After),
                _ => relation,
            },
            anaphoric: matches!(
                expression.meaning,
                Meaning::Then
                    | Meaning::Later(..)
                    | Meaning::Sequence(..)
                    | Meaning::WeekdayFrom(..)
                    | Meaning::MonthFrom(..)
                    | Meaning::SeasonFrom(..)
            ),
            unit: expression.grain,
            offset: match expression.meaning {
                Meaning::EventShift(count, unit) => Some(Offset { count, unit }),
                _ => None,
            },
            direction,
        };
        let aside = matches!(expression.meaning, Meaning::Window(..)) || narrative && mention.anchor == Some(Anchor::Published);
        if let Some(edtf) = mention.edtf.filter(|edtf| !aside && mention.kind != DateKind::Since && edtf.first_day().is_some()) {
            let dated = expression.names_year() || leans || lent.get(position).copied().flatten().is_some();
            let link = Link { index: dates.len(), edtf, grain: grain(&edtf), dated, sentence, paragraph };
            if heads && (dated || entry.is_some()) {
                entry = Some(link);
            }
            chain.push(link);
        }
        let later = |edtf: Edtf| published.is_some_and(|day| edtf.first_day().is_some_and(|first| first > day));
        ahead = mention.edtf.is_some_and(later).then_some(sentence);
        dates.push(mention);
    }
    dates
}

/// The precision of a value.
fn grain(edtf: &Edtf) -> Unit {
    match edtf {
        Edtf::Day(_) | Edtf::About(_) => Unit::Day,
        Edtf::Month(..) => Unit::Month,
        Edtf::Season(..) => Unit::Season,
        Edtf::Year(_) => Unit::Year,
        Edtf::Decade(_) => Unit::Decade,
        Edtf::Century(_) => Unit::Century,
        Edtf::Interval(..) => match edtf.days() {
            Some(..=10) => Unit::Week,
            Some(..=200) => Unit::Quarter,
            _ => Unit::Year,
        },
    }
}

fn kind(meaning: &Meaning, edtf: Option<Edtf>) -> DateKind {
    match (meaning, edtf) {
        (_, Some(Edtf::Interval(Some(_), None))) => DateKind::Since,
        (Meaning::Vague, _) => DateKind::Vague,
        (_, Some(Edtf::Interval(..))) => DateKind::Interval,
        _ => DateKind::Point,
    }
}

/// Whether a text tells history: its dates carry years long past and little in it is told from the day of publication.
fn is_narrative(reading: &reader::Reading, published: Option<NaiveDate>) -> bool {
    use chrono::Datelike;
    let (mut old, mut deictic) = (0, 0);
    for expression in reading.top.iter().filter_map(|index| reading.expressions.get(*index)) {
        match &expression.meaning {
            Meaning::Calendar(calendar) if calendar.year.is_some_and(|year| published.is_none_or(|day| year < day.year() - 2)) => old += 1,
            Meaning::Weekday(..) | Meaning::Unit(..) | Meaning::Ago(..) | Meaning::MonthAt(..) => deictic += 1,
            Meaning::Calendar(calendar) if published.is_some_and(|day| calendar.year.is_some_and(|year| year >= day.year() - 1)) => {
                deictic += 1
            }
            _ => {}
        }
    }
    old >= 5 && old > deictic * 4
}
