//! The length of a sentence: read whole where the parser cut it ("two and a half years"), and found where it lost it.

use super::Filler;
use super::engine::Engine;
use super::pack::RoleSpec;
use super::phrase::{Phrase, is_term};
use crate::mention::Quantity;
use crate::text::{Clause, Tag};
use std::ops::Range;

impl Engine<'_> {
    /// A term with all its words: "seven years and two months", "15 years to life".
    pub(super) fn whole_term(&self, filler: Filler) -> Filler {
        let text = self.reading.text;
        let bare = self.reading.duration_at(filler.head).is_none()
            && !self.reading.is(&Phrase { head: filler.head, tokens: filler.tokens.clone() }, "counted");
        // "terms of between 40 and 48 months": the length stands behind its noun.
        let reach = filler.head..(filler.head + if bare { 5 } else { 1 }).min(text.tokens.len());
        let inside = |token: &usize| *token == filler.head || text.tokens[*token].tag != Tag::Punct && !text.tokens[*token].tag.verbal();
        let Some(duration) = reach.take_while(inside).find_map(|token| self.reading.duration_at(token)) else { return filler };
        let tokens = self.with_year_before(self.with_life(text.tokens_in(duration.span)));
        Filler { span: text.span_of(tokens.clone()), tokens, ..filler }
    }

    /// The term that stands behind a verb of sentencing where none of its slots holds it: the first length of time before the next
    /// finite verb that is neither when something was nor how long something took.
    pub(super) fn stated_term(&self, role: &RoleSpec, clause: &Clause) -> Option<Filler> {
        if role.name != "sentence" {
            return None;
        }
        let text = self.reading.text;
        let start = clause.tokens.end.max(clause.head + 1);
        let limit = text.sentences.get(clause.sentence)?.tokens.end;
        let finite = |token: &usize| text.tokens[*token].tag.verbal() && text.tokens[*token].form.finite();
        // "reduced the sentence of a man held in Bonn from 12 to nine years": the new term stands behind "to", however far.
        let changed = role.slots.len() == 1 && role.slots.iter().all(|slot| slot == "to");
        let end = if changed { limit } else { (start..limit).find(finite).unwrap_or(limit) };
        if start >= end {
            return None;
        }
        let reach = text.span_of(start..end);
        let behind_to = |quantity: &Quantity| text.tokens_in(quantity.span).start.checked_sub(1).is_some_and(|to| text.lower(to) == "to");
        let imposed = |quantity: &&Quantity| is_term(quantity) && self.imposes(quantity, limit) && (!changed || behind_to(quantity));
        let stated = self.reading.mentions.quantities_in(reach).find(imposed);
        let tokens = match stated {
            Some(stated) => {
                let tokens = text.tokens_in(stated.span);
                let noun = self.term_noun(stated, limit);
                self.with_year_before(noun.map_or_else(|| self.with_life(tokens.clone()), |noun| tokens.start..noun + 1))
            }
            None => self.lasting(clause.head + 1..end, role.slots.iter().any(|slot| slot == "object"))?,
        };
        let filler = Filler {
            role: role.name.as_str().into(),
            slot: "sentence".into(),
            head: tokens.end.checked_sub(1)?,
            span: text.span_of(tokens.clone()),
            tokens,
            take: role.take,
        };
        let phrase = Phrase { head: filler.head, tokens: filler.tokens.clone() };
        role.is.iter().any(|kind| self.reading.is(&phrase, kind)).then_some(filler)
    }

    /// "to death", "for life"; for a verb that gives the term itself also "gave her accomplice, Ivan Moss, life for".
    fn lasting(&self, tokens: Range<usize>, given: bool) -> Option<Range<usize>> {
        let text = self.reading.text;
        let opens = |token: usize| {
            matches!(text.lower(token), "to" | "for")
                || given && (text.word(token) == "," || self.reading.mentions.names.at(text.tokens[token].span.start).is_some())
        };
        let closes = |token: usize| !text.tokens.get(token).is_some_and(|next| next.tag.nominal());
        let mut behind = tokens.clone().filter(|token| opens(*token)).map(|token| token + 1);
        let forever = |token: usize| self.reading.classes.holds("forever", text.lower(token)) && (!given || closes(token + 1));
        let at = behind.find(|token| tokens.contains(token) && forever(*token))?;
        Some(at..at + 1)
    }

    /// "sentence" behind "three-month suspended".
    fn term_noun(&self, duration: &Quantity, limit: usize) -> Option<usize> {
        let text = self.reading.text;
        let after = text.tokens_in(duration.span).end;
        let behind = (after..limit.min(after + 4)).find(|token| self.reading.classes.ends_at("term", text, *token));
        behind.filter(|_| duration.adjectival)
    }

    /// Whether a length of time can be what is imposed: not "two years after", "within six months", "a five-week trial".
    fn imposes(&self, duration: &Quantity, limit: usize) -> bool {
        let text = self.reading.text;
        let classes = &self.reading.classes;
        let tokens = text.tokens_in(duration.span);
        // "in its 24 years": over the word that only says whose they are.
        let owner = |before: &usize| matches!(text.tokens[*before].tag, Tag::Det | Tag::Pron);
        let mut outside = (0..tokens.start).rev().take(3);
        let before = outside.find(|before| !owner(before)).is_none_or(|before| !classes.holds("time_before", text.lower(before)));
        let after = tokens.end >= limit || !classes.holds("time_after", text.lower(tokens.end));
        before && after && (!duration.adjectival || self.term_noun(duration, limit).is_some())
    }

    /// "a year and two months".
    fn with_year_before(&self, tokens: Range<usize>) -> Range<usize> {
        let text = self.reading.text;
        let Some(start) = tokens.start.checked_sub(3) else { return tokens };
        let year = matches!(text.lower(start), "a" | "one") && matches!(text.lemma(start + 1), "year" | "month");
        if year && text.lower(start + 2) == "and" { start..tokens.end } else { tokens }
    }

    /// "15 years to life", "six years in prison".
    fn with_life(&self, tokens: Range<usize>) -> Range<usize> {
        let text = self.reading.text;
        let next = tokens.end + 1;
        if next < text.tokens.len() && matches!(text.lower(tokens.end), "in" | "of" | "behind") {
            let held = ["prison", "term"].iter().any(|class| self.reading.classes.ends_at(class, text, next));
            let held = held && self.reading.duration_at(next).is_none() || text.lower(next) == "bars";
            return if held { tokens.start..next + 1 } else { tokens };
        }
        let lasting = tokens.end + 1 < text.tokens.len()
            && text.tokens[tokens.end].tag == Tag::Adp
            && text.lower(tokens.end) == "to"
            && text.lower(tokens.end + 1) == "life";
        if lasting { tokens.start..tokens.end + 2 } else { tokens }
    }
}
