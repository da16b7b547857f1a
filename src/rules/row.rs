//! What verbs in a row share, and whom a participle that stands apart is about: "convicted and sentenced three men", "was questioned on Friday and
//! formally charged", "having admitted theft", "a man already convicted of".

use super::phrase::Reading;
use super::search::in_phrase;
use crate::text::clause::Relation;
use crate::text::{Clause, ClauseKind, Clauses, Slot, Tag, VerbForm, Voice};
use std::ops::Range;

/// Gives a clause what it shares with its neighbours, before anything is looked for in the words.
pub(super) fn share(reading: Reading, slots: &mut Vec<Slot>, clause: &Clause, clauses: &Clauses) {
    object_behind(reading, slots, clause, clauses);
    subject_of_having(reading, slots, clause, clauses);
    theme_of_being(reading, slots, clause, clauses);
    noun_before_participle(reading, slots, clause);
    emphatic(reading, slots, clause, clauses);
    under_of(reading, slots, clause);
}

/// "convicted and sentenced [three men]": the object stands behind the second verb.
fn object_behind(reading: Reading, slots: &mut Vec<Slot>, clause: &Clause, clauses: &Clauses) {
    let text = reading.text;
    let joint = clause.tokens.end.max(clause.head + 1);
    let joined = text.tokens.get(joint).is_some_and(|token| token.tag == Tag::Cconj);
    if clause.voice != Voice::Active || !joined || slots.iter().any(|slot| &*slot.name == "object") {
        return;
    }
    let second = verbs_of(clauses, clause.sentence).find(|other| (joint + 1..joint + 3).contains(&other.tokens.start));
    let objects = second.into_iter().filter(|other| other.voice == Voice::Active).flat_map(|other| other.slots("object"));
    slots.extend(objects.filter(|slot| slot.head > joint).cloned());
}

/// "Rosa Diel was jailed, having earlier admitted theft": the gerund is about whom the verb before is about.
fn subject_of_having(reading: Reading, slots: &mut Vec<Slot>, clause: &Clause, clauses: &Clauses) {
    let text = reading.text;
    let first = clause.tokens.start.min(clause.head);
    let start = text.sentences.get(clause.sentence).map_or(first, |sentence| sentence.tokens.start);
    // "having earlier admitted": the adverb parts the two.
    let having = (start.max(first.saturating_sub(2))..first + 1).find(|token| text.lower(*token) == "having");
    let Some(having) = having.filter(|_| clause.voice == Voice::Active) else { return };
    if slots.iter().any(|slot| &*slot.name == "subject" && slot.head < having) {
        return;
    }
    let before = verbs_of(clauses, clause.sentence).filter(|other| other.head < having && other.finite).last();
    if let Some(subject) = before.and_then(theme) {
        slots.retain(|slot| &*slot.name != "subject");
        slots.push(Slot { name: "subject".into(), ..subject.clone() });
    }
}

/// "Rosa Diel was fined, the least that the law allows, after being found guilty": the gerund is about whom the verb before is about.
fn theme_of_being(reading: Reading, slots: &mut Vec<Slot>, clause: &Clause, clauses: &Clauses) {
    let text = reading.text;
    let first = clause.tokens.start.min(clause.head);
    let opened =
        first.checked_sub(1).is_some_and(|before| matches!(text.lower(before), "after" | "before" | "since" | "despite" | "without"));
    if clause.voice != Voice::Passive || !opened || text.lower(first) != "being" {
        return;
    }
    let person = |slot: &Slot| reading.is(&super::phrase::Phrase { head: slot.head, tokens: slot.tokens.clone() }, "people");
    if slots.iter().any(|slot| &*slot.name == "object" && person(slot)) {
        return;
    }
    let before = verbs_of(clauses, clause.sentence).filter(|other| other.head < first && other.finite).last();
    if let Some(subject) = before.and_then(theme).filter(|slot| person(slot)) {
        slots.retain(|slot| &*slot.name != "object");
        slots.push(Slot { name: "object".into(), ..subject.clone() });
    }
}

/// Whom a verb is about: the object of a passive, the subject of an active one.
pub(super) fn theme(clause: &Clause) -> Option<&Slot> {
    let name = if clause.voice == Voice::Passive { "object" } else { "subject" };
    clause.slots(name).next()
}

/// "met Omar Lund, a man already convicted of fraud", "four of the nine men held here": a participle without a verb of its own belongs to the
/// phrase right before it.
fn noun_before_participle(reading: Reading, slots: &mut Vec<Slot>, clause: &Clause) {
    let text = reading.text;
    let bare = clause.tokens.len() == 1 && !clause.finite && clause.voice == Voice::Passive;
    if !bare || text.tokens[clause.head].form != VerbForm::PastParticiple || matches!(clause.parent, Some((_, Relation::Coordinate))) {
        return;
    }
    let Some(sentence) = text.sentences.get(clause.sentence) else { return };
    let first = sentence.tokens.start;
    let adverb = |token: &usize| text.tokens[*token].tag == Tag::Adv;
    let end = (first..clause.head).rev().take_while(adverb).last().unwrap_or(clause.head);
    let part = |token: &usize| in_phrase(text.tokens[*token].tag) || text.lower(*token).ends_with("-year-old");
    let Some(start) = (first..end).rev().take_while(part).last() else { return };
    let tokens: Range<usize> = start..end;
    let Some(last) = end.checked_sub(1).filter(|last| text.tokens[*last].tag.nominal() || text.lower(*last).ends_with("-year-old")) else {
        return;
    };
    let elsewhere = slots.iter().any(|slot| &*slot.name == "object" && slot.head < start);
    let person = reading.is(&super::phrase::Phrase { head: last, tokens: tokens.clone() }, "people");
    if elsewhere && person {
        slots.retain(|slot| &*slot.name != "object" || slot.head > clause.head);
        slots.push(Slot { name: "object".into(), head: last, tokens, second_choice: false });
    }
}

/// "Moss had himself been convicted": the pronoun only stresses the subject of the auxiliary.
fn emphatic(reading: Reading, slots: &mut Vec<Slot>, clause: &Clause, clauses: &Clauses) {
    let reflexive = |slot: &Slot| matches!(reading.text.lower(slot.head), "himself" | "herself" | "themselves" | "itself");
    let stressed = |slot: &Slot| &*slot.name == "object" && slot.head < clause.head && reflexive(slot);
    if clause.voice != Voice::Passive || !slots.iter().any(stressed) {
        return;
    }
    slots.retain(|slot| !stressed(slot));
    let above = clause.parent.and_then(|(parent, _)| clauses.clauses.get(parent)).filter(|parent| &*parent.lemma == "have");
    slots.extend(above.into_iter().flat_map(|parent| parent.slots("subject")).map(|slot| Slot { name: "object".into(), ..slot.clone() }));
}

/// "Of those 30, only four were convicted": what stands behind "of" is the whole and not the part.
fn under_of(reading: Reading, slots: &mut Vec<Slot>, clause: &Clause) {
    let text = reading.text;
    let before = |slot: &Slot| &*slot.name == "object" && slot.head < clause.head;
    if clause.voice != Voice::Passive || slots.iter().filter(|slot| before(slot)).count() < 2 {
        return;
    }
    let whole = |slot: &Slot| slot.tokens.start.checked_sub(1).is_some_and(|of| matches!(text.lower(of), "of" | "among"));
    if slots.iter().any(|slot| before(slot) && !whole(slot)) {
        slots.retain(|slot| !(before(slot) && whole(slot)));
    }
}

/// The verbs of a sentence, in order.
fn verbs_of(clauses: &Clauses, sentence: usize) -> impl Iterator<Item = &Clause> {
    let first = clauses.clauses.partition_point(|clause| clause.sentence < sentence);
    clauses.clauses[first..].iter().take_while(move |clause| clause.sentence == sentence).filter(|clause| clause.kind == ClauseKind::Verb)
}

/// The verbs of a sentence before a clause, the nearest first.
pub(super) fn verbs_before<'a>(clauses: &'a Clauses, clause: &Clause) -> impl Iterator<Item = &'a Clause> {
    let (sentence, head) = (clause.sentence, clause.head);
    let found: Vec<&Clause> = verbs_of(clauses, sentence).filter(|other| other.head < head).collect();
    found.into_iter().rev()
}
