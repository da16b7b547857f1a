//! Date expressions, found and placed on the calendar.

use super::{Edtf, Names};
use crate::text::{Span, Text};
use chrono::NaiveDate;

/// An expression that names a time.
#[derive(Clone, Debug)]
pub struct DateMention {
    pub span: Span,
    /// The value, where it can be placed.
    pub edtf: Option<Edtf>,
    /// Against what a relative date was placed.
    pub anchor: Option<Anchor>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The day of publication.
    Published,
    /// A date given before in the text ("at that time", "two days later"): the index into [`super::Mentions::dates`].
    Date(usize),
}

/// Finds the dates of a text.
pub fn recognise(_text: &Text, _names: &Names, _published: Option<NaiveDate>) -> Vec<DateMention> {
    Vec::new()
}
