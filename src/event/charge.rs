//! What somebody is wanted for, accused of, charged with or convicted of: the offences that the text states of the people of an
//! event, wherever it does ("wanted by the United States for narcoterrorism", "He faces charges of murder").
//!
//! Accusations are read by their words, not by clauses: they stand in appositions and trailing participles, which a parser hangs on the
//! wrong word most.

use super::Analysis;
use super::draft::{Draft, Nearness};
use super::{offence, phrase};
use crate::mention::NameKind;
use crate::text::clause::{Tense, Voice};
use crate::text::{Clause, ClauseKind, Sentence, Slot, Span, Tag, Text, Token, VerbForm, WordId};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cues {
    /// Verb to the prepositions that introduce the offence.
    verb: BTreeMap<String, Vec<String>>,
    /// The same for nouns.
    noun: BTreeMap<String, Vec<String>>,
}

static ENGLISH: LazyLock<Cues> = LazyLock::new(|| {
    let cues = toml::from_str(include_str!("../../rules/en/charges.toml"));
    debug_assert!(cues.is_ok(), "rules/en/charges.toml does not parse");
    cues.unwrap_or_default()
});

/// How far behind its cue a preposition may stand: "wanted by the United States since 2019 for".
const REACH: usize = 14;

/// Offences stated of somebody.
#[derive(Clone, Debug)]
pub struct Accusation {
    pub sentence: usize,
    /// The token of the cue.
    pub cue: usize,
    pub accused: Accused,
    /// Where the nearest name before the cue stands.
    pub name: Option<usize>,
    pub offences: Vec<Span>,
}

/// Of whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accused {
    /// Indices into the people of the mentions.
    Named(Vec<usize>),
    /// "they", "the five", "the latter": those of the event told last.
    Told,
    /// Somebody whom the words before do not name.
    Unnamed,
}

/// Which sentences may accuse somebody by a verb: they hold it, and a preposition behind which its offence may stand. They are worth
/// parsing even where no rule can fire.
pub fn may_accuse(text: &Text) -> Vec<bool> {
    let prepositions = |verb: &str| ENGLISH.verb.get(verb).map(Vec::as_slice);
    let verbs: Vec<_> =
        text.vocabulary.iter().map(|word| prepositions(word).or_else(|| prepositions(offence::participle_of(word)))).collect();
    let accuses = |sentence: &Sentence| {
        let tokens = || text.tokens[sentence.tokens.clone()].iter();
        let stands = |word: &str| text.vocabulary.find(word).is_some_and(|word| tokens().any(|token| token.lower == word));
        let opens = |preposition: &String| preposition.split('_').next().is_some_and(stands);
        let cue = |token: &Token| {
            let known = |word: WordId| verbs.get(word.index()).copied().flatten();
            known(token.lemma).or_else(|| known(token.lower)).filter(|_| matches!(token.tag, Tag::Verb | Tag::Adj))
        };
        tokens().filter_map(cue).any(|prepositions| prepositions.iter().any(opens) || ["on", "in", "under"].into_iter().any(stands))
    };
    text.sentences.iter().map(accuses).collect()
}

/// Every accusation of the text.
pub fn accusations(analysis: Analysis) -> Vec<Accusation> {
    let text = analysis.text;
    let mut found: Vec<Accusation> = Vec::new();
    for (sentence, bounds) in text.sentences.iter().enumerate() {
        if text.paragraphs[bounds.paragraph].heading {
            continue;
        }
        for cue in bounds.tokens.clone() {
            let offences = stated_by(analysis, cue, bounds.tokens.clone());
            let fresh =
                |offence: &Span| !found.iter().rev().take(4).any(|other| other.offences.iter().any(|known| known.overlaps(*offence)));
            let offences: Vec<Span> = offences.into_iter().filter(fresh).collect();
            if !offences.is_empty() {
                let accused = accused(analysis, cue, bounds.tokens.start);
                let name = name_before(analysis, cue, bounds.tokens.start);
                found.push(Accusation { sentence, cue, accused, name, offences });
            }
        }
    }
    found
}

/// The offences that a word states: "wanted … for", "guilty of", "a warrant for", "bribery charges".
fn stated_by(analysis: Analysis, cue: usize, sentence: Range<usize>) -> Vec<Span> {
    let text = analysis.text;
    let lemma = text.lemma(cue);
    if negated(analysis, cue, sentence.start) {
        return Vec::new();
    }
    match text.tokens[cue].tag {
        Tag::Verb | Tag::Adj => match ENGLISH.verb.get(lemma).or_else(|| ENGLISH.verb.get(offence::participle_of(text.lower(cue)))) {
            Some(prepositions) => behind(analysis, cue, prepositions, REACH, sentence.end),
            None => Vec::new(),
        },
        Tag::Noun => {
            let stated =
                ENGLISH.noun.get(lemma).map(|prepositions| behind(analysis, cue, prepositions, 8, sentence.end)).unwrap_or_default();
            if !stated.is_empty() || !offence::accuses(analysis, cue) {
                return stated;
            }
            // "faces 13 counts, among them", else "bribery charges".
            let listed =
                if offence::opens(analysis, cue, sentence.end) { offence::offences_at(analysis, cue, sentence.end) } else { Vec::new() };
            if listed.is_empty() { offence::offence_before(analysis, cue, sentence.start).into_iter().collect() } else { listed }
        }
        _ => Vec::new(),
    }
}

/// The offences behind one of the prepositions of a cue, over an agent, dates and places.
fn behind(analysis: Analysis, cue: usize, prepositions: &[String], reach: usize, end: usize) -> Vec<Span> {
    let text = analysis.text;
    let limit = end.min(cue + 1 + reach);
    let mut at = cue + 1;
    while at < limit {
        let word = text.lower(at);
        let joined = |length: usize| (at..(at + length).min(end)).map(|token| text.lower(token)).collect::<Vec<_>>().join("_");
        let length = prepositions.iter().map(|preposition| (preposition, preposition.matches('_').count() + 1));
        let matched = length.filter(|(preposition, length)| **preposition == joined(*length)).map(|(_, length)| length).max();
        // "on suspicion of", "in connection with", "in over 30 cases of": what opens an offence may follow any of them.
        let open = matched.unwrap_or(usize::from(matches!(word, "on" | "in" | "under")));
        if open > 0 && at + open < end {
            let offences = offence::offences_at(analysis, at + open, end);
            if !offences.is_empty() && (matched.is_some() || offence::opens(analysis, at + open, end)) {
                return offences;
            }
        }
        let token = &text.tokens[at];
        // "a term imposed in 2015 for": a participle right behind a noun describes it.
        let participle = at == cue + 1 && text.tokens[cue].tag == Tag::Noun && token.tag == Tag::Verb;
        let predicate =
            token.tag == Tag::Aux || token.tag == Tag::Verb && !matches!(token.form, VerbForm::Gerund | VerbForm::Base | VerbForm::None);
        let over = !participle && predicate || token.tag == Tag::Cconj && text.tokens.get(at + 1).is_some_and(|next| next.tag.verbal());
        if over || matches!(word, ";" | ":" | "who" | "which" | "that" | "\"" | "“" | "”") {
            break;
        }
        at += 1;
    }
    Vec::new()
}

/// The byte at which the nearest name of a person before a cue begins.
fn name_before(analysis: Analysis, cue: usize, first: usize) -> Option<usize> {
    let text = analysis.text;
    let span = Span::new(text.tokens[first].span.start, text.tokens[cue].span.start);
    analysis.mentions.names.within(span).filter(|name| name.kind == NameKind::Person).last().map(|name| name.span.start)
}

/// "not charged with", "cleared of", "if convicted of": a denial or a mere case right before the cue.
fn negated(analysis: Analysis, cue: usize, first: usize) -> bool {
    let text = analysis.text;
    (first.max(cue.saturating_sub(3))..cue).rev().take_while(|token| text.tokens[*token].tag != Tag::Punct).any(|token| {
        matches!(text.lower(token), "not" | "n't" | "never" | "no" | "cleared" | "acquitted" | "dropped" | "if" | "unless" | "whether")
    })
}

/// Of whom the cue speaks: the people of its clause, else the pronoun or the nearest name before it.
fn accused(analysis: Analysis, cue: usize, first: usize) -> Accused {
    let text = analysis.text;
    if let Some(clause) = clause_of(analysis, cue) {
        let passive = clause.slots("object").next().is_some();
        let slots = clause.slots(if passive { "object" } else { "subject" });
        let named: Vec<usize> = slots.flat_map(|slot| people_of(analysis, slot)).collect();
        if !named.is_empty() {
            return Accused::Named(named);
        }
    }
    if anaphoric(analysis, first, cue) {
        return Accused::Told;
    }
    for token in (first..cue).rev() {
        let meant = meant_by(analysis, token);
        if !meant.is_empty() {
            return Accused::Named(meant);
        }
        if matches!(text.lower(token), "they" | "them" | "their" | "both") {
            return Accused::Told;
        }
        if let Some(name) = analysis.mentions.names.at(text.tokens[token].span.start).filter(|name| name.kind == NameKind::Person) {
            return Accused::Named(vec![name.entity]);
        }
    }
    Accused::Unnamed
}

/// The verb clause whose verb group holds a token.
fn clause_of(analysis: Analysis<'_>, token: usize) -> Option<&Clause> {
    let clauses = &analysis.clauses.clauses;
    let sentence = analysis.text.sentence_at(analysis.text.tokens[token].span.start)?;
    let from = clauses.partition_point(|clause| clause.sentence < sentence);
    let mut here = clauses[from..].iter().take_while(|clause| clause.sentence == sentence);
    here.find(|clause| clause.kind == ClauseKind::Verb && clause.tokens.contains(&token))
}

fn people_of(analysis: Analysis, slot: &Slot) -> Vec<usize> {
    match phrase::person_of(analysis, &slot.tokens, slot.head) {
        Some(person) => vec![person.person],
        None => meant_by(analysis, slot.head),
    }
}

/// Whom a pronoun or a bare description means.
fn meant_by(analysis: Analysis, token: usize) -> Vec<usize> {
    let one = analysis.references.person(token).into_iter();
    one.chain(analysis.references.several(token)).map(|participant| participant.person).collect()
}

/// "The latter", "The first", "The five men", "The 41-year-old": a subject that points back, with no name before the cue.
fn anaphoric(analysis: Analysis, first: usize, cue: usize) -> bool {
    let text = analysis.text;
    let named = (first..cue)
        .any(|token| analysis.mentions.names.at(text.tokens[token].span.start).is_some_and(|name| name.kind == NameKind::Person));
    if named || !matches!(text.lower(first), "the" | "all" | "both" | "those" | "these") {
        return false;
    }
    let head = (first + 1..cue)
        .take_while(|token| matches!(text.tokens[*token].tag, Tag::Adj | Tag::Noun | Tag::Num | Tag::Propn | Tag::X))
        .last();
    head.is_some_and(|head| text.tokens[head].tag == Tag::Num || offence::refers(analysis, head))
}

/// Gives each accusation to the event that it is told with: the nearest one of its sentence, else the first event of the same person.
pub fn attach(analysis: Analysis, events: &mut Vec<Draft>) {
    drop_standing(analysis, events);
    if events.is_empty() {
        return;
    }
    for accusation in accusations(analysis) {
        let Some(event) = home_of(analysis, &accusation, events) else {
            continue;
        };
        let event = &mut events[event];
        for offence in accusation.offences {
            add(analysis, &mut event.charges, offence);
        }
    }
}

/// "He is charged with" tells what stands against somebody, not that it was done then: where another event tells of him, it is no
/// happening of its own.
fn drop_standing(analysis: Analysis, events: &mut Vec<Draft>) {
    let standing = |event: &Draft| {
        let clause = &analysis.clauses.clauses[event.clause];
        &*event.kind == "charge"
            && event.date.is_none_or(|(_, nearness)| nearness == Nearness::Saying)
            && event.evidence.len() == 1
            && clause.kind == ClauseKind::Verb
            && clause.tense == Tense::Present
            && clause.voice == Voice::Passive
            && !clause.perfect
    };
    let told: Vec<usize> = events
        .iter()
        .filter(|event| !standing(event))
        .flat_map(|event| event.people.iter().map(|participant| participant.person))
        .collect();
    events.retain(|event| !(standing(event) && event.people.iter().any(|participant| told.contains(&participant.person))));
}

fn home_of(analysis: Analysis, accusation: &Accusation, events: &[Draft]) -> Option<usize> {
    let named: &[usize] = match &accusation.accused {
        Accused::Named(people) => people,
        _ => &[],
    };
    let shares = |event: &Draft| named.iter().any(|person| event.involves(*person));
    let at = accusation.offences.first()?.start;
    let told_here = |event: &Draft| event.evidence.iter().any(|(sentence, _)| *sentence == accusation.sentence);
    let fits = |event: &Draft| named.is_empty() || event.people.is_empty() || shares(event);
    let candidates = || (0..events.len()).filter(|index| takes_charges(&events[*index]));
    let cue = analysis.text.tokens[accusation.cue].span;
    let known = events.iter().any(shares);
    // Whom no event names is of the event whose verb parts name and offence: "X, Y and Z were handed over on charges of".
    let parted = |event: &Draft| !known && accusation.name.is_some_and(|name| name < event.trigger.start && event.trigger.start < at);
    let nearest =
        candidates().filter(|index| told_here(&events[*index]) && (fits(&events[*index]) || parted(&events[*index]))).min_by_key(|index| {
            let event = &events[*index];
            (!event.trigger.contains(cue), !shares(event), event.trigger.start.abs_diff(at))
        });
    // What somebody is wanted for belongs to how he was caught or handed over, not to what he was sentenced for before.
    let standing = offence::stands(analysis, accusation.cue);
    let judged = |index: &usize| matches!(&*events[*index].kind, "conviction" | "sentence");
    let of_person = || {
        let moved = candidates().find(|index| shares(&events[*index]) && standing && &*events[*index].family == "transfer");
        moved.or_else(|| candidates().find(|index| shares(&events[*index]) && !(standing && judged(index))))
    };
    let told_last = || {
        let near =
            |event: &Draft| event.evidence.iter().any(|(sentence, _)| (1..=4).contains(&(accusation.sentence.wrapping_sub(*sentence))));
        let several = |event: &Draft| event.count.is_some() || event.people.len() > 1;
        let last = || candidates().filter(|index| near(&events[*index]));
        last().rfind(|index| several(&events[*index])).or_else(|| last().next_back())
    };
    let points_back = accusation.accused == Accused::Told || standing && !named.is_empty() && !known;
    nearest.or_else(of_person).or_else(|| if points_back { told_last() } else { None })
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
