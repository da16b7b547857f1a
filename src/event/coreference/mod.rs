//! Whom pronouns and bare descriptions mean: "he", "his", "the 55-year-old lawyer".
//!
//! One pass over the text in reading order. Each naming of a person brings that person to the fore, and so does each pronoun once
//! it is read; a pronoun means the person of its gender who stands foremost: named or meant lately, as subject rather than
//! under a preposition, one to whom the story's events happen rather than one who speaks about them.

mod profile;
mod reader;
mod several;

use super::Analysis;
use super::draft::Participant;
use rustc_hash::FxHashMap;

pub use profile::{acts_by_role, speaks_by_role};

/// The person that each pronoun and each bare description means, by token.
#[derive(Debug, Default)]
pub struct References {
    people: FxHashMap<usize, Participant>,
    several: FxHashMap<usize, Vec<Participant>>,
}

impl References {
    /// Whom the pronoun or the description headed by `token` means.
    pub fn person(&self, token: usize) -> Option<&Participant> {
        self.people.get(&token)
    }

    /// Whom "they", "both", "the two men" means, by the token of the pronoun or the last of the description.
    pub fn several(&self, token: usize) -> &[Participant] {
        self.several.get(&token).map_or(&[], Vec::as_slice)
    }

    /// Everything that was read, in order: the token, and whom it means.
    pub fn all(&self) -> Vec<(usize, Vec<&Participant>)> {
        let one = self.people.iter().map(|(token, participant)| (*token, vec![participant]));
        let several = self.several.iter().map(|(token, participants)| (*token, participants.iter().collect()));
        let mut all: Vec<_> = one.chain(several).collect();
        all.sort_unstable_by_key(|(token, _)| *token);
        all
    }
}

/// Reads every pronoun and bare description of an article.
pub fn resolve(analysis: Analysis) -> References {
    if analysis.text.language.primary() != "en" || analysis.mentions.names.people.is_empty() {
        return References::default();
    }
    let mut reader = reader::Reader::new(analysis);
    for sentence in 0..analysis.text.sentences.len() {
        reader.read(sentence);
    }
    reader.references
}

#[cfg(test)]
mod tests {
    use crate::article;
    use crate::{Extractor, Options};

    /// Text, the pronoun or last word of a description (its last appearance counts), and whom it means.
    const READINGS: &[(&str, &str, &[&str])] = &[
        (
            "Omar Lund was extradited on Monday. His lawyer, Rolf Beck, announced an appeal. He had been arrested in May.",
            "He",
            &["Omar Lund"],
        ),
        ("Police arrested Ana Ruiz in June. Judge Karl Moser said she would be deported.", "she", &["Ana Ruiz"]),
        ("Karl Moser met Ana Ruiz in Bonn. She was arrested the next day.", "She", &["Ana Ruiz"]),
        ("Omar Lund was flown to Oslo. Prosecutor Ida Holm said the 54-year-old was sentenced in his absence.", "old", &["Omar Lund"]),
        ("Mary Cole and Peter Cole were jailed on Friday. Both had been found guilty in April.", "Both", &["Mary Cole", "Peter Cole"]),
        ("Mary Cole, 41, and Peter Cole, 39, were arrested. The two were charged on Monday.", "two", &["Mary Cole", "Peter Cole"]),
        (
            "Omar Lund and Ivan Moss stood side by side. Moss was arrested. Lund was in jail already, and he stayed there.",
            "he",
            &["Omar Lund"],
        ),
        ("Rain fell all day. He was arrested.", "He", &[]),
    ];

    #[test]
    fn pronouns_and_descriptions_mean_whom_a_reader_takes_them_to_mean() {
        let extractor = Extractor::new(Options::default());
        for (text, word, wanted) in READINGS {
            let article = article::from_body(text);
            let found: Vec<String> = extractor.analyse(&article, &Options::default(), |analysis| {
                let text = analysis.text;
                let token = (0..text.tokens.len()).rev().find(|token| text.word(*token).ends_with(word)).expect("the word is there");
                let one = analysis.references.person(token).into_iter();
                let all = one.chain(analysis.references.several(token));
                all.map(|participant| analysis.mentions.names.people[participant.person].name.clone()).collect()
            });
            assert_eq!(found, *wanted, "{text}");
        }
    }
}
