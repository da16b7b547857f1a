//! An event in the making: what one or several frames say about one happening, still in terms of mentions and bytes.

use crate::record::Status;
use crate::text::Span;

/// What is known of one happening so far. Every value keeps the words it came from.
#[derive(Clone, Debug)]
pub struct Draft {
    pub kind: Box<str>,
    pub family: Box<str>,
    pub status: Status,
    pub trigger: Span,
    pub rule: Box<str>,
    pub sentence: usize,
    /// The clause it was read from: an index into the clauses.
    pub clause: usize,
    /// It points back at an event told before ("the transfer", "such a handover", "they were flown").
    pub anaphoric: bool,
    /// It only adds to an event and never founds one.
    pub continues: bool,
    /// It tells how many have died by now: the number of the happening, whatever was told of it before.
    pub sums: bool,
    /// It only names some of those whom the event before happened to: "among them X".
    pub introduces: bool,
    /// Index into the dates of the mentions, and how near it stands to the trigger.
    pub date: Option<(usize, Nearness)>,
    pub ordinal: Option<u32>,
    pub count: Option<Count>,
    pub agent: Option<Party>,
    pub recipient: Option<Party>,
    pub origin: Option<Party>,
    pub destinations: Vec<Party>,
    pub people: Vec<Participant>,
    /// It happened to one person whom the sentence describes and does not name: "a former mayor".
    pub unnamed: bool,
    pub groups: Vec<Party>,
    pub means: Option<Means>,
    pub legal_basis: Option<Span>,
    pub charges: Vec<Span>,
    pub term: Option<Span>,
    /// The unit that the term leaves out ("and Otto six"): that of the term before it.
    pub term_unit: Option<String>,
    pub goods: Vec<Span>,
    /// Sentences it rests on, with the rule that read each.
    pub evidence: Vec<(usize, Box<str>)>,
}

/// How near a date stands to what it dates; the nearer one wins when mentions of one happening are united.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// A date of the clause itself.
    Clause,
    /// Of the sentence.
    Sentence,
    /// Of the clause that reports it.
    Saying,
}

/// How many.
#[derive(Clone, Debug)]
pub struct Count {
    /// Index into the quantities of the mentions: the one whose words and qualifier are shown.
    pub quantity: usize,
    /// The number, where it is not the quantity's own ("X and 28 others" is 29).
    pub sum: Option<f64>,
    /// "another 26", "the other 12".
    pub additional: bool,
}

/// A state, body, place or person in a role.
#[derive(Clone, Debug)]
pub struct Party {
    /// What to print.
    pub name: String,
    pub span: Span,
    /// The entity, where it is a name: kind and index.
    pub entity: Option<(crate::mention::NameKind, usize)>,
}

/// One of those whom it happened to.
#[derive(Clone, Debug)]
pub struct Participant {
    /// Index into the people of the mentions.
    pub person: usize,
    pub span: Span,
}

/// A vehicle and how many of it.
#[derive(Clone, Debug)]
pub struct Means {
    pub span: Span,
    pub count: Option<u32>,
}

impl Draft {
    /// Whether it says anything by which a happening could be told from another: a person, number, date or place.
    pub fn identifiable(&self) -> bool {
        self.date.is_some()
            || self.count.is_some()
            || !self.people.is_empty()
            || !self.destinations.is_empty()
            || self.origin.is_some()
            || self.recipient.is_some()
            || self.agent.is_some()
            || self.term.is_some()
    }

    /// Whether a person takes part.
    pub fn involves(&self, person: usize) -> bool {
        self.people.iter().any(|participant| participant.person == person)
    }
}
