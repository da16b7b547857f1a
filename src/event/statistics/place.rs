//! Where a figure holds: the innermost place that its sentence names for it, and the time that it covers.

use super::figure::Figure;
use super::sentence::Sentence;
use crate::mention::{Edtf, NameKind};
use crate::text::Span;

/// The place that the sentence names for a figure, in the text's words.
pub fn place(sentence: &Sentence, figure: &Figure, figures: &[Figure], source: Option<Span>) -> Option<Span> {
    let names = &sentence.analysis.mentions.names;
    let whole = sentence.text.sentences[sentence.index].span;
    let at = figure.quantity.span.start;
    let paragraph = sentence.text.paragraphs[sentence.text.sentences[sentence.index].paragraph].span;
    let in_source = |span: Span| source.is_some_and(|source| source.contains(span));
    let places = names.within(whole).filter(|name| name.kind == NameKind::Place && !in_source(name.span));
    let candidates: Vec<Span> = places.filter(|name| !is_dateline(sentence, name.span, paragraph)).map(|name| name.span).collect();
    // A place between the figure before and this one, or right behind it, is its own; one at the front is everybody's.
    let others: Vec<usize> = figures
        .iter()
        .filter(|other| other.sentence == figure.sentence && other.index != figure.index)
        .map(|other| other.quantity.span.start)
        .collect();
    let separated =
        |place: &Span| others.iter().any(|other| (place.start < *other && *other < at) || (at < *other && *other < place.start));
    let own = candidates.iter().filter(|place| !separated(place)).min_by_key(|place| distance(**place, at));
    own.or_else(|| candidates.first()).copied()
}

/// A place behind the figure is nearer than one before it.
fn distance(place: Span, at: usize) -> usize {
    if place.start > at { place.start - at } else { (at - place.start) * 2 }
}

/// The first words of a paragraph in capitals, before a dash: where it was written, not what it is about.
fn is_dateline(sentence: &Sentence, place: Span, paragraph: Span) -> bool {
    let words = place.of(sentence.text.content);
    place.start < paragraph.start + 3
        && words.chars().filter(|character| character.is_alphabetic()).all(char::is_uppercase)
        && words.len() > 3
}

/// The time that the figure covers, where the text fixes one beside it.
pub fn period(sentence: &Sentence, figure: &Figure) -> Option<Edtf> {
    let whole = sentence.text.sentences[sentence.index].span;
    let at = figure.quantity.span.start;
    let told = |span: Span| {
        let first = sentence.text.tokens_in(span).start;
        (first.saturating_sub(2)..first)
            .any(|token| matches!(sentence.lemma(token), "say" | "tell" | "announce" | "report" | "publish" | "release" | "show"))
    };
    let dates = sentence.analysis.mentions.dates_in(whole).filter(|date| !told(date.span));
    let nearest = dates.min_by_key(|date| if date.span.start > at { date.span.start - at } else { at - date.span.start })?;
    nearest.edtf.filter(|edtf| !matches!(edtf, Edtf::Day(_)))
}
