//! Clauses: each verb group and each event noun with its logical slots. The one door between language analysis and rules.
//!
//! Slots are logical: a passive's subject stands in `object`, its by-phrase in `subject`; a relative pronoun is replaced
//! by its antecedent; shared subjects, controlled infinitives and members of lists are filled in, one slot for each member.

mod arcs;
mod build;
mod group;
mod phrase;

use super::parsing::Parser;
use super::tree::Tree;
use super::{Span, Text, sorted};
use std::ops::Range;

/// The clauses of the sentences that were parsed, in order of their trigger.
#[derive(Debug, Default)]
pub struct Clauses {
    pub clauses: Vec<Clause>,
}

impl Clauses {
    /// These and those of other sentences, in order.
    #[must_use]
    pub fn and(self, others: Self) -> Self {
        let mut joined = Vec::with_capacity(self.clauses.len() + others.clauses.len());
        let (mut these, mut others) = (self.clauses.into_iter().enumerate().peekable(), others.clauses.into_iter().enumerate().peekable());
        loop {
            let first = match (these.peek(), others.peek()) {
                (Some((_, this)), Some((_, other))) if other.sentence < this.sentence => &mut others,
                (None, Some(_)) => &mut others,
                (Some(_), _) => &mut these,
                (None, None) => return Self { clauses: joined },
            };
            // A sentence is taken whole, since its clauses hang on each other by number.
            let Some((start, sentence)) = first.peek().map(|(index, clause)| (*index, clause.sentence)) else { continue };
            let base = joined.len();
            while let Some((_, mut clause)) = first.next_if(|(_, clause)| clause.sentence == sentence) {
                clause.parent = clause.parent.map(|(parent, relation)| (parent - start + base, relation));
                joined.push(clause);
            }
        }
    }
}

/// A verb group or an event noun.
#[derive(Clone, Debug)]
pub struct Clause {
    pub kind: ClauseKind,
    /// The sentence it stands in.
    pub sentence: usize,
    /// The token of the main verb or the noun.
    pub head: usize,
    /// The whole verb group with auxiliaries and particle, or the noun.
    pub tokens: Range<usize>,
    /// Dictionary form with the particle: "hand over".
    pub lemma: Box<str>,
    pub voice: Voice,
    /// Negated by not, never, neither, no, nobody, none.
    pub negated: bool,
    pub finite: bool,
    pub tense: Tense,
    /// Perfect ("had been arrested"): `past` and `perfect` is the past before the story's own.
    pub perfect: bool,
    /// A modal verb of the group: "will", "would", "may".
    pub modal: Option<Box<str>>,
    /// The clause (index into [`Clauses::clauses`]) that governs this one, and how.
    pub parent: Option<(usize, Relation)>,
    pub slots: Vec<Slot>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClauseKind {
    Verb,
    Noun,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    Active,
    Passive,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    Past,
    Present,
    Future,
    /// Infinitives, participles and nouns have none of their own.
    None,
}

/// How a clause hangs on the clause above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// What is said, thought, denied: "said that …".
    Complement,
    /// An infinitive or participle that shares its subject: "agreed to extradite".
    Open,
    /// A clause of time, cause, condition or purpose; its conjunction is the clause's `mark` slot, if any.
    Adverbial,
    /// A relative or participle that describes a noun of the clause above.
    Relative,
    /// A coordinated clause.
    Coordinate,
    /// An event noun that fills a slot of the clause above.
    Argument,
}

/// A filled place of a clause.
#[derive(Clone, Debug)]
pub struct Slot {
    /// "subject", "object", "indirect_object", "attribute", "mark", a preposition ("to", "because_of"), "bare" for a phrase without
    /// one ("last year"), and for nouns "of", "by", "genitive", "compound".
    pub name: Box<str>,
    /// The token that heads the phrase.
    pub head: usize,
    /// The whole phrase, without its preposition and without phrases that are slots of their own.
    pub tokens: Range<usize>,
    /// The second reading of a prepositional phrase that the parser gave to a noun: the frame decides by what it expects.
    pub second_choice: bool,
}

impl Clause {
    /// The slots of one name, in order.
    pub fn slots<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Slot> {
        self.slots.iter().filter(move |slot| &*slot.name == name)
    }

    /// The span of the verb group or noun.
    pub fn span(&self, text: &Text) -> Span {
        text.span_of(self.tokens.clone())
    }
}

const EVENT_NOUNS: &str = include_str!("../../lexicons/en/event_nouns.txt");

/// Whether a noun names a happening, by the language's own list.
pub fn is_event_noun(lemma: &str) -> bool {
    sorted::find(EVENT_NOUNS, lemma).is_some()
}

/// The clauses of the sentences for which `wanted` holds.
pub fn clauses(text: &Text, wanted: impl Fn(usize) -> bool) -> Clauses {
    clauses_with_nouns(text, wanted, |_| false)
}

/// The clauses of the sentences for which `wanted` holds; nouns for which `also_event_noun` holds make clauses beside those of the
/// language's own list.
pub fn clauses_with_nouns(text: &Text, wanted: impl Fn(usize) -> bool, also_event_noun: impl Fn(&str) -> bool) -> Clauses {
    clauses_with_names(text, &[], wanted, also_event_noun)
}

/// The same, where the names of the text are known (in order): each is read as one word.
pub fn clauses_with_names(text: &Text, names: &[Span], wanted: impl Fn(usize) -> bool, also_event_noun: impl Fn(&str) -> bool) -> Clauses {
    let mut clauses = Vec::new();
    let Some(mut parser) = Parser::of(text) else { return Clauses::default() };
    let units: Vec<Range<usize>> = names.iter().map(|name| text.tokens_in(*name)).filter(|unit| unit.len() > 1).collect();
    for index in (0..text.sentences.len()).filter(|sentence| wanted(*sentence)) {
        let tree = parser.tree(text, index, &units);
        let base = text.sentences[index].tokens.start;
        let sentence = build::Sentence { text, index, base, tree: &tree };
        sentence.clauses(|lemma| is_event_noun(lemma) || also_event_noun(lemma), &mut clauses);
    }
    Clauses { clauses }
}

/// The clauses of a text that is one sentence, of which the tree is given.
pub fn clauses_of_tree(text: &Text, tree: &Tree) -> Vec<Clause> {
    let mut clauses = Vec::new();
    build::Sentence { text, index: 0, base: 0, tree }.clauses(is_event_noun, &mut clauses);
    clauses
}
