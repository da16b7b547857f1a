//! Patterns of words that add names to the event before them: "among the [surrendered|extradited] [is|are] {people}".
//!
//! A pattern is words in order; `[a|b c|d]` is one of several, `word?` may be missing, `<class>` is any word of a class, and
//! `{role}` at the end takes the persons listed there. Lists are read with their apposition skipped, so that in "X, wanted
//! for the murder of Y, and Z" only X and Z are taken: a name behind a preposition or a verb belongs to that, not to the list.

use super::phrase::Reading;
use crate::mention::NameKind;
use crate::text::{Span, Tag};
use std::ops::Range;

/// A pattern, ready to match.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    steps: Vec<Step>,
    /// The role that the list at the end fills.
    pub role: Box<str>,
}

#[derive(Clone, Debug)]
struct Step {
    /// Each a sequence of words; an empty one may be skipped.
    choices: Vec<Vec<Box<str>>>,
    class: Option<Box<str>>,
    optional: bool,
}

/// Where a pattern matched: its words, and the persons listed.
#[derive(Clone, Debug)]
pub(super) struct PatternMatch {
    pub tokens: Range<usize>,
    pub names: Vec<Range<usize>>,
}

impl Pattern {
    /// Reads a pattern as a pack writes it.
    pub fn read(source: &str) -> Result<Pattern, String> {
        let Some((words, role)) = source.split_once('{') else { return Err("ends in the role that takes the names: {people}".to_owned()) };
        let Some(role) = role.strip_suffix('}') else { return Err("nothing can follow {role}".to_owned()) };
        let mut steps = Vec::new();
        let mut rest = words.trim();
        while !rest.is_empty() {
            let end = if rest.starts_with('[') {
                rest.find(']').ok_or("a bracket is not closed")? + 1
            } else {
                rest.find(' ').unwrap_or(rest.len())
            };
            let end = if rest[end..].starts_with('?') { end + 1 } else { end };
            let (step, after) = rest.split_at(end);
            rest = after.trim_start();
            let (step, optional) = step.strip_suffix('?').map_or((step, false), |step| (step, true));
            let class = step.strip_prefix('<').and_then(|step| step.strip_suffix('>')).map(Into::into);
            let choices = step.trim_start_matches('[').trim_end_matches(']').split('|');
            let choices = choices.map(|choice| choice.split_whitespace().map(|word| word.to_lowercase().into()).collect()).collect();
            steps.push(Step { choices, class, optional });
        }
        match steps.first() {
            Some(first) if !first.optional => Ok(Pattern { steps, role: role.trim().into() }),
            _ => Err("begins with a word that cannot be missing".to_owned()),
        }
    }

    /// For each step that cannot be missing and is no class, the words of which one must stand in a sentence that matches.
    pub fn needed_words(&self) -> impl Iterator<Item = Vec<Box<str>>> {
        let needed = self.steps.iter().filter(|step| !step.optional && step.class.is_none());
        needed.map(|step| step.choices.iter().filter_map(|choice| choice.first().cloned()).collect())
    }

    /// Whether it begins with a word of a class, which may be any.
    pub fn begins_with_class(&self) -> bool {
        self.steps.first().is_some_and(|step| step.class.is_some())
    }

    /// Matches at a token of a sentence that ends before `end`.
    pub fn match_at(&self, reading: Reading, start: usize, end: usize) -> Option<PatternMatch> {
        let mut at = start;
        for step in &self.steps {
            match step.length_at(reading, at, end) {
                Some(length) => at += length,
                None if step.optional => {}
                None => return None,
            }
        }
        let names = listed_people(reading, at, end);
        if names.is_empty() { None } else { Some(PatternMatch { tokens: start..at, names }) }
    }
}

impl Step {
    fn length_at(&self, reading: Reading, at: usize, end: usize) -> Option<usize> {
        if at >= end {
            return None;
        }
        if let Some(class) = &self.class {
            return reading.classes.ends_at(class, reading.text, at).then_some(1);
        }
        let matches = |choice: &&Vec<Box<str>>| {
            !choice.is_empty()
                && at + choice.len() <= end
                && choice.iter().enumerate().all(|(ahead, word)| reading.text.lower(at + ahead) == &**word)
        };
        self.choices.iter().filter(matches).map(Vec::len).max()
    }
}

/// The persons of a list that begins at a token, as ranges of tokens.
fn listed_people(reading: Reading, start: usize, end: usize) -> Vec<Range<usize>> {
    let text = reading.text;
    let mut found: Vec<Range<usize>> = Vec::new();
    // Behind a preposition or a verb, names are not the list's until the next comma or "and" with a name of its own.
    let mut aside = false;
    let mut aside_name = false;
    let mut at = start;
    while at < end {
        let word = text.word(at);
        let name = reading.mentions.names.at(text.tokens[at].span.start);
        if let Some(name) = name.filter(|name| name.kind == NameKind::Person && !name.definite) {
            let tokens = text.tokens_in(name.span);
            if aside {
                aside_name = true;
            } else if !name.alias && !(tokens.end < end && matches!(text.lower(tokens.end), "'s" | "’s")) {
                found.push(tokens.clone());
            }
            at = tokens.end.max(at + 1);
            continue;
        }
        match word {
            "." | ";" | "!" | "?" | ":" | "—" | "–" => break,
            // After a name that is not the list's, a comma may go on with that name's own list ("the murders of Y, Z and W").
            "," => aside = aside && aside_name && next_is_name(reading, at + 1),
            "and" | "y" | "e" => {
                if !(aside && aside_name) {
                    aside = aside && !next_is_name(reading, at + 1);
                }
            }
            _ => match text.tokens[at].tag {
                Tag::Adp | Tag::Sconj => {
                    aside = true;
                    aside_name = false;
                }
                Tag::Verb if !found.is_empty() => {
                    aside = true;
                    aside_name = false;
                }
                Tag::Verb | Tag::Aux if found.is_empty() => break,
                _ => {}
            },
        }
        at += 1;
    }
    found
}

fn next_is_name(reading: Reading, at: usize) -> bool {
    let span: Option<Span> = reading.text.tokens.get(at).map(|token| token.span);
    span.is_some_and(|span| reading.mentions.names.at(span.start).is_some_and(|name| name.kind == NameKind::Person))
}
