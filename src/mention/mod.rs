//! What the text names: dates, quantities, people, organizations and places, each with its span and normal value.

pub mod date;
pub mod edtf;
pub mod name;
pub mod quantity;

use crate::text::{Language, Span, Text};
use chrono::NaiveDate;

pub use date::{Anchor, DateMention};
pub use edtf::Edtf;
pub use name::{Name, NameKind, Names, Organization, Person, Place, PlaceKind};
pub use quantity::{Qualifier, Quantity, Value};

/// Everything that one text mentions, each list in order of appearance.
#[derive(Debug, Default)]
pub struct Mentions {
    pub dates: Vec<DateMention>,
    pub quantities: Vec<Quantity>,
    pub names: Names,
    /// The day against which relative dates were placed.
    pub published: Option<NaiveDate>,
}

/// What the stage needs to know beside the text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    /// The day of publication, against which relative dates are placed.
    pub published: Option<NaiveDate>,
}

/// Reads the word lists of a language.
pub(crate) fn open_lists(language: &Language) {
    date::open_lists(language);
    quantity::open_lists(language);
}

/// Finds every mention.
pub fn recognise(text: &Text, context: Context) -> Mentions {
    let names = name::recognise(text);
    let dates = date::recognise(text, &names, context.published);
    let quantities = quantity::recognise(text, &names, &dates);
    Mentions { dates, quantities, names, published: context.published }
}

impl Mentions {
    /// The dates that lie within a span.
    pub fn dates_in(&self, span: Span) -> impl Iterator<Item = &DateMention> {
        let first = self.dates.partition_point(|date| date.span.start < span.start);
        self.dates[first..].iter().take_while(move |date| date.span.start < span.end).filter(move |date| span.contains(date.span))
    }

    /// The quantities that lie within a span.
    pub fn quantities_in(&self, span: Span) -> impl Iterator<Item = &Quantity> {
        let first = self.quantities.partition_point(|quantity| quantity.span.start < span.start);
        let near = self.quantities[first..].iter().take_while(move |quantity| quantity.span.start < span.end);
        near.filter(move |quantity| span.contains(quantity.span))
    }
}
