//! Whose something is: "Otto Reiss's sentence", "his term", "the prison sentence of a trader". A verb that changes what belongs to
//! somebody happens to its owner.

use super::phrase::Reading;
use super::search::in_phrase;
use super::slots::phrase_at;
use crate::text::{Clause, Slot, Tag, Voice};
use std::ops::Range;

/// How many words may stand between a verb and the object that it puts last.
const REACH: usize = 14;

/// Adds the owner of each object as a slot of its own.
pub(super) fn add(reading: Reading, slots: &mut Vec<Slot>, clause: &Clause) {
    // "The term of Oleg Rusk was 18 years": of a copula the subject is what is owned.
    let owned = if &*clause.lemma == "be" { "subject" } else { "object" };
    let owners: Vec<Slot> = slots.iter().filter(|slot| &*slot.name == owned).filter_map(|slot| owner_of(reading, slot)).collect();
    slots.extend(owners);
}

fn owner_of(reading: Reading, slot: &Slot) -> Option<Slot> {
    let text = reading.text;
    let owner = |tokens: Range<usize>| Slot { name: "owner".into(), head: tokens.end - 1, tokens, second_choice: false };
    let start = slot.tokens.start.min(slot.head);
    if matches!(text.lower(start), "his" | "her" | "their") {
        return Some(owner(start..start + 1));
    }
    if let Some(mark) = (start + 1..slot.head).find(|token| matches!(text.word(*token), "'s" | "’s" | "'" | "’")) {
        return Some(owner(start..mark));
    }
    let of = slot.head + 1;
    let end = text.sentences.get(text.sentence_at(text.tokens[slot.head].span.start)?)?.tokens.end;
    if of >= end || text.lower(of) != "of" {
        return None;
    }
    let tokens = phrase_at(reading, of + 1, end)?;
    // "of Ana Ruiz's accomplice": the phrase is headed by what belongs to her.
    Some(owner(tokens))
}

/// "foiled an attempt to smuggle [two million pills]", "a plot to ship [heroin]": what the deed that an object names was about.
pub(super) fn add_content(reading: Reading, slots: &mut Vec<Slot>) {
    let text = reading.text;
    let content = |slot: &Slot| {
        let sentence = text.sentences.get(text.sentence_at(text.tokens[slot.head].span.start)?)?;
        let verb = slot.head + 2;
        let deed = matches!(text.lower(slot.head + 1), "to" | "at" | "of") && text.tokens.get(verb)?.tag == Tag::Verb;
        if !deed || verb >= sentence.tokens.end {
            return None;
        }
        // "to bring in 40 rifles".
        let particle = text.tokens.get(verb + 1).is_some_and(|next| matches!(next.tag, Tag::Adp | Tag::Adv | Tag::Part));
        let tokens = phrase_at(reading, verb + 1 + usize::from(particle), sentence.tokens.end)?;
        Some(Slot { name: "content".into(), head: tokens.end - 1, tokens, second_choice: false })
    };
    let ends = |slot: &&Slot| &*slot.name == "object" && slot.head + 2 < text.tokens.len();
    let found: Vec<Slot> = slots.iter().filter(ends).filter_map(content).collect();
    slots.extend(found);
}

/// "lowered to six years from nine [the prison sentence of X]": an active verb without an object has it behind its shorter phrases.
pub(super) fn postponed(reading: Reading, slots: &mut Vec<Slot>, clause: &Clause) {
    let text = reading.text;
    if clause.voice != Voice::Active || slots.iter().any(|slot| matches!(&*slot.name, "object" | "indirect_object")) {
        return;
    }
    let Some(sentence) = text.sentences.get(clause.sentence) else { return };
    let mut at = clause.tokens.end.max(clause.head + 1);
    let end = sentence.tokens.end.min(at + REACH);
    let mut circumstances = 0;
    while at < end && text.tokens[at].tag == Tag::Adp || at < end && text.lower(at) == "to" {
        let length = (at + 1..end).take_while(|token| matches!(text.tokens[*token].tag, Tag::Num) || reading.duration_at(*token).is_some());
        let Some(last) = length.last() else { return };
        at = last + 1;
        circumstances += 1;
    }
    let opens = at < end && (text.tokens[at].tag == Tag::Det || in_phrase(text.tokens[at].tag) && text.tokens[at].tag != Tag::Num);
    if circumstances == 0 || !opens {
        return;
    }
    if let Some(tokens) = phrase_at(reading, at, end) {
        slots.push(Slot { name: "object".into(), head: tokens.end - 1, tokens, second_choice: false });
    }
}
