//! What a figure is set against: "fell from 12 to 9", "up from 52", "compared with 40 a year earlier".
//!
//! Both figures are statistics; the newer level carries the other one. The word before the older figure decides: "from" beside a level
//! or a direction, or a word that compares.

use super::figure::Figure;
use super::sentence::Sentence;
use crate::mention::quantity::QuantityKind;

/// How many figures a comparison may reach over: "rose 4 percent, to $37, from $36".
const OVER: usize = 3;

/// How the word before a figure sets it against another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Against {
    /// "from": the level before.
    From,
    /// "compared with", "against", "than the".
    Compared,
}

/// For each figure the index of the figure that it is compared to.
pub fn comparisons(sentences: &[Sentence], figures: &[Figure]) -> Vec<Option<usize>> {
    let mut compared = vec![None; figures.len()];
    for older in 0..figures.len() {
        let Some(sentence) = sentences.get(figures[older].sentence) else { continue };
        if let Some(newer) = newer_than(sentence, figures, older)
            && compared[newer].is_none()
        {
            compared[newer] = Some(older);
        }
    }
    compared
}

/// The figure that is set against an older one.
fn newer_than(sentence: &Sentence, figures: &[Figure], older: usize) -> Option<usize> {
    let against = against(sentence, &figures[older])?;
    let same = |index: &usize| alike(&figures[*index], &figures[older]) && figures[*index].movement.change.is_none();
    let before =
        || (older.saturating_sub(OVER)..older).rev().filter(|index| figures[*index].sentence == figures[older].sentence).find(same);
    let after = || {
        let near = (older + 1..figures.len().min(older + 1 + OVER)).filter(|index| figures[*index].sentence == figures[older].sentence);
        near.filter(|index| follows_to(sentence, &figures[*index])).find(same)
    };
    match against {
        Against::From => after().or_else(before),
        // "Compared with 40 a year earlier, 52 were killed."
        Against::Compared if opens(sentence, &figures[older]) => {
            let next = Some(older + 1).filter(|next| figures.get(*next).is_some_and(|figure| figure.sentence == figures[older].sentence));
            next.filter(same)
        }
        Against::Compared => before(),
    }
}

/// The first token of a figure with its qualifier, and articles and the like before it.
fn first_token(sentence: &Sentence, figure: &Figure) -> usize {
    let number = sentence.text.tokens_in(figure.quantity.span).start;
    let qualifier = figure.quantity.qualifier_span.map_or(number, |span| sentence.text.tokens_in(span).start.min(number));
    let leads = |word: &str| matches!(word, "a" | "an" | "the" | "just" | "only" | "some" | "its" | "their" | "his" | "her");
    let mut start = qualifier;
    while start > sentence.tokens.start && leads(sentence.lower(start - 1)) {
        start -= 1;
    }
    start
}

fn against(sentence: &Sentence, figure: &Figure) -> Option<Against> {
    let start = first_token(sentence, figure);
    let word = |back: usize| start.checked_sub(back).map_or("", |token| sentence.lower(token));
    match word(1) {
        "from" if figure.movement.level || matches!(word(2), "up" | "down") => Some(Against::From),
        "with" | "to" if matches!(word(2), "compared" | "comparison" | "opposed") => Some(Against::Compared),
        "against" | "versus" | "vs" => Some(Against::Compared),
        "than" if figure.quantity.of.is_none() || start < sentence.text.tokens_in(figure.quantity.span).start => Some(Against::Compared),
        _ => None,
    }
}

/// Whether the comparison opens the sentence, before what it is set against.
fn opens(sentence: &Sentence, figure: &Figure) -> bool {
    let start = first_token(sentence, figure);
    start.saturating_sub(sentence.tokens.start) <= 2
}

/// "to 9", "reached 9": the level that something came to.
fn follows_to(sentence: &Sentence, figure: &Figure) -> bool {
    let start = first_token(sentence, figure);
    start.checked_sub(1).is_some_and(|to| sentence.lower(to) == "to")
}

/// Whether two figures measure in the same unit; a bare number takes that of the other.
fn alike(newer: &Figure, older: &Figure) -> bool {
    let kinds = newer.quantity.kind == older.quantity.kind
        || matches!((newer.quantity.kind, older.quantity.kind), (_, QuantityKind::Count)) && older.quantity.unit.is_none();
    let units = match (&newer.unit, &older.unit) {
        (Some(newer), Some(older)) => newer == older,
        _ => true,
    };
    kinds && units
}
