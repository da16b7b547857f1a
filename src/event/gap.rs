//! Verbs left out: "Ines was given nine years and Otto six", "she was jailed for nine years, he for six and the other two for
//! five each". Behind a term told in full, people followed by a number are sentenced too.

use super::Analysis;
use super::draft::{Count, Draft, Nearness, Participant};
use super::{offence, phrase};
use crate::mention::quantity::QuantityKind;
use crate::mention::{NameKind, Quantity, Value};
use crate::text::{Span, Tag};

/// The further drafts that the rest of the sentence gives by leaving the verb out: terms of imprisonment, and numbers on other days.
pub fn gapped(analysis: Analysis, draft: &mut Draft) -> Vec<Draft> {
    let text = analysis.text;
    let Some(term) = draft.term else { return counted_on_another_day(analysis, draft) };
    let end = text.sentences[draft.sentence].tokens.end;
    let mut at = text.tokens_in(term).end;
    if let Some(drafts) = respective(analysis, draft, at, end) {
        return drafts;
    }
    let mut drafts: Vec<Draft> = Vec::new();
    let mut unit = unit_of(analysis, term);
    while let Some(step) = next_step(analysis, draft, at, end) {
        // Whom the parser took for one of the people of the first term: "on Friday and Otto Reiss six".
        draft.people.retain(|participant| !step.people.iter().any(|other| other.person == participant.person));
        let mut other = draft.clone();
        // An offence in front of the verb is that of all: "For fraud, X must serve six years and Y five."
        other.charges.retain(|offence| offence.end <= draft.trigger.start);
        other.people = step.people;
        other.count = step.count;
        other.unnamed = false;
        other.anaphoric = false;
        unit = unit_of(analysis, step.term).or(unit);
        other.term = Some(step.term);
        other.term_unit.clone_from(&unit);
        at = text.tokens_in(step.term).end;
        if let Some(date) = date_behind(analysis, at, end) {
            other.date = Some((date, Nearness::Clause));
        }
        drafts.push(other);
    }
    share_offence(analysis, draft, &mut drafts, at, end);
    drafts
}

/// "A further 3,085 left jail in March and 1,900 in November": behind a dated number another one with its own date.
fn counted_on_another_day(analysis: Analysis, draft: &Draft) -> Vec<Draft> {
    let text = analysis.text;
    let (Some(count), Some((date, Nearness::Clause))) = (&draft.count, draft.date) else { return Vec::new() };
    if !draft.people.is_empty() || count.sum.is_some() || !matches!(&*draft.family, "transfer" | "enforcement" | "violence") {
        return Vec::new();
    }
    let end = text.sentences[draft.sentence].tokens.end;
    let counted = analysis.mentions.quantities[count.quantity].span.end;
    let from = text.tokens_in(analysis.mentions.dates[date].span).end.max(text.tokens_in(draft.trigger).end);
    let mut drafts = Vec::new();
    let joints = (from..end).take_while(|token| !text.tokens[*token].tag.verbal() && text.word(*token) != ";");
    for joint in joints.filter(|token| text.tokens[*token].tag == Tag::Cconj || text.word(*token) == ",") {
        let opens = |token: &usize| matches!(text.tokens[*token].tag, Tag::Det | Tag::Adj | Tag::Num);
        let number = (joint + 1..end.min(joint + 4)).take_while(opens).find(|token| text.tokens[*token].tag == Tag::Num);
        let Some((index, quantity)) = number.and_then(|number| quantity_at(analysis, number)) else { continue };
        let people = quantity.unit.is_none() || quantity.unit.as_deref() == Some("person");
        let after = text.tokens_in(quantity.span).end;
        let Some(other) = date_behind(analysis, after, end).filter(|other| people && *other != date && quantity.span.start > counted)
        else {
            continue;
        };
        let count = Some(Count { quantity: index, sum: None, additional: false });
        drafts.push(Draft { count, date: Some((other, Nearness::Clause)), anaphoric: false, ..draft.clone() });
    }
    drafts
}

/// Who, and how long.
struct Step {
    people: Vec<Participant>,
    count: Option<Count>,
    term: Span,
}

/// The next people behind a token that a length follows, before any verb that says something else of them.
fn next_step(analysis: Analysis, draft: &Draft, from: usize, end: usize) -> Option<Step> {
    let text = analysis.text;
    let mut people: Vec<Participant> = Vec::new();
    let mut count: Option<Count> = None;
    let mut at = from;
    while at < end {
        let token = &text.tokens[at];
        if let Some(name) = analysis.mentions.names.at(token.span.start) {
            let after = text.tokens_in(name.span).end.max(at + 1);
            if name.kind == NameKind::Person && !name.alias && !governed(analysis, at) {
                let told = |participant: &Participant| participant.person == name.entity && participant.span.start < name.span.start;
                if draft.people.iter().any(told) {
                    return None;
                }
                people.push(Participant { person: name.entity, span: name.span });
            }
            at = after;
            continue;
        }
        if let Some(dated) = analysis.mentions.dates_in(text.sentences[draft.sentence].span).find(|date| date.span.overlaps(token.span)) {
            at = text.tokens_in(dated.span).end.max(at + 1);
            continue;
        }
        if token.tag == Tag::Num || quantity_at(analysis, at).is_some() {
            match length_at(analysis, at, end) {
                Some(term) if !people.is_empty() || count.is_some() => return Some(Step { people, count, term }),
                _ => {}
            }
            if let Some((index, quantity)) =
                quantity_at(analysis, at).filter(|(_, quantity)| quantity.unit.as_deref() == Some("person") || quantity.additional)
            {
                if people.is_empty() && matches!(quantity.value, Value::Number(_)) {
                    count = Some(Count { quantity: index, sum: None, additional: false });
                }
                at = text.tokens_in(quantity.span).end.max(at + 1);
                continue;
            }
        }
        let speaks = token.tag.verbal() && token.form.finite();
        if speaks || matches!(text.word(at), "\"" | "“" | "”") {
            return None;
        }
        at += 1;
    }
    None
}

/// The quantity that begins at a token, with its index.
fn quantity_at<'a>(analysis: Analysis<'a>, at: usize) -> Option<(usize, &'a Quantity)> {
    let start = analysis.text.tokens[at].span.start;
    let index = analysis.mentions.quantities.partition_point(|quantity| quantity.span.start < start);
    analysis
        .mentions
        .quantities
        .get(index)
        .filter(|quantity| quantity.span.start == start && !quantity.ordinal)
        .map(|quantity| (index, quantity))
}

/// A length of time at a token, or a bare number behind "to", "for" or a name, which takes its unit from the term before. An age
/// between commas or brackets is none.
fn length_at(analysis: Analysis, at: usize, end: usize) -> Option<Span> {
    let text = analysis.text;
    let quantity = quantity_at(analysis, at).map(|(_, quantity)| quantity);
    if let Some(quantity) = quantity.filter(|quantity| quantity.kind == QuantityKind::Duration) {
        return Some(quantity.span);
    }
    let before = at.checked_sub(1)?;
    let span = quantity.map_or(text.tokens[at].span, |quantity| quantity.span);
    let after = text.tokens_in(span).end;
    let plain = quantity.is_none_or(|quantity| {
        quantity.kind == QuantityKind::Count && quantity.unit.is_none() && matches!(quantity.value, Value::Number(_))
    });
    let opens = matches!(text.lower(before), "to" | "for" | "got" | "another")
        || analysis.mentions.names.at(text.tokens[before].span.start).is_some();
    let closes = after >= end
        || text.tokens[after].tag == Tag::Punct && text.word(after) != "-"
        || text.tokens[after].tag == Tag::Cconj
        || text.tokens[after].tag == Tag::Adp
        || matches!(text.lower(after), "each" | "a" | "the" | "last" | "this" | "earlier");
    (plain && opens && closes).then_some(span)
}

/// Whether a name hangs on a preposition or possessive: "the murder of X", "Y's lawyer".
fn governed(analysis: Analysis, name: usize) -> bool {
    let text = analysis.text;
    let mut at = name;
    for _ in 0..5 {
        let Some(before) = at.checked_sub(1) else { return false };
        at = before;
        match text.tokens[at].tag {
            Tag::Noun | Tag::Propn | Tag::Adj => {}
            tag => return tag == Tag::Adp || tag == Tag::Verb,
        }
    }
    false
}

/// "X and Y were jailed for 14 and 11 years": as many lengths in a row as there are people, each to its own.
fn respective(analysis: Analysis, draft: &mut Draft, after: usize, end: usize) -> Option<Vec<Draft>> {
    let text = analysis.text;
    let first = draft.term?;
    let mut terms = vec![first];
    let unit = unit_of(analysis, first);
    // "14 and 11 years": the number before the one that carries the unit.
    let start = text.tokens_in(first).start;
    if let Some(number) = start.checked_sub(2).filter(|number| text.word(start - 1) == "and" && text.tokens[*number].tag == Tag::Num) {
        terms.insert(0, text.tokens[number].span);
    }
    let mut at = after;
    while at < end && (text.tokens[at].tag == Tag::Cconj || text.word(at) == ",") {
        at += 1;
        let Some((_, quantity)) = (at < end).then(|| quantity_at(analysis, at)).flatten() else { break };
        // "for seven years and six": the last leaves its unit out.
        let after = text.tokens_in(quantity.span).end;
        let bare = quantity.kind == QuantityKind::Count
            && quantity.unit.is_none()
            && (after >= end || text.tokens[after].tag == Tag::Punct)
            && draft.people.len() == terms.len() + 1;
        if quantity.kind != QuantityKind::Duration && !bare {
            break;
        }
        terms.push(quantity.span);
        at = text.tokens_in(quantity.span).end;
    }
    if terms.len() < 2 {
        return None;
    }
    if terms.len() != draft.people.len() {
        // "The gang's driver, X, 52, and its cook, Y, 33, received six and nine years": the list that the parser cut.
        let trigger = text.tokens_in(draft.trigger).start;
        let listed = phrase::listed_people(analysis, text.sentences[draft.sentence].tokens.start, trigger);
        if listed.len() == terms.len() {
            draft.people = listed;
        } else if draft.people.is_empty() && respectively(analysis, at, end) {
            // "Two men were sentenced to 18 and 22 years respectively": nobody is named.
            let mut drafts: Vec<Draft> = terms
                .into_iter()
                .map(|term| Draft {
                    count: None,
                    term: Some(term),
                    term_unit: unit_of(analysis, term).or_else(|| unit.clone()),
                    ..draft.clone()
                })
                .collect();
            *draft = drafts.remove(0);
            return Some(drafts);
        } else {
            return None;
        }
    }
    let people = std::mem::take(&mut draft.people);
    let mut drafts: Vec<Draft> = people
        .into_iter()
        .zip(terms)
        .map(|(participant, term)| {
            let own = unit_of(analysis, term).or_else(|| unit.clone());
            Draft { people: vec![participant], count: None, term: Some(term), term_unit: own, ..draft.clone() }
        })
        .collect();
    *draft = drafts.remove(0);
    Some(drafts)
}

/// Whether "respectively" stands a few words behind.
fn respectively(analysis: Analysis, from: usize, end: usize) -> bool {
    (from..end.min(from + 4)).any(|token| analysis.text.lower(token) == "respectively")
}

/// A date right behind a length: "to three years in April 2019".
fn date_behind(analysis: Analysis, from: usize, end: usize) -> Option<usize> {
    let text = analysis.text;
    let last = end.min(from + 4);
    (from..last).take_while(|token| !text.tokens[*token].tag.verbal() && text.tokens[*token].tag != Tag::Cconj).find_map(|token| {
        let start = text.tokens[token].span.start;
        let index = analysis.mentions.dates.partition_point(|date| date.span.start < start);
        analysis.mentions.dates.get(index).filter(|date| date.span.start == start && date.edtf.is_some()).map(|_| index)
    })
}

/// "X was given two years and Y one for hiding tools": what stands behind the last length is the offence of all.
fn share_offence(analysis: Analysis, draft: &mut Draft, drafts: &mut [Draft], from: usize, end: usize) {
    let text = analysis.text;
    if drafts.is_empty() || from + 1 >= end || text.lower(from) != "for" {
        return;
    }
    let offences = offence::offences_at(analysis, from + 1, end);
    if draft.charges.is_empty() || draft.charges == offences {
        for draft in drafts.iter_mut().chain(std::iter::once(draft)) {
            draft.charges.clone_from(&offences);
        }
    } else if let Some(last) = drafts.last_mut() {
        last.charges = offences;
    }
}

/// "He got five": the unit of the length told before, where a term is nothing but a number.
pub fn unit_told_before(analysis: Analysis, term: Span) -> Option<String> {
    let text = analysis.text;
    let tokens = text.tokens_in(term);
    if tokens.len() != 1 || text.tokens[tokens.start].tag != Tag::Num {
        return None;
    }
    let quantities = &analysis.mentions.quantities;
    let before = quantities[..quantities.partition_point(|quantity| quantity.span.end <= term.start)].iter().rev();
    let mut lengths = before.filter(|quantity| quantity.kind == QuantityKind::Duration);
    lengths.find_map(|length| unit_of(analysis, length.span))
}

/// "years" of "eight years".
pub fn unit_of(analysis: Analysis, term: Span) -> Option<String> {
    let text = analysis.text;
    let mut tokens = text.tokens_in(term);
    let unit = |token: usize| matches!(text.lemma(token), "year" | "month" | "week" | "day").then(|| text.word(token).to_owned());
    tokens.find_map(unit)
}
