//! Phrases that the parser cut in the wrong place: "[the country]'s best-known criminal", "[a bar until police] picked him up", "152
//! soldiers [being sentenced]". The words around a phrase say where it begins and ends.

use super::phrase::{Phrase, Reading};
use super::search::in_phrase;
use super::slots::phrase_at;
use crate::mention::NameKind;
use crate::text::{Clause, Slot, Tag, Voice};

/// How many words a phrase before "being" may have.
const PHRASE: usize = 12;

/// Cuts each phrase of a verb where its words say.
pub(super) fn read(reading: Reading, slots: &mut Vec<Slot>, clause: &Clause) {
    for slot in slots.iter_mut() {
        owned(reading, slot, clause);
        behind_conjunction(reading, slot, clause);
    }
    halves(reading, slots, clause);
    people_being(reading, slots, clause);
    some_of_whom(reading, slots, clause);
}

/// "for [Col.] Rudolf Abel", "the [jeweller] Ana Soni": a title or trade is no head, the name behind it is.
pub(super) fn titled(reading: Reading, slot: &mut Slot) {
    let text = reading.text;
    let name = slot.head + 1;
    let at = |token: usize| reading.mentions.names.at(text.tokens[token].span.start).filter(|name| name.kind == NameKind::Person);
    let title = matches!(text.tokens[slot.head].tag, Tag::Propn | Tag::Noun) && !text.tokens[slot.head].plural;
    if name >= text.tokens.len() || !title || at(slot.head).is_some() {
        return;
    }
    if let Some(person) = at(name).filter(|person| text.tokens[name].span.start == person.span.start) {
        let end = text.tokens_in(person.span).end;
        slot.head = end - 1;
        slot.tokens.end = slot.tokens.end.max(end);
    }
}

/// "found [the country]'s best-known criminal guilty": an owner is no object, what is owned is.
fn owned(reading: Reading, slot: &mut Slot, clause: &Clause) {
    let text = reading.text;
    let mark = slot.tokens.end.max(slot.head + 1);
    let Some(end) = text.sentences.get(clause.sentence).map(|sentence| sentence.tokens.end) else { return };
    let possessive = mark < end && matches!(text.word(mark), "'s" | "’s");
    if !possessive || !matches!(&*slot.name, "object" | "indirect_object") {
        return;
    }
    // "best-known" may be taken for an adverb or a participle.
    let described = |token: &usize| in_phrase(text.tokens[*token].tag) || text.word(*token).contains('-');
    let stop = (mark + 1..end.min(mark + PHRASE)).find(|token| !described(token)).unwrap_or(end.min(mark + PHRASE));
    let person = |token: usize| reading.is(&Phrase { head: token, tokens: token..token + 1 }, "people");
    let noun = |token: &usize| matches!(text.tokens[*token].tag, Tag::Noun | Tag::Propn) || person(*token);
    if let Some(head) = (mark + 1..stop).rev().find(noun) {
        slot.head = head;
        slot.tokens = slot.tokens.start..head + 1;
    }
}

/// "ran [a bar until police] picked him up": what stands before the conjunction belongs to the verb before.
fn behind_conjunction(reading: Reading, slot: &mut Slot, clause: &Clause) {
    let text = reading.text;
    if &*slot.name != "subject" || slot.tokens.end > clause.head || slot.tokens.len() < 3 {
        return;
    }
    let joins = |token: &usize| matches!(text.lower(*token), "until" | "when" | "after" | "before" | "because" | "while");
    let Some(conjunction) = slot.tokens.clone().skip(1).rfind(joins) else { return };
    let end = slot.tokens.end.max(slot.head + 1);
    if let Some(tokens) = phrase_at(reading, conjunction + 1, end).filter(|tokens| tokens.end == end) {
        slot.head = end - 1;
        slot.tokens = tokens;
    }
}

/// "[four] [South Sudanese] were taken", "[all] [14 of the rebels]": two phrases side by side before a passive are one.
fn halves(reading: Reading, slots: &mut Vec<Slot>, clause: &Clause) {
    let text = reading.text;
    let before = |slot: &Slot| &*slot.name == "object" && !slot.second_choice && slot.tokens.end <= clause.tokens.start.min(clause.head);
    let counts = |slot: &Slot| {
        text.tokens[slot.head].tag == Tag::Num || matches!(text.lower(slot.head), "all" | "other" | "others" | "both" | "some" | "most")
    };
    if clause.voice != Voice::Passive {
        return;
    }
    for first in (0..slots.len()).rev() {
        let end = slots[first].tokens.end.max(slots[first].head + 1);
        if !before(&slots[first]) || !counts(&slots[first]) {
            continue;
        }
        let second = slots.iter().position(|slot| before(slot) && slot.tokens.start.min(slot.head) == end);
        if let Some(second) = second {
            slots[second].tokens.start = slots[first].tokens.start.min(slots[first].head);
            slots.remove(first);
        }
    }
}

/// "ended with 152 soldiers being sentenced", "led to 45 people being held": whom it happens to stands before the gerund.
fn people_being(reading: Reading, slots: &mut Vec<Slot>, clause: &Clause) {
    let text = reading.text;
    let being = clause.tokens.start;
    let held = slots.iter().any(|slot| &*slot.name == "object");
    if clause.voice != Voice::Passive || clause.finite || held || being == 0 || being >= clause.head || text.lower(being) != "being" {
        return;
    }
    let first = text.sentences.get(clause.sentence).map_or(being, |sentence| sentence.tokens.start.max(being.saturating_sub(PHRASE)));
    let mut end = being;
    // "152 soldiers of the old guard being sentenced": over what the people are of.
    for _ in 0..3 {
        let Some(start) = (first..end).rev().take_while(|token| in_phrase(text.tokens[*token].tag)).last() else { return };
        let phrase = Phrase { head: end - 1, tokens: start..end };
        if reading.is(&phrase, "people") {
            slots.push(Slot { name: "object".into(), head: phrase.head, tokens: phrase.tokens, second_choice: false });
            return;
        }
        match start.checked_sub(1).filter(|of| *of > first && matches!(text.lower(*of), "of" | "from" | "in")) {
            Some(of) => end = of,
            None => return,
        }
    }
}

/// "fifteen people, three of whom the government then gave up": so many of those before are the object.
fn some_of_whom(reading: Reading, slots: &mut Vec<Slot>, clause: &Clause) {
    let text = reading.text;
    let Some(first) = text.sentences.get(clause.sentence).map(|sentence| sentence.tokens.start) else { return };
    let start = clause.tokens.start.min(clause.head);
    let between = (first..start).rev().take_while(|token| !matches!(text.word(*token), "," | ";"));
    let whom = between.into_iter().find(|token| text.lower(*token) == "whom");
    let Some(part) = whom.filter(|whom| *whom >= first + 2 && text.lower(whom - 1) == "of").map(|whom| whom - 2) else { return };
    let counts = text.tokens[part].tag == Tag::Num || matches!(text.lower(part), "all" | "both" | "most" | "some" | "several" | "many");
    let name = if clause.voice == Voice::Passive || slots.iter().any(|slot| &*slot.name == "subject") { "object" } else { "subject" };
    let person = |slot: &Slot| reading.is(&Phrase { head: slot.head, tokens: slot.tokens.clone() }, "people");
    if counts && !slots.iter().any(|slot| &*slot.name == name && person(slot)) {
        slots.retain(|slot| &*slot.name != name);
        slots.push(Slot { name: name.into(), head: part, tokens: part..part + 1, second_choice: false });
    }
}
