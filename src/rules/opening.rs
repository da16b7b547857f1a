//! Which sentences are worth parsing: those that hold all the words of a trigger and all that its rule cannot do without, or the words of a
//! pattern. Parsing costs more than everything else together, and most sentences of most articles can fire no rule.

use super::compile::Trigger;
use super::pattern::Pattern;
use crate::text::{Tag, Text, WordId};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A word that can begin a match, and what must stand in the sentence beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Opening {
    key: Key,
    /// Of each list one word.
    beside: Vec<Vec<Box<str>>>,
    /// The rule that it triggers; patterns ask for nothing but their words.
    rule: Option<usize>,
}

/// How the word must stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    /// The dictionary form of a verb.
    Verb,
    /// The dictionary form of a noun.
    Noun,
    /// The word as written, of any class.
    Word,
}

/// The openings of all rules of a language, by word.
#[derive(Debug, Default)]
pub(super) struct Openings {
    by_word: FxHashMap<Box<str>, Vec<Opening>>,
    /// A pattern begins with any word of a class.
    anything: bool,
}

impl Openings {
    pub fn of<'p>(triggers: &FxHashMap<(bool, Box<str>), Vec<Trigger>>, patterns: impl Iterator<Item = &'p Pattern>) -> Self {
        let mut openings = Self::default();
        for ((verb, word), triggers) in triggers {
            for trigger in triggers {
                let beside = trigger.words.iter().filter(|other| *other != word).map(|other| vec![other.clone()]).collect();
                openings.add(word, Opening { key: if *verb { Key::Verb } else { Key::Noun }, beside, rule: Some(trigger.rule) });
            }
        }
        for pattern in patterns {
            openings.anything |= pattern.begins_with_class();
            let mut needed = pattern.needed_words();
            let first = needed.next().unwrap_or_default();
            let beside: Vec<_> = needed.collect();
            for word in &first {
                openings.add(word, Opening { key: Key::Word, beside: beside.clone(), rule: None });
            }
        }
        openings
    }

    fn add(&mut self, word: &str, opening: Opening) {
        let known = self.by_word.entry(word.into()).or_default();
        if !known.contains(&opening) {
            known.push(opening);
        }
    }

    /// The openings among the words of one text.
    pub fn within<'o>(&'o self, text: &Text) -> TextOpenings<'o> {
        let by_word = text.vocabulary.iter().map(|word| self.by_word.get(word).map_or(&[][..], Vec::as_slice)).collect();
        TextOpenings { by_word, anything: self.anything }
    }
}

/// The openings among the words of one text, by the word's number.
pub(super) struct TextOpenings<'o> {
    by_word: Vec<&'o [Opening]>,
    anything: bool,
}

impl TextOpenings<'_> {
    /// Whether a sentence holds the words of a rule or pattern of those that are `asked` about.
    pub fn any(&self, text: &Text, sentence: usize, mut asked: impl FnMut(Option<usize>) -> bool) -> bool {
        let tokens = text.sentences[sentence].tokens.clone();
        tokens.clone().any(|token| self.opens(text, token, tokens.clone(), &mut asked)) || self.anything && asked(None)
    }

    fn opens(&self, text: &Text, token: usize, sentence: Range<usize>, asked: &mut impl FnMut(Option<usize>) -> bool) -> bool {
        let (tag, lower, lemma) = (text.tokens[token].tag, text.tokens[token].lower, text.tokens[token].lemma);
        let mut open = |word: WordId, fits: &dyn Fn(Key) -> bool| {
            let openings = self.by_word.get(word.index()).copied().unwrap_or_default();
            openings.iter().any(|opening| {
                fits(opening.key) && opening.beside.iter().all(|words| holds(text, sentence.clone(), words)) && asked(opening.rule)
            })
        };
        open(lower, &|key| key == Key::Word)
            || open(lemma, &|key| match key {
                Key::Verb => tag.verbal(),
                Key::Noun => tag == Tag::Noun,
                Key::Word => false,
            })
    }
}

/// Whether one of the words stands in a sentence, as written or by its dictionary form.
fn holds(text: &Text, sentence: Range<usize>, words: &[Box<str>]) -> bool {
    words.iter().filter_map(|word| text.vocabulary.find(word)).any(|word| {
        let tokens = &text.tokens[sentence.clone()];
        tokens.iter().any(|token| token.lower == word || token.lemma == word)
    })
}
