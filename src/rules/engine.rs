//! Matching: one clause, one rule, and either a frame or the reason why not.
//!
//! A clause is read by every rule whose trigger it holds, the longest trigger first and then in the order of the packs; the first
//! rule that holds makes the frame. So "send back" is never read as "send", and a rule that asks for more stands before one that asks for less.

use super::compile::{Compiled, Trigger};
use super::pack::Take;
use super::phrase::Reading;
use super::{Attempt, Filler, Frame, Outcome};
use crate::mention::Mentions;
use crate::text::{Clause, ClauseKind, Clauses, Tag, Text, VerbForm};
use std::ops::Range;

/// How far behind its verb the rest of a trigger may stand: "took the three men into custody".
const REACH: usize = 14;

/// How far behind "found" its "guilty" may stand.
const VERDICT: usize = 45;

/// Everything that one run reads.
pub(super) struct Engine<'a> {
    pub compiled: &'a Compiled,
    pub reading: Reading<'a>,
    pub clauses: &'a Clauses,
    /// For each clause those that hang on it.
    pub below: Vec<Vec<usize>>,
}

impl<'a> Engine<'a> {
    pub fn new(compiled: &'a Compiled, text: &'a Text<'a>, clauses: &'a Clauses, mentions: &'a Mentions) -> Self {
        let mut below = vec![Vec::new(); clauses.clauses.len()];
        for (index, clause) in clauses.clauses.iter().enumerate() {
            if let Some(list) = clause.parent.and_then(|(parent, _)| below.get_mut(parent)) {
                list.push(index);
            }
        }
        Self { compiled, reading: Reading { text, mentions, classes: &compiled.classes }, clauses, below }
    }

    /// Every reading of every clause, and every pattern, in order of trigger.
    pub fn attempts(&self) -> Vec<Attempt> {
        let mut attempts = self.of_clauses();
        self.read_patterns(&mut attempts);
        attempts.sort_by_key(|attempt| (attempt.trigger.start, attempt.trigger.end));
        attempts
    }

    /// Every reading of every clause.
    pub fn of_clauses(&self) -> Vec<Attempt> {
        let mut attempts = Vec::new();
        for index in 0..self.clauses.clauses.len() {
            self.read_clause(index, &mut attempts);
        }
        attempts
    }

    fn read_clause(&self, index: usize, attempts: &mut Vec<Attempt>) {
        let clause = &self.clauses.clauses[index];
        let mut winner: Option<usize> = None;
        let mut tried: Vec<usize> = Vec::new();
        for (trigger, tokens) in self.triggers(clause) {
            if tried.contains(&trigger.rule) {
                continue;
            }
            tried.push(trigger.rule);
            let rule = &self.compiled.rules[trigger.rule];
            let span = self.reading.text.span_of(tokens);
            let outcome = match winner {
                Some(winner) => Outcome::Beaten(self.compiled.rules[winner].id.clone()),
                None => match self.fill(rule, index, span, particle(clause, trigger)) {
                    Ok(frame) => {
                        winner = Some(trigger.rule);
                        Outcome::Fired(frame)
                    }
                    Err(reason) => Outcome::Missed(reason),
                },
            };
            attempts.push(Attempt { rule: rule.id.clone(), sentence: clause.sentence, trigger: span, outcome });
        }
    }

    /// The triggers that a clause holds, with their tokens.
    fn triggers(&self, clause: &Clause) -> Vec<(&'a Trigger, Range<usize>)> {
        let lemma: Vec<&str> = clause.lemma.split([' ', '_']).collect();
        let key = if clause.kind == ClauseKind::Verb { lemma.first() } else { lemma.last() };
        let Some(key) = key.filter(|_| clause.head < self.reading.text.tokens.len()) else { return Vec::new() };
        let triggers = self.compiled.triggers(clause.kind, key).iter();
        let own = triggers.filter_map(|trigger| Some((trigger, self.trigger_tokens(clause, &lemma, &trigger.words)?)));
        self.behind_adverb(clause, key).into_iter().chain(own).collect()
    }

    /// "fatally shot": the triggers that begin with the adverb before the verb.
    fn behind_adverb(&self, clause: &Clause, lemma: &str) -> Vec<(&'a Trigger, Range<usize>)> {
        let text = self.reading.text;
        let before = clause.head.checked_sub(1).filter(|before| clause.kind == ClauseKind::Verb && text.tokens[*before].tag == Tag::Adv);
        let Some(adverb) = before else { return Vec::new() };
        let triggers = self.compiled.triggers(clause.kind, text.lower(adverb)).iter();
        let fits = |trigger: &&Trigger| trigger.words.len() == 2 && *trigger.words[1] == *lemma;
        triggers.filter(fits).map(|trigger| (trigger, clause.tokens.start.min(adverb)..clause.tokens.end)).collect()
    }

    fn trigger_tokens(&self, clause: &Clause, lemma: &[&str], words: &[Box<str>]) -> Option<Range<usize>> {
        let same = words.len() == lemma.len() && words.iter().zip(lemma).all(|(word, lemma)| **word == **lemma);
        if same {
            return Some(clause.tokens.clone());
        }
        if words.len() < 2 {
            return None;
        }
        match clause.kind {
            ClauseKind::Verb => {
                let rest = self.rest_behind(clause, &words[1..]).or_else(|| self.verdict_behind(clause, &words[1..]));
                rest.map(|end| clause.tokens.start.min(clause.head)..end.max(clause.tokens.end))
            }
            ClauseKind::Noun => {
                let before = words.len() - 1;
                let start = clause.head.checked_sub(before)?;
                let text = self.reading.text;
                let same = (0..before).all(|at| text.lemma(start + at) == &*words[at] || text.lower(start + at) == &*words[at]);
                same.then_some(start..clause.head + 1)
            }
        }
    }

    /// The end of the rest of a verb trigger, behind the verb and before another verb or mark; never behind "not".
    fn rest_behind(&self, clause: &Clause, rest: &[Box<str>]) -> Option<usize> {
        let text = self.reading.text;
        let sentence_end = text.sentences.get(clause.sentence)?.tokens.end;
        for start in clause.head + 1..sentence_end.min(clause.head + REACH) {
            if start + rest.len() <= sentence_end && (0..rest.len()).all(|at| text.lower(start + at) == &*rest[at]) {
                // "flown to Kigali on a plane" holds no "fly on": far from its verb a particle opens no phrase.
                let apart = rest.len() == 1 && start > clause.tokens.end.max(clause.head + 1);
                let opens =
                    |token: usize| matches!(text.tokens[token].tag, Tag::Det | Tag::Noun | Tag::Propn | Tag::Num | Tag::Adj | Tag::Pron);
                let dated = |token: usize| {
                    let at = text.tokens[token].span.start;
                    let dates = &self.reading.mentions.dates;
                    let first = dates.partition_point(|date| date.span.end <= at);
                    dates.get(first).is_some_and(|date| date.span.start <= at)
                };
                // "send him across this month": a date is no place to send to.
                let preposition =
                    apart && text.tokens[start].tag == Tag::Adp && start + 1 < sentence_end && opens(start + 1) && !dated(start + 1);
                let negated = text.lower(start - 1) == "not";
                return (!negated && !preposition).then_some(start + rest.len());
            }
            // "sent seven wanted men abroad": a participle before a noun is part of the phrase.
            let describes = matches!(text.tokens[start].form, VerbForm::PastParticiple | VerbForm::Gerund)
                && text.tokens.get(start + 1).is_some_and(|next| matches!(next.tag, Tag::Noun | Tag::Adj | Tag::Propn));
            if matches!(text.tokens[start].tag, Tag::Verb | Tag::Aux) && !describes {
                return None;
            }
            if text.tokens[start].tag == Tag::Punct && !matches!(text.word(start), "," | "\"" | "“" | "”" | "'" | "’" | "-") {
                return None;
            }
        }
        None
    }

    /// "found Otto Reiss, a former officer who had fled to Peru in 2016, guilty": what the object is found to be, over all that describes the
    /// object; a finite verb between the two stands in a relative clause.
    fn verdict_behind(&self, clause: &Clause, rest: &[Box<str>]) -> Option<usize> {
        let text = self.reading.text;
        let [word] = rest else { return None };
        let end = text.sentences.get(clause.sentence)?.tokens.end.min(clause.head + VERDICT);
        let at = (clause.head + 1..end).find(|token| text.lower(*token) == &**word)?;
        let bare = text.tokens[at].tag == Tag::Adj && !text.tokens[at - 1].tag.verbal() && text.lower(at - 1) != "not";
        let mut relative = false;
        let described = (clause.head + 1..at).all(|token| {
            relative |= text.tokens[token].relative || matches!(text.lower(token), "who" | "whom" | "whose" | "which");
            let here = &text.tokens[token];
            text.word(token) != ";" && (relative || !(here.tag.verbal() && here.form.finite()))
        });
        (bare && described).then_some(at + 1)
    }

    fn read_patterns(&self, attempts: &mut Vec<Attempt>) {
        let text = self.reading.text;
        for (index, sentence) in text.sentences.iter().enumerate() {
            for (rule, pattern) in &self.compiled.patterns {
                let rule = &self.compiled.rules[*rule];
                let found = sentence.tokens.clone().find_map(|start| pattern.match_at(self.reading, start, sentence.tokens.end));
                let Some(found) = found else { continue };
                let clause = self.clauses.clauses.partition_point(|clause| clause.sentence < index);
                let fillers = found.names.iter().map(|tokens| Filler {
                    role: pattern.role.clone(),
                    slot: "pattern".into(),
                    head: tokens.end.saturating_sub(1),
                    span: text.span_of(tokens.clone()),
                    tokens: tokens.clone(),
                    take: Take::Names,
                });
                let trigger = text.span_of(found.tokens.clone());
                let frame = Frame {
                    rule: rule.id.clone(),
                    kind: rule.kind.clone(),
                    family: rule.family.clone(),
                    clause: clause.min(self.clauses.clauses.len().saturating_sub(1)),
                    sentence: index,
                    trigger,
                    continues: true,
                    settled: false,
                    asked: false,
                    fillers: fillers.collect(),
                };
                attempts.push(Attempt { rule: rule.id.clone(), sentence: index, trigger, outcome: Outcome::Fired(frame) });
            }
        }
    }
}

/// The particle of a verb trigger, where the parser did not see that it belongs to the verb.
fn particle<'t>(clause: &Clause, trigger: &'t Trigger) -> Option<&'t str> {
    let words = (trigger.words.len(), clause.kind, clause.lemma.contains(' '));
    trigger.words.get(1).map(AsRef::as_ref).filter(|_| words == (2, ClauseKind::Verb, false))
}
