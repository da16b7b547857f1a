//! Relative clauses that the parser lost: "Edwin Marlow, a father of three with no record, who was shot dead", "a mayor in 1994,
//! whom soldiers captured". The words say who stands where.

use super::phrase::{Phrase, Reading};
use crate::mention::NameKind;
use crate::text::{Clause, Slot, Tag, Voice};
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
