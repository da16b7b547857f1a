//! Who did it, where the clause does not say: the phrase right before an active verb, the one behind "by" wherever it stands, the subject of
//! the verb that this one continues, and whoever "it", "they" or "she" stands for in what an authority reports.

use super::compile::CompiledRule;
use super::engine::Engine;
use super::pack::RoleSpec;
use super::search::in_phrase;
use super::{Filler, slots};
use crate::text::clause::Relation;
use crate::text::{Clause, ClauseKind, Slot, Tag, Voice};
use std::ops::Range;

/// How far behind a passive its "by" may stand.
const REACH: usize = 25;

/// What a body or an office holder is known by.
const BODIES: &[&str] = &["agency", "official", "state", "court"];

impl Engine<'_> {
    /// The agent of a verb whose own slots hold none. Only for roles that know what they want.
    pub(super) fn lost_doer(&self, rule: &CompiledRule, index: usize, fillers: &[Filler]) -> Option<Filler> {
        let clause = &self.clauses.clauses[index];
        let role = agent_of(rule)?;
        if clause.kind != ClauseKind::Verb || fillers.iter().any(|filler| &*filler.role == "agent") {
            return None;
        }
        let slot = match clause.voice {
            Voice::Passive => self.behind_by(role, clause),
            Voice::Active if clause.finite => self.before_active(role, clause).or_else(|| self.of_row(role, index)),
            Voice::Active => None,
        }?;
        let free = !fillers.iter().any(|filler| filler.tokens.contains(&slot.head));
        free.then(|| self.filler(role, &slot))
    }

    /// "In September Peru deported …", "in 2009 prosecutors charged", "The court, on Friday, again jailed": the phrase before an active verb,
    /// over adverbs and a date.
    fn before_active(&self, role: &RoleSpec, clause: &Clause) -> Option<Slot> {
        let text = self.reading.text;
        let first = text.sentences.get(clause.sentence)?.tokens.start;
        let mut end = clause.tokens.start.min(clause.head);
        let mut dated = false;
        while end > first {
            let before = end - 1;
            if text.tokens[before].tag == Tag::Adv {
                end = before;
            } else if let Some(date) = self.date_over(before) {
                let opens = date.start > first && text.tokens[date.start - 1].tag == Tag::Adp;
                end = date.start.saturating_sub(usize::from(opens)).max(first);
                dated = true;
            } else if dated && text.word(before) == "," {
                end = before;
            } else {
                break;
            }
        }
        let part = |token: &usize| in_phrase(text.tokens[*token].tag) && self.date_over(*token).is_none();
        let name = end.checked_sub(1).and_then(|last| self.reading.mentions.names.at(text.tokens[last].span.start));
        let start = match name {
            Some(name) => text.tokens_in(name.span).start,
            None => (first..end).rev().take_while(part).last()?,
        };
        let governed =
            start > first && matches!(text.tokens[start - 1].tag, Tag::Adp | Tag::Part | Tag::Cconj) && self.date_over(start - 1).is_none();
        let slot = Slot { name: "subject".into(), head: end.checked_sub(1)?, tokens: start..end, second_choice: true };
        (start >= first && !governed && text.tokens[slot.head].tag.nominal() && self.fits(role, &slot)).then_some(slot)
    }

    /// "was jailed for fraud by a court in Lyon": behind the first "by" before the next verb that an actor follows.
    fn behind_by(&self, role: &RoleSpec, clause: &Clause) -> Option<Slot> {
        let text = self.reading.text;
        let end = text.sentences.get(clause.sentence)?.tokens.end;
        let start = clause.tokens.end.max(clause.head + 1);
        let stops = |token: &usize| {
            text.tokens[*token].tag.verbal() || text.tokens[*token].relative || matches!(text.word(*token), ";" | ":" | "\"" | "“" | "”")
        };
        let reach = (start..end.min(start + REACH)).find(stops).unwrap_or(end.min(start + REACH));
        (start..reach).filter(|token| text.lower(*token) == "by").find_map(|by| {
            let tokens = slots::phrase_at(self.reading, by + 1, reach)?;
            let slot = Slot { name: "subject".into(), head: tokens.end - 1, tokens, second_choice: true };
            self.fits(role, &slot).then_some(slot)
        })
    }

    /// "Agents searched the yard for hours, arrested two men and …": the subject of the verb before, in a row of verbs.
    fn of_row(&self, role: &RoleSpec, index: usize) -> Option<Slot> {
        let text = self.reading.text;
        let clause = &self.clauses.clauses[index];
        if clause.slots("subject").next().is_some() {
            return None;
        }
        let joint = clause.tokens.start.min(clause.head).checked_sub(1)?;
        if text.tokens[joint].tag != Tag::Cconj && text.word(joint) != "," {
            return None;
        }
        let before = self.clauses.clauses[..index].iter().rev().take_while(|other| other.sentence == clause.sentence);
        let active = |other: &&Clause| other.kind == ClauseKind::Verb && other.finite && other.head < clause.head;
        let row = before.filter(active).find(|other| !matches!(other.parent, Some((_, Relation::Relative | Relation::Complement))))?;
        let subject = row.slots("subject").next().filter(|_| row.voice == Voice::Active)?;
        self.fits(role, subject).then(|| subject.clone())
    }

    /// "Police said they had detained nine": "they" and "it" in what somebody reports are who reports it, and so is the "she" of a
    /// detective. At the start of a sentence "it" is the body that the sentence before is about: "The court … In May it jailed".
    pub(super) fn name_speaker(&self, rule: &CompiledRule, clause: &Clause, fillers: &mut Vec<Filler>) {
        let text = self.reading.text;
        let Some(role) = agent_of(rule) else { return };
        let pronoun = |slot: &Slot| matches!(text.lower(slot.head), "they" | "it" | "we" | "he" | "she");
        let other = fillers.iter().any(|filler| *filler.role == *role.name && text.tokens[filler.head].tag != Tag::Pron);
        let Some(pronoun) = clause.slots("subject").find(|slot| pronoun(slot)).filter(|_| !other) else { return };
        let personal = matches!(text.lower(pronoun.head), "he" | "she");
        let meant = match clause.parent {
            Some((parent, Relation::Complement)) => self.clauses.clauses.get(parent).and_then(|parent| parent.slots("subject").next()),
            None if text.lower(pronoun.head) == "it" => self.body_before(clause),
            _ => None,
        };
        let body = |slot: &&Slot| BODIES.iter().any(|kind| self.reading.is(&self.phrase(slot), kind));
        if let Some(meant) = meant.filter(body).filter(|slot| !personal || self.reading.is(&self.phrase(slot), "people")) {
            fillers.retain(|filler| *filler.role != *role.name);
            fillers.push(self.filler(role, meant));
        }
    }

    /// The subject of the main clause of the sentence before, in the same paragraph.
    fn body_before(&self, clause: &Clause) -> Option<&Slot> {
        let text = self.reading.text;
        let before = clause.sentence.checked_sub(1)?;
        if text.sentences.get(before)?.paragraph != text.sentences.get(clause.sentence)?.paragraph {
            return None;
        }
        let clauses = &self.clauses.clauses;
        let first = clauses.partition_point(|other| other.sentence < before);
        let mut here = clauses[first..].iter().take_while(|other| other.sentence == before);
        here.find(|other| other.kind == ClauseKind::Verb && other.finite && other.parent.is_none())?.slots("subject").next()
    }

    /// The tokens of the date that a token is a part of.
    fn date_over(&self, token: usize) -> Option<Range<usize>> {
        let text = self.reading.text;
        let span = text.tokens[token].span;
        let dates = &self.reading.mentions.dates;
        let first = dates.partition_point(|date| date.span.end <= span.start);
        dates.get(first).filter(|date| date.span.overlaps(span)).map(|date| text.tokens_in(date.span))
    }
}

/// The role of who does it as subject.
fn agent_of(rule: &CompiledRule) -> Option<&RoleSpec> {
    rule.roles.iter().find(|role| role.name == "agent" && role.slots.iter().any(|slot| slot == "subject"))
}
