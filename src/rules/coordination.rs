//! Names of a list that the parser lost: "Delano Rey, 21, and Kamil Ost, 35, were arrested". Each stands before "and" with nothing
//! but its own age and town between.

use super::phrase::{Phrase, Reading};
use crate::mention::NameKind;
use crate::text::{Clause, Slot, Tag, Voice};
use std::ops::Range;

/// How many members a list may have, and how far one may stand before the next.
const MOST: usize = 8;
const REACH: usize = 10;

/// Adds to the people of a passive, or to the subject of an active verb, those before them in their list.
pub(super) fn complete(reading: Reading, slots: &mut Vec<Slot>, clause: &Clause) {
    let name = if clause.voice == Voice::Passive { "object" } else { "subject" };
    let verb = clause.tokens.start.min(clause.head);
    let people = |slot: &&Slot| {
        *slot.name == *name && !slot.second_choice && slot.tokens.start < verb && is_people(reading, slot.head, &slot.tokens)
    };
    let Some(mut first) = slots.iter().filter(people).map(|slot| slot.tokens.start).min() else { return };
    let Some(sentence) = reading.text.sentences.get(clause.sentence).map(|sentence| sentence.tokens.start) else { return };
    for member in 0..MOST {
        let Some(tokens) = member_before(reading, first, sentence, member == 0) else { return };
        first = tokens.start;
        if !slots.iter().any(|slot| tokens.contains(&slot.head)) {
            slots.push(Slot { name: name.into(), head: tokens.end - 1, tokens, second_choice: false });
        }
    }
}

/// The name before a member of a list: before "and" for the last one, before a comma for those in front.
fn member_before(reading: Reading, first: usize, sentence: usize, last: bool) -> Option<Range<usize>> {
    let text = reading.text;
    let joint = first.checked_sub(1).filter(|token| *token >= sentence)?;
    let word = text.lower(joint);
    if !(word == "and" || !last && word == ",") {
        return None;
    }
    let from = sentence.max(joint.saturating_sub(REACH));
    let mut at = joint;
    // Over ", 21," and ", of Leeds,".
    while at > from {
        let token = at - 1;
        if let Some(name) = reading.mentions.names.at(text.tokens[token].span.start) {
            let tokens = text.tokens_in(name.span);
            if name.kind == NameKind::Person {
                return (!governed(reading, tokens.start, sentence)).then_some(tokens);
            }
            let of = tokens.start.checked_sub(1).filter(|before| matches!(text.lower(*before), "of" | "from" | "in"))?;
            at = of;
            continue;
        }
        match text.tokens[token].tag {
            Tag::Punct if matches!(text.word(token), "," | "(" | ")") => at = token,
            Tag::Num if token > from && matches!(text.word(token - 1), "," | "(") => at = token,
            _ => return None,
        }
    }
    None
}

/// "husband of the opposition leader Mara Lind, and 13 others", "freed Mara Lind, and 13 others were": the name belongs to a
/// description or to another verb.
fn governed(reading: Reading, name: usize, sentence: usize) -> bool {
    let text = reading.text;
    let part = |token: &usize| matches!(text.tokens[*token].tag, Tag::Adj | Tag::Noun | Tag::Det | Tag::Propn | Tag::Num);
    let before = (sentence..name).rev().find(|token| !part(token));
    before.is_some_and(|token| text.tokens[token].tag == Tag::Adp || text.tokens[token].tag.verbal())
}

fn is_people(reading: Reading, head: usize, tokens: &Range<usize>) -> bool {
    reading.is(&Phrase { head, tokens: tokens.clone() }, "people")
}
