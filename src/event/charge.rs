//! What somebody is wanted for, accused of, charged with or convicted of: the offences that the text states for the people of
//! an event, wherever in the sentence it does ("wanted by the United States for narcoterrorism").

use super::Analysis;
use super::draft::Draft;
use super::phrase;
use crate::text::clause::Clause;
use crate::text::{Span, Tag, VerbForm};
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
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
        .filter_map(|slot| offence(analysis, &slot.tokens, slot.head))
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

/// Words that name offences: the class of the rule packs.
static OFFENCES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../lexicons/en/classes/offence.txt").lines().filter(|line| !line.starts_with('#')).map(str::trim).collect()
});

/// Nouns behind which the offence only follows: "charges of murder", "on suspicion of fraud", "his part in the theft".
const LIGHT: [&str; 12] =
    ["charge", "count", "suspicion", "accusation", "allegation", "part", "role", "guilt", "involvement", "connection", "series", "case"];

/// The offence that a phrase names, whole: "conspiracy to import cocaine", "stealing $11,000". `None` where it names a place, a
/// time or a thing ("arrested on the spot").
pub fn offence(analysis: Analysis, tokens: &Range<usize>, head: usize) -> Option<Span> {
    let text = analysis.text;
    let sentence = &text.sentences[text.sentence_at(text.tokens[head].span.start)?];
    let mut first = head;
    if LIGHT.contains(&text.lemma(head)) {
        let joint = head + 1;
        if joint >= sentence.tokens.end || !matches!(text.lower(joint), "of" | "in" | "for" | "with") {
            return None;
        }
        first = joint + 1;
    } else {
        while first > tokens.start && matches!(text.tokens[first - 1].tag, Tag::Adj | Tag::Noun | Tag::Propn | Tag::Verb | Tag::Num) {
            first -= 1;
        }
    }
    let end = end_of(analysis, first, sentence.tokens.end);
    let names_one = (first..end).any(|token| OFFENCES.contains(text.lemma(token)) || OFFENCES.contains(text.lower(token)));
    let gerund = text.tokens.get(first).is_some_and(|token| token.form == VerbForm::Gerund);
    while first < end && (text.tokens[first].tag == Tag::Det || matches!(text.lower(first), "his" | "her" | "their" | "its")) {
        first += 1;
    }
    (first < end && (names_one || gerund)).then(|| text.span_of(first..end))
}

/// Where an offence ends: at a mark, a conjunction, a relative, a finite verb, a date, or a preposition that opens something else.
fn end_of(analysis: Analysis, first: usize, limit: usize) -> usize {
    let text = analysis.text;
    let mut at = first + 1;
    while at < limit {
        let token = &text.tokens[at];
        let dated = analysis.mentions.dates.iter().any(|date| date.span.contains(token.span));
        let stops = match token.tag {
            Tag::Punct => !matches!(text.word(at), "-" | "$" | "'" | "’"),
            Tag::Cconj | Tag::Sconj | Tag::Pron => true,
            Tag::Aux => true,
            Tag::Verb => token.form.finite() && token.form != VerbForm::Present,
            Tag::Adp => !matches!(text.lower(at), "of" | "to" | "into" | "from"),
            _ => false,
        };
        if stops || dated {
            break;
        }
        at += 1;
    }
    while at > first + 1 && matches!(text.tokens[at - 1].tag, Tag::Adp | Tag::Det | Tag::Part | Tag::Adv) {
        at -= 1;
    }
    at
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
