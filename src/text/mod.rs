//! Article text to sentences, tokens and clauses: everything that the later stages know about language.
//!
//! [`analyse`] cuts the text into paragraphs, sentences and tagged tokens; [`clause::clauses`] parses the sentences
//! that are asked for and hands out verb groups and event nouns with their slots. Rules see clauses, never strings.

mod aside;
pub mod clause;
pub mod grammar;
pub mod lemma;
pub mod net;
pub mod parsing;
pub mod quotation;
mod segment;
mod sentence;
pub mod sorted;
pub mod span;
pub mod tag;
pub mod tagger;
mod tagging;
pub mod token;
mod tokenize;
pub mod train;
pub mod tree;
pub mod vocabulary;
pub mod weights;
pub mod words;

use std::ops::Range;

pub use clause::{Clause, ClauseKind, Clauses, Slot, Voice};
pub use span::{Offsets, Span};
pub use tag::{Tag, VerbForm};
pub use token::{Shape, Token};
pub use vocabulary::{Vocabulary, WordId};
pub use words::Words;

/// A BCP 47 language, of which the first subtag picks the folder of rules and lexicons ("en", "es").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language(pub String);

impl Language {
    /// The primary subtag in lower case: "en" for "en-GB".
    pub fn primary(&self) -> &str {
        self.0.split(['-', '_']).next().unwrap_or("")
    }
}

/// An analysed text. Token and sentence indices run through the whole text.
#[derive(Debug)]
pub struct Text<'a> {
    pub content: &'a str,
    pub language: Language,
    pub paragraphs: Vec<Paragraph>,
    pub sentences: Vec<Sentence>,
    pub tokens: Vec<Token>,
    /// The distinct words and lemmas that the tokens point to.
    pub vocabulary: Vocabulary,
}

/// A block of text between blank lines.
#[derive(Clone, Debug)]
pub struct Paragraph {
    pub span: Span,
    /// Indices into [`Text::sentences`].
    pub sentences: Range<usize>,
    /// A heading inside the body: short, without a final stop. Events are not read from it.
    pub heading: bool,
}

/// A sentence, or a line that stands for one.
#[derive(Clone, Debug)]
pub struct Sentence {
    pub span: Span,
    /// Indices into [`Text::tokens`].
    pub tokens: Range<usize>,
    /// Index into [`Text::paragraphs`].
    pub paragraph: usize,
}

impl<'a> Text<'a> {
    /// The words of one token.
    pub fn word(&self, token: usize) -> &'a str {
        self.tokens[token].span.of(self.content)
    }

    /// One token in lower case, with plain apostrophes.
    pub fn lower(&self, token: usize) -> &str {
        self.vocabulary.word(self.tokens[token].lower)
    }

    /// The dictionary form of one token, in lower case.
    pub fn lemma(&self, token: usize) -> &str {
        self.vocabulary.word(self.tokens[token].lemma)
    }

    /// Takes over which paragraphs the page marks as headings, in order.
    pub fn mark_headings(&mut self, headings: &[bool]) {
        for (paragraph, marked) in self.paragraphs.iter_mut().zip(headings) {
            paragraph.heading |= marked;
        }
    }

    /// The words from the first to the last token of a range.
    pub fn span_of(&self, tokens: Range<usize>) -> Span {
        if tokens.is_empty() {
            let at = self.tokens.get(tokens.start).map_or(self.content.len(), |token| token.span.start);
            return Span::new(at, at);
        }
        Span::new(self.tokens[tokens.start].span.start, self.tokens[tokens.end - 1].span.end)
    }

    /// The tokens that a span of bytes touches.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        start..end.max(start)
    }

    /// The sentence that holds a byte (the last one that begins at or before it).
    pub fn sentence_at(&self, byte: usize) -> Option<usize> {
        self.sentences.partition_point(|sentence| sentence.span.start <= byte).checked_sub(1)
    }
}

/// Cuts a text into paragraphs, sentences and tagged tokens.
pub fn analyse<'a>(content: &'a str, language: &Language) -> Text<'a> {
    let mut text = sentence::split(content, language);
    tagging::tag(&mut text);
    text
}
