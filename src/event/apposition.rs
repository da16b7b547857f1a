//! A name put beside a description: "the boss, Omar Lund,", "Omar Lund, a former official", "a man named Lund", "a former mayor of the
//! port of Sete, Omar Lund, was". English closes such an apposition with a mark; a list does not.

use super::draft::Participant;
use super::{Analysis, coreference};
use crate::mention::{Name, NameKind};
use crate::text::{Span, Tag, Text, VerbForm, Words};
use std::ops::Range;

/// How far behind its head a description may go on until the name: prepositional phrases, a relative clause.
const LONGEST: usize = 24;
/// How many words of role may stand before the name: "former club owner".
const ROLE: usize = 8;

/// The naming put beside a phrase that is none itself.
pub fn name_beside<'a>(analysis: Analysis<'a>, tokens: &Range<usize>, head: usize) -> Option<&'a Name> {
    described_name(analysis, tokens, head)
        .or_else(|| name_before(analysis, tokens))
        .or_else(|| name_behind(analysis, tokens, head))
        .or_else(|| name_next(analysis, head))
        .or_else(|| far_behind(analysis, tokens, head))
}

/// Right beside the head: "lord Julio Santos Rey", "lord, Julio Santos Rey,", "man named X", "man, identified as X".
fn name_next<'a>(analysis: Analysis<'a>, head: usize) -> Option<&'a Name> {
    let text = analysis.text;
    let sentence = text.sentence_at(text.tokens[head].span.start)?;
    let limit = text.sentences[sentence].tokens.end.min(head + 6);
    let mut identified = false;
    for at in head + 1..limit {
        if let Some(name) = analysis.mentions.names.at(text.tokens[at].span.start) {
            let apposed = at == head + 1 || identified || closes(analysis, text.tokens_in(name.span).end);
            return (name.kind == NameKind::Person && apposed && text.tokens[head].tag != Tag::Pron).then_some(name);
        }
        let naming = text.tokens[at].tag == Tag::Verb && matches!(text.lemma(at), "name" | "call" | "identify" | "know");
        identified |= naming;
        let passes = text.word(at) == "," || naming || identified && matches!(text.lower(at), "as" | "only" | "locally");
        if !passes {
            return None;
        }
    }
    None
}

/// "a former mayor of the port of Sete, Omar Lund, was", "the man who had lit the fuse, club owner Omar Lund, to 40 years".
fn far_behind<'a>(analysis: Analysis<'a>, tokens: &Range<usize>, head: usize) -> Option<&'a Name> {
    let text = analysis.text;
    let described = &text.tokens[head];
    if described.plural || !matches!(described.tag, Tag::Noun | Tag::Adj | Tag::Num) || !stands_free(analysis, tokens.start.min(head), head)
    {
        return None;
    }
    let mark = mark_behind(analysis, head)?;
    // "an uncle, Governor Omar Lund, was": right beside the description the office is that of the one described.
    let name = name_at(analysis, mark + 1).or_else(|| office_holder(analysis, mark + 1).filter(|_| mark == head + 1))?;
    let end = text.tokens_in(name.span).end;
    let next = text.tokens.get(end).map_or(".", |_| text.word(end));
    let closed = text.tokens.get(end).is_none_or(|token| token.tag == Tag::Punct) && next != "(";
    closed.then_some(name)
}

/// "two brothers from Varna, Noah and Andre Lund, pleaded": as many names as the description says, or several beside a plural.
pub fn names_beside(analysis: Analysis, tokens: &Range<usize>, head: usize) -> Vec<Participant> {
    let text = analysis.text;
    let Some(mark) = mark_behind(analysis, head).filter(|_| stands_free(analysis, tokens.start.min(head), head)) else {
        return Vec::new();
    };
    let Some(sentence) = text.sentence_at(text.tokens[head].span.start) else { return Vec::new() };
    let end = text.sentences[sentence].tokens.end;
    let mut found: Vec<Participant> = Vec::new();
    let mut at = mark + 1;
    while at < end {
        let Some(name) = name_at(analysis, at) else { break };
        found.push(Participant { person: name.entity, span: name.span });
        at = text.tokens_in(name.span).end.max(at + 1);
        // Ages, and what joins the list.
        while at < end && (matches!(text.word(at), "," | ";" | "and") || text.tokens[at].tag == Tag::Num) {
            at += 1;
        }
    }
    if found.len() > 1 { found } else { Vec::new() }
}

/// A description that is no part of an opening phrase: in "After killing a guard, Omar Lund fled" the name is the subject's.
fn stands_free(analysis: Analysis, start: usize, head: usize) -> bool {
    let text = analysis.text;
    let Some(sentence) = text.sentence_at(text.tokens[head].span.start) else { return false };
    let first = text.sentences[sentence].tokens.start;
    let governed = start > first && matches!(text.tokens[start - 1].tag, Tag::Adp | Tag::Verb | Tag::Sconj);
    !governed || (first..start).any(|token| finite(analysis, token))
}

/// The comma or dash that ends a description: behind prepositional phrases, or behind a relative clause.
fn mark_behind(analysis: Analysis, head: usize) -> Option<usize> {
    let text = analysis.text;
    let sentence = text.sentence_at(text.tokens[head].span.start)?;
    let end = text.sentences[sentence].tokens.end;
    let mut relative = false;
    for at in head + 1..end.min(head + LONGEST) {
        match text.lower(at) {
            "who" | "whom" | "whose" | "that" | "which" => relative = true,
            "and" | "but" | "or" if !relative => return None,
            "," | "–" | "—" | "-" | ":" => return Some(at),
            _ if text.tokens[at].tag == Tag::Punct => return None,
            _ if finite(analysis, at) && !relative => return None,
            _ => {}
        }
    }
    None
}

/// The person's name that begins at a token, behind words of role that fit one to whom things happen.
fn name_at<'a>(analysis: Analysis<'a>, from: usize) -> Option<&'a Name> {
    let text = analysis.text;
    let mut at = from;
    while at < text.tokens.len().min(from + ROLE) {
        if let Some(name) = analysis.mentions.names.at(text.tokens[at].span.start) {
            if name.kind != NameKind::Person {
                // "former Fiat manager Omar Lund".
                at = text.tokens_in(name.span).end.max(at + 1);
                continue;
            }
            let role = text.span_of(from..at.max(from + 1));
            let speaks = at > from && coreference::speaks_by_role(Span::new(role.start, name.span.start).of(text.content));
            let end = text.tokens_in(name.span).end;
            let owner = text.tokens.get(end).is_some_and(|_| matches!(text.lower(end), "'s" | "’s"));
            let reports = text.tokens.get(end).is_some_and(|_| Words::of(&text.language).reports_speech(text.lower(end)));
            return (!speaks && !owner && !reports && !name.definite).then_some(name);
        }
        let role = matches!(text.tokens[at].tag, Tag::Noun | Tag::Propn | Tag::Adj | Tag::Num | Tag::Det)
            || matches!(text.lower(at), "known" | "named" | "called" | "identified" | "as" | "alias" | "a.k.a." | "\"" | "“" | "‘" | "'");
        if !role {
            return None;
        }
        at += 1;
    }
    None
}

/// The person named behind a title or one word of role: "Governor Omar Lund", "fitter Omar Lund".
fn office_holder<'a>(analysis: Analysis<'a>, from: usize) -> Option<&'a Name> {
    let text = analysis.text;
    let at = |token: usize| {
        let start = text.tokens.get(token)?.span.start;
        analysis.mentions.names.at(start).filter(|name| name.kind == NameKind::Person && !name.definite)
    };
    at(from).or_else(|| at(from + 1)).or_else(|| at(from + 2).filter(|_| text.tokens[from + 1].shape.capitalised()))
}

fn finite(analysis: Analysis, token: usize) -> bool {
    let here = &analysis.text.tokens[token];
    match here.tag {
        Tag::Aux => here.form.finite(),
        Tag::Verb => matches!(here.form, VerbForm::Past | VerbForm::ThirdPerson | VerbForm::Present),
        _ => false,
    }
}

/// "X, [leader of the band] was sent", "X, [a dentist], was sent": the description that the parser took for the phrase itself.
fn described_name<'a>(analysis: Analysis<'a>, tokens: &Range<usize>, head: usize) -> Option<&'a Name> {
    let text = analysis.text;
    let start = over_owner(text, tokens.start.min(head));
    if text.tokens[head].tag != Tag::Noun || text.tokens[head].plural || start < 2 || text.word(start - 1) != "," {
        return None;
    }
    let bare = text.tokens[start].tag != Tag::Det;
    let closed = text.tokens.get(tokens.end.max(head + 1)).is_some_and(|_| text.word(tokens.end.max(head + 1)) == ",");
    let name = analysis.mentions.names.at(text.tokens[start - 2].span.start)?;
    let before = text.tokens_in(name.span).start.checked_sub(1);
    let subject = before.is_none_or(|before| !text.tokens[before].tag.verbal());
    // "freed X, the firm's head, who had got three years": the clause goes on about X.
    let after = tokens.end.max(head + 1);
    let goes_on = closed && text.tokens.get(after + 1).is_some_and(|_| matches!(text.lower(after + 1), "who" | "whom"));
    (name.kind == NameKind::Person && (bare || closed) && (subject || goes_on)).then_some(name)
}

/// The start of a phrase with its owner: "the firm's" before "former head".
fn over_owner(text: &Text, start: usize) -> usize {
    if start >= 1 && matches!(text.lower(start - 1), "his" | "her" | "their" | "its") {
        return start - 1;
    }
    let owned = start >= 2 && matches!(text.word(start - 1), "'s" | "’s");
    let part = |token: &usize| matches!(text.tokens[*token].tag, Tag::Noun | Tag::Propn | Tag::Adj | Tag::Det);
    if owned { (start.saturating_sub(5)..start - 1).rev().take_while(part).last().unwrap_or(start) } else { start }
}

/// "The Red Front, the region's rebels, let them go": the body that a description between commas stands for.
pub fn named_before<'a>(analysis: Analysis<'a>, tokens: &Range<usize>, head: usize) -> Option<&'a Name> {
    let text = analysis.text;
    let start = tokens.start.min(head);
    let end = tokens.end.max(head + 1);
    let between = start >= 2 && text.word(start - 1) == "," && end < text.tokens.len() && text.word(end) == ",";
    if !between || analysis.mentions.names.at(text.tokens[head].span.start).is_some() {
        return None;
    }
    analysis.mentions.names.at(text.tokens[start - 2].span.start).filter(|name| name.kind == NameKind::Organization)
}

/// "Ana Diel, the journalist whose release was demanded": the person named right before a description that a relative goes on about.
pub fn person_before(analysis: Analysis, tokens: &Range<usize>, head: usize) -> Option<Participant> {
    let text = analysis.text;
    let start = tokens.start.min(head);
    let end = tokens.end.max(head + 1);
    let relative = end < text.tokens.len() && matches!(text.lower(end), "who" | "whom" | "whose");
    let opened = start >= 2 && text.word(start - 1) == "," && matches!(text.lower(start), "the" | "a" | "an");
    let name = analysis.mentions.names.at(text.tokens[start.checked_sub(2)?].span.start);
    let name = name.filter(|name| relative && opened && name.kind == NameKind::Person)?;
    Some(Participant { person: name.entity, span: name.span })
}

/// The name behind a definite phrase and a comma: "the leader of the gang, 45-year-old Goran Petek, was".
fn name_behind<'a>(analysis: Analysis<'a>, tokens: &Range<usize>, head: usize) -> Option<&'a Name> {
    let text = analysis.text;
    let definite = matches!(text.lower(tokens.start), "the" | "its" | "their" | "his" | "her" | "one");
    if !definite || text.tokens[head].tag != Tag::Noun || text.word(tokens.end.min(text.tokens.len() - 1)) != "," {
        return None;
    }
    let described = |token: &usize| matches!(text.tokens[*token].tag, Tag::Num | Tag::Adj | Tag::Noun);
    let mut next = tokens.end + 1;
    while next < text.tokens.len()
        && next < tokens.end + 6
        && analysis.mentions.names.at(text.tokens[next].span.start).is_none()
        && described(&next)
    {
        next += 1;
    }
    let name = analysis.mentions.names.at(text.tokens.get(next)?.span.start)?;
    let apposed = name.kind == NameKind::Person && closes(analysis, text.tokens_in(name.span).end);
    let same_sentence = text.sentence_at(name.span.start) == text.sentence_at(text.tokens[head].span.start);
    (apposed && same_sentence).then_some(name)
}

/// The name that a phrase is put beside: "Baquer Amini, a former official". Not the next member of a list: "Ana Ruiz, a driver and".
fn name_before<'a>(analysis: Analysis<'a>, tokens: &Range<usize>) -> Option<&'a Name> {
    let text = analysis.text;
    let mut comma = tokens.start.checked_sub(1)?;
    // American papers put the comma inside: "alias \"La Flaca,\" a former official".
    if matches!(text.word(comma), "\"" | "”") {
        comma = comma.checked_sub(1)?;
    }
    if text.word(comma) != "," {
        return None;
    }
    if !matches!(text.lower(tokens.start), "a" | "an" | "the" | "one") || text.tokens.get(tokens.end)?.tag == Tag::Cconj {
        return None;
    }
    let mut before = comma.checked_sub(1)?;
    // "Ana Ruiz, alias \"La Flaca\", a former official".
    while matches!(text.word(before), "\"" | "”" | "’" | ",") {
        before = before.checked_sub(1)?;
    }
    // "Ana Ruiz, 43, a former official".
    let aged = text.tokens[before].tag == Tag::Num && before >= 2 && text.word(before - 1) == ",";
    let last = if aged { before - 2 } else { before };
    let name = analysis.mentions.names.at(text.tokens[last].span.start)?;
    let same_sentence = text.sentence_at(name.span.start) == text.sentence_at(text.tokens[tokens.start].span.start);
    (name.kind == NameKind::Person && same_sentence && text.tokens_in(name.span).end == last + 1).then_some(name)
}

/// Whether an apposition ends at a token: at a mark, or at the verb that the whole phrase is the subject of.
fn closes(analysis: Analysis, token: usize) -> bool {
    let text = analysis.text;
    let Some(next) = text.tokens.get(token) else { return true };
    next.tag == Tag::Punct || next.tag.verbal() || matches!(text.lower(token), "who" | "whose" | "of" | "from" | "aged")
}

/// The name right before a relative pronoun, over commas and an age: "Grace Mensah, 41, who was".
pub fn antecedent<'a>(analysis: Analysis<'a>, pronoun: usize) -> Option<&'a Name> {
    let text = analysis.text;
    let mut at = pronoun;
    for _ in 0..4 {
        at = at.checked_sub(1)?;
        if let Some(name) = analysis.mentions.names.at(text.tokens[at].span.start) {
            return Some(name);
        }
        if !matches!(text.tokens[at].tag, Tag::Punct | Tag::Num) {
            return None;
        }
    }
    None
}
