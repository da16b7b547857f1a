//! The words that say on whose word something stands, by language; data under `lexicons/<language>/attribution.tsv`.

use crate::text::{Language, Text};
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// "said": its subject says something.
    Say,
    /// "shows", "puts": its subject is data, or those who gathered it.
    Show,
    /// "estimates", "puts": whoever is its subject gives a figure.
    Judge,
    /// "offers": with a sum behind it, its subject is whose figure it is.
    Offer,
    /// "claimed", "wrote": with a number behind it, it says nothing.
    Deed,
    /// "official", "forensic": says what sort of data it is, not whose.
    Sort,
    /// "records", "documents": data that are named by what they are.
    Papers,
    /// "expected by", "compiled by": its by-phrase gives a figure.
    Reckon,
    /// "according to".
    According,
    /// "figures", "survey": a collection of figures, whose maker is the source.
    Data,
    /// "by", "from": before the maker.
    Maker,
    /// "ministry", "researchers": those who count and report.
    Body,
    Channel,
}

struct Phrase {
    words: Vec<String>,
    class: Class,
}

/// The phrases of one language by their first word, the longest first.
pub struct Words(FxHashMap<String, Vec<Phrase>>);

static WORDS: [LazyLock<Words>; 2] = [
    LazyLock::new(|| Words::read(include_str!("../../../lexicons/en/attribution.tsv"))),
    LazyLock::new(|| Words::read(include_str!("../../../lexicons/es/attribution.tsv"))),
];
const LANGUAGES: [&str; 2] = ["en", "es"];

impl Words {
    /// The words of a language; of English where there is no folder for it.
    pub fn of(language: &Language) -> &'static Words {
        let at = LANGUAGES.iter().position(|name| *name == language.primary()).unwrap_or(0);
        &WORDS[at]
    }

    fn read(file: &str) -> Self {
        let mut phrases: FxHashMap<String, Vec<Phrase>> = FxHashMap::default();
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let Some((form, class)) = line.split_once('\t') else { continue };
            let class = match class {
                "say" => Class::Say,
                "show" => Class::Show,
                "judge" => Class::Judge,
                "offer" => Class::Offer,
                "deed" => Class::Deed,
                "sort" => Class::Sort,
                "papers" => Class::Papers,
                "reckon" => Class::Reckon,
                "according" => Class::According,
                "data" => Class::Data,
                "maker" => Class::Maker,
                "body" => Class::Body,
                "channel" => Class::Channel,
                _ => continue,
            };
            let words: Vec<String> = form.to_lowercase().split(' ').map(str::to_owned).collect();
            if let Some(first) = words.first() {
                phrases.entry(first.clone()).or_default().push(Phrase { words, class });
            }
        }
        for list in phrases.values_mut() {
            list.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        Self(phrases)
    }

    /// How many tokens the longest phrase of one class takes at a token; the forms of a verb need not all be listed.
    pub fn at(&self, text: &Text, token: usize, class: Class, sentence: &Range<usize>) -> Option<usize> {
        if !sentence.contains(&token) {
            return None;
        }
        let matches = |first: &str| {
            self.0.get(first)?.iter().filter(|phrase| phrase.class == class).find_map(|phrase| {
                let rest = phrase.words[1..].iter().enumerate();
                let fits =
                    rest.map(|(index, word)| (token + 1 + index, word)).all(|(at, word)| sentence.contains(&at) && text.lower(at) == word);
                fits.then_some(phrase.words.len())
            })
        };
        matches(text.lower(token)).or_else(|| matches(text.lemma(token)))
    }
}
