//! What somebody is wanted for, accused of, charged with or convicted of: the offences that the text states for the people of
//! an event, wherever in the sentence it does ("wanted by the United States for narcoterrorism").

use super::Analysis;
use super::draft::Draft;
use super::phrase;
use crate::text::Span;
use crate::text::clause::Clause;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cues {
    /// Verb to the prepositions that introduce the offence.
    verb: BTreeMap<String, Vec<String>>,
}

static ENGLISH: LazyLock<Cues> = LazyLock::new(|| {
    let cues = toml::from_str(include_str!("../../rules/en/charges.toml"));
    debug_assert!(cues.is_ok(), "rules/en/charges.toml does not parse");
    cues.unwrap_or_default()
});

/// Offences stated of somebody.
#[derive(Clone, Debug)]
pub struct Accusation {
    pub sentence: usize,
    /// The people accused: indices into the people of the mentions. Empty where the sentence accuses a group without names.
    pub people: Vec<usize>,
    /// Where the words for the accused stand.
    pub accused: Vec<Span>,
    pub offences: Vec<Span>,
}

/// Every accusation of the text.
pub fn accusations(analysis: Analysis) -> Vec<Accusation> {
    analysis.clauses.clauses.iter().filter_map(|clause| accusation(analysis, clause)).collect()
}

fn accusation(analysis: Analysis, clause: &Clause) -> Option<Accusation> {
    let prepositions = ENGLISH.verb.get(&*clause.lemma)?;
    if clause.negated {
        return None;
    }
    let offences: Vec<Span> = clause
        .slots
        .iter()
        .filter(|slot| prepositions.iter().any(|preposition| **preposition == *slot.name))
        .filter(|slot| offence_like(analysis, slot.head))
        .map(|slot| phrase::trimmed(analysis, &slot.tokens, slot.head))
        .collect();
    if offences.is_empty() {
        return None;
    }
    let accused = clause.slots("object").chain(clause.slots("attribute").filter(|_| &*clause.lemma == "be"));
    let accused: Vec<_> = accused.collect();
    Some(Accusation {
        sentence: clause.sentence,
        people: accused
            .iter()
            .filter_map(|slot| phrase::person_of(analysis, &slot.tokens, slot.head))
            .map(|person| person.person)
            .collect(),
        accused: accused.iter().map(|slot| analysis.text.span_of(slot.tokens.clone())).collect(),
        offences,
    })
}

/// An offence is no date, place, person or number.
fn offence_like(analysis: Analysis, head: usize) -> bool {
    let at = analysis.text.tokens[head].span;
    analysis.mentions.names.at(at.start).is_none()
        && !analysis.mentions.dates.iter().any(|date| date.span.contains(at))
        && !analysis.mentions.quantities.iter().any(|quantity| quantity.span.contains(at))
}

/// Gives each accusation to the event that it is told with: the nearest one of its sentence, else the first event of the same person.
pub fn attach(analysis: Analysis, events: &mut [Draft]) {
    for accusation in accusations(analysis) {
        let Some(event) = home_of(&accusation, events) else {
            continue;
        };
        let event = &mut events[event];
        for offence in accusation.offences {
            add(analysis, &mut event.charges, offence);
        }
    }
}

fn home_of(accusation: &Accusation, events: &[Draft]) -> Option<usize> {
    let shares = |event: &Draft| accusation.people.iter().any(|person| event.involves(*person));
    let at = accusation.offences.first()?.start;
    let told_here = |event: &Draft| event.evidence.iter().any(|(sentence, _)| *sentence == accusation.sentence);
    let fits = |event: &Draft| accusation.people.is_empty() || event.people.is_empty() || shares(event);
    let nearest = (0..events.len())
        .filter(|index| takes_charges(&events[*index]) && told_here(&events[*index]) && fits(&events[*index]))
        .min_by_key(|index| (!shares(&events[*index]), events[*index].trigger.start.abs_diff(at)));
    nearest.or_else(|| (0..events.len()).find(|index| takes_charges(&events[*index]) && shares(&events[*index])))
}

fn takes_charges(event: &Draft) -> bool {
    !matches!(&*event.kind, "seizure" | "killing")
}

/// Adds an offence unless its words are there.
fn add(analysis: Analysis, charges: &mut Vec<Span>, offence: Span) {
    let words = |span: &Span| span.of(analysis.text.content).to_lowercase();
    if !charges.iter().any(|other| other.overlaps(offence) || words(other) == words(&offence)) {
        charges.push(offence);
    }
}
