//! The learned tables of one language, in the file in which they ship: a text that says where they come from, then sections
//! that are read in place.

use super::Language;
use super::net::model::Model;
use super::tag::{Tag, VerbForm};
use super::weights::{Weights, hash_word};
use std::sync::LazyLock;

static ENGLISH_TAGGER: LazyLock<Option<TaggerTable>> = LazyLock::new(|| TaggerTable::read(include_bytes!("../../models/english.tagger")));

static ENGLISH_PARSER: LazyLock<Option<Model>> = LazyLock::new(|| Model::read(include_bytes!("../../models/english.parser")));

/// The parser of a language, if it has one; it understands the classes of [`tagger`].
pub fn parser(language: &Language) -> Option<&'static Model<'static>> {
    match language.primary() {
        "en" => ENGLISH_PARSER.as_ref(),
        _ => None,
    }
}

/// The tagger of a language, if it has one.
pub fn tagger(language: &Language) -> Option<&'static TaggerTable<'static>> {
    match language.primary() {
        "en" => ENGLISH_TAGGER.as_ref(),
        _ => None,
    }
}

/// Sections of bytes, each after its length (u32, little endian).
pub fn split_sections(mut bytes: &[u8]) -> Vec<&[u8]> {
    let mut sections = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk::<4>() {
        let Some((section, rest)) = rest.split_at_checked(u32::from_le_bytes(*length) as usize) else { break };
        sections.push(section);
        bytes = rest;
    }
    sections
}

/// The inverse of [`split_sections`].
pub fn join_sections(sections: &[&[u8]]) -> Vec<u8> {
    sections.iter().flat_map(|section| (section.len() as u32).to_le_bytes().into_iter().chain(section.iter().copied())).collect()
}

/// What the classes of a tagger mean.
#[derive(Clone, Debug)]
pub struct Class {
    pub tag: Tag,
    pub form: VerbForm,
    /// The treebank's own finer tag, by which the classes of one tag differ.
    pub fine: Box<str>,
}

impl Class {
    /// Reads "VERB/VBD".
    pub fn read(name: &str) -> Self {
        let (coarse, fine) = name.split_once('/').unwrap_or((name, ""));
        let tag = match coarse {
            "ADJ" => Tag::Adj,
            "ADP" => Tag::Adp,
            "ADV" => Tag::Adv,
            "AUX" => Tag::Aux,
            "CCONJ" => Tag::Cconj,
            "DET" => Tag::Det,
            "INTJ" => Tag::Intj,
            "NOUN" => Tag::Noun,
            "NUM" => Tag::Num,
            "PART" => Tag::Part,
            "PRON" => Tag::Pron,
            "PROPN" => Tag::Propn,
            "PUNCT" => Tag::Punct,
            "SCONJ" => Tag::Sconj,
            "SYM" => Tag::Sym,
            "VERB" => Tag::Verb,
            _ => Tag::X,
        };
        let form = match fine {
            "VB" => VerbForm::Base,
            "VBD" => VerbForm::Past,
            "VBN" => VerbForm::PastParticiple,
            "VBG" => VerbForm::Gerund,
            "VBP" => VerbForm::Present,
            "VBZ" => VerbForm::ThirdPerson,
            "MD" => VerbForm::Modal,
            _ => VerbForm::None,
        };
        Self { tag, form: if tag.verbal() { form } else { VerbForm::None }, fine: fine.into() }
    }
}

/// What is known of words beforehand: the hash of a word to the set of classes it can have, as a number.
#[derive(Clone, Copy, Debug)]
pub struct Lexical<'a> {
    hashes: &'a [u8],
    sets: &'a [u8],
}

impl<'a> Lexical<'a> {
    pub fn read(bytes: &'a [u8]) -> Self {
        let count = bytes.len() / 6;
        let (hashes, sets) = bytes.split_at(count * 4);
        Self { hashes, sets }
    }

    /// Writes hashes with their sets.
    pub fn write(entries: &std::collections::BTreeMap<u32, u16>) -> Vec<u8> {
        let hashes = entries.keys().flat_map(|hash| hash.to_le_bytes());
        hashes.chain(entries.values().flat_map(|set| set.to_le_bytes())).collect()
    }

    /// The set of a word in lower case; 0 if it is unknown.
    pub fn set(&self, lower: &str) -> u32 {
        let hash = hash_word(lower);
        let count = self.hashes.len() / 4;
        let at = |index: usize| match self.hashes.get(index * 4..index * 4 + 4) {
            Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
            _ => u32::MAX,
        };
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = (low + high) / 2;
            if at(middle) < hash {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if low < count
            && at(low) == hash
            && let Some(&[a, b]) = self.sets.get(low * 2..low * 2 + 2)
        {
            return u32::from(u16::from_le_bytes([a, b]));
        }
        0
    }
}

/// The tagger of a language.
#[derive(Debug)]
pub struct TaggerTable<'a> {
    pub classes: Vec<Class>,
    pub weights: Weights<'a>,
    pub lexical: Lexical<'a>,
}

impl<'a> TaggerTable<'a> {
    /// Sections: provenance, names of the classes, weights, lexicon.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let sections = split_sections(bytes);
        let [_, names, weights, lexical] = sections.as_slice() else { return None };
        let classes = std::str::from_utf8(names).ok()?.lines().map(Class::read).collect();
        Some(Self { classes, weights: Weights::read(weights)?, lexical: Lexical::read(lexical) })
    }
}
