//! What holds for any input: no panic, exact spans, the same bytes twice.

use dateline::output::json;
use dateline::source::{Limits, MediaType, Source, decode, decode_text};
use dateline::{Extractor, Options, Record};
use proptest::prelude::*;
use serde_json::Value;
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new(Options { published: "2026-01-20".parse().ok(), language: None }));

/// Every span of a record cuts out the words beside it, in code points.
fn spans_are_exact(record: &Record) {
    let text: Vec<char> = record.article.text.chars().collect();
    let value = serde_json::to_value(record).expect("a record");
    let mut waiting = vec![&value];
    while let Some(value) = waiting.pop() {
        if let (Some(words), Some([start, end])) = (value["text"].as_str(), value["span"].as_array().map(Vec::as_slice)) {
            let cut = text.get(start.as_u64().expect("an offset") as usize..end.as_u64().expect("an offset") as usize);
            assert_eq!(cut.map(|cut| cut.iter().collect::<String>()).as_deref(), Some(words));
        }
        match value {
            Value::Array(items) => waiting.extend(items),
            Value::Object(fields) => waiting.extend(fields.values()),
            _ => {}
        }
    }
}

/// Words that events, names, dates and figures are made of, marks that break them, and letters of more than one byte.
fn news() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Mexico",
        "Peru",
        "the United States",
        "handed over",
        "extradited",
        "was arrested",
        "deported",
        "37",
        "1,250",
        "two dozen",
        "members of",
        "men",
        "Ana Ruiz",
        "Peña Núñez",
        "alias",
        "“La Tuta”",
        "on Monday",
        "last week",
        "in May 2024",
        "2025",
        "said",
        "police",
        "the ministry",
        "according to",
        "to",
        "from",
        "and",
        ",",
        ".",
        ". ",
        "\n\n",
        "%",
        "$4.2 million",
        "kilos of cocaine",
        "the third",
        "such",
        "among them",
        "who",
        "not",
        "denied",
        "will",
        "12 percent",
        "🚔",
        "é",
        "日本",
        "\u{202e}",
        "(",
        ")",
        "\"",
        "’s",
        "-",
        "—",
        "aboard",
        "seven planes",
        "sentenced",
        "to six years",
        "killed",
        "five people",
    ]);
    prop::collection::vec(word, 0..60).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_end_in_a_record_or_a_reason(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        if let Ok(record) = EXTRACTOR.extract_bytes(&bytes) {
            spans_are_exact(&record);
        }
    }

    #[test]
    fn any_text_has_exact_spans(text in "\\PC{0,300}") {
        if let Ok(input) = decode_text(&text, Some(MediaType::Body)) {
            prop_assert_eq!(&input.text, &text);
            spans_are_exact(&EXTRACTOR.extract(&input));
        }
    }

    #[test]
    fn news_has_exact_spans_as_text_and_as_page(text in news()) {
        for (content, media_type) in [(text.clone(), MediaType::Body), (text.clone(), MediaType::Text), (format!("<article><h1>{text}</h1><p>{text}</p></article>"), MediaType::Html)] {
            if let Ok(input) = decode_text(&content, Some(media_type)) {
                let record = EXTRACTOR.extract(&input);
                spans_are_exact(&record);
                prop_assert_eq!(json::line(&record), json::line(&EXTRACTOR.extract(&input)));
            }
        }
    }

    #[test]
    fn any_markup_is_read(parts in prop::collection::vec(prop::sample::select(vec!["<p>", "</p>", "<div class=x>", "</div>", "<table><td>", "<script>", "</script>", "<!--", "-->", "<a href=", "'>", "\">", "&amp;", "&#x110000;", "text here. ", "Police arrested 5 men. ", "<h1>", "<meta property=og:title content=", "<article>", "<svg>", "<li>", "\0", "<", "é"]), 0..120)) {
        if let Ok(input) = decode(&Source::new(parts.concat()), &Limits { media_type: Some(MediaType::Html), ..Limits::default() }) {
            spans_are_exact(&EXTRACTOR.extract(&input));
        }
    }
}
