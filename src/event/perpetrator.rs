//! Who killed, where only the clause beside the verb tells: "were killed when gunmen opened fire on their car".

use super::draft::Party;
use super::{Analysis, phrase, when};
use crate::mention::NameKind;
use crate::text::clause::{Clause, ClauseKind, Relation};
use crate::text::{Slot, Tag, Voice};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Verbs of those who attack.
static ASSAULTS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../lexicons/en/classes/assault.txt").lines().filter(|line| !line.starts_with('#')).map(str::trim).collect()
});

/// The subject of an attack that a clause of time beside a killing tells of.
pub fn of(analysis: Analysis, clause: usize) -> Option<Party> {
    let clauses = &analysis.clauses.clauses;
    let own = &clauses[clause];
    if own.voice != Voice::Passive
        && own.slots("subject").any(|slot| stands_for_somebody(analysis, slot))
        && own.slots("object").next().is_some()
    {
        return None;
    }
    let first = clauses.partition_point(|other| other.sentence < own.sentence);
    let beside = clauses[first..].iter().take_while(|other| other.sentence == own.sentence);
    let mut attacks = beside.filter(|other| hangs_on(analysis, other, clause) && attacks(other));
    attacks.find_map(|attack| {
        let slot = attack.slots("subject").find(|slot| stands_for_somebody(analysis, slot))?;
        phrase::party_of(analysis, &slot.tokens, slot.head)
    })
}

/// How far a clause of time may hang below the killing.
const DEPTH: usize = 3;

/// A clause of time under the killing, under another that hangs on it ("while five were hurt when gunmen …"), or the second of a row of
/// them ("when a bomb went off and gunmen opened fire").
fn hangs_on(analysis: Analysis, other: &Clause, clause: usize) -> bool {
    let clauses = &analysis.clauses.clauses;
    let mut at = other;
    let mut timed = false;
    for _ in 0..DEPTH {
        timed |= when::begins_with_time(analysis, at);
        match at.parent {
            Some((parent, Relation::Adverbial | Relation::Coordinate)) if parent == clause => return timed,
            Some((parent, Relation::Adverbial | Relation::Coordinate)) => at = &clauses[parent],
            _ => return false,
        }
    }
    false
}

fn attacks(clause: &Clause) -> bool {
    clause.kind == ClauseKind::Verb && clause.voice == Voice::Active && clause.modal.is_none() && ASSAULTS.contains(&*clause.lemma)
}

/// A name of a person or body, or a noun for people; no pronoun, whose person the sentence may have told of already.
fn stands_for_somebody(analysis: Analysis, slot: &Slot) -> bool {
    let text = analysis.text;
    match analysis.mentions.names.at(text.tokens[slot.head].span.start) {
        Some(name) => matches!(name.kind, NameKind::Person | NameKind::Organization),
        None => text.tokens[slot.head].tag != Tag::Pron && phrase::names_people(text, slot.head),
    }
}
