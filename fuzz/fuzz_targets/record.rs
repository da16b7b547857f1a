//! Bytes to a record and all its forms: spans are exact, and nothing that is printed commands a terminal or adds markup.

#![no_main]

use dateline::output::{json, report, sanitize, summary, tables};
use dateline::source::{Limits, Source, decode};
use dateline::{Extractor, Options};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new(Options { published: "2026-01-20".parse().ok(), language: None }));

fuzz_target!(|data: &[u8]| {
    let Ok(input) = decode(&Source::new(data), &Limits::default()) else { return };
    let record = EXTRACTOR.extract(&input);
    let text: Vec<char> = record.article.text.chars().collect();
    let value: Value = serde_json::from_str(&json::line(&record)).expect("a record is JSON");
    let mut waiting = vec![&value];
    while let Some(value) = waiting.pop() {
        if let (Some(words), Some([start, end])) = (value["text"].as_str(), value["span"].as_array().map(Vec::as_slice)) {
            let at = |offset: &Value| offset.as_u64().expect("an offset") as usize;
            let cut = text.get(at(start)..at(end)).map(|cut| cut.iter().collect::<String>());
            assert_eq!(cut.as_deref(), Some(words));
        }
        match value {
            Value::Array(items) => waiting.extend(items),
            Value::Object(fields) => waiting.extend(fields.values()),
            _ => {}
        }
    }
    for line in summary::summary(&record).lines() {
        assert_eq!(sanitize::terminal(line), line, "a terminal is safe");
    }
    assert!(!report::section(&record, 1).contains("<script"), "a page is text");
    tables::rows(&record);
});
