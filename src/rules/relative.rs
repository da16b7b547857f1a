//! Relative clauses that the parser lost: "Edwin Marlow, a father of three with no record, who was shot dead", "a mayor in 1994,
//! whom soldiers captured". The words say who stands where.

use super::phrase::{Phrase, Reading};
use crate::mention::NameKind;
use crate::text::clause::Relation;
use crate::text::{Clause, Slot, Tag, VerbForm, Voice};
use std::ops::Range;

/// How far before the pronoun its noun is looked for.
const REACH: usize = 24;

/// Puts the noun before "who" or "whom" where it belongs, unless a person stands there already.
pub(super) fn read(reading: Reading, slots: &mut Vec<Slot>, clause: &Clause) {
    let text = reading.text;
    let Some(first) = text.sentences.get(clause.sentence).map(|sentence| sentence.tokens.start) else { return };
    let start = clause.tokens.start.min(clause.head);
    let Some(before) = (first..start).rev().find(|token| text.tokens[*token].tag != Tag::Adv) else { return };
    if text.lower(before) == "who" {
        let passive = clause.voice == Voice::Passive;
        place(reading, slots, first..before, if passive { "object" } else { "subject" });
        return;
    }
    // "whom soldiers captured": what stands between the pronoun and the verb is who did it.
    let phrase = |token: &usize| matches!(text.tokens[*token].tag, Tag::Adj | Tag::Noun | Tag::Propn | Tag::Det | Tag::Num | Tag::Pron);
    let Some(subject) = (first..start).rev().take_while(phrase).last() else { return };
    let (pronoun, subject) = match text.lower(subject) {
        "whom" => (subject, subject + 1),
        _ => match subject.checked_sub(1).filter(|before| *before >= first) {
            Some(before) if text.lower(before) == "whom" => (before, subject),
            _ => return,
        },
    };
    let preposition = pronoun.checked_sub(1).is_some_and(|before| text.tokens[before].tag == Tag::Adp);
    if subject >= start || preposition {
        return;
    }
    slots.retain(|slot| !matches!(&*slot.name, "object" | "indirect_object" | "subject"));
    slots.push(Slot { name: "subject".into(), head: start - 1, tokens: subject..start, second_choice: false });
    place(reading, slots, first..pronoun, "object");
}

/// "the nurse Ana Diel, released from jail and deported to Peru": a participle behind a comma, and those in its row, tell of the person
/// before it.
pub(super) fn reduced(reading: Reading, slots: &mut Vec<Slot>, clause: &Clause, parent: Option<(&Clause, Relation)>) {
    let text = reading.text;
    let bare = |clause: &Clause| {
        let verb = &text.tokens[clause.head];
        clause.tokens.start == clause.head && matches!(verb.form, VerbForm::Past | VerbForm::PastParticiple)
    };
    let hangs = |clause: &Clause| clause.parent.is_some_and(|(_, relation)| relation == Relation::Relative);
    let core = |slot: &Slot| matches!(&*slot.name, "subject" | "object" | "indirect_object");
    let participle = match parent {
        Some((parent, Relation::Coordinate)) if bare(parent) && hangs(parent) && !parent.slots.iter().any(core) => parent,
        _ if hangs(clause) => clause,
        _ => return,
    };
    let start = participle.tokens.start;
    let comma = start.checked_sub(1).is_some_and(|before| text.word(before) == ",");
    let Some(first) = text.sentences.get(clause.sentence).map(|sentence| sentence.tokens.start) else { return };
    if !comma || !bare(clause) || !bare(participle) || slots.iter().any(core) {
        return;
    }
    let Some(tokens) = nearest_person(reading, first..start) else { return };
    // Nothing but an age or a bracket may part the two.
    if (tokens.end..start).all(|token| matches!(text.tokens[token].tag, Tag::Punct | Tag::Num)) {
        slots.push(Slot { name: "object".into(), head: tokens.end - 1, tokens, second_choice: false });
    }
}

/// "59 employees of the body, whose immediate release": the owner of an event noun behind "whose".
pub(super) fn owner(reading: Reading, slots: &mut Vec<Slot>, clause: &Clause) {
    let text = reading.text;
    let Some(first) = text.sentences.get(clause.sentence).map(|sentence| sentence.tokens.start) else { return };
    let Some(whose) = (first..clause.head).rev().find(|token| !matches!(text.tokens[*token].tag, Tag::Adj | Tag::Adv | Tag::Noun)) else {
        return;
    };
    if text.lower(whose) != "whose" || slots.iter().any(|slot| matches!(&*slot.name, "of" | "genitive") && !slot.second_choice) {
        return;
    }
    if let Some(tokens) = nearest_person(reading, first..whose) {
        slots.push(Slot { name: "genitive".into(), head: tokens.end - 1, tokens, second_choice: false });
    }
}

/// The nearest person before the pronoun, in a slot that holds none.
fn place(reading: Reading, slots: &mut Vec<Slot>, before: Range<usize>, name: &str) {
    let person = |slot: &Slot| reading.is(&Phrase { head: slot.head, tokens: slot.tokens.clone() }, "people");
    if slots.iter().any(|slot| &*slot.name == name && person(slot)) {
        return;
    }
    let Some(tokens) = nearest_person(reading, before) else { return };
    slots.retain(|slot| &*slot.name != name);
    slots.push(Slot { name: name.into(), head: tokens.end - 1, tokens, second_choice: false });
}

/// The person named or described last, with the words that describe the noun.
fn nearest_person(reading: Reading, before: Range<usize>) -> Option<Range<usize>> {
    let text = reading.text;
    let from = before.start.max(before.end.saturating_sub(REACH));
    let head = (from..before.end).rev().find(|token| {
        matches!(text.tokens[*token].tag, Tag::Noun | Tag::Propn)
            && reading.is(&Phrase { head: *token, tokens: *token..*token + 1 }, "people")
    })?;
    if let Some(name) = reading.mentions.names.at(text.tokens[head].span.start).filter(|name| name.kind == NameKind::Person) {
        return Some(text.tokens_in(name.span));
    }
    let part = |token: &usize| matches!(text.tokens[*token].tag, Tag::Adj | Tag::Noun | Tag::Num | Tag::Propn | Tag::Det);
    let start = (from..head).rev().take_while(part).last().unwrap_or(head);
    Some(start..head + 1)
}
