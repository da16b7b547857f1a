//! Names: people, organizations and places, each with all its namings across the article.

mod alias;
mod attribute;
mod chunk;
mod classify;
mod link;
mod person;
mod place;
mod small;
mod word;

use crate::text::{Span, Text};
use word::Words;

/// Who and what a text names. A [`Name`] is one naming; the entities hold what is known over all of them.
#[derive(Debug, Default)]
pub struct Names {
    /// All namings, in order of appearance; none overlaps another.
    pub names: Vec<Name>,
    pub people: Vec<Person>,
    pub organizations: Vec<Organization>,
    pub places: Vec<Place>,
    /// Demonyms ("Mexican", "Colombians") with the country they point to.
    pub demonyms: Vec<Demonym>,
}

/// One naming of an entity.
#[derive(Clone, Debug)]
pub struct Name {
    /// The name alone: no title, no article, no possessive.
    pub span: Span,
    pub kind: NameKind,
    /// Index into the list of its kind.
    pub entity: usize,
    /// A nickname, code name or number ("La Tuta", "Z-40"), which stands beside or in place of the name.
    pub alias: bool,
    /// A description that stands for the name ("the cartel", "the ministry").
    pub definite: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameKind {
    Person,
    Organization,
    Place,
}

#[derive(Clone, Debug, Default)]
pub struct Person {
    /// The fullest form in the text, without nickname, rank or honorific.
    pub name: String,
    pub aliases: Vec<String>,
    /// The role in the passage's words ("Public Security Secretary").
    pub role: Option<Span>,
    /// Indices into [`Names::organizations`].
    pub groups: Vec<usize>,
    pub age: Option<u32>,
    /// ISO 3166-1 alpha-2.
    pub nationality: Option<Box<str>>,
}

#[derive(Clone, Debug, Default)]
pub struct Organization {
    pub name: String,
    /// "agency", "court", "company", "party", "armed_group", "cartel", …
    pub kind: Box<str>,
    pub acronym: Option<String>,
    /// ISO 3166-1 alpha-2 of the state it belongs to, where known.
    pub country: Option<Box<str>>,
}

#[derive(Clone, Debug)]
pub struct Place {
    pub name: String,
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-2.
    pub country: Option<Box<str>>,
    /// ISO 3166-2.
    pub subdivision: Option<Box<str>>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlaceKind {
    Country,
    Subdivision,
    City,
    Other,
}

#[derive(Clone, Debug)]
pub struct Demonym {
    pub span: Span,
    /// ISO 3166-1 alpha-2.
    pub country: Box<str>,
    /// "Colombians", "a Colombian": stands for people by itself.
    pub people: bool,
}

/// Finds the names of a text and says which belong together.
pub fn recognise(text: &Text) -> Names {
    let words = Words::new(text);
    let mut chunks = Vec::new();
    for sentence in 0..text.sentences.len() {
        chunk::chunks(&words, sentence, &mut chunks);
    }
    let aliases = alias::aliases(&words, &chunks);
    chunks.retain(|chunk| {
        let after = aliases.partition_point(|alias| alias.tokens.start < chunk.tokens.end);
        !aliases[after.saturating_sub(4)..after].iter().any(|alias| chunk.tokens.start < alias.tokens.end)
    });
    let kinds = classify::classify(&words, &chunks, &aliases);
    link::link(&words, &chunks, &kinds, &aliases)
}

impl Names {
    /// Where the namings stand, in order.
    pub fn spans(&self) -> Vec<Span> {
        self.names.iter().map(|name| name.span).collect()
    }

    /// The namings that lie within a span.
    pub fn within(&self, span: Span) -> impl Iterator<Item = &Name> {
        let first = self.names.partition_point(|name| name.span.start < span.start);
        self.names[first..].iter().take_while(move |name| name.span.start < span.end).filter(move |name| name.span.end <= span.end)
    }

    /// The naming that covers a byte.
    pub fn at(&self, byte: usize) -> Option<&Name> {
        let after = self.names.partition_point(|name| name.span.start <= byte);
        self.names[..after].last().filter(|name| byte < name.span.end)
    }
}
