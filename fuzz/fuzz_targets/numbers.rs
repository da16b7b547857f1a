//! Text to quantities: each cuts out its words, and is a number.

#![no_main]

use dateline::mention::{name, quantity};
use dateline::text::{Language, analyse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let language = Language(if first % 4 == 0 { "es" } else { "en" }.to_owned());
    let content = String::from_utf8_lossy(rest);
    let text = analyse(&content, &language);
    for found in quantity::recognise(&text, &name::recognise(&text), &[]) {
        assert!(!found.span.of(&content).is_empty());
    }
});
