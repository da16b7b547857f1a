//! Quantities: numbers in figures and words, with unit, qualifier and what is counted.

use super::{DateMention, Names};
use crate::text::{Span, Text};

/// A number with its unit.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// Number, magnitude and unit or symbol: "$4.2 million", "12 percent", "thirty-seven".
    pub span: Span,
    pub value: Value,
    /// As `record.md` lists them: `person`, `percent`, an ISO 4217 or UCUM code, else the noun counted, singular.
    pub unit: Option<Box<str>>,
    pub qualifier: Qualifier,
    /// The words that qualify it ("more than"), where they stand.
    pub qualifier_span: Option<Span>,
    /// The phrase that is counted, after the number: "members of criminal organizations".
    pub of: Option<Span>,
    /// "the third", "a first": numbers a member of a row; never a count.
    pub ordinal: bool,
    /// "another 26", "26 others", "26 more": counts what the sentence before counted, and adds to it.
    pub additional: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    Number(f64),
    Range(f64, f64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Qualifier {
    #[default]
    Exact,
    About,
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
}

/// Finds the quantities of a text that are not part of a date or a name.
pub fn recognise(_text: &Text, _names: &Names, _dates: &[DateMention]) -> Vec<Quantity> {
    Vec::new()
}
