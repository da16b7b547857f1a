//! Words for roles: where a phrase that names one ends, and what may modify it.

use super::{Reader, years_old};
use crate::mention::NameKind;
use crate::mention::name::small::is_possessive;
use crate::mention::name::word::Shape;
use crate::text::Tag;

impl Reader<'_, '_, '_> {
    /// Where a role word stands in a phrase: the index of the first title word.
    pub(super) fn role_phrase(&self, at: usize, end: usize) -> Option<usize> {
        (at..end.min(at + 9)).find(|index| {
            self.words.title(*index, end).is_some_and(|(_, title)| title.names_bearer() && !(title.honorific() && !title.role()))
        })
    }

    /// Whether only adjectives, nationalities, names and modifiers stand before the role word.
    pub(super) fn modifiers_only(&self, at: usize, role: usize) -> bool {
        (at..role).all(|index| {
            let word = self.words.at(index);
            word.named()
                || is_possessive(word.text)
                || self.modifier(index)
                || self.words.text.tokens[index].tag == Tag::Adj
                || word.text.contains('-')
        })
    }

    pub(super) fn modifier(&self, index: usize) -> bool {
        let word = self.words.text_at(index);
        self.words.phrases.title(std::iter::once(word)).is_some()
            || matches!(word, "drug" | "drugs" | "crime" | "cartel" | "gang" | "chief" | "right-hand" | "then" | "two" | "three")
    }

    /// A lower-case word that is a role by the lists, or a noun right before a name.
    pub(super) fn role_noun(&self, index: usize) -> bool {
        let word = self.words.at(index);
        word.shape == Shape::Lower && self.words.phrases.title(std::iter::once(word.text)).is_some_and(|(_, title)| title.names_bearer())
    }

    /// Whether a word belongs to the role phrase that goes on at `next`.
    pub(super) fn modifies(&self, index: usize, next: usize) -> bool {
        let words = self.words;
        let word = words.at(index);
        if word.cue.function() && word.named() && word.shape != Shape::Upper {
            return false;
        }
        if let Some(site) = self.site_before(next) {
            return site.kind != NameKind::Person;
        }
        let nationality = words.phrases.nationality(std::iter::once(word.text)).is_some() && word.named();
        let tag = words.text.tokens[index].tag;
        nationality
            || words.phrases.title(std::iter::once(word.text)).is_some_and(|(_, title)| title.modifier() || title.names_bearer())
            || word.shape == Shape::Lower && matches!(tag, Tag::Adj | Tag::Noun) && !words.cue(index).function()
            || years_old(word.text).is_some()
    }
}
