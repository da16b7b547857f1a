//! Whether a person is spoken of as a man or a woman: by the title or noun beside the name, else by how the given name is borne.

use super::Analysis;
use crate::lexicon;
use crate::mention::Name;
use crate::text::{Tag, Text};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// How a person is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    Man,
    Woman,
}

/// A given name counts as a man's or a woman's from this share of its bearers on, in percent.
const CLEAR: u8 = 85;
/// How common a given name must be for its bearers' gender to hold for a stranger: the lists know rare names of few countries.
const COMMON: u8 = 8;
/// How many words before a name may describe it.
const BESIDE: usize = 3;
/// How far before a name the plural may stand that describes its list.
const LIST: usize = 12;

static NOUNS: LazyLock<FxHashMap<&'static str, Gender>> = LazyLock::new(|| {
    let rows = include_str!("../../lexicons/en/gendered_nouns.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split_once('\t'))
        .map(|(form, gender)| (form, if gender == "f" { Gender::Woman } else { Gender::Man }))
        .collect()
});

/// The gender that a pronoun or noun tells.
pub fn of_word(text: &Text, token: usize) -> Option<Gender> {
    NOUNS.get(text.lower(token)).or_else(|| NOUNS.get(text.lemma(token))).copied()
}

/// The gender that one naming of a person tells: "Ms Lind", "the actress Ana Lind".
pub fn of_naming(analysis: Analysis, name: &Name) -> Option<Gender> {
    let text = analysis.text;
    let first = text.tokens_in(name.span).start;
    let described = |token: &usize| matches!(text.tokens[*token].tag, Tag::Noun | Tag::Propn | Tag::Adj);
    let beside = (first.saturating_sub(BESIDE)..first).rev().take_while(described).find_map(|token| of_word(text, token));
    beside.or_else(|| of_list(text, first))
}

/// "his sisters Ana and Sonja": of every name in a list what the plural before it tells.
fn of_list(text: &Text, name: usize) -> Option<Gender> {
    let listed = |token: &usize| {
        let joint = matches!(text.lower(*token), "and" | ",") && text.tokens[token.saturating_sub(1)].tag == Tag::Propn;
        joint || text.tokens[*token].tag == Tag::Propn
    };
    let start = (name.saturating_sub(LIST)..name).rev().take_while(listed).last()?;
    let noun = start.checked_sub(1).filter(|noun| text.tokens[*noun].tag == Tag::Noun && text.lemma(*noun) != text.lower(*noun))?;
    of_word(text, noun)
}

/// The gender that a full name tells by its first part.
pub fn of_full_name(name: &str) -> Option<Gender> {
    let mut parts = name.split_whitespace();
    let first = parts.next()?;
    parts.next()?;
    let given = lexicon::given_name(&lexicon::name_key(first)).filter(|given| given.class >= COMMON)?;
    match given.female? {
        percent if percent >= CLEAR => Some(Gender::Woman),
        percent if percent <= 100 - CLEAR => Some(Gender::Man),
        _ => None,
    }
}
