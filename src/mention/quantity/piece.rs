//! A sentence cut into words, figures and marks, finely enough for numbers: "$4.2m" is a mark, a figure and a word.
//!
//! The cut does not depend on how the tokens fall, so that lexicon entries and text are always cut alike.

use super::figure;
use crate::text::Span;
use std::borrow::Cow;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    Word,
    Figure,
    Mark,
}

/// A word, a figure with its separators, or a single mark.
#[derive(Clone, Debug)]
pub struct Piece<'a> {
    pub span: Span,
    pub text: &'a str,
    pub lower: Cow<'a, str>,
    pub kind: PieceKind,
    /// No white space stands before it.
    pub glued: bool,
}

impl Piece<'_> {
    /// Whether it begins with a capital letter.
    pub fn capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }
}

/// Cuts one stretch of a text.
pub fn cut(content: &str, span: Span) -> Vec<Piece<'_>> {
    let part = span.of(content);
    let mut pieces = Vec::new();
    let mut glued = false;
    let mut at = 0;
    while let Some(character) = part[at..].chars().next() {
        if character.is_whitespace() {
            glued = false;
            at += character.len_utf8();
            continue;
        }
        let opens = pieces.last().is_none_or(|piece: &Piece| !glued || matches!(piece.text, "(" | "$" | "£" | "€" | "-" | "−"));
        let (kind, length) = if character.is_ascii_digit() {
            (PieceKind::Figure, figure::length(&part[at..]))
        } else if character == '.' && opens && part[at + 1..].starts_with(|next: char| next.is_ascii_digit()) {
            // ".5 percent": a figure without its nought.
            (PieceKind::Figure, 1 + figure::length(&part[at + 1..]))
        } else if is_letter(character) {
            let rest = &part[at..];
            (PieceKind::Word, rest.find(|next: char| !is_letter(next)).unwrap_or(rest.len()))
        } else {
            (PieceKind::Mark, character.len_utf8())
        };
        let text = &part[at..at + length];
        let lower = if text.chars().any(char::is_uppercase) { Cow::Owned(text.to_lowercase()) } else { Cow::Borrowed(text) };
        pieces.push(Piece { span: Span::new(span.start + at, span.start + at + length), text, lower, kind, glued });
        glued = true;
        at += length;
    }
    pieces
}

fn is_letter(character: char) -> bool {
    character.is_alphabetic() || matches!(character, '²' | '³' | '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_keep_their_separators() {
        let cut_texts =
            |text: &str| -> Vec<String> { cut(text, Span::new(0, text.len())).iter().map(|piece| piece.text.to_owned()).collect() };
        assert_eq!(cut_texts("up $4.2m, or 12,028."), ["up", "$", "4.2", "m", ",", "or", "12,028", "."]);
        assert_eq!(cut_texts("the 1 054 and 4\u{a0}812"), ["the", "1 054", "and", "4\u{a0}812"]);
        assert_eq!(cut_texts("in 2024 300 died"), ["in", "2024", "300", "died"]);
        assert_eq!(cut_texts("12 de cada 20%"), ["12", "de", "cada", "20", "%"]);
        assert_eq!(cut_texts("a .5 per cent rise.5 stay"), ["a", ".5", "per", "cent", "rise", ".", "5", "stay"]);
    }
}
