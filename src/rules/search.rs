//! What stands around a verb where the parser saw nothing that fits: the last resort of a frame that knows what it wants.
//!
//! "Rosa Diel, 35, of Mill Road, Ashby, was jailed": ages, addresses and descriptions part a verb from the one whom it is about. What a
//! reader does is done here with the words alone: back over everything that hangs on a preposition, describes a noun, or is
//! the object of another verb, to the nearest phrase that fits.

use super::phrase::Reading;
use super::row;
use crate::mention::NameKind;
use crate::text::clause::Relation;
use crate::text::{Clause, ClauseKind, Clauses, Slot, Tag, VerbForm, Voice};

/// How many words before a verb its missing subject is looked for.
const REACH: usize = 40;
/// How many words may stand between the "and" of a row and the verb that it joins.
const JOINT: usize = 7;

/// A search around one verb.
pub(super) struct Search<'a, 'f> {
    pub reading: Reading<'a>,
    pub clauses: &'a Clauses,
    pub clause: &'a Clause,
    /// The token behind the whole trigger ("put to death").
    pub trigger_end: usize,
    /// Whether a phrase is what the frame wants.
    pub fits: &'f dyn Fn(&Slot) -> bool,
}

impl Search<'_, '_> {
    /// The noun phrase that begins right behind the verb group.
    pub fn behind(&self) -> Option<Slot> {
        let text = self.reading.text;
        let start = self.clause.tokens.end.max(self.clause.head + 1).max(self.trigger_end);
        let end = text.sentences.get(self.clause.sentence)?.tokens.end;
        let stop = (start..end).find(|token| !in_phrase(text.tokens[*token].tag)).unwrap_or(end);
        let head = (start..stop).rev().find(|token| matches!(text.tokens[*token].tag, Tag::Noun | Tag::Propn | Tag::Pron | Tag::Num))?;
        Some(Slot { name: "object".into(), head, tokens: start..head + 1, second_choice: true })
    }

    /// "from his suitcase were seized dried seahorses": behind the verb, where a phrase of place opens the clause.
    pub fn inverted(&self) -> Vec<Slot> {
        let (text, clause) = (self.reading.text, self.clause);
        let bare_before = clause.tokens.start.checked_sub(1).is_some_and(|before| text.tokens[before].tag.nominal());
        if clause.tokens.start == clause.head || !bare_before {
            return Vec::new();
        }
        self.behind().into_iter().collect()
    }

    /// "was questioned by a judge on Friday and formally charged", "appeared in court charged with": whom the verb before was about.
    pub fn row(&self) -> Vec<Slot> {
        let text = self.reading.text;
        let in_passive_row = matches!(self.clause.parent, Some((parent, Relation::Coordinate))
            if self.clauses.clauses.get(parent).is_some_and(|parent| parent.voice == Voice::Passive));
        let bare = self.clause.tokens.start == self.clause.head;
        if !self.bare_participle() && !(bare && in_passive_row) {
            return Vec::new();
        }
        let mut before = row::verbs_before(self.clauses, self.clause).filter(|other| other.finite && other.head + 1 < self.clause.head);
        let Some(first) = before.next() else { return Vec::new() };
        let joined =
            (first.head + 1..self.clause.head).rev().take(3).any(|token| text.tokens[token].tag == Tag::Cconj || text.word(token) == ",");
        let transitive = first.voice == Voice::Active && first.slots("object").next().is_some_and(|slot| (self.fits)(slot));
        if transitive || first.voice == Voice::Passive && !joined {
            return Vec::new();
        }
        let own: Vec<Slot> = row::theme(first).filter(|slot| (self.fits)(slot)).cloned().into_iter().collect();
        // The first of the row may have its people only in the words.
        if own.is_empty() && first.voice == Voice::Passive {
            return Search { clause: first, ..*self }.before();
        }
        own
    }

    /// The head of the verb that this one is in a row with.
    pub fn row_start(&self) -> usize {
        let parent = self.clause.parent.filter(|(_, relation)| *relation == Relation::Coordinate);
        parent.and_then(|(parent, _)| self.clauses.clauses.get(parent)).map_or(0, |parent| parent.head)
    }

    /// "He stepped off a jet and within hours was under arrest": the subject of a finite verb that "and" joins to the one before.
    pub fn row_subject(&self) -> Vec<Slot> {
        let (text, clause) = (self.reading.text, self.clause);
        let Some(sentence) = text.sentences.get(clause.sentence).filter(|_| clause.finite) else { return Vec::new() };
        let start = clause.tokens.start.min(clause.head);
        let first = sentence.tokens.start.max(start.saturating_sub(JOINT));
        let between = (first..start).rev().take_while(|token| !text.tokens[*token].tag.verbal() && text.word(*token) != ";");
        let Some(joint) = between.into_iter().find(|token| text.tokens[*token].tag == Tag::Cconj) else { return Vec::new() };
        // Circumstances alone may stand between: "and within hours", "and, on Monday,".
        let circumstance = text.tokens[joint + 1..start].iter().all(|token| !matches!(token.tag, Tag::Det | Tag::Pron));
        let opens = joint + 1 == start || matches!(text.tokens[joint + 1].tag, Tag::Adp | Tag::Adv | Tag::Punct);
        if !circumstance || !opens {
            return Vec::new();
        }
        let before = row::verbs_before(self.clauses, clause).find(|other| other.finite && other.head < joint);
        before.and_then(row::theme).filter(|slot| (self.fits)(slot)).cloned().into_iter().collect()
    }

    /// "Arrested together with him was his driver, Ana Diel": behind the auxiliary, where the participle opens the sentence.
    pub fn fronted(&self) -> Vec<Slot> {
        let (text, clause) = (self.reading.text, self.clause);
        let Some(sentence) = text.sentences.get(clause.sentence) else { return Vec::new() };
        let opens = (sentence.tokens.start..clause.head).all(|token| text.tokens[token].tag == Tag::Adv);
        if !opens || clause.tokens.start != clause.head {
            return Vec::new();
        }
        let limit = sentence.tokens.end.min(clause.head + REACH);
        let auxiliary = (clause.head + 1..limit).find(|token| matches!(text.lower(*token), "was" | "were"));
        let plain = |token: usize| !text.tokens[token].tag.verbal() && text.word(token) != ",";
        let Some(auxiliary) = auxiliary.filter(|auxiliary| (clause.head + 1..*auxiliary).all(plain)) else { return Vec::new() };
        let start = auxiliary + 1;
        let stop = (start..sentence.tokens.end).find(|token| !in_phrase(text.tokens[*token].tag)).unwrap_or(sentence.tokens.end);
        let head = (start..stop).rev().find(|token| matches!(text.tokens[*token].tag, Tag::Noun | Tag::Propn | Tag::Num));
        head.map(|head| Slot { name: "object".into(), head, tokens: start..head + 1, second_choice: true }).into_iter().collect()
    }

    /// The nearest fitting phrase before the verb group, with the persons that "and" puts beside it.
    pub fn before(&self) -> Vec<Slot> {
        let (text, clause) = (self.reading.text, self.clause);
        let Some(sentence) = text.sentences.get(clause.sentence) else { return Vec::new() };
        let first = sentence.tokens.start.max(clause.tokens.start.saturating_sub(REACH));
        let mut found: Vec<Slot> = Vec::new();
        let mut joined = true;
        // "Rosa Diel, of Mill Road, Ashby, was": taken only where nothing stands before it.
        let mut address: Option<Slot> = None;
        // Whether something else stands where the one looked for would: then a verb before it has its own.
        let mut occupied = false;
        let mut at = clause.tokens.start.min(clause.head);
        while at > first {
            let token = at - 1;
            match text.tokens[token].tag {
                Tag::Verb | Tag::Aux => match self.over_verb(token, first, occupied) {
                    Some(next) => at = next,
                    None => break,
                },
                tag if in_phrase(tag) => {
                    let part = |token: &usize| in_phrase(text.tokens[*token].tag);
                    let start = (first..token).rev().take_while(part).last().unwrap_or(token);
                    let preposition = start > first && text.tokens[start - 1].tag == Tag::Adp;
                    let age = start == token
                        && text.tokens[token].tag == Tag::Num
                        && start > first
                        && (matches!(text.word(start - 1), "," | "(")
                            || (first.max(start.saturating_sub(4))..start).any(|token| text.lower(token) == "aged"));
                    // "eight more" is headed by its number.
                    let nominal = |token: &usize| matches!(text.tokens[*token].tag, Tag::Noun | Tag::Propn | Tag::Pron | Tag::Num);
                    let head = (start..token + 1).rev().find(nominal).unwrap_or(token);
                    let slot = Slot { name: "object".into(), head, tokens: start..token + 1, second_choice: true };
                    let free = !preposition && !age && !self.governed(start, first);
                    let fits = (self.fits)(&slot);
                    occupied |= free && !fits;
                    if free && fits && found.is_empty() && self.between_commas(&slot) {
                        address.get_or_insert(slot);
                        at = start;
                        continue;
                    }
                    if free && fits && joined && (found.is_empty() || self.is_person(token)) {
                        // "A, B and C": before a person and a comma another may stand.
                        joined = self.is_person(token) && start > first && text.word(start - 1) == ",";
                        found.push(slot);
                    } else if free && found.is_empty() && token + 1 == clause.tokens.start.min(clause.head) && !self.second(start, first) {
                        // What stands right before the verb is its subject, whether it fits or not.
                        break;
                    }
                    at = start - usize::from(preposition);
                }
                Tag::Cconj => {
                    joined = true;
                    at = token;
                }
                _ if text.word(token) == ";" => break,
                Tag::Punct if text.word(token) == "," && found.is_empty() => at = self.aside_closed_by(first, token).unwrap_or(token),
                _ => at = token,
            }
        }
        if found.is_empty() {
            found.extend(address);
        }
        found.reverse();
        found
    }

    /// "leader of the Orion gang and [the Delta cartel] was sent": the second half of what stands under a preposition.
    fn second(&self, start: usize, first: usize) -> bool {
        let text = self.reading.text;
        let Some(joint) = start.checked_sub(1).filter(|joint| *joint > first && text.tokens[*joint].tag == Tag::Cconj) else {
            return false;
        };
        let part = |token: &usize| in_phrase(text.tokens[*token].tag);
        let begin = (first..joint).rev().take_while(part).last();
        begin.is_some_and(|begin| begin > first && text.tokens[begin - 1].tag == Tag::Adp)
    }

    /// A name that no list knows as a person's, between commas: the end of an address as likely as a person.
    fn between_commas(&self, slot: &Slot) -> bool {
        let text = self.reading.text;
        let after = text.tokens.get(slot.tokens.end).is_some_and(|_| text.word(slot.tokens.end) == ",");
        let before = slot.tokens.start.checked_sub(1).is_some_and(|before| text.word(before) == ",");
        after && before && text.tokens[slot.head].tag == Tag::Propn && !self.is_person(slot.head)
    }

    /// Where the walk goes on before a verb that is not the one whose subject is looked for, or `None` where it ends: over a relative
    /// clause (", who had admitted the charge, were jailed"), over the verb that this one continues ("was arrested in May and later jailed"),
    /// and over what only describes ("a man called", "people tried for running").
    fn over_verb(&self, token: usize, first: usize, occupied: bool) -> Option<usize> {
        let text = self.reading.text;
        if !occupied
            && let Some((parent, Relation::Coordinate)) = self.clause.parent
            && let Some(parent) = self.clauses.clauses.get(parent).filter(|parent| parent.tokens.contains(&token))
        {
            return Some(parent.tokens.start.max(first));
        }
        if self.describes(token) || self.names(token) {
            return Some(token);
        }
        let pronoun = |token: &usize| matches!(text.lower(*token), "who" | "whom" | "which" | "that" | "whose");
        (first..token).rev().take_while(|token| text.word(*token) != ",").find(pronoun)
    }

    /// Where the aside begins that a comma closes: "another member, [which police call X], was returned".
    fn aside_closed_by(&self, first: usize, comma: usize) -> Option<usize> {
        let text = self.reading.text;
        let opening = (first..comma).rev().find(|token| text.word(*token) == ",")?;
        // ", [for whom a reward had been offered], was picked up".
        let preposition = usize::from(text.tokens[opening + 1].tag == Tag::Adp);
        let token = text.tokens.get(opening + 1 + preposition)?;
        (token.relative || token.form == VerbForm::PastParticiple).then_some(opening)
    }

    /// Whether the verb is a participle that stands alone.
    pub fn bare_participle(&self) -> bool {
        self.clause.tokens.start == self.clause.head && self.reading.text.tokens[self.clause.head].form == VerbForm::PastParticiple
    }

    /// Whether a verb is a gerund, an infinitive, or a participle behind its noun.
    fn describes(&self, token: usize) -> bool {
        self.clause_of(token).is_some_and(|clause| {
            let bare_participle = clause.voice == Voice::Passive && clause.tokens.len() == 1;
            !clause.finite && clause.modal.is_none() || bare_participle
        })
    }

    /// "a man called Otto Reiss".
    fn names(&self, token: usize) -> bool {
        let text = self.reading.text;
        text.tokens[token].tag == Tag::Verb && self.reading.classes.holds("naming", text.lemma(token))
    }

    /// Whether a phrase is the object of the verb right before it ("killing two women").
    fn governed(&self, start: usize, first: usize) -> bool {
        start > first && !self.names(start - 1) && self.clause_of(start - 1).is_some_and(|clause| clause.voice == Voice::Active)
    }

    fn clause_of(&self, token: usize) -> Option<&Clause> {
        let clauses = &self.clauses.clauses;
        let from = clauses.partition_point(|clause| clause.sentence < self.clause.sentence);
        let mut here = clauses[from..].iter().take_while(|clause| clause.sentence == self.clause.sentence);
        here.find(|clause| clause.kind == ClauseKind::Verb && clause.tokens.contains(&token))
    }

    fn is_person(&self, token: usize) -> bool {
        let names = &self.reading.mentions.names;
        names.at(self.reading.text.tokens[token].span.start).is_some_and(|name| name.kind == NameKind::Person)
    }
}

/// Tags of the words inside a noun phrase.
pub(super) const fn in_phrase(tag: Tag) -> bool {
    matches!(tag, Tag::Adj | Tag::Noun | Tag::Num | Tag::Propn | Tag::Det | Tag::Pron | Tag::Sym | Tag::Part)
}
