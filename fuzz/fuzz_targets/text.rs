//! Text to sentences, tokens and clauses: each lies within the one above it, in order.

#![no_main]

use dateline::rules::Rules;
use dateline::text::{Language, analyse};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(Rules::for_reading);

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let language = Language(if first % 4 == 0 { "es" } else { "en" }.to_owned());
    let content = String::from_utf8_lossy(rest);
    let text = analyse(&content, &language);
    let mut end = 0;
    for (index, token) in text.tokens.iter().enumerate() {
        assert!(token.span.start >= end && token.span.end > token.span.start, "tokens follow each other");
        end = token.span.end;
        assert!(!text.word(index).is_empty());
    }
    for sentence in &text.sentences {
        assert!(text.paragraphs[sentence.paragraph].span.contains(sentence.span));
        assert!(sentence.span.contains(text.span_of(sentence.tokens.clone())));
    }
    let names = dateline::mention::name::recognise(&text).spans();
    RULES.clauses(&text, &names, &vec![true; text.sentences.len()]);
});
