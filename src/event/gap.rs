//! Verbs left out: "Jason was given eight years and Stuart 10", "she was jailed for nine years and he for six". Behind a
//! sentence told in full, a person followed by a number is the same happening to another.

use super::Analysis;
use super::draft::{Draft, Participant};
use crate::mention::{NameKind, Value};
use crate::text::{Span, Tag};

/// The further drafts that the rest of the sentence gives by leaving the verb out. Only terms of imprisonment are told so.
pub fn gapped(analysis: Analysis, draft: &Draft) -> Vec<Draft> {
    let text = analysis.text;
    let Some(term) = draft.term else { return Vec::new() };
    let sentence = &text.sentences[draft.sentence];
    let mut drafts = Vec::new();
    let mut from = text.tokens_in(term).end;
    let mut words = unit_of(analysis, term);
    while let Some((participant, next, length)) = next_pair(analysis, from, sentence.tokens.end) {
        if draft.involves(participant.person) {
            break;
        }
        let mut other = draft.clone();
        other.people = vec![participant];
        other.count = None;
        other.charges = Vec::new();
        if let Some(unit) = unit_of(analysis, length) {
            words = Some(unit);
        }
        other.term = Some(length);
        other.term_unit = words.clone();
        drafts.push(other);
        from = next;
    }
    drafts
}

/// "and NAME for NUMBER", "; NAME NUMBER": the person, the token behind, and the words of the number.
fn next_pair(analysis: Analysis, from: usize, end: usize) -> Option<(Participant, usize, Span)> {
    let text = analysis.text;
    let joint = (from..end).find(|token| text.tokens[*token].tag == Tag::Cconj || matches!(text.word(*token), "," | ";" | "and"))?;
    let mut start = joint + 1;
    while start < end && matches!(text.word(start), "and" | ",") {
        start += 1;
    }
    let name = analysis.mentions.names.at(text.tokens.get(start)?.span.start)?;
    if name.kind != NameKind::Person || start >= end {
        return None;
    }
    let mut at = text.tokens_in(name.span).end;
    if at < end && text.word(at) == "for" {
        at += 1;
    }
    let begin = text.tokens.get(at)?.span.start;
    if at >= end {
        return None;
    }
    let quantity = analysis.mentions.quantities.iter().find(|quantity| quantity.span.start == begin && !quantity.ordinal)?;
    matches!(quantity.value, Value::Number(_)).then_some(())?;
    let behind = text.tokens_in(quantity.span).end;
    Some((Participant { person: name.entity, span: name.span }, behind, quantity.span))
}

/// "years" of "eight years".
fn unit_of(analysis: Analysis, term: Span) -> Option<String> {
    let text = analysis.text;
    let tokens = text.tokens_in(term);
    let unit = |token: usize| matches!(text.lemma(token), "year" | "month" | "week" | "day").then(|| text.word(token).to_owned());
    tokens.rev().find_map(unit)
}
