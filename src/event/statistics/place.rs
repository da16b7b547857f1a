//! Where a figure holds: the innermost place that its sentence names for it, and the time that it covers.

use super::figure::Figure;
use super::sentence::Sentence;
use crate::mention::{Edtf, NameKind};
use crate::text::{Span, Tag};

/// The place that the sentence names for a figure, in the text's words.
///
/// A bracketed figure has the place before the bracket; a place right behind the figure is its own; else the nearest place
/// before it holds, unless it is only where something came from or went to.
pub fn place(sentence: &Sentence, figure: &Figure, figures: &[Figure], source: Option<Span>) -> Option<Span> {
    let names = &sentence.analysis.mentions.names;
    let whole = sentence.around(figure.quantity.span);
    let tokens = sentence.text.tokens_in(figure.quantity.span);
    let paragraph = sentence.text.paragraphs[sentence.text.sentences[sentence.index].paragraph].span;
    let places = names.within(whole).filter(|name| name.kind == NameKind::Place);
    let candidates: Vec<Span> = places.filter(|name| !is_dateline(sentence, name.span, paragraph)).map(|name| name.span).collect();
    let first_of = |place: &Span| sentence.text.tokens_in(*place).start;
    let last_of = |place: &Span| sentence.text.tokens_in(*place).end;
    let spoken = |place: &Span| source.is_some_and(|source| source.contains(*place));
    if sentence.lower(tokens.start.wrapping_sub(1)) == "(" {
        let before = tokens.start - 1;
        return candidates.iter().rev().find(|place| last_of(place) <= before).copied();
    }
    if let Some(place) = in_turn(sentence, &candidates, figures, figure) {
        return Some(place);
    }
    let free = |from: usize, to: usize| {
        (from..to).all(|token| !sentence.is_boundary(token) && !sentence.counted(token) && !sentence.is_verb(token))
    };
    let behind = candidates.iter().find(|place| {
        let first = first_of(place);
        let preposition = preposition_of(sentence, first);
        first >= tokens.end && first <= tokens.end + 8 && free(tokens.end, first) && !is_direction(preposition) && !spoken(place)
    });
    let before = || {
        let usable = |place: &&Span| last_of(place) <= tokens.start && !is_direction(preposition_of(sentence, first_of(place)));
        candidates.iter().rev().filter(|place| !spoken(place)).find(usable).or_else(|| candidates.iter().rev().find(usable))
    };
    let later = || {
        candidates.iter().find(|place| {
            let first = first_of(place);
            let opens = sentence.tokens.start.max(tokens.end);
            first >= tokens.end
                && (spoken(place) || (opens..first).all(|token| !sentence.is_boundary(token)))
                && !is_direction(preposition_of(sentence, first))
        })
    };
    behind.or_else(before).or_else(later).copied()
}

/// "France and Spain with 78,000 and 77,000": each figure has its place, in turn.
fn in_turn(sentence: &Sentence, places: &[Span], figures: &[Figure], figure: &Figure) -> Option<Span> {
    let at = figures.iter().position(|other| other.index == figure.index)?;
    let joined = |left: &Figure, right: &Figure| {
        let between = sentence.text.tokens_in(left.quantity.span).end..sentence.text.tokens_in(right.quantity.span).start;
        left.sentence == right.sentence && between.len() == 1 && matches!(sentence.lower(between.start), "and" | "y" | "e")
    };
    let (first, turn) = if figures.get(at + 1).is_some_and(|next| joined(figure, next)) {
        (figure, 0)
    } else if at > 0 && joined(&figures[at - 1], figure) {
        (&figures[at - 1], 1)
    } else {
        return None;
    };
    let with = sentence.text.tokens_in(first.quantity.span).start.checked_sub(1)?;
    let near: Vec<&Span> = places.iter().filter(|place| sentence.text.tokens_in(**place).end <= with).collect();
    let [.., one, other] = near.as_slice() else { return None };
    let between = sentence.text.tokens_in(**one).end..sentence.text.tokens_in(**other).start;
    let paired =
        between.len() == 1 && matches!(sentence.lower(between.start), "and" | "y" | "e") && sentence.text.tokens_in(**other).end == with;
    paired.then_some(if turn == 0 { **one } else { **other })
}

/// The preposition before a place, over its determiner.
fn preposition_of<'a>(sentence: &Sentence<'a>, first: usize) -> &'a str {
    let before = first.wrapping_sub(1);
    if sentence.tag(before) == Some(Tag::Det) { sentence.lower(before.wrapping_sub(1)) } else { sentence.lower(before) }
}

/// Where something came from or went to is not where the figure holds.
fn is_direction(preposition: &str) -> bool {
    matches!(preposition, "from" | "to" | "into" | "than" | "toward" | "towards" | "via" | "through" | "under" | "a" | "hacia" | "desde")
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
    let at = figure.quantity.span.start;
    let told = |span: Span| {
        let first = sentence.text.tokens_in(span).start;
        (first.saturating_sub(2)..first)
            .any(|token| matches!(sentence.lemma(token), "say" | "tell" | "announce" | "report" | "publish" | "release" | "show"))
    };
    let dates = sentence.dates_near(figure.quantity.span).filter(|date| !told(date.span));
    let nearest = dates.min_by_key(|date| date.span.start.abs_diff(at))?;
    nearest.edtf.filter(|edtf| !matches!(edtf, Edtf::Day(_)))
}
