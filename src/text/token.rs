//! Tokens with exact offsets.

use super::{Language, Paragraph, Sentence, Span, Tag, Text};

/// A word, number or mark.
#[derive(Clone, Debug)]
pub struct Token {
    pub span: Span,
    pub tag: Tag,
    pub lemma: Box<str>,
}

/// Paragraphs at blank lines, sentences at stops, tokens at spaces and marks.
pub(super) fn analyse<'a>(content: &'a str, language: &Language) -> Text<'a> {
    let mut text = Text { content, language: language.clone(), paragraphs: Vec::new(), sentences: Vec::new(), tokens: Vec::new() };
    let mut start = 0;
    for block in content.split("\n\n") {
        let first = text.sentences.len();
        let span = Span::new(start, start + block.len());
        let token_start = text.tokens.len();
        let mut word: Option<usize> = None;
        let push = |tokens: &mut Vec<Token>, from: usize, to: usize| {
            let span = Span::new(start + from, start + to);
            let lemma = span.of(content).to_lowercase().into();
            tokens.push(Token {
                span,
                tag: Tag::X,
                lemma,
            });
        };
        for (index, character) in block.char_indices() {
            if character.is_alphanumeric() {
                word.get_or_insert(index);
            } else {
                if let Some(from) = word.take() {
                    push(&mut text.tokens, from, index);
                }
                if !character.is_whitespace() {
                    push(&mut text.tokens, index, index + character.len_utf8());
                }
            }
        }
        if let Some(from) = word {
            push(&mut text.tokens, from, block.len());
        }
        if !block.trim().is_empty() {
            text.sentences.push(Sentence {
                span,
                tokens: token_start..text.tokens.len(),
                paragraph: text.paragraphs.len(),
            });
            text.paragraphs.push(Paragraph {
                span,
                sentences: first..text.sentences.len(),
                heading: false,
            });
        }
        start += block.len() + 2;
    }
    text
}
