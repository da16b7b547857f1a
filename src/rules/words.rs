//! What the words of a sentence say where its clause has nothing for a role: the phrase that opens the sentence, the number behind "to".

use super::Filler;
use super::engine::Engine;
use super::pack::RoleSpec;
use super::search::in_phrase;
use crate::text::{Clause, ClauseKind, Slot, Tag};
use std::ops::Range;

/// How many words may stand between "to" and its number: "to at least 12".
const BETWEEN: usize = 4;

impl Engine<'_> {
    /// "[The number] of people killed when a bomb went off on Monday has risen to eight": the subject over all that describes it. Only for
    /// roles that are no people, of whom a sentence may name many.
    pub(super) fn opening(&self, role: &RoleSpec, clause: &Clause) -> Option<Filler> {
        let anyone = role.is.is_empty() || role.is.iter().any(|kind| matches!(kind.as_str(), "people" | "anyone" | "thing"));
        if anyone || clause.kind != ClauseKind::Verb || !clause.finite || !role.slots.iter().any(|slot| slot == "subject") {
            return None;
        }
        let text = self.reading.text;
        let start = text.sentences.get(clause.sentence)?.tokens.start;
        let end = (start..clause.head).find(|token| !in_phrase(text.tokens[*token].tag))?;
        self.headed(role, start..end)
    }

    /// "raising the number of people killed in the attack [to two]".
    pub(super) fn number_ahead(&self, role: &RoleSpec, clause: &Clause, trigger_end: usize) -> Option<Filler> {
        let asked = role.slots.iter().any(|slot| slot == "to") && role.is.iter().any(|kind| kind == "number");
        let text = self.reading.text;
        let end = text.sentences.get(clause.sentence).filter(|_| asked)?.tokens.end;
        let stop = (trigger_end..end).find(|token| matches!(text.word(*token), ";" | ":")).unwrap_or(end);
        let to = (trigger_end..stop).filter(|token| text.lower(*token) == "to");
        let number = |to: usize| {
            let near = to + 1..stop.min(to + 1 + BETWEEN);
            let number = near.clone().find(|token| text.tokens[*token].tag == Tag::Num)?;
            let plain = (to + 1..number).all(|token| matches!(text.tokens[token].tag, Tag::Adv | Tag::Adp | Tag::Adj | Tag::Det));
            (plain && self.reading.duration_at(number).is_none()).then_some(to + 1..number + 1)
        };
        to.filter_map(number).find_map(|tokens| self.headed(role, tokens))
    }

    /// A phrase by its last nominal, if it fits.
    fn headed(&self, role: &RoleSpec, tokens: Range<usize>) -> Option<Filler> {
        let text = self.reading.text;
        let head = tokens.clone().rev().find(|token| matches!(text.tokens[*token].tag, Tag::Noun | Tag::Propn | Tag::Num))?;
        let slot = Slot { name: "words".into(), head, tokens, second_choice: true };
        self.fits(role, &slot).then(|| self.filler(role, &slot))
    }
}
