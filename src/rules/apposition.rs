//! The name that stands beside a description: "the banker Otto Reiss", "a hotelier, Otto Reiss, was let go", "a third member of the
//! crew, the cook Otto Reiss, was shot".

use super::phrase::{Phrase, Reading};
use crate::mention::NameKind;
use crate::text::{Clause, ClauseKind, Slot, Tag};
use std::ops::Range;

/// How many words may stand between the description and its comma, and between the comma and the name.
const BETWEEN: usize = 14;
const BEFORE_NAME: usize = 5;

/// Lets a phrase end in the name that it is put beside, so that the name is what it stands for.
pub(super) fn read(reading: Reading, clause: &Clause, slot: &mut Slot) {
    if !name_behind(reading, slot) {
        name_between_commas(reading, clause, slot);
    }
}

/// "the banker Otto Reiss": the name behind the noun belongs to the phrase.
fn name_behind(reading: Reading, slot: &mut Slot) -> bool {
    let text = reading.text;
    if slot.head + 1 != slot.tokens.end || text.tokens[slot.head].tag != Tag::Noun {
        return false;
    }
    let Some(name) = person_at(reading, slot.tokens.end) else { return false };
    slot.tokens.end = name.end;
    slot.head = name.end - 1;
    true
}

/// "a hotelier, Otto Reiss, was let go", "a nurse taken in the same month, 34-year-old Ana Diel, was".
fn name_between_commas(reading: Reading, clause: &Clause, slot: &mut Slot) {
    let text = reading.text;
    let core = matches!(&*slot.name, "subject" | "object" | "indirect_object") || clause.kind == ClauseKind::Noun && &*slot.name == "of";
    let Some(sentence) = text.sentences.get(clause.sentence).filter(|_| core && one_described(reading, slot)) else { return };
    let behind = slot.tokens.end.max(slot.head + 1);
    let verb = clause.tokens.start.min(clause.head);
    let direct = behind < sentence.tokens.end && text.word(behind) == ",";
    let comma = if direct { Some(behind) } else { comma_behind(reading, behind..verb.min(sentence.tokens.end)) };
    let Some(comma) = comma else { return };
    let described = |token: &usize| matches!(text.tokens[*token].tag, Tag::Det | Tag::Num | Tag::Adj | Tag::Noun);
    let limit = sentence.tokens.end.min(comma + 1 + BEFORE_NAME);
    let Some(start) = (comma + 1..limit).find(|token| person_at(reading, *token).is_some() || !described(token)) else { return };
    let Some(name) = person_at(reading, start) else { return };
    let closed = match text.tokens.get(name.end).filter(|_| name.end < sentence.tokens.end) {
        None => true,
        Some(_) if matches!(text.word(name.end), "." | ";" | "(") => direct,
        Some(_) if text.word(name.end) == "," => !text.tokens.get(name.end + 1).is_some_and(|next| next.tag == Tag::Cconj),
        Some(_) => direct && name.end == verb,
    };
    // Behind what describes a phrase at length only the verb can follow.
    let ended = direct || (name.end..verb).all(|token| matches!(text.tokens[token].tag, Tag::Punct | Tag::Num | Tag::Adv));
    if closed && ended {
        slot.head = name.end - 1;
        slot.tokens.end = name.end;
    }
}

/// Whether a phrase describes one person and names nobody.
fn one_described(reading: Reading, slot: &Slot) -> bool {
    let text = reading.text;
    let head = &text.tokens[slot.head];
    let phrase = Phrase { head: slot.head, tokens: slot.tokens.clone() };
    let named = || slot.tokens.clone().any(|token| person_at(reading, token).is_some());
    head.tag == Tag::Noun && !head.plural && reading.is(&phrase, "people") && !reading.is(&phrase, "counted") && !named()
}

/// The first comma behind a phrase that only participles and prepositions lead to.
fn comma_behind(reading: Reading, range: Range<usize>) -> Option<usize> {
    let text = reading.text;
    let end = range.end.min(range.start + BETWEEN);
    let stops = |token: &usize| {
        let word = &text.tokens[*token];
        word.form.finite()
            || word.relative
            || matches!(word.tag, Tag::Punct | Tag::Sconj | Tag::Aux)
            || person_at(reading, *token).is_some()
    };
    (range.start..end).find(stops).filter(|token| text.word(*token) == ",")
}

/// The tokens of the person's name that begins at a token.
fn person_at(reading: Reading, token: usize) -> Option<Range<usize>> {
    let at = reading.text.tokens.get(token)?.span.start;
    let name = reading.mentions.names.at(at).filter(|name| name.kind == NameKind::Person && name.span.start == at)?;
    Some(reading.text.tokens_in(name.span))
}
