//! The word lists of a language that cutting text into sentences and tokens needs, from `lexicons/<language>/`.

use super::Language;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// What may follow a word that is written with a full stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// "Mr.": a name follows, never a new sentence.
    Title,
    /// "No.": an abbreviation only before a number.
    Number,
    /// "Inc.", "Jan.": a sentence ends here if the next word can only begin one.
    Any,
}

/// The closed word lists of one language.
#[derive(Debug)]
pub struct Words {
    abbreviations: FxHashMap<&'static str, Abbreviation>,
    starters: FxHashSet<&'static str>,
    saying_verbs: FxHashSet<&'static str>,
    double_objects: FxHashSet<&'static str>,
    clitics: Vec<&'static str>,
}

static ENGLISH: LazyLock<Words> = LazyLock::new(|| {
    Words::parse(
        include_str!("../../lexicons/en/abbreviations.txt"),
        include_str!("../../lexicons/en/sentence_starters.txt"),
        include_str!("../../lexicons/en/saying_verbs.txt"),
        include_str!("../../lexicons/en/double_objects.txt"),
        include_str!("../../lexicons/en/clitics.txt"),
    )
});

static SPANISH: LazyLock<Words> = LazyLock::new(|| {
    Words::parse(
        include_str!("../../lexicons/es/abbreviations.txt"),
        include_str!("../../lexicons/es/sentence_starters.txt"),
        include_str!("../../lexicons/es/saying_verbs.txt"),
        "",
        include_str!("../../lexicons/es/clitics.txt"),
    )
});

/// The lines of a word list, without comments.
pub fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

impl Words {
    /// The lists of a language; those of English where it has none.
    pub fn of(language: &Language) -> &'static Self {
        match language.primary() {
            "es" => &SPANISH,
            _ => &ENGLISH,
        }
    }

    fn parse(
        abbreviations: &'static str,
        starters: &'static str,
        saying_verbs: &'static str,
        double_objects: &'static str,
        clitics: &'static str,
    ) -> Self {
        let class = |line: &'static str| {
            let (class, form) = line.split_once('\t')?;
            let class = match class {
                "t" => Abbreviation::Title,
                "n" => Abbreviation::Number,
                _ => Abbreviation::Any,
            };
            Some((form, class))
        };
        Self {
            abbreviations: entries(abbreviations).filter_map(class).collect(),
            starters: entries(starters).collect(),
            saying_verbs: entries(saying_verbs).collect(),
            double_objects: entries(double_objects).collect(),
            clitics: entries(clitics).collect(),
        }
    }

    /// The class of a word that stands before a full stop.
    pub fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        self.abbreviations.get(word).copied()
    }

    /// Whether a word that is capitalised in mid-sentence can only begin a new one.
    pub fn begins_sentences(&self, lower: &str) -> bool {
        self.starters.contains(lower)
    }

    /// Whether a form is that of a verb that reports speech.
    pub fn reports_speech(&self, lower: &str) -> bool {
        self.saying_verbs.contains(lower)
    }

    /// Whether a verb, by its lemma, has a receiver beside its object, who becomes the subject of its passive: "was given ten years".
    pub fn takes_two_objects(&self, lemma: &str) -> bool {
        self.double_objects.contains(lemma)
    }

    /// The bytes of the word's ending that are a token of their own ("n't", "'s"); apostrophes must be plain.
    pub fn clitic(&self, lower: &str) -> Option<usize> {
        let found = self.clitics.iter().find(|clitic| lower.len() > clitic.len() && lower.ends_with(**clitic))?;
        Some(found.len())
    }
}
