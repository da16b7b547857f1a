//! Which slots of a clause can fill a slot of a frame: the one place that knows the constructions.
//!
//! Frames are written as if every event were told by an active verb. Clauses already undo the passive, the relative and
//! the list; what is left is the noun ("Mexico's handover of 26 men", "his extradition", "the prisoner swap"), the verb that
//! carries a noun ("carried out the handover", "secured the extradition of"), the participle that shares its subject ("Extradited
//! in May, he …"), and the phrases that a parser hangs on the wrong word ("an aircraft to Peru").

use super::apposition;
use super::coordination;
use super::owner;
use super::phrase::{Phrase, Reading};
use super::relative;
use super::reshape;
use super::row;
use super::search::{Search, in_phrase};
use crate::text::clause::Relation;
use crate::text::{Clause, ClauseKind, Clauses, Slot, Tag, VerbForm, Voice};
use std::ops::Range;

/// A slot of a clause offered for a slot of a frame.
#[derive(Clone, Copy, Debug)]
pub(super) struct Offer<'s> {
    pub slot: &'s Slot,
    /// A core slot of a noun fills one role only: "Mexico's" is not both who did it and to whom.
    pub exclusive: bool,
}

/// Everything that the slots of one frame can be filled with, for one clause.
pub(super) struct Offers<'c> {
    kind: ClauseKind,
    voice: Voice,
    head: usize,
    slots: Vec<Slot>,
    /// The verb that carries the noun.
    carrier: Option<&'c Clause>,
    /// The carrier's subject does the deed.
    acts: bool,
    /// The carrier's subject is who gets the people.
    receives: bool,
    /// It follows a passive in a row of verbs.
    in_passive_row: bool,
}

impl<'c> Offers<'c> {
    /// The slots of a clause whose trigger may have a particle that the parser took for a preposition ("over").
    pub fn new(reading: Reading, clause: &'c Clause, clauses: &'c Clauses, particle: Option<&str>) -> Self {
        let parent = clause.parent.and_then(|(parent, relation)| Some((clauses.clauses.get(parent)?, relation)));
        let carrier = parent.filter(|(carrier, relation)| {
            *relation == Relation::Argument
                && clause.kind == ClauseKind::Noun
                && carrier.kind == ClauseKind::Verb
                && carrier.slots("object").any(|slot| slot.tokens.contains(&clause.head))
        });
        let carrier = carrier.map(|(carrier, _)| carrier);
        let in_passive_row = parent.is_some_and(|(parent, relation)| relation == Relation::Coordinate && parent.voice == Voice::Passive);
        let is = |class| carrier.is_some_and(|carrier| reading.classes.holds(class, &carrier.lemma));
        let (acts, receives) = (is("subject_acts"), is("subject_receives"));
        let mut slots: Vec<Slot> = clause.slots.iter().filter(|slot| &*slot.name != "mark").cloned().collect();
        if clause.kind == ClauseKind::Noun {
            relative::owner(reading, &mut slots, clause);
        }
        if clause.kind == ClauseKind::Verb {
            if let Some(particle) = particle {
                particle_object(&mut slots, particle);
            }
            misplaced_subject(&mut slots, clause);
            subject_behind_preposition(reading, &mut slots, clause);
            split_object(reading, &mut slots);
            keep_behind_joint(reading, &mut slots, clause);
            shared_subject(&mut slots, clause, parent);
            infinitive_subject(reading, &mut slots, clause);
            reshape::read(reading, &mut slots, clause);
            claimed_subject(reading, &mut slots, clause, parent);
            one_of_a_row(reading, &mut slots, clause, clauses);
            participle_behind_place(reading, &mut slots, clause, parent);
            relative::read(reading, &mut slots, clause);
            row::share(reading, &mut slots, clause, clauses);
            relative::reduced(reading, &mut slots, clause, parent);
            agent_behind(reading, &mut slots, clause);
            split_receiver(reading, &mut slots, clause);
            owner::postponed(reading, &mut slots, clause);
            coordination::complete(reading, &mut slots, clause);
            // "Also on Thursday night, 44 men were flown": a date is nobody's subject.
            slots.retain(|slot| !(matches!(&*slot.name, "subject" | "object" | "indirect_object") && bare_date(reading, slot)));
        }
        for slot in &mut slots {
            behind_date(reading, slot);
            reshape::titled(reading, slot);
            head_before_preposition(reading, slot);
            antecedent(reading, slot);
            whole_of(reading, slot);
            apposition::read(reading, clause, slot);
        }
        let nested: Vec<Slot> = slots.iter().filter(|slot| !slot.second_choice).flat_map(|slot| nested_phrases(reading, slot)).collect();
        for phrase in nested {
            match slots.iter().position(|slot| slot.head == phrase.head) {
                Some(known) if slots[known].second_choice => slots[known] = phrase,
                Some(_) => {}
                None => slots.push(phrase),
            }
        }
        if clause.kind == ClauseKind::Verb {
            owner::add(reading, &mut slots, clause);
            owner::add_content(reading, &mut slots);
            trailing(reading, clause, &mut slots);
        }
        slots.retain(|slot| !(&*slot.name == "for" && before_infinitive(reading, slot)));
        Self { kind: clause.kind, voice: clause.voice, head: clause.head, slots, carrier, acts, receives, in_passive_row }
    }

    /// Whose is the subject of a verb that asks for the event or gets it.
    pub fn subject_of_receiver(&self) -> Option<&'c Slot> {
        self.carrier.filter(|_| self.receives).and_then(|carrier| carrier.slots.iter().find(|slot| &*slot.name == "subject"))
    }

    /// The slots of one name, whoever the parser gave them to.
    pub fn named<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s Slot> {
        self.slots.iter().filter(move |slot| &*slot.name == name)
    }

    /// The slots that can fill a frame's slot, the likeliest first. `transitive` says whether the frame also has an object.
    pub fn of(&self, wanted: &str, transitive: bool) -> Vec<Offer<'_>> {
        let own = |name: &str, exclusive: bool| {
            let name = name.to_owned();
            self.slots.iter().filter(move |slot| *slot.name == *name).map(move |slot| Offer { slot, exclusive })
        };
        let carried = |name: &str, exclusive: bool| {
            let name = name.to_owned();
            self.carrier
                .into_iter()
                .flat_map(|carrier| &carrier.slots)
                .filter(move |slot| *slot.name == *name)
                .map(move |slot| Offer { slot, exclusive })
        };
        let mut found: Vec<Offer> = Vec::new();
        match (self.kind, wanted) {
            (ClauseKind::Noun, "object") => ["of", "genitive", "compound"].into_iter().for_each(|name| found.extend(own(name, true))),
            (ClauseKind::Noun, "subject") => {
                ["by", "genitive", "compound"].into_iter().for_each(|name| found.extend(own(name, true)));
                if !transitive {
                    found.extend(own("of", true));
                }
                if self.acts {
                    found.extend(carried("subject", true));
                }
            }
            (ClauseKind::Noun, _) => {
                found.extend(own(wanted, false));
                if self.acts || self.receives {
                    found.extend(carried(wanted, false));
                }
            }
            (ClauseKind::Verb, "subject") => {
                found.extend(own(wanted, false));
                // An intransitive verb has no passive: what looks like its object is who does it.
                if !transitive && found.is_empty() && self.voice == Voice::Passive {
                    found.extend(own("object", false));
                }
            }
            (ClauseKind::Verb, "indirect_object") => {
                found.extend(own(wanted, false));
                // "Webb was given a further two years": of two objects the one before a passive is who gets the other.
                if found.is_empty() && self.voice == Voice::Passive {
                    found.extend(own("object", false).filter(|offer| offer.slot.head < self.head));
                }
            }
            (ClauseKind::Verb, "object") => {
                found.extend(own(wanted, false));
                if self.voice == Voice::Passive {
                    found.extend(own("indirect_object", false));
                }
            }
            (ClauseKind::Verb, _) => found.extend(own(wanted, false)),
        }
        // What the parser gave to the verb comes before what it gave to a noun.
        found.sort_by_key(|offer| offer.slot.second_choice);
        found
    }

    /// What stands where the parser saw nothing that fits: before a passive its people, behind an active verb its object, before it
    /// its subject. Only for roles that know what they want.
    pub fn repaired(&self, wanted: &str, search: &Search) -> Vec<Vec<Slot>> {
        let mut found = self.around(wanted, search);
        found.iter_mut().flatten().for_each(|slot| whole_of(search.reading, slot));
        found
    }

    fn around(&self, wanted: &str, search: &Search) -> Vec<Vec<Slot>> {
        let clause = search.clause;
        match (self.kind, wanted, self.voice) {
            (ClauseKind::Verb, "object" | "indirect_object", Voice::Passive) => {
                vec![search.before(), search.inverted(), search.fronted(), search.row(), search.row_subject()]
            }
            (ClauseKind::Verb, "subject", Voice::Active) => vec![search.before(), search.row_subject()],
            // "and three got 12 years", read as a participle.
            (ClauseKind::Verb, "subject", Voice::Passive) if clause.tokens.len() == 1 => {
                vec![self.slots.iter().filter(|slot| &*slot.name == "object" && slot.head < self.head).cloned().collect()]
            }
            (ClauseKind::Verb, "object" | "indirect_object", Voice::Active) => {
                let after: Vec<Slot> = search.behind().into_iter().collect();
                // The participle without its auxiliary: "was arrested in May and later jailed for six years", "a colleague shot dead
                // on Monday".
                let subjects: Vec<Slot> = self.slots.iter().filter(|slot| &*slot.name == "subject").cloned().collect();
                let bare = clause.tokens.start == clause.head;
                let reduced = bare && subjects.is_empty() && matches!(clause.parent, Some((_, Relation::Relative)));
                let in_row = search.bare_participle() || self.in_passive_row && bare;
                match (reduced, in_row && after.is_empty()) {
                    (true, _) => vec![after, search.before(), search.row()],
                    (_, true) => vec![subjects, search.row()],
                    // "having been arrested in May and extradited two years later": its subject is that of the verb before.
                    _ if self.in_passive_row && bare && subjects.iter().all(|slot| slot.head < search.row_start()) => {
                        vec![after, subjects, search.row()]
                    }
                    _ => vec![after],
                }
            }
            _ => Vec::new(),
        }
    }

    /// Where the phrases begin that hang inside a phrase, each with its preposition: there it can be cut.
    pub fn nested_in(&self, tokens: &Range<usize>, head: usize) -> impl Iterator<Item = &Slot> {
        let inside = head + 1..tokens.end;
        self.slots.iter().filter(move |slot| slot.second_choice && inside.contains(&slot.tokens.start))
    }
}

/// "handed over 37 members", read as if they were handed "over members".
fn particle_object(slots: &mut [Slot], particle: &str) {
    if slots.iter().any(|slot| &*slot.name == "object") {
        return;
    }
    if let Some(slot) = slots.iter_mut().find(|slot| *slot.name == *particle && !slot.second_choice) {
        slot.name = "object".into();
    }
}

/// "Police arrested eleven men", read as "[to] police arrested": of two objects the one before a bare verb is its subject.
fn misplaced_subject(slots: &mut [Slot], clause: &Clause) {
    let object = |slot: &Slot| matches!(&*slot.name, "object" | "indirect_object");
    let bare = clause.tokens.start == clause.head;
    if !bare || slots.iter().any(|slot| &*slot.name == "subject") || !slots.iter().any(|slot| object(slot) && slot.head > clause.head) {
        return;
    }
    for slot in slots.iter_mut().filter(|slot| object(slot) && slot.head < clause.head) {
        slot.name = "subject".into();
    }
}

/// "On Friday, before Judge Lind, Moss pleaded guilty": of two subjects of an active verb the one behind a preposition is none.
fn subject_behind_preposition(reading: Reading, slots: &mut Vec<Slot>, clause: &Clause) {
    let text = reading.text;
    let subjects = slots.iter().filter(|slot| &*slot.name == "subject").count();
    if subjects < 2 || clause.voice == Voice::Passive {
        return;
    }
    let behind = |slot: &Slot| {
        let before = slot.tokens.start.checked_sub(1);
        before.is_some_and(|before| text.tokens[before].tag == Tag::Adp || text.lower(before) == "before")
    };
    if slots.iter().any(|slot| &*slot.name == "subject" && !behind(slot)) {
        slots.retain(|slot| &*slot.name != "subject" || !behind(slot));
    }
}

/// "two others came the same way; and X was extradited", "he got six years, while X walked out": what stands before such a joint is of the
/// clause before.
fn keep_behind_joint(reading: Reading, slots: &mut Vec<Slot>, clause: &Clause) {
    let text = reading.text;
    let Some(sentence) = text.sentences.get(clause.sentence) else { return };
    let first = sentence.tokens.start;
    let joint = |token: &usize| {
        let contrast = *token > first && text.word(*token - 1) == "," && matches!(text.lower(*token), "while" | "whereas");
        contrast || text.word(*token) == ";"
    };
    let Some(mark) = (first..clause.head).rev().find(joint) else { return };
    let core = |slot: &Slot| matches!(&*slot.name, "subject" | "object" | "indirect_object");
    slots.retain(|slot| !(core(slot) && slot.head < mark && clause.finite));
}

/// "until on 22 December Peruvian officers caught him": the date before a subject is no part of it.
fn behind_date(reading: Reading, slot: &mut Slot) {
    let text = reading.text;
    let start = slot.tokens.start;
    if &*slot.name != "subject" || start + 1 >= slot.head || text.tokens[start].tag != Tag::Adp {
        return;
    }
    let from = text.tokens[start + 1].span.start;
    let dates = &reading.mentions.dates;
    let date = dates.get(dates.partition_point(|date| date.span.end <= from)).filter(|date| date.span.start <= from);
    let end = date.map(|date| text.tokens_in(date.span).end);
    if let Some(end) = end.filter(|end| *end <= slot.head) {
        slot.tokens.start = end;
    }
}

/// A phrase that is nothing but a date.
fn bare_date(reading: Reading, slot: &Slot) -> bool {
    let phrase = reading.text.span_of(slot.tokens.clone());
    let dates = &reading.mentions.dates;
    let first = dates.partition_point(|date| date.span.end <= phrase.start);
    dates.get(first).is_some_and(|date| date.edtf.is_some() && date.span.contains(phrase))
}

/// "44 suspects, all of them foreigners, were flown": the part stands for the whole before the comma.
fn whole_of(reading: Reading, slot: &mut Slot) {
    let text = reading.text;
    let start = slot.tokens.start.min(slot.head);
    let partitive = matches!(text.lower(start), "all" | "most" | "some" | "many" | "both" | "each" | "none");
    if !partitive || start < 2 || text.word(start - 1) != "," {
        return;
    }
    let part = |token: &usize| in_phrase(text.tokens[*token].tag) || text.tokens[*token].form == VerbForm::PastParticiple;
    let Some(first) = (start.saturating_sub(PHRASE)..start - 1).rev().take_while(part).last() else { return };
    if matches!(text.tokens[start - 2].tag, Tag::Noun | Tag::Propn) {
        slot.head = start - 2;
        slot.tokens = first..start - 1;
    }
}

/// "released her second album", read as two objects: the pronoun belongs to the noun.
fn split_object(reading: Reading, slots: &mut Vec<Slot>) {
    let owned: Vec<usize> = slots.iter().filter(|slot| &*slot.name == "object").map(|slot| slot.tokens.start).collect();
    slots.retain(|slot| {
        let pronoun = slot.tokens.len() == 1 && reading.text.tokens[slot.head].tag == Tag::Pron;
        !(pronoun && &*slot.name == "object" && owned.contains(&(slot.head + 1)))
    });
}

/// "gave the 74-year-old eleven life terms", read as one object: a person right before a number is who gets what is counted.
fn split_receiver(reading: Reading, slots: &mut Vec<Slot>, clause: &Clause) {
    let text = reading.text;
    if slots.iter().any(|slot| &*slot.name == "indirect_object") {
        return;
    }
    let Some(at) = slots.iter().position(|slot| &*slot.name == "object" && slot.tokens.start > clause.head) else { return };
    let object = slots[at].clone();
    let number = |token: &usize| text.tokens[*token].tag == Tag::Num && text.tokens[*token - 1].tag != Tag::Num;
    let Some(number) = (object.tokens.start + 1..object.tokens.end).find(number) else { return };
    let receiver = Slot { name: "indirect_object".into(), head: number - 1, tokens: object.tokens.start..number, second_choice: false };
    let inside = receiver.tokens.clone().all(|token| in_phrase(text.tokens[token].tag) || text.tokens[token].tag == Tag::X);
    let described = !matches!(text.tokens[receiver.head].tag, Tag::Det | Tag::Pron);
    if inside && described && reading.is(&Phrase { head: receiver.head, tokens: receiver.tokens.clone() }, "people") {
        let head = if object.head >= number { object.head } else { object.tokens.end - 1 };
        slots[at] = Slot { head, tokens: number..object.tokens.end, ..object };
        slots.push(receiver);
    }
}

/// "Extradited from Spain in March, Otto Reiss was jailed": the participle's object is whom the main clause is about. "He was seized,
/// tied up and flown": verbs in a row share theirs.
fn shared_subject(slots: &mut Vec<Slot>, clause: &Clause, parent: Option<(&Clause, Relation)>) {
    let Some((parent, relation)) = parent else { return };
    let core = |slot: &Slot| matches!(&*slot.name, "subject" | "object");
    if clause.finite || clause.tokens.start != clause.head || slots.iter().any(core) {
        return;
    }
    // A participle that has the form of the base ("put") takes its voice from the row.
    let passive = clause.voice == Voice::Passive || relation == Relation::Coordinate && parent.voice == Voice::Passive;
    if !passive || !matches!(relation, Relation::Adverbial | Relation::Open | Relation::Coordinate) {
        return;
    }
    let wanted = if parent.voice == Voice::Passive { "object" } else { "subject" };
    slots.extend(parent.slots(wanted).map(|slot| Slot { name: "object".into(), ..slot.clone() }));
}

/// "asked for 40 people to be let out": what stands between "for" and the infinitive is whom it happens to.
fn infinitive_subject(reading: Reading, slots: &mut Vec<Slot>, clause: &Clause) {
    let text = reading.text;
    let Some(to) = clause.tokens.start.checked_sub(1).filter(|to| text.lower(*to) == "to" && clause.voice == Voice::Passive) else {
        return;
    };
    let phrase = (to.saturating_sub(PHRASE)..to).rev().take_while(|token| in_phrase(text.tokens[*token].tag) || text.lower(*token) == "or");
    let Some(start) = phrase.last().filter(|start| *start > 0 && text.lower(start - 1) == "for") else { return };
    slots.retain(|slot| &*slot.name != "object");
    slots.push(Slot { name: "object".into(), head: to - 1, tokens: start..to, second_choice: false });
}

/// "the rebels claimed to have killed": who says so of himself is the subject of the infinitive.
fn claimed_subject(reading: Reading, slots: &mut Vec<Slot>, clause: &Clause, parent: Option<(&Clause, Relation)>) {
    let Some((parent, Relation::Complement | Relation::Open)) = parent else { return };
    let infinitive = clause.tokens.start.checked_sub(1).is_some_and(|to| reading.text.lower(to) == "to");
    let has = |slots: &[Slot], name: &str| slots.iter().any(|slot| &*slot.name == name);
    if clause.finite || !infinitive || has(slots, "subject") || parent.voice == Voice::Passive || has(&parent.slots, "object") {
        return;
    }
    let name = if clause.voice == Voice::Passive { "object" } else { "subject" };
    if !has(slots, name) {
        slots.extend(parent.slots("subject").map(|slot| Slot { name: name.into(), ..slot.clone() }));
    }
}

/// "He was the ninth reporter to be killed": whom the copula puts in the row is whom it happened to.
fn one_of_a_row(reading: Reading, slots: &mut Vec<Slot>, clause: &Clause, clauses: &Clauses) {
    let text = reading.text;
    let Some(to) = clause.tokens.start.checked_sub(1).filter(|to| text.lower(*to) == "to" && clause.voice == Voice::Passive) else {
        return;
    };
    let Some(copula) = row::verbs_before(clauses, clause).find(|verb| &*verb.lemma == "be" && verb.finite) else { return };
    let whole = clause.tokens.start.min(to);
    let attribute = copula.slots("attribute").find(|slot| slot.head < whole && slot.tokens.end + 1 >= whole);
    let Some(attribute) = attribute else { return };
    let pronoun = copula.slots("subject").any(|slot| text.tokens[slot.head].tag == Tag::Pron);
    let numbers = |token: usize| reading.mentions.quantities_in(text.tokens[token].span).any(|quantity| quantity.ordinal);
    if pronoun && attribute.tokens.clone().any(numbers) {
        slots.retain(|slot| &*slot.name != "object");
        slots.extend(copula.slots("subject").map(|slot| Slot { name: "object".into(), ..slot.clone() }));
    }
}

/// "for soldiers to enter": the phrase is the subject of an infinitive and not what something is given for.
fn before_infinitive(reading: Reading, slot: &Slot) -> bool {
    let text = reading.text;
    let verb = |token: usize| text.tokens.get(token).is_some_and(|token| token.tag.verbal());
    (slot.head + 1..slot.tokens.end + 1).any(|to| to < text.tokens.len() && text.lower(to) == "to" && verb(to + 1))
}

/// The prepositional phrases behind a verb that the parser gave to nothing, up to the next verb or mark: the first of each preposition.
fn trailing(reading: Reading, clause: &Clause, slots: &mut Vec<Slot>) {
    let text = reading.text;
    let Some(sentence) = text.sentences.get(clause.sentence) else { return };
    let start = clause.tokens.end.max(clause.head + 1);
    let end = sentence.tokens.end.min(start + REACH);
    let stops = |token: &usize| {
        let tag = text.tokens[*token].tag;
        tag.verbal() && !describes(reading, *token)
            || matches!(tag, Tag::Sconj)
            || text.tokens[*token].relative
            || tag == Tag::Punct && text.word(*token) != ","
    };
    let stop = (start..end).find(stops).unwrap_or(end);
    let whole = Slot { name: "".into(), head: start.saturating_sub(1), tokens: start..stop, second_choice: true };
    for phrase in nested_phrases(reading, &whole) {
        if !slots.iter().any(|slot| slot.name == phrase.name || slot.head == phrase.head) {
            slots.push(phrase);
        }
    }
}

/// "Webb appeared at Leeds Crown Court charged with theft": a bare participle that the parser took for the verb of the place before it.
fn participle_behind_place(reading: Reading, slots: &mut [Slot], clause: &Clause, parent: Option<(&Clause, Relation)>) {
    let Some((parent, relation)) = parent else { return };
    let bare = clause.tokens.start == clause.head && clause.voice == Voice::Active;
    if !bare || relation == Relation::Coordinate || slots.iter().any(|slot| &*slot.name == "object") {
        return;
    }
    let text = reading.text;
    let placed = |slot: &Slot| {
        let before = slot.tokens.start.checked_sub(1);
        before.is_some_and(|before| text.tokens[before].tag == Tag::Adp && before > parent.head)
    };
    let subject = parent.slots("subject").next().cloned();
    for slot in slots.iter_mut().filter(|slot| &*slot.name == "subject" && placed(slot)) {
        if let Some(subject) = &subject {
            *slot = Slot { name: "object".into(), ..subject.clone() };
        }
    }
}

/// "Jorge Mandel, who was delivered": the name or noun before the pronoun, where the parser left the pronoun.
fn antecedent(reading: Reading, slot: &mut Slot) {
    let text = reading.text;
    if slot.tokens.len() != 1 || !matches!(text.lower(slot.head), "who" | "whom" | "which" | "that") {
        return;
    }
    let before = (slot.head.saturating_sub(2)..slot.head).rev().find(|token| text.tokens[*token].tag != Tag::Punct);
    let Some(before) = before.filter(|token| matches!(text.tokens[*token].tag, Tag::Noun | Tag::Propn)) else { return };
    if text.sentence_at(text.tokens[before].span.start) != text.sentence_at(text.tokens[slot.head].span.start) {
        return;
    }
    let tokens = match reading.mentions.names.at(text.tokens[before].span.start) {
        Some(name) => text.tokens_in(name.span),
        None => {
            let part = |token: &usize| matches!(text.tokens[*token].tag, Tag::Adj | Tag::Noun | Tag::Num | Tag::Propn);
            let start = (before.saturating_sub(4)..before).rev().take_while(part).last().unwrap_or(before);
            start..before + 1
        }
    };
    slot.head = before;
    slot.tokens = tokens;
}

/// "her in 2010 to 20 years for theft": a phrase is headed before its first preposition.
fn head_before_preposition(reading: Reading, slot: &mut Slot) {
    let text = reading.text;
    let Some(first) = (slot.tokens.start + 1..slot.head).find(|token| text.tokens[*token].tag == Tag::Adp) else { return };
    let nominal = |token: &usize| matches!(text.tokens[*token].tag, Tag::Noun | Tag::Propn | Tag::Pron | Tag::Num);
    if let Some(head) = (slot.tokens.start..first).rev().find(nominal) {
        slot.head = head;
    }
}

/// How many words the phrase before an infinitive may have, and how far behind a verb its phrases are looked for.
const PHRASE: usize = 12;
const REACH: usize = 40;

/// "were seized by police": who did it, where the parser hung the phrase on another word.
fn agent_behind(reading: Reading, slots: &mut Vec<Slot>, clause: &Clause) {
    let text = reading.text;
    let by = clause.tokens.end.max(clause.head + 1);
    if clause.voice != Voice::Passive || slots.iter().any(|slot| &*slot.name == "subject") {
        return;
    }
    let Some(sentence) = text.sentences.get(clause.sentence).filter(|sentence| by < sentence.tokens.end && text.lower(by) == "by") else {
        return;
    };
    if let Some(tokens) = phrase_at(reading, by + 1, sentence.tokens.end) {
        let head = tokens.end - 1;
        slots.retain(|slot| slot.head != head);
        slots.push(Slot { name: "subject".into(), head, tokens, second_choice: false });
    }
}

/// The noun phrase that begins at a token and ends before `limit`, up to its last noun.
pub(super) fn phrase_at(reading: Reading, start: usize, limit: usize) -> Option<Range<usize>> {
    let text = reading.text;
    let end = (start..limit).find(|token| !in_phrase(text.tokens[*token].tag)).unwrap_or(limit);
    let head = (start..end).rev().find(|token| matches!(text.tokens[*token].tag, Tag::Noun | Tag::Propn))?;
    Some(start..head + 1)
}

/// "for the [convicted] spy": a participle between an article and a noun.
fn describes(reading: Reading, token: usize) -> bool {
    let text = reading.text;
    let before = token.checked_sub(1).is_some_and(|before| matches!(text.tokens[before].tag, Tag::Det | Tag::Adj | Tag::Num));
    let noun = text.tokens.get(token + 1).is_some_and(|next| matches!(next.tag, Tag::Noun | Tag::Propn));
    before && noun && text.tokens[token].form == VerbForm::PastParticiple && text.tokens[token].tag == Tag::Verb
}

/// The prepositional phrases inside a phrase, behind its head: "to Peru" and "on Monday" in "26 prisoners to Peru on Monday".
fn nested_phrases(reading: Reading, slot: &Slot) -> Vec<Slot> {
    let text = reading.text;
    let end = slot.tokens.end.min(text.tokens.len());
    let mut found = Vec::new();
    let mut at = slot.head + 1;
    while at < end {
        if text.tokens[at].tag != Tag::Adp {
            at += 1;
            continue;
        }
        let start = at + 1;
        // "to the time [he had served]": a subject opens a clause of its own.
        let subject = |token: usize| token > start && matches!(text.lower(token), "he" | "she" | "they" | "we" | "i");
        let inside = |token: &usize| {
            matches!(
                text.tokens[*token].tag,
                Tag::Adj | Tag::Noun | Tag::Num | Tag::Propn | Tag::Det | Tag::Pron | Tag::Sym | Tag::Part | Tag::X
            ) && !subject(*token)
                || describes(reading, *token)
        };
        let stop = (start..end).find(|token| !inside(token)).unwrap_or(end);
        let head = (start..stop).rev().find(|token| matches!(text.tokens[*token].tag, Tag::Noun | Tag::Propn | Tag::Num | Tag::Pron));
        if let Some(head) = head {
            found.push(Slot { name: text.lower(at).into(), head, tokens: start..head + 1, second_choice: true });
        }
        at = stop.max(start);
    }
    found
}
