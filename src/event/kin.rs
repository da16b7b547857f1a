//! Members of a list whom the parser lost: "sentenced Omar Lund, his brothers Ivo and Karl and 25 others", "A, of X; B, of Y; and C have been
//! charged", "A and B, who were shot".

use super::Analysis;
use super::draft::{Draft, Participant};
use super::phrase;
use crate::mention::NameKind;
use crate::rules::{Filler, Frame};
use crate::text::Tag;
use crate::text::clause::Voice;

/// How many words may stand between "his" and the first name: "his younger brother".
const DESCRIPTION: usize = 4;

/// Names put beside the people of an active or given verb by "and his nephew": those who share it with them.
pub fn behind(analysis: Analysis, frame: &Frame, fillers: &[&Filler], draft: &Draft) -> Vec<Participant> {
    let text = analysis.text;
    let sentence = text.sentences[frame.sentence].tokens.clone();
    let named = draft.people.iter().filter(|participant| fillers.iter().any(|filler| filler.span.overlaps(participant.span)));
    let mut found = Vec::new();
    for participant in named {
        let mut at = text.tokens_in(participant.span).end;
        // Over an age and what is known of him between commas.
        let joint = |token: usize| text.tokens[token].tag == Tag::Cconj || text.word(token) == ",";
        while at < sentence.end && (text.tokens[at].tag == Tag::Num || joint(at) && !(possessive(analysis, at + 1, sentence.end))) {
            at += 1;
        }
        if at < sentence.end && joint(at) && possessive(analysis, at + 1, sentence.end) {
            found.extend(kin_at(analysis, at + 2, sentence.end));
        }
    }
    found
}

fn possessive(analysis: Analysis, token: usize, end: usize) -> bool {
    token < end && matches!(analysis.text.lower(token), "his" | "her" | "their")
}

/// The names right behind a noun for people: "brothers Ivo and Karl", "nephew Karl".
fn kin_at(analysis: Analysis, from: usize, end: usize) -> Vec<Participant> {
    let text = analysis.text;
    let noun = (from..end.min(from + DESCRIPTION))
        .take_while(|token| matches!(text.tokens[*token].tag, Tag::Noun | Tag::Adj | Tag::Num))
        .find(|token| phrase::names_people(text, *token) && text.tokens[*token].tag == Tag::Noun);
    let Some(noun) = noun else { return Vec::new() };
    let mut at = noun + 1;
    if at < end && text.word(at) == "," {
        at += 1;
    }
    let mut found = Vec::new();
    while at < end {
        let name = analysis.mentions.names.at(text.tokens[at].span.start).filter(|name| name.kind == NameKind::Person);
        let Some(name) = name else { break };
        found.push(Participant { person: name.entity, span: name.span });
        at = text.tokens_in(name.span).end.max(at + 1);
        if at + 1 < end && text.tokens[at].tag == Tag::Cconj && text.tokens[noun].plural {
            at += 1;
        }
    }
    // "his lawyer, Ana Diel, said": whoever goes on as a subject is no member.
    let goes_on = text.tokens.get(at).is_some_and(|next| next.tag.verbal() || matches!(text.lower(at), "'s" | "’s"));
    let apposed = text.word(noun + 1) == ",";
    if goes_on || apposed { Vec::new() } else { found }
}

/// A single name under a plural auxiliary is the last of a list: "A, 34, of X; B, 29, and C, of Y, have each been charged", "love rivals A and
/// B, who were shot".
pub fn listed_by_agreement(analysis: Analysis, frame: &Frame, draft: &Draft, uncounted: bool) -> Vec<Participant> {
    let text = analysis.text;
    let clause = &analysis.clauses.clauses[frame.clause];
    let [only] = draft.people.as_slice() else { return Vec::new() };
    let name = text.tokens_in(only.span);
    let first = text.sentences[frame.sentence].tokens.start;
    if !uncounted || clause.voice != Voice::Passive || name.start < first || name.end > clause.head {
        return Vec::new();
    }
    let auxiliary = (name.end..clause.head).find(|token| text.tokens[*token].tag == Tag::Aux);
    let plural = auxiliary.is_some_and(|token| matches!(text.lower(token), "were" | "are" | "have"));
    if !plural {
        return Vec::new();
    }
    let listed = phrase::listed_people(analysis, first, name.end);
    let whole = listed.len() > 1 && listed.iter().any(|participant| participant.person == only.person);
    if whole {
        return listed;
    }
    // "the murders of A and B, who were": the names joined right before.
    let joint = name.start.checked_sub(2).filter(|_| text.tokens[name.start - 1].tag == Tag::Cconj);
    let before = joint.and_then(|last| analysis.mentions.names.at(text.tokens[last].span.start));
    before
        .filter(|name| name.kind == NameKind::Person)
        .map(|name| Participant { person: name.entity, span: name.span })
        .into_iter()
        .collect()
}
