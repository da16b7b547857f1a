//! Quantities: numbers in figures and words, with unit, qualifier and what is counted.
//!
//! A sentence is cut into pieces; what belongs to a date, a name or an age is masked; frames of two numbers ("one in
//! five", "between 15 and 20 percent", "12.4 per 100,000") are read before plain numbers; then unit, counted noun and
//! qualifier are looked for around the number.

mod counted;
mod figure;
mod lexicon;
mod mask;
mod number;
mod numeral;
mod piece;
mod share;
#[cfg(test)]
mod tests;
mod unit;

use super::{DateMention, Names};
use crate::text::tag::VerbForm;
use crate::text::{Language, Span, Text};
use figure::Convention;
use lexicon::Lexicon;
use number::Found;
use numeral::Reader;
use std::cell::OnceCell;
use unit::{CurrencyContext, TextMoney};

/// A number with its unit.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// Number, magnitude and unit or symbol: "$4.2 million", "12 percent", "thirty-seven".
    pub span: Span,
    pub value: Value,
    pub kind: QuantityKind,
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
    /// It stands before a noun by a hyphen ("a 50-litre drum") and describes one thing.
    pub adjectival: bool,
    /// It says how far away something is ("20 kilometres north of").
    pub distance: bool,
    /// The number itself says which way it went: "doubled", "+9.6 %".
    pub direction: Option<Direction>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    Number(f64),
    Range(f64, f64),
}

/// What sort of thing a quantity measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuantityKind {
    /// People or things, or a bare number.
    Count,
    /// Percent.
    Percent,
    /// Percentage points and basis points.
    Points,
    Money,
    /// Mass, area, volume, energy.
    Physical,
    /// Lengths, speeds, temperatures: what describes a thing rather than sums up.
    Dimension,
    Duration,
    /// "one in five", "a third".
    Share,
    /// "twice", "doubled", "three times as many".
    Factor,
    /// "12.4 per 100,000".
    Rate,
    Ordinal,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
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

/// Reads the words of a language.
pub fn open_lists(language: &Language) {
    Lexicon::of(language);
}

impl Quantity {
    /// The value, or the lower end of a range.
    pub const fn low(&self) -> f64 {
        match self.value {
            Value::Number(value) | Value::Range(value, _) => value,
        }
    }
}

/// Finds the quantities of a text that are not part of a date or a name.
pub fn recognise(text: &Text, names: &Names, dates: &[DateMention]) -> Vec<Quantity> {
    let lexicon = Lexicon::of(&text.language);
    let convention = Convention::of(text, lexicon.point_groups);
    let money = TextMoney::of(text, names, lexicon);
    let mut quantities = Vec::new();
    for sentence in &text.sentences {
        if !sentence.span.of(text.content).chars().any(char::is_alphanumeric) {
            continue;
        }
        let pieces = piece::cut(text.content, sentence.span);
        let entries = lexicon.entries(&pieces);
        let reader = Reader { pieces: &pieces, entries: &entries, lexicon, convention };
        let Some(first) = (0..pieces.len()).find(|at| reader.may_begin(*at)) else { continue };
        let masked = mask::masked(&pieces, names, dates);
        // Most sentences hold no number.
        let currency = OnceCell::new();
        let scene = Scene { text, names, reader, masked: &masked, sentence: sentence.span, money: &money, currency: &currency };
        let mut at = first;
        while at < pieces.len() {
            match reader.may_begin(at).then(|| number::found(scene, at)).flatten() {
                Some(found) if found.end > at => {
                    at = found.end;
                    if let Some(quantity) = complete(scene, found, &mut at) {
                        quantities.push(quantity);
                    }
                }
                _ => at += 1,
            }
        }
    }
    quantities
}

/// What the parts of this stage look at: one sentence and the names of the text.
#[derive(Clone, Copy)]
struct Scene<'a> {
    text: &'a Text<'a>,
    names: &'a Names,
    reader: Reader<'a>,
    masked: &'a [bool],
    sentence: Span,
    money: &'a TextMoney<'a>,
    currency: &'a OnceCell<CurrencyContext<'a>>,
}

impl<'a> Scene<'a> {
    /// Whose money is meant in this sentence.
    fn currency(&self) -> &'a CurrencyContext<'a> {
        self.currency.get_or_init(|| CurrencyContext::new(self.names, self.sentence))
    }

    /// The span from one piece to before another.
    fn span(&self, start: usize, end: usize) -> Span {
        let pieces = self.reader.pieces;
        Span::new(pieces[start].span.start, pieces[end.max(start + 1) - 1].span.end)
    }

    /// The part of speech of a piece.
    fn tag(&self, piece: usize) -> Option<crate::text::Tag> {
        let span = self.reader.pieces.get(piece)?.span;
        let token = self.text.tokens_in(span).start;
        self.text.tokens.get(token).map(|token| token.tag)
    }

    /// The demonym that touches a span.
    fn demonym(&self, span: Span) -> Option<&crate::mention::name::Demonym> {
        let first = self.names.demonyms.partition_point(|demonym| demonym.span.end <= span.start);
        self.names.demonyms.get(first).filter(|demonym| demonym.span.overlaps(span))
    }

    /// Whether a piece is a participle.
    fn is_participle(&self, piece: usize) -> bool {
        let Some(span) = self.reader.pieces.get(piece).map(|piece| piece.span) else { return false };
        let token = self.text.tokens_in(span).start;
        self.text.tokens.get(token).is_some_and(|token| matches!(token.form, VerbForm::PastParticiple | VerbForm::Gerund | VerbForm::Past))
    }

    fn lower(&self, piece: usize) -> &str {
        self.reader.pieces.get(piece).map_or("", |piece| piece.lower.as_ref())
    }
}

/// Unit, noun and qualifier of a number, and whether it is a quantity at all.
fn complete(scene: Scene, mut found: Found, next: &mut usize) -> Option<Quantity> {
    let measured = unit::measure(scene, &mut found);
    found.settle_sign();
    *next = found.end;
    if !measured && (mask::is_not_counted(scene, &found) || mask::is_base(scene, &found)) {
        return None;
    }
    let noun = counted::noun(scene, &found);
    if !measured && mask::is_name_or_age(scene, &found, noun.as_ref()) {
        return None;
    }
    let (qualifier, qualifier_span) = unit::qualifier(scene, &found, noun.as_ref().map(|noun| noun.end));
    let additional = counted::additional(scene, &found, noun.as_ref());
    let unit = found.unit.clone().or_else(|| noun.as_ref().filter(|_| found.kind == QuantityKind::Count).map(|noun| noun.unit.clone()));
    Some(Quantity {
        span: scene.span(found.start, found.end),
        value: found.value,
        kind: found.kind,
        unit,
        qualifier,
        qualifier_span,
        of: noun.map(|noun| noun.span),
        ordinal: found.kind == QuantityKind::Ordinal,
        additional,
        adjectival: found.adjectival,
        distance: found.is_length() && scene.reader.is(found.end, lexicon::Kind::Distance).is_some(),
        direction: found.direction,
    })
}

/// The unit of things that a noun, in its dictionary form, names: `person` for people.
pub fn unit_of_noun(text: &Text, lemma: &str) -> Box<str> {
    if Lexicon::of(&text.language).is_people(lemma) { "person".into() } else { counted::singular(lemma).into() }
}
