//! People named together, and what points back at several: "they", "both", "the three men".

use super::reader::{Position, REACH, Reader};
use crate::event::draft::Participant;
use crate::event::phrase;
use crate::mention::Value;
use crate::text::{Tag, VerbForm};
use std::ops::Range;

impl Reader<'_> {
    /// Whether only commas, conjunctions, ages and descriptions stand between two names of a list.
    pub fn lists(&self, between: Range<usize>) -> bool {
        let text = self.analysis.text;
        let joins = |token: usize| text.tokens[token].tag == Tag::Cconj || text.word(token) == ",";
        between.clone().any(joins) && !between.clone().any(|token| text.tokens[token].tag.verbal() || text.tokens[token].tag == Tag::Sconj)
    }

    /// Ends a list of names; one of several people who may take part is kept.
    pub fn close(&mut self, sentence: usize, group: &mut Vec<Participant>) {
        let group = std::mem::take(group);
        if group.len() > 1 && group.iter().any(|member| self.takes_part(member.person)) {
            self.groups.push((sentence, group));
        }
    }

    /// Somebody whom the events are about, rather than one who speaks of them.
    fn takes_part(&self, person: usize) -> bool {
        self.profiles[person].undergoes || !self.profiles[person].acts
    }

    /// The head of "they", "both", "the two", "the three men" that begins at a token, with the number it tells.
    pub fn referring_to_several(&self, at: usize, sentence: &Range<usize>) -> Option<(usize, Option<usize>)> {
        let text = self.analysis.text;
        match text.lower(at) {
            "they" | "them" | "their" | "theirs" | "themselves" => return Some((at, None)),
            // "both", "both men".
            "both" => {
                let noun = (at + 1 < sentence.end)
                    .then_some(at + 1)
                    .filter(|noun| text.tokens[*noun].tag == Tag::Noun && phrase::names_people(text, *noun));
                return Some((noun.unwrap_or(at), Some(2)));
            }
            "the" | "these" | "those" => {}
            _ => return None,
        }
        let described = |token: &usize| match text.tokens[*token].tag {
            Tag::Adj | Tag::Noun | Tag::Num => true,
            Tag::Verb => text.tokens[*token].form == VerbForm::PastParticiple,
            _ => false,
        };
        let end = (at + 1..sentence.end.min(at + 6)).take_while(described).last()? + 1;
        let head = end - 1;
        let number = self.number_in(at + 1..end);
        let counted = text.tokens[head].tag == Tag::Num || matches!(text.lower(head), "pair" | "duo" | "couple" | "trio");
        let people = text.lemma(head) != text.lower(head) && phrase::names_people(text, head);
        let goes_on = end < sentence.end
            && (matches!(text.lower(end), "of" | "who" | "from" | "-") || matches!(text.tokens[end].tag, Tag::Propn | Tag::Noun));
        ((counted || people) && !goes_on).then_some((head, number))
    }

    fn number_in(&self, tokens: Range<usize>) -> Option<usize> {
        let text = self.analysis.text;
        match text.lower(tokens.end - 1) {
            "pair" | "duo" | "couple" => return Some(2),
            "trio" => return Some(3),
            _ => {}
        }
        let span = text.span_of(tokens);
        let value = self.analysis.mentions.quantities_in(span).find(|quantity| !quantity.ordinal)?.value;
        match value {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 1000")]
            Value::Number(number) if (1.0..1000.0).contains(&number) => Some(number as usize),
            _ => Some(usize::MAX),
        }
    }

    /// The people named together last, or the last ones of the number told.
    pub fn meant_together(&self, number: Option<usize>, sentence: usize, unfinished: &[Participant]) -> Vec<Participant> {
        let fits = |group: &[Participant]| group.len() > 1 && number.is_none_or(|number| number == group.len());
        if fits(unfinished) {
            return unfinished.to_vec();
        }
        let near = self.groups.iter().rev().take_while(|(place, _)| sentence - place <= REACH);
        if let Some((_, group)) = near.clone().find(|(_, group)| fits(group)) {
            return group.clone();
        }
        let Some(number) = number.filter(|number| (2..=4).contains(number)) else { return Vec::new() };
        let candidates = self.salient.iter().rev().filter(|salient| {
            sentence - salient.sentence <= REACH && salient.position != Position::Governed && self.takes_part(salient.person)
        });
        let mut last: Vec<Participant> =
            candidates.take(number).map(|salient| Participant { person: salient.person, span: salient.span }).collect();
        last.reverse();
        if last.len() == number { last } else { Vec::new() }
    }
}
