//! What a sum of money measures: the goods that are worth it, or the deed that moves it.

use super::measure::{LONGEST, View, is_levelling, join};
use crate::mention::quantity::QuantityKind;
use crate::text::Tag;

impl View<'_> {
    /// "watches worth some £9,000", "a head valued at 2 million": what has the worth.
    pub(super) fn worth(&self) -> Option<String> {
        let sentence = self.sentence;
        let before = self.start().checked_sub(1)?;
        let verb = before - usize::from(sentence.lower(before) == "at" && before > sentence.tokens.start);
        if !matches!(sentence.lower(verb), "worth" | "valued" | "priced") || (verb < before) == (sentence.lower(verb) == "worth") {
            return None;
        }
        let mut first = verb;
        while first > sentence.tokens.start && self.names_goods(first - 1) && first + LONGEST > verb {
            first -= 1;
        }
        let own = (first..verb).any(|token| matches!(sentence.tag(token), Some(Tag::Noun | Tag::Propn)));
        let subject = || sentence.subject_of(verb).and_then(|subject| self.words(subject));
        let words = if own { self.words(first..verb) } else { subject() };
        words.or_else(|| Some(sentence.lower(verb).to_owned()))
    }

    /// A word of a phrase that goods are named by, up to its preposition.
    fn names_goods(&self, token: usize) -> bool {
        let noun = matches!(self.sentence.tag(token), Some(Tag::Noun | Tag::Propn | Tag::Adj | Tag::Num | Tag::X))
            || self.sentence.lower(token) == "of";
        noun && !(self.sentence.counted(token) && self.sentence.lower(token) == "of")
    }

    /// "fined RM450,000", "raised more than £6,000 for", "handing over £92,400": money that a verb moves is named by the verb.
    pub(super) fn paid(&self) -> Option<String> {
        let sentence = self.sentence;
        let quantity = self.figure.quantity;
        let moved = self.figure.movement.change.is_some() || self.figure.movement.level;
        if quantity.kind != QuantityKind::Money
            || moved
            || quantity.of.is_some() && !matches!(sentence.lower(self.tokens.end), "of" | "worth")
        {
            return None;
        }
        let before = self.start().checked_sub(1)?;
        let particle = usize::from(
            matches!(sentence.lower(before), "over" | "out" | "back" | "away" | "off" | "up" | "in") && before > sentence.tokens.start,
        );
        let verb = before - particle;
        let moves = sentence.tag(verb) == Some(Tag::Verb) && !self.is_light(verb) && !is_levelling(sentence, verb);
        if !moves || matches!(sentence.lemma(verb), "cost" | "be" | "worth" | "spend") {
            return None;
        }
        let end = self.tokens.end;
        let purpose =
            matches!(sentence.lower(end), "for" | "of" | "in").then(|| sentence.phrase_end(end + 1, false)).filter(|to| *to > end + 1);
        join(Some(sentence.lower(verb).to_owned()), purpose.and_then(|to| self.words(end + 1..to)))
    }
}
