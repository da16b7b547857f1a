//! Rule packs: TOML to compiled rules, clauses and mentions to frames.
//!
//! A frame is one clause read by one rule: a trigger with its roles filled. What happens to frames afterwards (who is the
//! same, what is denied, which are one happening) is the business of [`crate::event`].

use crate::mention::Mentions;
use crate::text::{Clauses, Span, Text};
use std::ops::Range;

/// One clause read by one rule.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The rule's id: "rendition.hand-over".
    pub rule: Box<str>,
    pub kind: Box<str>,
    pub family: Box<str>,
    /// Index into the clauses.
    pub clause: usize,
    pub sentence: usize,
    pub trigger: Span,
    /// Adds to the event before it and never founds one of its own.
    pub continues: bool,
    pub fillers: Vec<Filler>,
}

/// A phrase that fills a role.
#[derive(Clone, Debug)]
pub struct Filler {
    /// "agent", "moved", "recipient", "destinations", "origin", "means", "date", "charges", …
    pub role: Box<str>,
    /// The slot it came from.
    pub slot: Box<str>,
    pub head: usize,
    pub tokens: Range<usize>,
    pub span: Span,
}

impl Frame {
    /// The fillers of one role.
    pub fn role<'a>(&'a self, role: &'a str) -> impl Iterator<Item = &'a Filler> {
        self.fillers.iter().filter(move |filler| &*filler.role == role)
    }
}

/// Compiled packs, ready to match.
#[derive(Debug, Default)]
pub struct Rules {}

impl Rules {
    /// The packs that ship with the program.
    pub fn builtin() -> Self {
        Self::default()
    }

    /// Whether a sentence holds a word that could trigger a rule, so that it is worth parsing.
    pub fn wants(&self, _text: &Text, _sentence: usize) -> bool {
        true
    }

    /// Every frame of the text, in order of trigger.
    pub fn frames(&self, _text: &Text, _clauses: &Clauses, _mentions: &Mentions) -> Vec<Frame> {
        Vec::new()
    }
}
