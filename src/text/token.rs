//! Words, numbers and marks, with what later stages ask of each.

use super::Span;
use super::tag::{Tag, VerbForm};
use super::vocabulary::WordId;

/// A word, number or mark. Its words are [`super::Text::word`], [`super::Text::lower`] and [`super::Text::lemma`].
#[derive(Clone, Debug)]
pub struct Token {
    pub span: Span,
    pub tag: Tag,
    /// The form of a verb or auxiliary; `None` for all else.
    pub form: VerbForm,
    /// The class that the tagger gave, finer than its tag; an index into the classes of its table.
    pub class: u8,
    /// A noun in the plural.
    pub plural: bool,
    /// A pronoun that can open a relative clause or a question: "who", "which", relative "that".
    pub relative: bool,
    pub shape: Shape,
    /// The word in lower case with plain apostrophes, as a number of [`super::Text::vocabulary`].
    pub lower: WordId,
    /// The dictionary form, as a number of [`super::Text::vocabulary`].
    pub lemma: WordId,
}

/// What the letters of a token look like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape(u8);

impl Shape {
    const CAPITALISED: u8 = 1;
    const ALL_CAPITALS: u8 = 2;
    const DIGITS: u8 = 4;
    const NUMBER: u8 = 8;
    const HYPHEN: u8 = 16;
    const WORD: u8 = 32;
    const SPACE_BEFORE: u8 = 64;

    /// Reads the shape of a word; `space_before` is whether it stands apart from the token before.
    pub fn of(word: &str, space_before: bool) -> Self {
        let (mut bits, mut letters, mut lower, mut digits, mut others) = (0, 0, 0, 0, 0);
        for (index, character) in word.chars().enumerate() {
            if character.is_alphabetic() {
                letters += 1;
                lower += usize::from(!character.is_uppercase());
                if index == 0 && character.is_uppercase() {
                    bits |= Self::CAPITALISED;
                }
            } else if character.is_numeric() {
                digits += 1;
            } else if matches!(character, '-' | '\u{2010}' | '\u{2011}') && index > 0 {
                bits |= Self::HYPHEN;
            } else if !matches!(character, '.' | ',' | ':' | '/') {
                others += 1;
            }
        }
        bits |= Self::ALL_CAPITALS * u8::from(letters > 0 && lower == 0);
        bits |= Self::DIGITS * u8::from(digits > 0);
        bits |= Self::NUMBER * u8::from(digits > 0 && letters == 0 && others == 0);
        bits |= Self::WORD * u8::from(letters > 0 || digits > 0);
        bits |= Self::SPACE_BEFORE * u8::from(space_before);
        Self(bits)
    }

    const fn has(self, bit: u8) -> bool {
        self.0 & bit != 0
    }

    /// Begins with a capital letter.
    pub const fn capitalised(self) -> bool {
        self.has(Self::CAPITALISED)
    }

    /// Has letters, all of them capitals.
    pub const fn all_capitals(self) -> bool {
        self.has(Self::ALL_CAPITALS)
    }

    /// Has a digit.
    pub const fn has_digits(self) -> bool {
        self.has(Self::DIGITS)
    }

    /// Digits and the marks within numbers, nothing else: "1,715", "9.4", "10-12".
    pub const fn number(self) -> bool {
        self.has(Self::NUMBER)
    }

    /// Has a hyphen within it.
    pub const fn hyphenated(self) -> bool {
        self.has(Self::HYPHEN)
    }

    /// Has a letter or a digit: it is no mark.
    pub const fn word(self) -> bool {
        self.has(Self::WORD)
    }

    /// Stands apart from the token before it.
    pub const fn space_before(self) -> bool {
        self.has(Self::SPACE_BEFORE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        assert!(Shape::of("Z-40", true).capitalised() && Shape::of("Z-40", true).hyphenated());
        assert!(Shape::of("1,715", true).number() && !Shape::of("Z-40", true).number());
        assert!(Shape::of("U.S.", true).all_capitals() && !Shape::of("Us", true).all_capitals());
        assert!(!Shape::of("—", true).word());
    }
}
