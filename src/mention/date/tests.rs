//! The passages of `tests/data/dates`, one file for each language: every date with its words and its value.

use super::{Anchor, recognise};
use crate::mention::Names;
use crate::text::{self, Language};

/// A passage with its dates taken out of their brackets.
struct Passage {
    published: String,
    text: String,
    /// Start, end and value of each; no value where the words cannot be placed.
    dates: Vec<(usize, usize, Option<String>)>,
}

fn passages(source: &str) -> Vec<Passage> {
    let mut passages = Vec::new();
    for line in source.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (published, marked) = line.split_once(' ').expect("a day, then the passage");
        let (mut text, mut dates, mut rest) = (String::new(), Vec::new(), marked);
        while let Some((before, after)) = rest.split_once('[') {
            let (inside, behind) = after.split_once(']').expect("a closing bracket");
            let (words, value) = inside.split_once('=').expect("words and value");
            text.push_str(before);
            let start = text.len();
            text.push_str(words);
            dates.push((start, text.len(), Some(value.to_owned()).filter(|value| !value.is_empty())));
            rest = behind;
        }
        text.push_str(rest);
        passages.push(Passage { published: published.to_owned(), text, dates });
    }
    passages
}

/// What differs from the expected dates, passage by passage.
fn differences(source: &str, language: &str) -> Vec<String> {
    let mut differences = Vec::new();
    for passage in passages(source) {
        let text = text::analyse(&passage.text, &Language(language.to_owned()));
        let found = recognise(&text, &Names::default(), passage.published.parse().ok());
        let agrees = found.len() == passage.dates.len()
            && found.iter().zip(&passage.dates).all(|(date, (start, end, value))| {
                date.span.start < *end && *start < date.span.end && date.edtf.map(|edtf| edtf.to_string()) == *value
            });
        if !agrees {
            let found: Vec<String> = found
                .iter()
                .map(|date| format!("[{}={}]", date.span.of(&passage.text), date.edtf.map(|edtf| edtf.to_string()).unwrap_or_default()))
                .collect();
            differences.push(format!("{}: found {}", passage.text, found.join(" ")));
        }
    }
    differences
}

#[test]
fn english_passages() {
    assert_eq!(differences(include_str!("../../../tests/data/dates/en.txt"), "en"), Vec::<String>::new());
}

#[test]
fn spanish_passages() {
    assert_eq!(differences(include_str!("../../../tests/data/dates/es.txt"), "es"), Vec::<String>::new());
}

#[test]
fn relative_dates_without_publication_have_no_value() {
    let text = text::analyse("He fled on Tuesday and was caught last week. Ten years ago he was free.", &Language("en".to_owned()));
    let found = recognise(&text, &Names::default(), None);
    assert_eq!(found.len(), 3);
    assert!(found.iter().all(|date| date.edtf.is_none()));
}

#[test]
fn an_anaphor_points_to_its_date() {
    let text = text::analyse("He was arrested on 3 May 2019. Two days later he was charged.", &Language("en".to_owned()));
    let found = recognise(&text, &Names::default(), None);
    assert_eq!(found.last().and_then(|date| date.anchor), Some(Anchor::Date(0)));
    assert!(found.last().is_some_and(|date| date.anaphoric));
}

#[test]
fn odd_input_is_no_trouble() {
    for odd in [
        "",
        "'",
        "’",
        "1.º",
        "99999999999999999999",
        "31/02/2024",
        "2024-02-30",
        "the the the",
        "–1990s",
        "Feb. 30",
        "0000-00-00",
        "1/1/1/1",
        "thousand thousand thousand",
    ] {
        for language in ["en", "es", "xx", ""] {
            let text = text::analyse(odd, &Language(language.to_owned()));
            let _ = recognise(&text, &Names::default(), "2024-02-29".parse().ok());
        }
    }
    let long = "two thousand and last next 12 May from to of the ".repeat(2000);
    let text = text::analyse(&long, &Language("en".to_owned()));
    let _ = recognise(&text, &Names::default(), "2024-02-29".parse().ok());
}
